/** Looks at sealed pieces before anybody needs them: one that is gone or altered is found while a backup still has it. */
import { daysBetween, type CalendarDate } from '#lib/page/date.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageId } from '#lib/page/ids.ts';
import { DamagedLedger } from '#lib/ledger/folder.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import { sha256Hex } from '#lib/vault/hash.ts';

/** A sealed piece that should lie in a folder. */
export interface Piece {
	readonly sha256: string;
	/** Whose it is; a locked folder does not tell. */
	readonly page?: PageId;
}

export interface Flaw extends Piece {
	/** `altered`: other bytes lie under its name, or storage cannot give them. */
	readonly why: 'missing' | 'altered';
}

/** What to look at in one folder. It needs no key: pieces are named by the hash of their ciphertext. */
export interface Scrubbed {
	readonly shelf: Pick<Shelf, 'blob' | 'listedIds' | 'lists'>;
	/** What the folder's history names by now. Absent for a locked folder: its shelf's own list is taken then. */
	readonly named?: () => Promise<readonly Piece[]>;
}

/** Each piece's turn comes once in so many days. */
export const round = 30;

/** A folder of no more pieces is looked at whole each time. */
const few = 300;

interface Pieces {
	readonly page: PageId;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	readonly reading?: BlobRef | undefined;
	readonly gone?: boolean;
	/** What the machine had read, of a chart page with corrected words. */
	readonly readAs?: BlobRef;
	/** A chart page's copy for others. */
	readonly redacted?: Pick<Pieces, 'picture' | 'thumbnail' | 'reading'>;
}

/** The pieces of pages that still have them. */
export function piecesOf(pages: Iterable<Pieces>): Piece[] {
	return [...pages].flatMap(({ page, gone, redacted, readAs, ...own }) =>
		(gone ? [] : redacted ? [own, redacted] : [own])
			.flatMap(({ picture, thumbnail, reading }) => [picture, thumbnail, reading])
			.concat(gone ? [] : readAs)
			.flatMap((ref) => (ref ? [{ page, sha256: ref.sha256 }] : []))
	);
}

/** The turns of a round that have come since the day of the last look; without one, today's alone. */
export function turnsSince(last: CalendarDate | undefined, today: CalendarDate): Set<number> {
	const day = daysBetween('2000-01-01' as CalendarDate, today);
	const days = last === undefined ? 1 : Math.min(round, daysBetween(last, today));
	// A clock whose battery is dead says 1970: there are days below 0, too.
	const turn = (i: number): number => (((day - i) % round) + round) % round;
	return new Set(Array.from({ length: Math.max(0, days) }, (_, i) => turn(i)));
}

/** Of many pieces, those whose turn it is: hashes are even, so each turn brings about as many. */
export function due<P extends Piece>(
	pieces: readonly P[],
	turns: ReadonlySet<number>
): readonly P[] {
	if (pieces.length <= few) return pieces;
	return pieces.filter(({ sha256 }) => turns.has(Number.parseInt(sha256.slice(0, 6), 16) % round));
}

/** Reads one piece and holds it against its name. */
export async function lookAt(
	shelf: Pick<Shelf, 'blob'>,
	sha256: string
): Promise<'whole' | Flaw['why']> {
	try {
		const bytes = await shelf.blob(sha256);
		if (!bytes) return 'missing';
		return (await sha256Hex(bytes)) === sha256 ? 'whole' : 'altered';
	} catch (error) {
		if (error instanceof BrokenShelf) return 'altered';
		throw error;
	}
}

/** Whether a look ended because storage, or a folder's history, cannot be read: `piecesIn` and `scrub` throw that. */
export function isUnreadable(error: unknown): boolean {
	return error instanceof BrokenShelf || error instanceof DamagedLedger;
}

/** The pieces to look at. Throws `BrokenShelf` where not even their names can be read. */
export async function piecesIn({ shelf, named }: Scrubbed): Promise<readonly Piece[]> {
	return named ? named() : (await shelf.listedIds()).map((sha256) => ({ sha256 }));
}

/**
 * Yields after each piece: what is wrong with it, or `undefined`. What was taken out meanwhile is nothing wrong.
 * Stop by leaving the loop.
 */
export async function* scrub(
	place: Scrubbed,
	pieces: readonly Piece[]
): AsyncGenerator<Flaw | undefined, void> {
	for (const piece of pieces) {
		const why = await lookAt(place.shelf, piece.sha256);
		yield why !== 'whole' && (await isStillNamed(place, piece)) ? { ...piece, why } : undefined;
	}
}

/** Whether a piece should lie there now: it may have been taken out since its name was read. */
export async function isStillNamed(
	{ shelf, named }: Scrubbed,
	{ sha256 }: Piece
): Promise<boolean> {
	return named ? (await named()).some((piece) => piece.sha256 === sha256) : shelf.lists(sha256);
}

/** Bytes for a piece, e.g. from a backup; `undefined` where there are none. */
export type Source = (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * Puts flawed pieces back from elsewhere, each only where the bytes are what its name says. Returns how many;
 * `undefined` when storage refused.
 */
export async function mend(
	shelf: Pick<Shelf, 'mend'>,
	flaws: readonly Flaw[],
	source: Source
): Promise<number | undefined> {
	let mended = 0;
	for (const { sha256 } of flaws) {
		const bytes = await source(sha256);
		if (!bytes || (await sha256Hex(bytes)) !== sha256) continue;
		if (!(await shelf.mend({ id: sha256, bytes })).ok) return undefined;
		mended++;
	}
	return mended;
}
