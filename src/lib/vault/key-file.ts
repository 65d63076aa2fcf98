/**
 * The text inside every sealed key file: an ordinary age identity file, so that `age -d -i` takes it as it is.
 * Comment lines hold the rest; the signing key of a person is one of them.
 */
import { decodeBase64, encodeBase64 } from './base64.ts';
import { parseIdentity } from './identity.ts';
import { importSigner } from './signing.ts';

const title = '# Chart & Cabinet key, format 1\n';
const signMark = new TextEncoder().encode('# sign: ');
const newline = 0x0a;
const hash = 0x23;

export interface KeyFile {
	readonly identity: CryptoKey;
	readonly signer: CryptoKey | undefined;
}

/** The file's bytes. They hold secrets: the caller zeroes them, and what was passed in. */
export function writeKeyFile(line: Uint8Array, signPkcs8?: Uint8Array): Uint8Array<ArrayBuffer> {
	const head = new TextEncoder().encode(title);
	const sign = signPkcs8 ? encodeBase64(signPkcs8) : undefined;
	const parts = [head];
	if (sign) parts.push(signMark, sign, Uint8Array.of(newline));
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0) + line.length + 1);
	let at = 0;
	for (const part of [...parts, line]) {
		bytes.set(part, at);
		at += part.length;
	}
	bytes[at] = newline;
	sign?.fill(0);
	return bytes;
}

/** The keys in a file, as keys that cannot be taken out; `undefined` when it is not a key file. The caller zeroes `bytes`. */
export async function readKeyFile(bytes: Uint8Array): Promise<KeyFile | undefined> {
	let identity: CryptoKey | undefined;
	let signer: CryptoKey | undefined;
	for (const line of linesOf(bytes)) {
		if (startsWith(line, signMark)) {
			const pkcs8 = decodeBase64(line.subarray(signMark.length));
			if (!pkcs8) return undefined;
			try {
				signer = await importSigner(pkcs8);
			} finally {
				pkcs8.fill(0);
			}
			if (!signer) return undefined;
		} else if (line.length > 0 && line[0] !== hash) {
			// One identity a file: a second one would be a key nobody asked for.
			if (identity) return undefined;
			identity = await parseIdentity(line);
			if (!identity) return undefined;
		}
	}
	return identity && { identity, signer };
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
	let from = 0;
	while (from < bytes.length) {
		const found = bytes.indexOf(newline, from);
		const to = found < 0 ? bytes.length : found;
		yield bytes.subarray(from, to);
		from = to + 1;
	}
}

function startsWith(line: Uint8Array, mark: Uint8Array): boolean {
	return line.length > mark.length && mark.every((letter, at) => letter === line[at]);
}
