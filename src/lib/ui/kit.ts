/** How a recovery key is laid out on paper, and the commands beside it. */

export interface KitCommand {
	/** What a stranger types, whole. */
	readonly command: string;
	/** What it does, in one sentence. */
	readonly does: string;
}

export interface KeyGroups {
	/** `AGE-SECRET-KEY-1`, the part that is the same on every key. */
	readonly prefix: string;
	/** Rows of five groups of four characters, as people copy them without losing the place. */
	readonly rows: readonly (readonly string[])[];
}

/** The first half of a practice's fingerprint in groups of four, as people compare it: 128 bits are enough. */
export function fingerprintWords(hex: string): string {
	return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(' ');
}

const prefixShape = /^AGE-SECRET-KEY(-PQ)?-1/;

/** Takes an age secret key apart for reading aloud and copying; joining prefix and groups gives it back. */
export function keyGroups(secret: string): KeyGroups {
	const key = secret.trim().toUpperCase();
	const prefix = prefixShape.exec(key)?.[0] ?? '';
	const groups = key.slice(prefix.length).match(/.{1,4}/g) ?? [];
	const rows: string[][] = [];
	for (let i = 0; i < groups.length; i += 5) rows.push(groups.slice(i, i + 5));
	return { prefix, rows };
}
