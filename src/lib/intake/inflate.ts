/** Inflates zlib streams, never to more than was asked for: a few kilobytes of zeros can hold gigabytes. */

/** Whether the stream holds more than `most` bytes; found out without keeping any of them. */
export async function inflatesBeyond(packed: Uint8Array, most: number): Promise<boolean> {
	// No zlib stream holds more than 1,032 times its own length (RFC 1951: 258 bytes in two bits).
	if (packed.length * 1032 <= most) return false;
	const stream = new Blob([packed.slice()])
		.stream()
		.pipeThrough(new DecompressionStream('deflate'));
	const reader = stream.getReader();
	let size = 0;
	try {
		while (size <= most) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.length;
		}
	} catch {
		// Damaged behind this place: what counts is what came.
	} finally {
		await reader.cancel().catch(() => undefined);
	}
	return size > most;
}

/** At most `most` bytes; fewer when the stream ends there or is damaged. */
export async function inflate(packed: Uint8Array, most: number): Promise<Uint8Array<ArrayBuffer>> {
	const parts: Uint8Array[] = [];
	let size = 0;
	const stream = new Blob([packed.slice()])
		.stream()
		.pipeThrough(new DecompressionStream('deflate'));
	const reader = stream.getReader();
	try {
		while (size < most) {
			const { done, value } = await reader.read();
			if (done) break;
			const part = value.subarray(0, most - size);
			parts.push(part);
			size += part.length;
		}
	} catch {
		// Damaged: what came before the damage is not enough, and the caller sees that it is short.
	} finally {
		await reader.cancel().catch(() => undefined);
	}
	const out = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}
