/** Folded states as plain JSON and back: maps are the only thing in them that JSON does not know. */

const mark = '$map';

/** Replaces every `Map` by `{"$map": [[key, value], …]}`. */
export function packState(value: unknown): unknown {
	if (value instanceof Map) {
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

export function unpackState(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(unpackState);
	if (typeof value !== 'object' || value === null) return value;
	const packed = (value as Record<string, unknown>)[mark];
	if (Array.isArray(packed)) {
		return new Map((packed as [unknown, unknown][]).map(([key, held]) => [key, unpackState(held)]));
	}
	return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, unpackState(held)]));
}
