/** The pictures of a practice's pages, opened, by their hashes. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { Pictures } from './vector.ts';

async function hashes(
	pages: Iterable<readonly [PageId, { readonly picture: BlobRef }]>,
	open: (ref: BlobRef) => Promise<Uint8Array<ArrayBuffer>>
): Promise<Pictures> {
	const found: Record<PageId, string> = {};
	for (const [page, { picture }] of pages) found[page] = await sha256Hex(await open(picture));
	return found;
}

export function chartPictures({ chart }: Pick<Practice, 'chart'>): Promise<Pictures> {
	return hashes(chart.state.pages, (ref) => chart.open(ref));
}

export function trayPictures({ tray }: Practice): Promise<Pictures> {
	const here = [...tray.state.pages].filter(([, { gone }]) => !gone);
	return hashes(here, (ref) => tray.open(ref));
}

export async function cabinetPictures(practice: Practice, passphrase: string): Promise<Pictures> {
	const opened = await practice.openCabinet(passphrase);
	if (!opened.ok) throw new Error(opened.why);
	const { cabinet } = opened;
	return hashes(cabinet.state.pages, (ref) => cabinet.open(ref));
}
