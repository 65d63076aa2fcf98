/** A reading as it is stored with a page: JSON, checked before anybody trusts it. */
import type { ReadLine, Reading, ReadWord, Rect } from '#lib/page/reading.ts';

/** Throws when the bytes are not a reading; the message holds nothing of them. */
export function parseReading(bytes: Uint8Array): Reading {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		// The parser's own message quotes the text.
		throw new Error('a page’s reading is not JSON');
	}
	if (!isReading(value)) throw new Error('a page’s reading has an unknown shape');
	return value;
}

function isReading(value: unknown): value is Reading {
	return (
		isRecord(value) &&
		areNumbers(value, ['confidence', 'width', 'height']) &&
		Number(value['width']) > 0 &&
		Number(value['height']) > 0 &&
		Array.isArray(value['lines']) &&
		value['lines'].every(isLine)
	);
}

function isLine(value: unknown): value is ReadLine {
	return (
		isRecord(value) &&
		isRect(value['rect']) &&
		Array.isArray(value['words']) &&
		value['words'].every(isWord)
	);
}

function isWord(value: unknown): value is ReadWord {
	return isRecord(value) && typeof value['text'] === 'string' && isRect(value['rect']);
}

function isRect(value: unknown): value is Rect {
	return isRecord(value) && areNumbers(value, ['x', 'y', 'width', 'height']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function areNumbers(value: Record<string, unknown>, names: readonly string[]): boolean {
	return names.every((name) => Number.isFinite(value[name]));
}
