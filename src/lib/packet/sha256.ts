/** SHA-256 of a file or a stream, as 64 lower-case hex digits. */
import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf } from '#lib/page/bytes.ts';

/** The platform copies what it hashes. So much more memory does not matter. */
const copied = 64_000_000;
/** So much is hashed before others get their turn: about 20 ms. */
const piece = 2_000_000;

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	if (bytes.length > copied) return inPieces(bytes);
	return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function inPieces(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const sha = sha256.create();
	for (let at = 0; at < bytes.length; at += piece) {
		sha.update(bytes.subarray(at, at + piece));
		await breath();
	}
	return hexOf(sha.digest());
}

/** A timeout in a window that nobody looks at may wait for a second. */
function breath(): Promise<void> {
	const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
	return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
