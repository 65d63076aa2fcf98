/** SHA-256: the name of every sealed blob, and the links of every chain. */
import { hexOf } from '#lib/page/bytes.ts';

/** 64 lower-case hex digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
