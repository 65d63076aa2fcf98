/** What is covered on a page before it goes out, and why: other people on a client's page. Pure. */
import { readingWithout } from './reading-without.ts';
import type { Reading, ReadWord, Rect, Rotation } from './reading.ts';
import { readingAt } from './upright.ts';

/** Why something is covered, in the words that stand beside it. */
export const redactionReasons = {
	'third-party': 'Somebody else: family, a friend',
	'group-member': 'Another member of a group',
	'another-client': 'Another client of the practice',
	minor: 'A child who is not the client',
	other: 'Another reason'
} as const;
export type RedactionReason = keyof typeof redactionReasons;

/** One rectangle as a person drew or accepted it. */
export interface RedactionMark {
	/** Whole pixels of the upright picture. */
	readonly rect: Rect;
	readonly reason: RedactionReason;
	/** The person's own words; `other` has them always. */
	readonly note?: string;
}

/** Something on a page that may have to be covered. A person decides. */
export interface RedactionProposal {
	/** One a line. */
	readonly rects: readonly Rect[];
	/** The words, as they were read. */
	readonly text: string;
	readonly reason: RedactionReason;
	/** Why it is proposed, in one sentence. */
	readonly why: string;
}

/** A word counts as meant from this share of its height on: a box that brushes the next line does not mean that line. */
const meantFrom = 0.35;
/** Around a word, as a share of its height: the edges of letters reach over the box that a reader draws. */
const around = 0.12;
const leastAround = 2;

interface Sheet {
	readonly width: number;
	readonly height: number;
}

/**
 * What is burned for these rectangles: each in whole pixels, and every word that it is meant to cover whole, because
 * half a name is a name. Inside the sheet; rectangles that others hold already are left out.
 */
export function coveredFor(
	rects: readonly Rect[],
	reading: Pick<Reading, 'lines'> | undefined,
	sheet: Sheet
): readonly Rect[] {
	const words = reading?.lines.flatMap((line) => line.words) ?? [];
	const all = rects.flatMap((rect) => [
		wholePixels(rect, sheet),
		...words.filter((word) => isMeant(word, rect)).map((word) => wordBox(word, sheet))
	]);
	const held = (rect: Rect, i: number): boolean =>
		rect.width === 0 ||
		rect.height === 0 ||
		all.some((other, j) => i !== j && holds(other, rect) && (j < i || !holds(rect, other)));
	return all.filter((rect, i) => !held(rect, i));
}

/** The box that covers a word and nothing but. */
export function wordBox({ rect }: Pick<ReadWord, 'rect'>, sheet: Sheet): Rect {
	const by = Math.max(leastAround, Math.round(rect.height * around));
	const { x, y, width, height } = rect;
	return wholePixels(
		{ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by },
		sheet
	);
}

function isMeant({ rect }: ReadWord, by: Rect): boolean {
	const across = Math.min(rect.x + rect.width, by.x + by.width) - Math.max(rect.x, by.x);
	const down = Math.min(rect.y + rect.height, by.y + by.height) - Math.max(rect.y, by.y);
	return across > 0 && down > 0 && down >= rect.height * meantFrom;
}

function holds(outer: Rect, inner: Rect): boolean {
	return (
		outer.x <= inner.x &&
		outer.y <= inner.y &&
		outer.x + outer.width >= inner.x + inner.width &&
		outer.y + outer.height >= inner.y + inner.height
	);
}

function wholePixels(rect: Rect, sheet: Sheet): Rect {
	const left = Math.min(sheet.width, Math.max(0, Math.floor(rect.x)));
	const top = Math.min(sheet.height, Math.max(0, Math.floor(rect.y)));
	const right = Math.max(left, Math.min(sheet.width, Math.ceil(rect.x + rect.width)));
	const bottom = Math.max(top, Math.min(sheet.height, Math.ceil(rect.y + rect.height)));
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The words of the redacted copy: of the page as it stands at `turn`, without what is covered; the copy stands upright. */
export function redactedReading(
	reading: Reading,
	covered: readonly Rect[],
	turn: Rotation
): Reading {
	return { ...readingWithout(readingAt(reading, turn), covered), turn: 0, rotated: 0 };
}
