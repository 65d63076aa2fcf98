/** The locked cabinet: opened by a second act, read here and nowhere else, locked again soon. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { heldPagesOf, type HeldPage } from '#lib/cabinet/state.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { HistoryLine, OpenedPage } from './charts.svelte.ts';
import { IdleWatch } from './idle.ts';
import { Pictures } from './pictures.ts';
import { fine, sentenceFor, type Outcome } from './sentences.ts';

/** Two minutes without a touch, or one with the window hidden (security reference, section 2.4). */
export const cabinetIdle = { idle: 120_000, hidden: 60_000 } as const;

export class CabinetDesk {
	isOpen = $state(false);
	pages = $state.raw<readonly HeldPage[]>([]);
	/** Why it closed by itself, for the person who comes back. */
	closedBecause = $state<string>();

	readonly clients = $derived([...new Set(this.pages.map(({ client }) => client))]);

	readonly #practice: Practice;
	readonly #nameOf: (person: PersonId) => string;
	readonly #pictures = new Pictures(12);
	readonly #watch = new IdleWatch(cabinetIdle, () =>
		this.lock('It was locked because nobody used it for a while.')
	);
	#cabinet: OpenCabinet | undefined;

	constructor(practice: Practice, nameOf: (person: PersonId) => string) {
		this.#practice = practice;
		this.#nameOf = nameOf;
	}

	/** For the act of taking a page back, while it is open. */
	get opened(): OpenCabinet | undefined {
		return this.#cabinet;
	}

	async open(passphrase: string): Promise<Outcome> {
		const opened = await this.#practice.openCabinet(passphrase);
		if (!opened.ok) return { ok: false, sentence: sentenceFor(opened.why) };
		this.#cabinet = opened.cabinet;
		this.#cabinet.onChange(() => this.#look());
		this.isOpen = true;
		this.closedBecause = undefined;
		this.#look();
		this.#watch.start();
		return fine;
	}

	/** Drops the key and every opened picture. */
	lock(because?: string): void {
		this.#watch.stop();
		this.#cabinet = undefined;
		this.#pictures.clear();
		this.pages = [];
		this.isOpen = false;
		this.closedBecause = because;
	}

	touch(): void {
		this.#watch.touch();
	}

	hide(hidden: boolean): void {
		this.#watch.hide(hidden);
	}

	/** A page went through the slot while the cabinet stood open: show it. */
	async catchUp(): Promise<void> {
		await this.#cabinet?.catchUp();
	}

	pagesOf(client: ClientId): readonly HeldPage[] {
		return this.#cabinet && this.pages.length > 0 ? heldPagesOf(this.#cabinet.state, client) : [];
	}

	async thumbnail(page: HeldPage): Promise<string> {
		const cabinet = this.#ensureOpen();
		return this.#pictures.url(page.thumbnail.sha256, async () => ({
			bytes: await cabinet.open(page.thumbnail),
			mediaType: 'image/jpeg'
		}));
	}

	/** Rejects when the stored page is damaged. */
	async view(page: HeldPage): Promise<OpenedPage<HeldPage>> {
		const cabinet = this.#ensureOpen();
		const url = await this.#pictures.url(page.picture.sha256, async () => ({
			bytes: await cabinet.open(page.picture),
			mediaType: page.mediaType
		}));
		const words = page.reading && (await cabinet.open(page.reading));
		const reading = words && (JSON.parse(new TextDecoder().decode(words)) as Reading);
		return { page, url, reading };
	}

	async history(page: PageId): Promise<readonly HistoryLine[]> {
		const told = await this.#ensureOpen().told();
		return told.flatMap(({ at, person, action }) => {
			const about = action.is === 'page-dropped' ? action.page.page : action.page;
			if (about !== page) return [];
			const what =
				action.is === 'page-dropped'
					? 'Dropped through the slot'
					: `Taken out of the cabinet. ${action.because}`;
			return [{ at, who: this.#nameOf(person), what }];
		});
	}

	#ensureOpen(): OpenCabinet {
		if (!this.#cabinet) throw new Error('the cabinet is locked');
		return this.#cabinet;
	}

	#look(): void {
		this.pages = [...(this.#cabinet?.state.pages.values() ?? [])];
	}
}
