/** The hash that a PDF's password is hardened with (ISO 32000-2, 7.6.4.3.4, algorithm 2.B), and AES without filling. */
import { joinedBytes } from '#lib/page/bytes.ts';

/** Longer passwords are cut (7.6.4.3.3). */
const longest = 127;

/** Ours are ASCII, which SASLprep leaves as it is; others are brought to the same form. */
export function utf8Password(password: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(password.normalize('NFKC')).slice(0, longest);
}

/** `user`: the 48 bytes of U when the owner's entry is worked out, otherwise nothing. */
export async function hardened(
	secret: Uint8Array<ArrayBuffer>,
	salt: Uint8Array<ArrayBuffer>,
	user: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	let key = await digest('SHA-256', joinedBytes(secret, salt, user));
	for (let round = 0; ; round++) {
		const once = joinedBytes(secret, key, user);
		const many = new Uint8Array(once.length * 64);
		for (let n = 0; n < 64; n++) many.set(once, n * once.length);
		const mixed = await aesCbc('encrypt', key.slice(0, 16), key.slice(16, 32), many);
		// The first 16 bytes as one number, modulo 3: 256 leaves 1, so their sum does.
		const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
		key = await digest((['SHA-256', 'SHA-384', 'SHA-512'] as const)[rest] ?? 'SHA-256', mixed);
		if (round >= 63 && (mixed.at(-1) ?? 0) <= round - 31) return key.slice(0, 32);
	}
}

/** Whole blocks without filling, which the platform knows only with: a block is added, or taken off again. */
export async function aesCbc(
	way: 'encrypt' | 'decrypt',
	key: Uint8Array<ArrayBuffer>,
	iv: Uint8Array<ArrayBuffer>,
	data: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, [
		'encrypt',
		'decrypt'
	]);
	const algorithm = { name: 'AES-CBC', iv };
	if (way === 'encrypt') {
		const more = new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, data));
		return more.slice(0, data.length);
	}
	// A block that deciphers to sixteen times sixteen, behind this last one.
	const filling = new Uint8Array(16).fill(16);
	const last = { name: 'AES-CBC', iv: data.slice(-16) };
	const end = new Uint8Array(await crypto.subtle.encrypt(last, imported, filling)).slice(0, 16);
	return new Uint8Array(await crypto.subtle.decrypt(algorithm, imported, joinedBytes(data, end)));
}

async function digest(
	name: string,
	data: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await crypto.subtle.digest(name, data));
}
