/** A reading that came from outside, looked at down to its last word before the app works with it. */
import type { Reading } from '#lib/page/reading.ts';
import { isAmount, isCount, isListOf, isRecord, isText, parseObject } from '#lib/page/shape.ts';

/** `undefined` for anything that is no reading. */
export function parseReading(bytes: Uint8Array): Reading | undefined {
	const found = parseObject(new TextDecoder().decode(bytes));
	const isOne =
		found !== undefined &&
		isText(found['text']) &&
		isListOf(found['lines'], isLine) &&
		isAmount(found['confidence']) &&
		['no', 'maybe', 'yes'].some((each) => each === found['blank']) &&
		isRotation(found['rotated']) &&
		isRotation(found['turn']) &&
		isAmount(found['skewDegrees']) &&
		isCount(found['width']) &&
		isCount(found['height']);
	return isOne ? (found as unknown as Reading) : undefined;
}

function isRotation(value: unknown): boolean {
	return [0, 90, 180, 270].some((each) => each === value);
}

function isLine(line: unknown): boolean {
	return isWord(line) && isListOf((line as { words?: unknown }).words, isWord);
}

function isWord(word: unknown): boolean {
	return (
		isRecord(word) && isText(word['text']) && isRect(word['rect']) && isAmount(word['confidence'])
	);
}

function isRect(rect: unknown): boolean {
	return isRecord(rect) && ['x', 'y', 'width', 'height'].every((name) => isAmount(rect[name]));
}
