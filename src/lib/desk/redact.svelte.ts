/** Redacting a chart page: boxes by hand or from proposals, the copy as it will go out, and its place beside the page. */
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage, RedactedVersion } from '#lib/chart/reader.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import type { Client } from '#lib/page/client.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { OtherPerson } from '#lib/page/marks.ts';
import { overlaps, readingWithout } from '#lib/page/reading-without.ts';
import { turned, turnedBack, type Reading, type Rect, type Rotation } from '#lib/page/reading.ts';
import { coveredFor, redactedReading, type RedactionProposal } from '#lib/page/redaction.ts';
import type { PictureType } from '#lib/page/side.ts';
import { turnedRect, turnedSize } from '#lib/page/upright.ts';
import type { Filing } from '#lib/tray/filing.ts';
import type { Region } from '#lib/ui/regions.ts';
import { readingIn, type ChartsDesk } from './charts.svelte.ts';
import {
	accepted,
	boxesOf,
	halfCovered,
	marksOf,
	replaced,
	withoutWords,
	wordsLeft,
	wordsUnder,
	type Box,
	type Offer
} from './redact-boxes.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

interface Copy {
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
	readonly thumbnail: Uint8Array<ArrayBuffer>;
}

interface Place {
	readonly text: string;
	readonly rects: readonly Rect[];
}

/** What other rooms do for it; `compose.ts` plugs them in. */
export interface RedactEngines {
	/** Burns black into a copy, upright. */
	make(
		picture: Uint8Array,
		mediaType: PictureType,
		rects: readonly Rect[],
		turn: Rotation
	): Promise<Copy>;
	propose(
		reading: Reading,
		known: {
			readonly client: Client;
			readonly clients: readonly Client[];
			readonly others?: readonly OtherPerson[];
			readonly isGroup?: boolean;
		}
	): readonly RedactionProposal[];
	find(reading: Reading, texts: readonly string[]): readonly Place[];
}

export interface RedactParts {
	readonly chart: Chart;
	readonly charts: Pick<ChartsDesk, 'open'>;
	readonly engines: RedactEngines;
	readonly filing: Pick<Filing, 'undisturbed'>;
	readonly signedAs: string;
	readonly now: () => Date;
}

/** Another page of the client on which the same words stand. */
export interface Elsewhere {
	readonly page: ChartPage;
	readonly texts: readonly string[];
}

const changed =
	'This page was turned, read or taken out of the chart meanwhile. Nothing was kept: open it again.';

export class RedactDesk {
	page = $state.raw<ChartPage>();
	url = $state.raw<string>();
	reading = $state.raw<Reading>();
	boxes = $state.raw<readonly Box[]>([]);
	offers = $state.raw<readonly Offer[]>([]);
	busy = $state(false);
	/** The page could not be opened. */
	damaged = $state(false);

	readonly sheet = $derived({ width: this.page?.width ?? 1, height: this.page?.height ?? 1 });
	/** What will be black: boxes, grown over the words that they are meant to cover. */
	readonly covered = $derived(
		coveredFor(
			this.boxes.map(({ rect }) => rect),
			this.reading,
			this.sheet
		)
	);
	/** The words that each box takes away, in the order of the boxes. */
	readonly under = $derived(this.boxes.map((box) => wordsUnder(box, this.reading, this.sheet)));
	/** Line by line, the words that can still be read in the copy. */
	readonly left = $derived(wordsLeft(this.reading, this.covered));
	readonly half = $derived(halfCovered(this.reading, this.covered));
	/** Covered words that still stand elsewhere on this page. */
	readonly again = $derived.by(() => {
		if (!this.reading || this.boxes.length === 0) return [];
		return this.#parts.engines.find(readingWithout(this.reading, this.covered), this.under);
	});
	/** Something was covered, moved or explained since the page was laid here. */
	readonly isUnsaved = $derived(
		this.page !== undefined &&
			JSON.stringify(marksOf(this.boxes)) !== JSON.stringify(marksOf(standingBoxes(this.page)))
	);
	readonly wantWords = $derived(withoutWords(this.boxes));
	/** How the boxes of the page that lies here outlive a lock. */
	readonly form = $derived(
		this.page && this.reading
			? {
					form: 'redaction',
					of: this.page.page,
					typed: () => this.boxes,
					giveBack: (boxes: readonly Box[]) => {
						this.boxes = boxes;
					}
				}
			: undefined
	);

	readonly #parts: RedactParts;
	/** What other pages' boxes have led to, until it is answered on its own page. */
	readonly #carried = new Map<PageId, readonly RedactionProposal[]>();
	#made: { readonly key: string; readonly copy: Copy; readonly url: string } | undefined;

	constructor(parts: RedactParts) {
		this.#parts = parts;
	}

	/** Lays a page on the desk, with the boxes of its redacted copy if it has one. */
	async open(page: ChartPage): Promise<void> {
		this.close();
		this.page = page;
		try {
			const { url, reading } = await this.#parts.charts.open(page);
			// Another page was asked for meanwhile.
			if (this.page !== page) return;
			[this.url, this.reading] = [url, reading];
			this.boxes = standingBoxes(page);
			this.offers = this.#offersFor(page, reading);
		} catch {
			if (this.page === page) this.damaged = true;
		}
	}

	place(regions: readonly Region[]): void {
		this.boxes = replaced(this.boxes, regions);
	}

	explain(id: number, change: Partial<Pick<Box, 'reason' | 'note'>>): void {
		this.boxes = this.boxes.map((box) => (box.id === id ? { ...box, ...change } : box));
	}

	remove(id: number): void {
		this.boxes = this.boxes.filter((box) => box.id !== id);
	}

	accept(id: number): void {
		const offer = this.offers.find((one) => one.id === id);
		if (!offer) return;
		this.boxes = accepted(this.boxes, offer);
		this.dismiss(id);
	}

	dismiss(id: number): void {
		this.offers = this.offers.filter((offer) => offer.id !== id);
	}

	/** Covers every place where these words stand, as far as it is not covered yet; says how many there were. */
	coverWords(text: string): number {
		const places = this.reading ? this.#parts.engines.find(this.reading, [text]) : [];
		return this.#cover(places);
	}

	/** Covers what {@link again} has found. */
	coverAgain(): number {
		return this.#cover(this.again);
	}

	/** The copy's picture, the very one that `save` keeps. */
	async preview(): Promise<string> {
		return (await this.#make()).url;
	}

	/** Keeps the copy beside the page, in place of an earlier one. */
	async save(): Promise<Outcome> {
		const { page, reading, covered, boxes } = this;
		if (!page || this.busy) return fine;
		if (boxes.length === 0) return { ok: false, sentence: 'Cover something first.' };
		if (this.wantWords.length > 0) {
			return { ok: false, sentence: 'Say in your own words why each place is covered.' };
		}
		this.busy = true;
		try {
			const { chart, signedAs, now } = this.#parts;
			const stoodAt = page.turn ?? 0;
			const { copy } = await this.#make();
			const words = reading && JSON.stringify(redactedReading(reading, covered, stoodAt));
			const picture = await chart.seal(copy.picture);
			const thumbnail = await chart.seal(copy.thumbnail);
			const text =
				words === undefined ? undefined : await chart.seal(new TextEncoder().encode(words));
			const redacted: RedactedVersion = {
				...{ picture: picture.ref, thumbnail: thumbnail.ref, reading: text?.ref },
				...{ mediaType: copy.mediaType, stoodAt, marks: marksOf(boxes), covered },
				...{ madeOn: now().toISOString(), madeBy: signedAs }
			};
			const put = [picture, thumbnail, ...(text ? [text] : [])].map(({ blob }) => blob);
			return await this.#act(page, { is: 'page-redacted', page: page.page, redacted }, put);
		} finally {
			this.busy = false;
		}
	}

	/** Takes the copy back: the page goes out whole again. */
	async takeBack(): Promise<Outcome> {
		const { page } = this;
		if (!page?.redacted) return fine;
		const outcome = await this.#act(page, { is: 'redaction-removed', page: page.page }, []);
		if (outcome.ok && this.page?.page === page.page) this.boxes = [];
		return outcome;
	}

	/** The same words on the client's other pages; what is found there waits as proposals. */
	async elsewhere(): Promise<{
		readonly found: readonly Elsewhere[];
		/** Pages without words: somebody has to look. */
		readonly unread: readonly ChartPage[];
	}> {
		const { page, boxes, under } = this;
		const { chart, engines } = this.#parts;
		const found: Elsewhere[] = [];
		const unread: ChartPage[] = [];
		for (const other of page ? pagesOfClient(chart.state, page.client) : []) {
			if (other.page === page?.page) continue;
			const bytes = other.reading && (await chart.open(other.reading));
			const reading = bytes && readingIn(bytes, other.turn);
			if (!reading || reading.lines.length === 0) {
				unread.push(other);
				continue;
			}
			const standing = coveredFor(
				standingBoxes(other).map(({ rect }) => rect),
				reading,
				other
			);
			const proposals = boxes.flatMap(({ reason }, i) =>
				engines
					.find(reading, [under[i] ?? ''])
					.filter(({ rects }) => !isUnder(rects, standing))
					.map(({ text, rects }) => ({
						text,
						rects,
						reason,
						why: 'It is covered on another page.'
					}))
			);
			const own = once(proposals);
			if (own.length === 0) continue;
			this.#carried.set(other.page, own);
			found.push({ page: other, texts: [...new Set(own.map(({ text }) => text))] });
		}
		return { found, unread };
	}

	/** Lets go of the page and of every picture of it. */
	close(): void {
		if (this.#made) URL.revokeObjectURL(this.#made.url);
		this.#made = undefined;
		this.page = this.url = this.reading = undefined;
		this.boxes = [];
		this.offers = [];
		this.damaged = false;
	}

	/** At lock. */
	stop(): void {
		this.close();
		this.#carried.clear();
	}

	#cover(places: readonly Place[]): number {
		const open = places.filter(({ rects }) => !isUnder(rects, this.covered));
		const reason = this.boxes.at(-1)?.reason ?? 'third-party';
		for (const { rects } of open) this.boxes = accepted(this.boxes, { rects, reason });
		return open.length;
	}

	#offersFor(page: ChartPage, reading: Reading | undefined): readonly Offer[] {
		const { chart, engines } = this.#parts;
		const client = chart.state.clients.get(page.client);
		if (!reading || !client) return [];
		const proposed = engines.propose(reading, {
			...{ client, clients: [...chart.state.clients.values()] },
			...(page.others ? { others: page.others } : {}),
			...(page.session === 'group' ? { isGroup: true } : {})
		});
		return once([...(this.#carried.get(page.page) ?? []), ...proposed])
			.filter(({ rects }) => !isUnder(rects, this.covered))
			.map((offer, i) => ({ ...offer, id: i + 1 }));
	}

	async #make(): Promise<{ readonly copy: Copy; readonly url: string }> {
		const { page, covered } = this;
		if (!page) throw new Error('no page is being redacted');
		const turn = page.turn ?? 0;
		const key = JSON.stringify([page.picture.sha256, turn, covered]);
		if (this.#made?.key === key) return this.#made;
		const { chart, engines } = this.#parts;
		const picture = await chart.open(page.picture);
		const copy = await engines.make(picture, page.mediaType, covered, turn);
		// Closed meanwhile, e.g. by a lock: nothing of the page may be shown any more.
		if (this.page !== page) throw new Error('the page was put away');
		if (this.#made) URL.revokeObjectURL(this.#made.url);
		const url = URL.createObjectURL(new Blob([copy.picture], { type: copy.mediaType }));
		this.#made = { key, copy, url };
		return this.#made;
	}

	async #act(
		page: ChartPage,
		action: Parameters<Chart['act']>[0],
		put: NonNullable<NonNullable<Parameters<Chart['act']>[1]>['put']>
	): Promise<Outcome> {
		const { chart, filing } = this.#parts;
		return filing.undisturbed(async () => {
			await chart.catchUp();
			const now = chart.state.pages.get(page.page);
			const isSame =
				now?.picture.sha256 === page.picture.sha256 &&
				now.reading?.sha256 === page.reading?.sha256 &&
				(now.turn ?? 0) === (page.turn ?? 0);
			if (!isSame) return { ok: false, sentence: changed };
			const before = now.redacted;
			const pieces = before ? [before.picture, before.thumbnail, before.reading] : [];
			const remove = pieces.flatMap((piece) => (piece ? [piece.sha256] : []));
			const acted = await chart.act(action, { put, remove });
			const after = chart.state.pages.get(page.page);
			if (acted.ok && after && this.page === page) {
				this.page = after;
				this.#carried.delete(page.page);
			}
			return outcomeOf(acted);
		});
	}
}

/** The boxes of the page's redacted copy, as the page stands now. */
function standingBoxes({ redacted, turn = 0, ...size }: ChartPage): readonly Box[] {
	if (!redacted) return [];
	const by = turned(turn, turnedBack(redacted.stoodAt));
	const then = turnedSize(size, by);
	return boxesOf(redacted.marks).map((box) => ({ ...box, rect: turnedRect(box.rect, by, then) }));
}

function isUnder(rects: readonly Rect[], covered: readonly Rect[]): boolean {
	return rects.every((rect) => covered.some((one) => overlaps(rect, one)));
}

/** Each place once, the first for it. */
function once(proposals: readonly RedactionProposal[]): readonly RedactionProposal[] {
	const kept: RedactionProposal[] = [];
	for (const one of proposals) {
		if (
			!isUnder(
				one.rects,
				kept.flatMap(({ rects }) => rects)
			)
		)
			kept.push(one);
	}
	return kept;
}
