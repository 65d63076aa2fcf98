/** Sides that are in the tray twice: the same picture, or the same sheet scanned again. Points out; never decides. */
import { likeness, lookOf, type Look } from '#lib/imaging/likeness.ts';
import { parseSignature } from '#lib/imaging/signature.ts';
import type { PageId } from '#lib/page/ids.ts';
import { parseSketch } from './sketch.ts';
import type { TrayPage, TrayState } from './state.ts';

export interface Twin {
	/** The side that was there first. */
	readonly of: PageId;
	/** `same picture`: byte for byte. `looks the same`: by its words, its look or both. */
	readonly how: 'same picture' | 'looks the same';
}

/** Shares of common runs of letters, and correlations of ink, between which other pages and second scans were measured. */
const sameWords = 0.25;
const likeWords = 0.1;
const likeLook = 0.7;
const sameLook = 0.86;
/** From here on both pages were read well, so that a day or a name that differs is a difference. */
const wellRead = 0.5;

/** Each page's earlier twin. Pages that were filed and have left still count; separators and blanks never do. */
export function twinsOf(state: TrayState): ReadonlyMap<PageId, Twin> {
	const twins = new Map<PageId, Twin>();
	const shelf = new Shelf();
	for (const { pages } of state.boxes.values()) {
		for (const id of pages) {
			const page = state.pages.get(id);
			if (!page || !counts(page)) continue;
			const twin = shelf.twinOf(page);
			if (twin) twins.set(id, twin);
			shelf.add(page);
		}
	}
	return twins;
}

function counts({ separator, suggestion, decision }: TrayPage): boolean {
	return !separator && suggestion?.kind !== 'blank' && decision?.fate !== 'blank';
}

/** Not a trace of ink: an empty side that nobody has read yet is the twin of every other. */
function isBare({ side }: TrayPage): boolean {
	const signature = side.signature === undefined ? undefined : parseSignature(side.signature);
	return signature !== undefined && Math.max(...signature) - Math.min(...signature) < 2;
}

/** The pages so far, found again by picture, by any number of their sketch, or by look. */
class Shelf {
	readonly #pages: TrayPage[] = [];
	readonly #byHash = new Map<string, number[]>();
	readonly #byNumber = new Map<number, number[]>();
	readonly #unread: number[] = [];

	add(page: TrayPage): void {
		const place = this.#pages.push(page) - 1;
		push(this.#byHash, page.side.sha256, place);
		const sketch = sketchFor(page);
		if (!sketch) this.#unread.push(place);
		else
			for (const [i, number] of sketch.entries()) push(this.#byNumber, i * 65536 + number, place);
	}

	twinOf(page: TrayPage): Twin | undefined {
		if (isBare(page)) return undefined;
		const same = this.#first(page, this.#byHash.get(page.side.sha256) ?? []);
		if (same) return { of: same.side.page, how: 'same picture' };
		const sketch = sketchFor(page);
		const like = sketch ? this.#byWords(page, sketch) : this.#byLook(page);
		return like && { of: like.side.page, how: 'looks the same' };
	}

	#byWords(page: TrayPage, sketch: Uint16Array): TrayPage | undefined {
		const common = new Map<number, number>();
		for (const [i, number] of sketch.entries()) {
			for (const place of this.#byNumber.get(i * 65536 + number) ?? []) {
				common.set(place, (common.get(place) ?? 0) + 1);
			}
		}
		const near = [...common]
			.map(([place, count]) => ({ place, share: count / sketch.length }))
			.filter(({ place, share }) => {
				const other = this.#pages[place];
				if (!other || share < likeWords) return false;
				if (share >= wellRead) return !saysOtherwise(page, other);
				return share >= sameWords || alike(page, other) >= likeLook;
			})
			.sort((a, b) => b.share - a.share);
		return this.#first(
			page,
			near.map(({ place }) => place)
		);
	}

	#byLook(page: TrayPage): TrayPage | undefined {
		const near = this.#unread.flatMap((place) => {
			const other = this.#pages[place];
			const fit = other ? alike(page, other) : 0;
			return fit >= sameLook ? [{ place, fit }] : [];
		});
		return this.#first(
			page,
			near.sort((a, b) => b.fit - a.fit).map(({ place }) => place)
		);
	}

	/** The first that nobody has said is another page. */
	#first({ deniedTwins }: TrayPage, places: readonly number[]): TrayPage | undefined {
		return places
			.map((place) => this.#pages[place])
			.find((other) => other && deniedTwins?.includes(other.side.page) !== true);
	}
}

/** Two fillings of one form share most words: then the day and the name decide, where both were read. */
function saysOtherwise({ hints: a }: TrayPage, { hints: b }: TrayPage): boolean {
	const differ = (one: string | undefined, two: string | undefined): boolean =>
		one !== undefined && two !== undefined && one !== two;
	return differ(a?.serviceDate, b?.serviceDate) || differ(a?.recordNumber, b?.recordNumber);
}

// What follows from a page's own facts is worked out once, however often the tray changes.
const looks = new WeakMap<TrayPage['side'], Map<number, Look | undefined>>();
const fits = new WeakMap<Look, WeakMap<Look, number>>();

function sketchFor({ sketch }: TrayPage): Uint16Array | undefined {
	return sketch === undefined ? undefined : parseSketch(sketch);
}

function lookFor({ side, turn }: TrayPage): Look | undefined {
	const byTurn = looks.get(side) ?? new Map<number, Look | undefined>();
	looks.set(side, byTurn);
	if (!byTurn.has(turn)) {
		const signature = side.signature === undefined ? undefined : parseSignature(side.signature);
		byTurn.set(turn, signature && lookOf(signature, turn));
	}
	return byTurn.get(turn);
}

function alike(page: TrayPage, other: TrayPage): number {
	const [a, b] = [lookFor(page), lookFor(other)];
	if (!a || !b) return -1;
	const known = fits.get(a) ?? new WeakMap<Look, number>();
	fits.set(a, known);
	const fit = known.get(b) ?? likeness(a, b);
	known.set(b, fit);
	return fit;
}

function push<Key>(map: Map<Key, number[]>, key: Key, place: number): void {
	const places = map.get(key);
	if (places) places.push(place);
	else map.set(key, [place]);
}
