/** Databases in a file: which stores they had, and every row, its bytes in base64. */

export interface FrozenStore {
	readonly name: string;
	readonly keyPath: string;
	readonly indexes: readonly string[];
	readonly rows: readonly Record<string, unknown>[];
}

export interface FrozenDatabase {
	readonly name: string;
	/** The browser's own number of it. */
	readonly version: number;
	readonly stores: readonly FrozenStore[];
}

export interface Frozen {
	readonly databases: readonly FrozenDatabase[];
	/** What stood in local storage: the anchors and the device's name. */
	readonly notes: Readonly<Record<string, string>>;
}

/** Bytes become `{"$bytes": "…"}`. */
export function toText(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([key, value]) => [
			key,
			value instanceof Uint8Array ? { $bytes: base64(value) } : value
		])
	);
}

export function fromText(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([key, value]) => {
			const { $bytes } = (value ?? {}) as { readonly $bytes?: string };
			return [key, $bytes === undefined ? value : bytesOf($bytes)];
		})
	);
}

function base64(bytes: Uint8Array): string {
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
