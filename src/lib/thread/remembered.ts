/** Small pieces that are asked for again and again: a reader that opens one file anew reads its table and its trees anew. */
import type { Pieces } from './lent-bytes.ts';

/** A larger piece is a picture's: nobody asks for it twice. */
const small = 1 << 15;
/** The oldest are forgotten when they are more bytes than that. */
const most = 4 << 20;

export function remembered(source: Pieces): Pieces {
	const known = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
	let held = 0;

	function remember(key: string, size: number, bytes: Promise<Uint8Array<ArrayBuffer>>): void {
		known.set(key, bytes);
		held += size;
		for (const oldest of known.keys()) {
			if (held <= most) break;
			const [from = 0, to = 0] = oldest.split('-').map(Number);
			held -= to - from;
			known.delete(oldest);
		}
	}

	return {
		length: source.length,
		async read(from, to) {
			if (to - from > small) return source.read(from, to);
			const key = `${from}-${to}`;
			const bytes = known.get(key) ?? source.read(from, to);
			if (!known.has(key)) remember(key, to - from, bytes);
			// A copy: whoever asks may give it away.
			return new Uint8Array(await bytes);
		}
	};
}
