/** The boxes of a redaction on the desk, and what they do to the page's words. Pure. */
import { overlaps, readingWithout } from '#lib/page/reading-without.ts';
import type { Reading, Rect } from '#lib/page/reading.ts';
import {
	coveredFor,
	type RedactionMark,
	type RedactionProposal,
	type RedactionReason
} from '#lib/page/redaction.ts';
import { nextId, type Region, type Sheet } from '#lib/ui/regions.ts';

export interface Box extends Region {
	readonly reason: RedactionReason;
	/** The person's own words; `other` needs them. */
	readonly note?: string;
}

/** A proposal that waits for a word. */
export interface Offer extends RedactionProposal {
	/** Only tells offers of one page apart. */
	readonly id: number;
}

/** Moved and removed boxes keep their reasons; a new one takes the latest. */
export function replaced(boxes: readonly Box[], regions: readonly Region[]): readonly Box[] {
	const reason = boxes.at(-1)?.reason ?? 'third-party';
	return regions.map(({ id, rect }) => {
		const known = boxes.find((box) => box.id === id);
		return known ? { ...known, rect } : { id, rect, reason };
	});
}

/** A box a line, for the reason that the proposal gives. */
export function accepted(
	boxes: readonly Box[],
	{ rects, reason }: Pick<RedactionProposal, 'rects' | 'reason'>
): readonly Box[] {
	const from = nextId(boxes);
	return [...boxes, ...rects.map((rect, i) => ({ id: from + i, rect, reason }))];
}

export function boxesOf(marks: readonly RedactionMark[]): readonly Box[] {
	return marks.map((mark, i) => ({ id: i + 1, ...mark }));
}

export function marksOf(boxes: readonly Box[]): readonly RedactionMark[] {
	return boxes.map(({ rect, reason, note }) => ({
		...{ rect, reason },
		...(note?.trim() ? { note: note.trim() } : {})
	}));
}

/** Which boxes still want a reason in words, by their place from 1. */
export function withoutWords(boxes: readonly Box[]): readonly number[] {
	return boxes.flatMap(({ reason, note }, i) =>
		reason === 'other' && !note?.trim() ? [i + 1] : []
	);
}

/** The words that a box takes away, as they were read. */
export function wordsUnder(
	box: Pick<Box, 'rect'>,
	reading: Reading | undefined,
	sheet: Sheet
): string {
	if (!reading) return '';
	const covered = coveredFor([box.rect], reading, sheet);
	return reading.lines
		.flatMap(({ words }) => words)
		.filter(({ rect }) => covered.some((one) => overlaps(rect, one)))
		.map(({ text }) => text)
		.join(' ');
}

/** The page's words as the copy will hold them, line by line. */
export function wordsLeft(
	reading: Reading | undefined,
	covered: readonly Rect[]
): readonly string[] {
	return reading ? readingWithout(reading, covered).lines.map(({ text }) => text) : [];
}

/** Words that are gone from the text though some of them can still be seen in the picture. */
export function halfCovered(
	reading: Reading | undefined,
	covered: readonly Rect[]
): readonly string[] {
	const words = reading?.lines.flatMap((line) => line.words) ?? [];
	return words
		.filter(({ rect }) => {
			const over = covered.filter((one) => overlaps(rect, one));
			return over.length > 0 && !over.some((one) => isInside(rect, one));
		})
		.map(({ text }) => text);
}

function isInside(inner: Rect, outer: Rect): boolean {
	return (
		inner.x >= outer.x &&
		inner.y >= outer.y &&
		inner.x + inner.width <= outer.x + outer.width &&
		inner.y + inner.height <= outer.y + outer.height
	);
}
