/** A colleague's cabinet, opened by whom they named: its pages can be read, and nothing else. */
import type { ReadableCabinet } from '#lib/cabinet/open.ts';
import { heldPagesOf, type HeldPage } from '#lib/cabinet/state.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import { cabinetWords } from './cabinet-words.ts';
import { readingIn, type HistoryLine, type OpenedPage } from './charts.svelte.ts';
import { Pictures } from './pictures.ts';

export class ColleagueCabinet {
	/** How its clinician signs. */
	readonly owner: string;
	/** The words that it was opened with. */
	readonly because: string;
	readonly pages: readonly HeldPage[];
	readonly clients: readonly ClientId[];
	isOpen = $state(true);

	readonly #pictures = new Pictures(3);
	readonly #thumbnails = new Pictures(80);
	readonly #nameOf: (person: PersonId) => string;
	#cabinet: ReadableCabinet | undefined;

	constructor(
		cabinet: ReadableCabinet,
		{ owner, because }: { readonly owner: string; readonly because: string },
		nameOf: (person: PersonId) => string
	) {
		this.#cabinet = cabinet;
		this.owner = owner;
		this.because = because;
		this.#nameOf = nameOf;
		this.pages = [...cabinet.state.pages.values()];
		this.clients = [...new Set(this.pages.map(({ client }) => client))];
	}

	/** Drops the key and every opened picture. */
	close(): void {
		this.#cabinet = undefined;
		this.#pictures.clear();
		this.#thumbnails.clear();
		this.isOpen = false;
	}

	pagesOf(client: ClientId): readonly HeldPage[] {
		return this.#cabinet ? heldPagesOf(this.#cabinet.state, client) : [];
	}

	thumbnail({ thumbnail, turn }: HeldPage): Promise<string> {
		const cabinet = this.#ensureOpen();
		const open = async () =>
			({ bytes: await cabinet.open(thumbnail), mediaType: 'image/jpeg' }) as const;
		return this.#thumbnails.url(thumbnail.sha256, open, turn);
	}

	/** Rejects when the stored page is damaged, and when the cabinet was closed before it was open. */
	async view(page: HeldPage): Promise<OpenedPage<HeldPage>> {
		const cabinet = this.#ensureOpen();
		const { picture, mediaType, turn } = page;
		const open = async () => ({ bytes: await cabinet.open(picture), mediaType });
		const url = await this.#pictures.url(picture.sha256, open, turn);
		const words = page.reading && (await cabinet.open(page.reading));
		this.#ensureOpen();
		return { page, url, reading: words && readingIn(words, turn) };
	}

	/** What happened to a page, oldest first. */
	async history(page: PageId): Promise<readonly HistoryLine[]> {
		const told = await this.#ensureOpen().told();
		this.#ensureOpen();
		return told.flatMap(({ at, person, action }) => {
			const what = cabinetWords(action, page);
			return what ? [{ at, who: this.#nameOf(person), what }] : [];
		});
	}

	#ensureOpen(): ReadableCabinet {
		if (!this.#cabinet) throw new Error('the cabinet was closed');
		return this.#cabinet;
	}
}
