/** Evidence as it is drawn on a page's picture and listed beside it, under one number. */
import type { Reading, Rect } from '#lib/page/reading.ts';
import { isPrivateElement, type Suggestion } from '#lib/page/suggestion.ts';

export interface Mark {
	/** As a person counts, from 1; the same number stands in the list. */
	readonly number: number;
	/** Pixels of the upright picture. */
	readonly rect: Rect;
	readonly side: 'chart' | 'private';
	/** The line's words. */
	readonly text: string;
	/** One plain sentence, ending in its citation. */
	readonly reason: string;
}

/** The marks of a suggestion in reading order down the page; evidence whose line the reading does not have is left out. */
export function marksOf(suggestion: Suggestion, reading: Reading): readonly Mark[] {
	return suggestion.evidence
		.flatMap((evidence) => {
			const rect = reading.lines[evidence.line]?.rect;
			return rect ? [{ evidence, rect }] : [];
		})
		.sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x)
		.map(({ evidence, rect }, i) => ({
			number: i + 1,
			rect,
			side: isPrivateElement(evidence.element) ? 'private' : 'chart',
			text: evidence.text,
			reason: evidence.reason
		}));
}
