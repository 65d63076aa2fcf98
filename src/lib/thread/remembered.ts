/** Small pieces that are asked for again and again: a reader that opens one file anew reads its table and its trees anew. */
import type { Pieces } from './lent-bytes.ts';

/** A larger piece is a picture's: nobody asks for it twice. */
const small = 1 << 15;
/** The oldest are forgotten when they are more bytes than that. */
const most = 4 << 20;

interface Kept {
	readonly size: number;
	readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

export function remembered(source: Pieces): Pieces {
	const known = new Map<string, Kept>();
	let held = 0;

	function keep(key: string, one: Kept): Kept {
		known.set(key, one);
		held += one.size;
		for (const [oldest, { size }] of known) {
			if (held <= most) break;
			held -= size;
			known.delete(oldest);
		}
		return one;
	}

	return {
		length: source.length,
		async read(from, to) {
			const size = to - from;
			if (size > small) return source.read(from, to);
			const key = `${from}-${to}`;
			const { bytes } = known.get(key) ?? keep(key, { size, bytes: source.read(from, to) });
			// A copy: whoever asks may give it away.
			return new Uint8Array(await bytes);
		}
	};
}
