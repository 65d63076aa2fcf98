/** Folded states as plain JSON and back: maps are the only thing in them that JSON does not know. */
import { LayeredMap } from './layered-map.ts';

const mark = '$map';

/** Replaces every map by `{"$map": [[key, value], …]}`. */
export function packState(value: unknown): unknown {
	if (value instanceof Map || value instanceof LayeredMap) {
		return {
			[mark]: [...(value as Map<unknown, unknown>)].map(([key, held]) => [key, packState(held)])
		};
	}
	if (Array.isArray(value)) return value.map(packState);
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, packState(held)]));
	}
	return value;
}

/** Takes what `JSON.parse` has just made, and changes it in place: a large practice is opened in a second or two. */
export function unpackState(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const packed = (value as Record<string, unknown>)[mark];
	if (Array.isArray(packed)) {
		const entries = packed as [unknown, unknown][];
		for (const entry of entries) entry[1] = unpackState(entry[1]);
		return new Map(entries);
	}
	const holder = value as Record<string, unknown>;
	for (const key of Object.keys(holder)) {
		const held = holder[key];
		if (typeof held === 'object' && held !== null) put(holder, key, unpackState(held), held);
	}
	return value;
}

function put(holder: Record<string, unknown>, key: string, now: unknown, before: unknown): void {
	if (now === before) return;
	// By definition, not assignment: a key of `__proto__` is data like any other.
	Object.defineProperty(holder, key, {
		...{ value: now, writable: true, enumerable: true, configurable: true }
	});
}
