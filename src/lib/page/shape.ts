/** Looks at values from outside before anybody believes them: what was carried past other hands, or written by them. */
import type { BlobRef } from './blob.ts';
import { parseDate } from './date.ts';
import { isId } from './ids.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** `undefined` for text that is no JSON object. */
export function parseObject(text: string): Fields | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

export function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
	return typeof value === 'string';
}

export function isIdText(value: unknown): boolean {
	return isText(value) && isId(value);
}

export function isHash(value: unknown): value is string {
	return isText(value) && /^[0-9a-f]{64}$/.test(value);
}

export function isAmount(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

export function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isDay(value: unknown): boolean {
	return isText(value) && parseDate(value) !== undefined;
}

/** What a clock says, e.g. `2026-03-01T08:00:00.000Z`, and no other way of saying it: `Date.parse` skips whatever is in brackets. */
export function isMoment(value: unknown): value is string {
	return (
		isText(value) &&
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value) &&
		!Number.isNaN(Date.parse(value))
	);
}

export function isRef(value: unknown): value is BlobRef {
	return isRecord(value) && isHash(value['sha256']) && isCount(value['size']);
}

export function isListOf(value: unknown, is: (each: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every(is);
}

export function isOneOf(list: readonly string[], value: unknown): boolean {
	return isText(value) && list.includes(value);
}

export function isMaybe(value: unknown, is: (value: unknown) => boolean): boolean {
	return value === undefined || is(value);
}
