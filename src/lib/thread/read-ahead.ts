/** Pieces that are asked for before they are wanted: whoever lends them may be busy for a while. */
import type { Pieces } from './lent-bytes.ts';
import { letGo } from './let-go.ts';

/** A piece of at least this size is read in its turn: what comes after it will be wanted next. A smaller one is a jump. */
const inTurn = 1 << 16;
/** So much is asked for at a time, while less than that is left. */
const step = 1 << 20;

interface Held {
	readonly from: number;
	readonly to: number;
	readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/** For a file that is read from its beginning to its end, with jumps between. It holds a few megabytes. */
export function readAhead(source: Pieces): Pieces {
	/** One after the other, without a gap. */
	let held: readonly Held[] = [];
	/** No longer held, but somebody may still be copying out of them. */
	let leaving: readonly Held[] = [];
	let copying = 0;

	function keep(isWanted: (one: Held) => boolean): void {
		leaving = [...leaving, ...held.filter((one) => !isWanted(one))];
		held = held.filter(isWanted);
	}

	function clear(): void {
		if (copying > 0) return;
		// What was not to be had is nobody's to let go.
		for (const { bytes } of leaving) bytes.then(letGo, () => undefined);
		leaving = [];
	}

	function goOn(from: number, to: number): void {
		keep((one) => one.to > from);
		let end = held.at(-1)?.to ?? to;
		while (end < Math.min(to + step, source.length)) {
			const next = Math.min(end + step, source.length);
			held = [...held, { from: end, to: next, bytes: source.read(end, next) }];
			end = next;
		}
	}

	return {
		length: source.length,
		async read(from, to) {
			const isHeld = from >= (held[0]?.from ?? Infinity) && to <= (held.at(-1)?.to ?? 0);
			if (!isHeld) {
				if (to - from >= inTurn) keep(() => false);
				const bytes = source.read(from, to);
				if (to - from >= inTurn) goOn(to, to);
				clear();
				return bytes;
			}
			const parts = held.filter((one) => one.to > from && one.from < to);
			// A jump ahead must not let go of what lies between.
			if (to - from >= inTurn) goOn(from, to);
			const bytes = new Uint8Array(to - from);
			copying++;
			try {
				for (const part of parts) {
					const own = await part.bytes;
					const [first, last] = [Math.max(from, part.from), Math.min(to, part.to)];
					bytes.set(own.subarray(first - part.from, last - part.from), first - from);
				}
			} finally {
				copying--;
			}
			clear();
			return bytes;
		}
	};
}
