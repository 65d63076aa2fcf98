/** Deciding: one page at a time, its suggestion beside it, one act a verdict, the next page at hand. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { Chart } from '#lib/chart/chart.ts';
import { foldName, type Client, type PageHints } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import { isFiled, type Fate } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Reading, Rect } from '#lib/page/reading.ts';
import type { Filing } from '#lib/tray/filing.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { readingOf, type Tray } from '#lib/tray/tray.ts';
import type { Pictures } from './pictures.ts';
import type { ReadQueue } from './read-queue.svelte.ts';
import { fine, outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

/** The page that lies on the desk now, opened. */
export interface OnDesk {
	readonly page: TrayPage;
	readonly url: string;
	readonly reading: Reading | undefined;
}

export type Decided =
	| Outcome
	/** Nothing happened yet: the screen has to ask first. */
	| { readonly ok: false; readonly ask: 'client' | 'regions' | 'wrong-client' | 'cabinet' };

/** One thing that was decided, for the "undo" on screen. */
export interface LastDone {
	readonly page: PageId;
	readonly fate: Fate;
}

export interface DecideParts {
	readonly tray: Tray;
	readonly chart: Chart;
	readonly filing: Filing;
	readonly pictures: Pictures;
	readonly queue: ReadQueue;
	readonly cabinet: () => OpenCabinet | undefined;
	readonly newClient: () => ClientId;
}

export class DecideDesk {
	/** Pages without a decision, in the order of the paper. */
	waiting = $state.raw<readonly TrayPage[]>([]);
	/** Every page of the box that the page on the desk came from. */
	boxPages = $state.raw<readonly TrayPage[]>([]);
	clients = $state.raw<readonly Client[]>([]);
	at = $state<PageId>();
	onDesk = $state.raw<OnDesk>();
	/** Why the page could not be opened, when it could not. */
	unopened = $state<string>();
	/** Remembered from page to page until changed. */
	client = $state<ClientId>();
	serviceDate = $state<DateOfService>();
	busy = $state(false);
	last = $state.raw<LastDone>();

	readonly page = $derived(this.at === undefined ? undefined : this.#pageOf(this.at));
	readonly chosen = $derived(this.clients.find(({ id }) => id === this.client));
	/** The page names somebody else than the chosen client. */
	readonly looksWrong = $derived(looksLikeAnother(this.page?.hints, this.chosen));

	readonly #parts: DecideParts;
	/** The tray's state, mirrored so that derived values follow it. */
	#state = $state.raw<Tray['state']>() as Tray['state'];

	constructor(parts: DecideParts) {
		this.#parts = parts;
		this.#look();
		parts.tray.onChange(() => this.#look());
		parts.chart.onChange(() => this.#look());
	}

	/** Puts a page on the desk; without one, the first that waits. */
	async show(page: PageId | undefined = this.waiting[0]?.side.page): Promise<void> {
		this.at = page;
		const shown = page === undefined ? undefined : this.#pageOf(page);
		this.onDesk = this.onDesk?.page.side.page === page ? this.onDesk : undefined;
		this.unopened = undefined;
		this.#lookAtBox();
		if (!shown) return;
		this.#parts.queue.want(shown.side.page);
		this.#offer(shown);
		await this.#open(shown);
		this.#prefetch();
	}

	/** The next page that waits after this one, or the first again. */
	next(): Promise<void> {
		return this.show(this.#neighbour(1));
	}

	previous(): Promise<void> {
		return this.show(this.#neighbour(-1));
	}

	/** Only a page of the same box, by its place. */
	async decide(
		fate: Fate,
		details: {
			readonly regions?: readonly Rect[];
			readonly because?: string;
			/** The person has seen the wrong-client warning. */
			readonly sure?: boolean;
		} = {}
	): Promise<Decided> {
		const page = this.page;
		if (!page || this.busy) return fine;
		if (isFiled(fate) && !this.chosen) return { ok: false, ask: 'client' };
		if (isFiled(fate) && this.looksWrong && !details.sure)
			return { ok: false, ask: 'wrong-client' };
		if (fate === 'split' && !details.regions?.length) return { ok: false, ask: 'regions' };

		this.busy = true;
		const following = this.#neighbour(1);
		const done = await this.#parts.filing.decide(page.side.page, {
			fate,
			...(isFiled(fate) && this.client ? { client: this.client } : {}),
			...(isFiled(fate) && this.serviceDate ? { serviceDate: this.serviceDate } : {}),
			...(details.regions ? { privateRegions: details.regions } : {}),
			...(details.because ? { because: details.because } : {})
		});
		this.busy = false;
		if (!done.ok) return outcomeOf(done);
		this.last = { page: page.side.page, fate };
		await this.show(following === page.side.page ? undefined : following);
		return fine;
	}

	/** Takes the latest decision back (or the given page's) and puts that page on the desk again. */
	async undo(page?: PageId): Promise<Decided> {
		const target = page ?? this.#state.undo.at(-1);
		if (!target || this.busy) return outcomeOf({ ok: false, why: 'not-decided' });
		this.busy = true;
		const undone = await this.#parts.filing.undo(target, this.#parts.cabinet());
		this.busy = false;
		if (!undone.ok) {
			return undone.why === 'needs-cabinet' ? { ok: false, ask: 'cabinet' } : outcomeOf(undone);
		}
		this.last = undefined;
		await this.show(target);
		return fine;
	}

	/** A client who has no chart yet. */
	async addClient(client: Omit<Client, 'id'>): Promise<Outcome> {
		const id = this.#parts.newClient();
		const added = await this.#parts.chart.act({ is: 'client-added', client: { id, ...client } });
		if (added.ok) this.client = id;
		return outcomeOf(added);
	}

	/** A thumbnail of any page that the tray still holds. */
	async thumbnail(page: TrayPage): Promise<string | undefined> {
		if (page.gone) return undefined;
		const { tray, pictures } = this.#parts;
		return pictures.url(page.thumbnail.sha256, async () => ({
			bytes: await tray.open(page.thumbnail),
			mediaType: 'image/jpeg'
		}));
	}

	#pageOf(id: PageId): TrayPage | undefined {
		return this.#state.pages.get(id);
	}

	#neighbour(step: 1 | -1): PageId | undefined {
		const ids = this.waiting.map(({ side }) => side.page);
		if (ids.length === 0) return undefined;
		const here = this.at === undefined ? -1 : ids.indexOf(this.at);
		if (here >= 0) return ids[(here + step + ids.length) % ids.length];
		return step === 1 ? ids[0] : ids.at(-1);
	}

	/** The page's own name and date are offered; what was chosen before stays when it says nothing. */
	#offer({ hints }: TrayPage): void {
		if (hints?.serviceDate) this.serviceDate = hints.serviceDate;
		const match = clientFor(hints, this.clients);
		if (match) this.client = match.id;
	}

	async #open(page: TrayPage): Promise<void> {
		const { tray } = this.#parts;
		if (page.gone) return;
		try {
			const [url, reading] = await Promise.all([this.#urlOf(page), readingOf(tray, page)]);
			if (this.at === page.side.page) this.onDesk = { page, url, reading };
		} catch {
			if (this.at === page.side.page) this.unopened = sentenceFor('damaged');
		}
	}

	#urlOf(page: TrayPage): Promise<string> {
		const { tray, pictures } = this.#parts;
		return pictures.url(page.picture.sha256, async () => ({
			bytes: await tray.open(page.picture),
			mediaType: page.side.mediaType
		}));
	}

	#prefetch(): void {
		const id = this.#neighbour(1);
		const page = id && this.#pageOf(id);
		if (page && !page.gone) void this.#urlOf(page).catch(() => undefined);
	}

	#look(): void {
		const { tray, chart } = this.#parts;
		const before = this.at === undefined ? undefined : this.onDesk?.page;
		this.#state = tray.state;
		this.clients = [...chart.state.clients.values()].sort((a, b) => a.name.localeCompare(b.name));
		this.waiting = [...tray.state.boxes.values()].flatMap((box) =>
			box.pages
				.map((page) => tray.state.pages.get(page))
				.filter((page): page is TrayPage => page !== undefined && !page.decision)
		);
		this.#lookAtBox();
		// The page on the desk was read while somebody looked at it: show its words.
		const now = this.at === undefined ? undefined : tray.state.pages.get(this.at);
		if (now && before && now.reading !== before.reading) {
			this.#offer(now);
			void this.#open(now);
		}
	}

	#lookAtBox(): void {
		const box: BoxId | undefined =
			this.at === undefined ? undefined : this.#state.pages.get(this.at)?.side.box;
		this.boxPages = (box ? (this.#state.boxes.get(box)?.pages ?? []) : []).flatMap((id) => {
			const page = this.#state.pages.get(id);
			return page ? [page] : [];
		});
	}
}

/** The one client that the page's own words point to; none when two would fit. */
export function clientFor(
	hints: PageHints | undefined,
	clients: readonly Client[]
): Client | undefined {
	if (!hints) return undefined;
	const fits = clients.filter(
		(client) =>
			(hints.recordNumber !== undefined && client.recordNumber === hints.recordNumber) ||
			(hints.name !== undefined && foldName(client.name) === foldName(hints.name))
	);
	return fits.length === 1 ? fits[0] : undefined;
}

/** Whether the page names a birth date, record number or whole name that is not the client's. */
export function looksLikeAnother(
	hints: PageHints | undefined,
	client: Client | undefined
): boolean {
	if (!hints || !client) return false;
	const differs = (a: string | undefined, b: string | undefined): boolean =>
		a !== undefined && b !== undefined && a !== b;
	if (hints.recordNumber !== undefined && hints.recordNumber === client.recordNumber) return false;
	if (differs(hints.birthDate, client.birthDate)) return true;
	if (hints.name === undefined) return false;
	const [said, known] = [foldName(hints.name).split(' '), foldName(client.name).split(' ')];
	// One shared part of the name ("Mrs. Okafor") is enough: pages abbreviate.
	return said.length > 1 && !said.some((part) => part.length > 2 && known.includes(part));
}
