/** HMAC-SHA-256 under a shared secret: proves that a text came from whoever holds the secret, and opens nothing. */
import { fromBase64, toBase64 } from './base64.ts';
import { lengthPrefixed } from './fields.ts';

const secretBytes = 32;

/** 256 bits from the system's generator, base64. */
export function newSecret(): string {
	return toBase64(crypto.getRandomValues(new Uint8Array(secretBytes)));
}

export function isSecret(text: string): boolean {
	return fromBase64(text)?.length === secretBytes;
}

/** `purpose` keeps what was made for one use from being taken for another. Throws when the secret is none of ours. */
export async function macOf(
	secret: string,
	purpose: string,
	fields: readonly string[]
): Promise<Uint8Array<ArrayBuffer>> {
	const key = await keyOf(secret, 'sign');
	return new Uint8Array(
		await crypto.subtle.sign('HMAC', key, lengthPrefixed([purpose, ...fields]))
	);
}

/** Compares in constant time, as Web Crypto does. */
export async function isMacOf(
	mac: Uint8Array<ArrayBuffer>,
	secret: string,
	purpose: string,
	fields: readonly string[]
): Promise<boolean> {
	const key = await keyOf(secret, 'verify');
	return crypto.subtle.verify('HMAC', key, mac, lengthPrefixed([purpose, ...fields]));
}

function keyOf(secret: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
	const bytes = fromBase64(secret);
	if (bytes?.length !== secretBytes) throw new Error('not a secret of ours');
	return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}
