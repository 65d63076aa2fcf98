/** Sides that are in the tray twice: the same picture, or the same sheet scanned again. Points out; never decides. */
import { likeness, lookOf, type Look } from '#lib/imaging/likeness.ts';
import { parseSignature } from '#lib/imaging/signature.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Rotation } from '#lib/page/reading.ts';
import { parseSketch } from './sketch.ts';
import type { TrayPage, TrayState } from './state.ts';

export interface Twin {
	/** The side that was there first. */
	readonly of: PageId;
	/** `same picture`: byte for byte. `looks the same`: by its words, its look or both. */
	readonly how: 'same picture' | 'looks the same';
}

/** What is known of a side that may be here twice. */
export interface Compared {
	readonly page: PageId;
	readonly sha256: string;
	readonly signature: string | undefined;
	readonly turn: Rotation;
	readonly sketch: string | undefined;
	/** The reader has been at it, or never will: without a sketch, its look is all that there is. */
	readonly settled: boolean;
	readonly serviceDate: string | undefined;
	readonly recordNumber: string | undefined;
	readonly denied: readonly PageId[];
}

/** Shares of common runs of letters, and correlations of ink, between which other pages and second scans were measured. */
const sameWords = 0.25;
const likeWords = 0.1;
const likeLook = 0.7;
const sameLook = 0.86;
/** From here on both pages were read well, so that a day or a name that differs is a difference. */
const wellRead = 0.5;

/** Pages that were filed and have left still count; `undefined` for separators and blanks, which never do. */
export function comparedOf(page: TrayPage): Compared | undefined {
	const { side, turn, sketch, separator, suggestion, decision, hints } = page;
	if (separator || suggestion?.kind === 'blank' || decision?.fate === 'blank') return undefined;
	return {
		page: side.page,
		sha256: side.sha256,
		signature: side.signature,
		turn,
		sketch,
		settled: Boolean(suggestion ?? page.unread ?? decision),
		serviceDate: hints?.serviceDate,
		recordNumber: hints?.recordNumber,
		denied: page.deniedTwins ?? []
	};
}

/** Every page of the tray, box by box, as it came in. */
export function orderOf({ boxes }: TrayState): PageId[] {
	return [...boxes.values()].flatMap(({ pages }) => pages);
}

/** Each page's earlier twin. */
export function twinsOf(state: TrayState): ReadonlyMap<PageId, Twin> {
	const finder = new TwinFinder();
	const order = orderOf(state);
	for (const id of order) {
		const page = state.pages.get(id);
		const compared = page && comparedOf(page);
		if (compared) finder.take(compared);
	}
	return finder.twins(order);
}

/** A page that was taken, and the pages that it could be a second scan of or that could be one of it. */
interface Held {
	readonly facts: Compared;
	readonly sketch: Uint16Array | undefined;
	look?: Look | undefined;
	/** How near: 2 for the same bytes, else a share of words or a correlation up to 1. */
	readonly near: Map<PageId, number>;
}

const sameBytes = 2;

/** Keeps the pages so far, so that a page that is new or was read meanwhile costs one look around and no more. */
export class TwinFinder {
	readonly #held = new Map<PageId, Held>();

	/** Takes a page in, or takes it anew when something about it has changed. */
	take(facts: Compared): void {
		this.drop(facts.page);
		if (isBare(facts)) return;
		const { sketch } = facts;
		const held: Held = {
			facts,
			sketch: sketch === undefined ? undefined : parseSketch(sketch),
			near: new Map()
		};
		for (const [id, other] of this.#held) {
			const near = nearness(held, other);
			if (near === undefined) continue;
			held.near.set(id, near);
			other.near.set(facts.page, near);
		}
		this.#held.set(facts.page, held);
	}

	drop(page: PageId): void {
		const held = this.#held.get(page);
		if (!held) return;
		for (const id of held.near.keys()) this.#held.get(id)?.near.delete(page);
		this.#held.delete(page);
	}

	/** Each page's nearest twin among those before it that nobody has said is another page. */
	twins(order: readonly PageId[]): Map<PageId, Twin> {
		const twins = new Map<PageId, Twin>();
		const places = new Map(order.map((id, place) => [id, place]));
		for (const [place, id] of order.entries()) {
			const held = this.#held.get(id);
			if (!held || held.near.size === 0) continue;
			const [first] = [...held.near]
				.map(([of, near]) => ({ of, near, place: places.get(of) ?? Infinity }))
				.filter((other) => other.place < place && !held.facts.denied.includes(other.of))
				.sort((a, b) => b.near - a.near || a.place - b.place);
			if (!first) continue;
			const how = first.near === sameBytes ? 'same picture' : 'looks the same';
			twins.set(id, { of: first.of, how });
		}
		return twins;
	}
}

/** Not a trace of ink: an empty side that nobody has read yet is the twin of every other. */
function isBare({ signature: text }: Compared): boolean {
	const signature = text === undefined ? undefined : parseSignature(text);
	return signature !== undefined && Math.max(...signature) - Math.min(...signature) < 2;
}

/** How near two pages are; nothing when they are no twins. */
function nearness(held: Held, other: Held): number | undefined {
	const [mine, theirs] = [held.facts, other.facts];
	if (mine.sha256 === theirs.sha256) return sameBytes;
	if (held.sketch && other.sketch) {
		const share = shareOf(held.sketch, other.sketch);
		if (share < likeWords) return undefined;
		if (share >= wellRead) return saysOtherwise(mine, theirs) ? undefined : share;
		return share >= sameWords || alike(held, other) >= likeLook ? share : undefined;
	}
	// A page that is still to be read is compared when its words are known: looks alone cost the most.
	if (held.sketch || other.sketch || !mine.settled || !theirs.settled) return undefined;
	const fit = alike(held, other);
	return fit >= sameLook ? fit : undefined;
}

function alike(held: Held, other: Held): number {
	const [mine, theirs] = [lookFor(held), lookFor(other)];
	return mine && theirs ? likeness(mine, theirs) : -1;
}

function shareOf(a: Uint16Array, b: Uint16Array): number {
	let common = 0;
	for (let i = 0; i < a.length; i++) if (a[i] === b[i]) common++;
	return common / a.length;
}

/** Two fillings of one form share most words: then the day and the name decide, where both were read. */
function saysOtherwise(a: Compared, b: Compared): boolean {
	const differ = (one: string | undefined, two: string | undefined): boolean =>
		one !== undefined && two !== undefined && one !== two;
	return differ(a.serviceDate, b.serviceDate) || differ(a.recordNumber, b.recordNumber);
}

function lookFor(held: Held): Look | undefined {
	if (!('look' in held)) {
		const { signature: text, turn } = held.facts;
		const signature = text === undefined ? undefined : parseSignature(text);
		held.look = signature && lookOf(signature, turn);
	}
	return held.look;
}
