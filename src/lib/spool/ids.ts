/**
 * The ids of what a station takes in. They follow from the files' own hashes under the pairing's secret: a file that is
 * taken in twice, even after the journal was lost, gives the same sides, and the tray takes none of them twice.
 */
import { hexOf } from '#lib/page/bytes.ts';
import { idFromBytes, type AnyId, type BoxId, type PageId } from '#lib/page/ids.ts';
import { macOf } from '#lib/vault/mac.ts';
import type { Pairing } from './pairing.ts';

/** `run` counts the boxes that separator sheets make of one file, from 0. */
export function boxIdOf(pairing: Pairing, files: readonly string[], run = 0): Promise<BoxId> {
	return idOf(pairing, 'box', [String(run), ...files.toSorted()]);
}

/** `file` is the SHA-256 of the file, `filePage` its 1-based page. */
export function pageIdOf(pairing: Pairing, file: string, filePage: number): Promise<PageId> {
	return idOf(pairing, 'page', [file, String(filePage)]);
}

/** Tells two equal originals without saying what they are: kept in the journal for the count of duplicates. */
export async function sameMark({ secret }: Pairing, sha256: string): Promise<string> {
	const mac = await macOf(secret, 'same', [sha256]);
	return hexOf(mac.subarray(0, 8));
}

async function idOf<T extends AnyId>(
	{ secret, station }: Pairing,
	noun: string,
	fields: readonly string[]
): Promise<T> {
	const id: T = idFromBytes((await macOf(secret, noun, [station, ...fields])).subarray(0, 16));
	return id;
}
