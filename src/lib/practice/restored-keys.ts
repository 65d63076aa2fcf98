/**
 * The chart's key files as an older backup has them, laid beside the folder: they know nobody who joined since, so they
 * take the place of the ones here only where these open for nobody. See folder-keys.ts.
 */
import type { Shelf } from '#lib/shelf/shelf.ts';
import { packFiles, unpackFiles, type PackedFiles } from './packed-files.ts';

const place = 'restored-keys';

export async function bringBackKeys(shelf: Shelf, files: PackedFiles): Promise<boolean> {
	return (await shelf.keep(place, packFiles(files))).ok;
}

/** None where they cannot be read: they are a last way, and may be anything. */
export async function keysBroughtBack(shelf: Shelf): Promise<PackedFiles> {
	return unpackFiles(await shelf.kept(place).catch(() => undefined));
}

/** Somebody who has left may still be among those that they are sealed to. */
export async function forgetBroughtBack(shelf: Shelf): Promise<void> {
	await shelf.keep(place, new Uint8Array());
}
