/** Looks for planted words and bytes in every file of a folder, as a thief with the disk would. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateRawSync, inflateSync } from 'node:zlib';

/** A file that holds something planted, by its path in the folder, and what it holds. */
export interface Find {
	readonly file: string;
	readonly what: string;
}

const mostUnpacked = 50_000_000;

/** What starts like zlib, or like gzip without a file name, anywhere in the bytes, unpacked as far as it goes. */
function unpacked(bytes: Buffer): Buffer[] {
	const found: Buffer[] = [];
	const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostUnpacked };
	for (let at = 0; at + 2 < bytes.length; at++) {
		const [first, second] = [bytes[at], bytes[at + 1] ?? 0];
		const isGzip = first === 0x1f && second === 0x8b && bytes[at + 2] === 8 && bytes[at + 3] === 0;
		const isZlib = first === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(second);
		if (!isGzip && !isZlib) continue;
		try {
			const rest = bytes.subarray(at);
			const whole = isGzip
				? inflateRawSync(rest.subarray(10), options)
				: inflateSync(rest, options);
			if (whole.length > 0) found.push(whole);
		} catch {
			// Most bytes that look like a head are none.
		}
	}
	return found;
}

function lower(bytes: Buffer): Buffer {
	return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
}

/** Words in any case, as UTF-8, UTF-16 and inside zlib and gzip; bytes as they are. */
export function findPlanted(
	folder: string,
	words: readonly string[],
	pieces: Readonly<Record<string, Buffer>> = {}
): readonly Find[] {
	const finds: Find[] = [];
	for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const path = join(folder, file);
		if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
		const bytes = readFileSync(path);
		for (const layer of [bytes, ...unpacked(bytes)]) {
			const small = lower(layer);
			for (const word of words) {
				const wanted = word.toLowerCase();
				if (small.includes(wanted) || small.includes(Buffer.from(wanted, 'utf16le')))
					finds.push({ file, what: word });
			}
			for (const [what, piece] of Object.entries(pieces))
				if (layer.includes(piece)) finds.push({ file, what });
		}
	}
	return finds;
}
