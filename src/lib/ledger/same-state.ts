/** Whether two folded states say the same, however they came about: one was folded, and the other lay in a snapshot. */
import { LayeredMap } from './layered-map.ts';

/** The order of a map's or an object's keys says nothing, and `undefined` says the same as nothing: JSON keeps neither. */
export function isSameState(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (isMap(a) || isMap(b)) {
		if (!isMap(a) || !isMap(b) || a.size !== b.size) return false;
		for (const [key, held] of a) if (!b.has(key) || !isSameState(held, b.get(key))) return false;
		return true;
	}
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const [own, others] = [said(a), said(b)];
	return (
		own.size === others.size &&
		[...own].every(([key, held]) => others.has(key) && isSameState(held, others.get(key)))
	);
}

function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
	return value instanceof Map || value instanceof LayeredMap;
}

function said(value: object): ReadonlyMap<string, unknown> {
	return new Map(Object.entries(value).filter(([, held]) => held !== undefined));
}
