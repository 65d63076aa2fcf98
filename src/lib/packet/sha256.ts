/** SHA-256 of a file or a stream, as 64 lower-case hex digits. */
import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf } from '#lib/page/bytes.ts';
import { rest } from '#lib/thread/rest.ts';

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
		await rest();
	}
	return hexOf(sha.digest());
}
