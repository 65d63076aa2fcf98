/**
 * How events and snapshots lie on disk: one line of JSON that says what it is, then an ordinary age file.
 * `tail -n +2 event | age -d -i folder.key` reads one without this program.
 */
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';

export interface Envelope {
	/** The JSON line's fields, the signature left out. */
	readonly head: Readonly<Record<string, unknown>>;
	readonly sig: Uint8Array<ArrayBuffer>;
	/** The age file. */
	readonly ct: Uint8Array<ArrayBuffer>;
}

const newline = 0x0a;

export function writeEnvelope({ head, sig, ct }: Envelope): Uint8Array<ArrayBuffer> {
	const line = new TextEncoder().encode(`${JSON.stringify({ ...head, sig: toBase64(sig) })}\n`);
	const bytes = new Uint8Array(line.length + ct.length);
	bytes.set(line);
	bytes.set(ct, line.length);
	return bytes;
}

/** `undefined` when the bytes are not an envelope. */
export function readEnvelope(bytes: Uint8Array): Envelope | undefined {
	const end = bytes.indexOf(newline);
	if (end < 0) return undefined;
	const fields = parseObject(bytes.subarray(0, end));
	const { sig: text, ...head } = fields ?? {};
	const sig = typeof text === 'string' ? fromBase64(text) : undefined;
	return sig && { head, sig, ct: bytes.slice(end + 1) };
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}
