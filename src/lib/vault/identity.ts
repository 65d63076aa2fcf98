/**
 * X25519 identities as age writes them, held as keys that cannot be taken out again.
 *
 * [Note: Secrets are bytes]
 * A JavaScript string cannot be wiped and was found in memory after its tab had gone elsewhere. So a secret
 * travels as bytes, is imported as a non-extractable CryptoKey, and the bytes are zeroed in `finally`.
 * Locking drops the keys; only closing the window clears memory.
 */
import { recipientOf } from './age.ts';
import { decodeBech32, encodeBech32 } from './bech32.ts';

const prefix = 'age-secret-key-';

/** PKCS #8 around a raw X25519 key (RFC 8410): WebCrypto takes private keys in no rawer form. */
const pkcs8Head = [
	0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20
];

export interface NewIdentity {
	readonly identity: CryptoKey;
	readonly recipient: string;
	/** `AGE-SECRET-KEY-1…` in ASCII. The caller zeroes it. */
	readonly line: Uint8Array<ArrayBuffer>;
}

export async function makeIdentity(): Promise<NewIdentity> {
	const scalar = crypto.getRandomValues(new Uint8Array(32));
	try {
		const line = encodeBech32(prefix, scalar);
		// age writes and accepts identities in upper case only.
		line.forEach((letter, at) => {
			if (letter >= 0x61 && letter <= 0x7a) line[at] = letter - 32;
		});
		const identity = await importScalar(scalar);
		return { identity, recipient: await recipientOf(identity), line };
	} finally {
		scalar.fill(0);
	}
}

/** `undefined` when the line is not an X25519 identity. The line is left as it is: its owner zeroes it. */
export async function parseIdentity(line: Uint8Array): Promise<CryptoKey | undefined> {
	const scalar = decodeBech32(prefix, line);
	if (!scalar) return undefined;
	try {
		return scalar.length === 32 ? await importScalar(scalar) : undefined;
	} finally {
		scalar.fill(0);
	}
}

/** The identity of 32 secret bytes that come from elsewhere, e.g. from a passkey. The caller zeroes them. */
export async function identityFrom(
	scalar: Uint8Array
): Promise<{ readonly identity: CryptoKey; readonly recipient: string }> {
	const identity = await importScalar(scalar);
	return { identity, recipient: await recipientOf(identity) };
}

async function importScalar(scalar: Uint8Array): Promise<CryptoKey> {
	const pkcs8 = new Uint8Array([...pkcs8Head, ...scalar]);
	try {
		return await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', false, ['deriveBits']);
	} finally {
		pkcs8.fill(0);
	}
}
