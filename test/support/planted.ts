/** Looks for planted words and bytes in every file of a folder, as a thief with the disk and a little patience would. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { entriesOfTable, recordsOfLog } from './leveldb.ts';

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

/** What a database of the browser holds, put together again. */
function stored(file: string, bytes: Buffer): Buffer[] {
	if (/\.ldb$/.test(file)) return entriesOfTable(bytes);
	// Logs, and the MANIFEST, which is written like one.
	return /\.log$|(^|\/)MANIFEST-\d+$/.test(file) ? recordsOfLog(bytes) : [];
}

function lower(bytes: Buffer): Buffer {
	return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
}

/**
 * The letters of its base64 that depend on nothing but the piece, wherever in a longer text it begins: at each of the
 * three places that it can take in a group of three bytes. In the plain alphabet and in the one for addresses.
 */
function base64Forms(piece: Buffer): string[] {
	return [0, 1, 2].flatMap((before) => {
		const whole = Buffer.concat([Buffer.alloc(before), piece]);
		const text = whole.toString('base64').replace(/=+$/, '');
		const first = Math.ceil((before * 8) / 6);
		const last = Math.floor((whole.length * 8) / 6);
		const own = text.slice(first, last);
		return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
	});
}

/** How a piece may lie somewhere without being readable at once. */
function disguises(piece: Buffer): readonly Buffer[] {
	const hex = piece.toString('hex');
	const texts = [...base64Forms(piece), hex, hex.toUpperCase()];
	return [...new Set(texts)].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
}

interface Wanted {
	readonly what: string;
	/** Looked for among small letters. */
	readonly small: readonly Buffer[];
	/** Looked for as they are. */
	readonly exact: readonly Buffer[];
}

function wantedWord(word: string, disguised: boolean): Wanted {
	const wanted = word.toLowerCase();
	const forms = [word, wanted].map((one) => Buffer.from(one));
	const wide = [word, wanted].map((one) => Buffer.from(one, 'utf16le'));
	return {
		what: word,
		small: [Buffer.from(wanted), Buffer.from(wanted, 'utf16le')],
		exact: disguised ? [...forms, ...wide].flatMap(disguises) : []
	};
}

/**
 * Words in any case, as UTF-8 and UTF-16, in base64 and hex; bytes as they are and so written. In every file as it lies,
 * in what is packed inside it, and in what a browser's database makes of it. Without `disguised`, words as they read alone.
 */
export function findPlanted(
	folder: string,
	words: readonly string[],
	pieces: Readonly<Record<string, Buffer>> = {},
	{ disguised = true }: { readonly disguised?: boolean } = {}
): readonly Find[] {
	const wanted = [
		...words.map((word) => wantedWord(word, disguised)),
		...Object.entries(pieces).map(([what, piece]) => ({
			...{ what, small: [] },
			exact: [piece, ...disguises(piece)]
		}))
	];
	const finds: Find[] = [];
	for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const path = join(folder, file);
		if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
		const bytes = readFileSync(path);
		const inner = Buffer.concat(stored(file, bytes));
		for (const layer of [bytes, inner, ...unpacked(bytes), ...unpacked(inner)]) {
			const small = lower(layer);
			for (const { what, small: plain, exact } of wanted) {
				const isThere =
					plain.some((form) => small.includes(form)) || exact.some((form) => layer.includes(form));
				if (isThere && !finds.some((find) => find.file === file && find.what === what)) {
					finds.push({ file, what });
				}
			}
		}
	}
	return finds;
}
