/** `station sort`: suggestions for texts that are typed already, one JSON row after another. */
import { suggest, wordsOfText } from '#lib/sorting/suggest.ts';
import { suggestionRow, type SuggestionRow } from './rows.ts';

export interface SortedRow {
	readonly id: string | number;
	readonly suggestion: SuggestionRow;
}

export interface BadRow {
	/** 1-based line of the input. */
	readonly line: number;
	readonly error: string;
}

/** True when every row could be sorted; empty lines are no rows. */
export async function sortTexts(
	lines: AsyncIterable<string>,
	write: (row: SortedRow | BadRow) => Promise<void>
): Promise<boolean> {
	let allSorted = true;
	let number = 0;
	for await (const line of lines) {
		number++;
		if (line.trim() === '') continue;
		const row = parseRow(line);
		if (row) await write({ id: row.id, suggestion: suggestionRow(suggest(wordsOfText(row.text))) });
		else {
			allSorted = false;
			await write({ line: number, error: 'This line is not a JSON object with "id" and "text".' });
		}
	}
	return allSorted;
}

function parseRow(line: string): { id: string | number; text: string } | undefined {
	let row: unknown;
	try {
		row = JSON.parse(line);
	} catch {
		return undefined;
	}
	if (typeof row !== 'object' || row === null || !('id' in row) || !('text' in row))
		return undefined;
	const { id, text } = row;
	const isId = typeof id === 'string' || typeof id === 'number';
	return isId && typeof text === 'string' ? { id, text } : undefined;
}
