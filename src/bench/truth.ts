/** What stands on the pages, where somebody has written it down. */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';

export interface TruePage {
	readonly text: string;
	/** How it was written, e.g. "typed": rates are told for each apart. */
	readonly medium?: string;
}

/** By page id: the name of its picture's file without the ending. */
export type Truth = ReadonlyMap<string, TruePage>;

/**
 * Rows `{"id" or "file", "text", "medium"?}`, one a line (JSON Lines) or as one JSON array.
 * Rows without a text are passed over. Throws where the file is neither.
 */
export function parseTruth(text: string): Truth {
	const rows: unknown = text.trimStart().startsWith('[')
		? JSON.parse(text)
		: text
				.split('\n')
				.filter((line) => line.trim() !== '')
				.map((line) => JSON.parse(line) as unknown);
	if (!Array.isArray(rows)) throw new Error('the truth is no list of pages');
	return new Map(
		rows.flatMap((row: unknown) => {
			const { id, file, text, medium } = row as Record<string, unknown>;
			const name =
				typeof id === 'string' ? id : typeof file === 'string' ? pageId(file) : undefined;
			if (name === undefined || typeof text !== 'string') return [];
			return [[name, typeof medium === 'string' ? { text, medium } : { text }] as const];
		})
	);
}

export function readTruth(file: string): Truth {
	return parseTruth(readFileSync(file, 'utf8'));
}

export function pageId(file: string): string {
	return basename(file, extname(file));
}
