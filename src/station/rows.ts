/** The lines that the station writes: plain JSON with the names that its users' scripts rely on. */
import type { NewSide } from '#lib/intake/taken.ts';
import type { Reading, Rect } from '#lib/page/reading.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';

export interface SuggestionRow {
	readonly kind: string;
	readonly confidence: number;
	readonly evidence: readonly {
		readonly line: number;
		readonly element: string;
		readonly text: string;
		readonly reason: string;
	}[];
}

export interface PageRow {
	readonly file: string;
	/** 1-based, of `pages` in the file. */
	readonly page: number;
	readonly pages: number;
	/** Of the page's original picture. */
	readonly sha256: string;
	readonly width: number;
	readonly height: number;
	readonly dpi: number;
	readonly rotated: number;
	readonly skewDegrees: number;
	readonly blank: string;
	/** 0 to 1. */
	readonly confidence: number;
	readonly text: string;
	readonly lines: readonly {
		readonly text: string;
		/** x, y, width, height in pixels of the upright picture. */
		readonly box: readonly [number, number, number, number];
		readonly confidence: number;
	}[];
	readonly suggestion: SuggestionRow;
	readonly seconds: number;
}

/** `page` is missing when the whole file could not be read. */
export interface ErrorRow {
	readonly file: string;
	readonly page?: number;
	readonly error: string;
}

export function pageRow(
	file: string,
	side: NewSide,
	reading: Reading,
	suggestion: Suggestion,
	seconds: number
): PageRow {
	return {
		file,
		page: side.filePage,
		pages: side.filePages,
		sha256: side.sha256,
		width: reading.width,
		height: reading.height,
		dpi: side.dpi,
		rotated: reading.rotated,
		skewDegrees: reading.skewDegrees,
		blank: reading.blank,
		confidence: rounded(reading.confidence),
		text: reading.text,
		lines: reading.lines.map(({ text, rect, confidence }) => ({
			text,
			box: boxOf(rect),
			confidence: rounded(confidence)
		})),
		suggestion: suggestionRow(suggestion),
		seconds: rounded(seconds)
	};
}

export function suggestionRow({ kind, confidence, evidence }: Suggestion): SuggestionRow {
	return {
		kind,
		confidence: rounded(confidence),
		evidence: evidence.map(({ line, element, text = '', reason }) => ({
			line,
			element,
			text,
			reason
		}))
	};
}

function boxOf({ x, y, width, height }: Rect): [number, number, number, number] {
	return [x, y, width, height];
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
