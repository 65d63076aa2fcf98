/** The tray's pictures as the desk shows them: opened, upright, and kept at hand for the pages next to it. */
import type { PageId } from '#lib/page/ids.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Pictures } from './pictures.ts';

export class DeskPictures {
	readonly #tray: Tray;
	readonly #pictures: Pictures;

	constructor(tray: Tray, pictures: Pictures) {
		this.#tray = tray;
		this.#pictures = pictures;
	}

	/** The whole page. Rejects when it is damaged in storage. */
	urlOf(page: TrayPage): Promise<string> {
		const open = async () => ({
			bytes: await this.#tray.open(page.picture),
			mediaType: page.side.mediaType
		});
		return this.#pictures.url(page.picture.sha256, open, page.turn);
	}

	/** In small; nothing of a page that the tray has let go of. */
	async thumbnail(page: TrayPage): Promise<string | undefined> {
		if (page.gone) return undefined;
		const open = async () =>
			({ bytes: await this.#tray.open(page.thumbnail), mediaType: 'image/jpeg' }) as const;
		return this.#pictures.url(page.thumbnail.sha256, open, page.turn);
	}

	prefetch(pages: readonly (PageId | undefined)[]): void {
		for (const id of pages) {
			const page = id && this.#tray.state.pages.get(id);
			if (page && !page.gone) void this.urlOf(page).catch(() => undefined);
		}
	}

	/** Of a page that was locked away, nothing stays at hand. */
	drop(page: TrayPage): void {
		for (const { sha256 } of [page.picture, page.thumbnail]) this.#pictures.drop(sha256);
	}
}
