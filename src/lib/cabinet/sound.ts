/**
 * Whether what came through a slot has the shape that it claims. Everybody in the practice may push something through,
 * so the cabinet's own clinician must be able to open it whatever that was: what has another shape is turned away.
 */
import { isId } from '#lib/page/ids.ts';
import { pictureTypes } from '#lib/page/side.ts';

/** Any content of an event that others may write: a page dropped, withdrawn, or word of a loan. */
export function isSound(action: unknown): boolean {
	if (!isRecord(action)) return false;
	switch (action['is']) {
		case 'page-dropped':
			return isPage(action['page']);
		case 'page-withdrawn':
			return isIdOf(action['page']) && typeof action['because'] === 'string';
		case 'loan-received':
			return isLoan(action['loan']);
		case 'loan-opened':
			return isIdOf(action['loan']);
		case 'loan-ended':
			return isIdOf(action['loan']) && typeof action['because'] === 'string';
		default:
			return false;
	}
}

function isLoan(loan: unknown): boolean {
	return (
		isRecord(loan) &&
		isIdOf(loan['id']) &&
		isIdOf(loan['client']) &&
		typeof loan['programme'] === 'string' &&
		isDay(loan['until']) &&
		Array.isArray(loan['pages']) &&
		loan['pages'].every(isPage)
	);
}

function isPage(page: unknown): boolean {
	return (
		isRecord(page) &&
		isIdOf(page['page']) &&
		isIdOf(page['client']) &&
		isRef(page['picture']) &&
		isRef(page['thumbnail']) &&
		(page['reading'] === undefined || isRef(page['reading'])) &&
		pictureTypes.some((type) => type === page['mediaType']) &&
		[page['width'], page['height']].every((size) => Number.isFinite(size)) &&
		(page['serviceDate'] === undefined || isDay(page['serviceDate'])) &&
		(page['turn'] === undefined || [0, 90, 180, 270].includes(Number(page['turn']))) &&
		['because', 'attested'].every((field) => isAbsentOr('string', page[field])) &&
		isAbsentOr('number', page['dpi'])
	);
}

function isRef(ref: unknown): boolean {
	return (
		isRecord(ref) &&
		typeof ref['sha256'] === 'string' &&
		/^[0-9a-f]{64}$/.test(ref['sha256']) &&
		Number.isFinite(ref['size'])
	);
}

function isDay(day: unknown): boolean {
	return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day);
}

function isIdOf(id: unknown): boolean {
	return typeof id === 'string' && isId(id);
}

function isAbsentOr(type: 'string' | 'number', value: unknown): boolean {
	return value === undefined || typeof value === type;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
