/** What is done with bytes in every room. */

/** One after the other. */
export function joinedBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Not for secrets: how long it takes tells where the first difference is. */
export function isSameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
	if (a?.length !== b.length) return false;
	// A packet has hundreds of megabytes: a callback for each byte takes ten times as long.
	for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
	return true;
}

/** Two lower-case digits a byte. */
export function hexOf(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
