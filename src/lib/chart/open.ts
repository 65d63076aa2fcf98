/** Opens one sealed piece of a chart page, after making sure that it is the piece that the ledger names. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { FolderKey } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { open } from '#lib/vault/open.ts';

/** Opens the practice's chart. The only key that a release ever holds. */
export type ChartKey = FolderKey<'chart'>;

/** What lies in the chart is not what its ledger names, or cannot be opened with the chart's key. */
export class DamagedBlob extends Error {
	override name = 'DamagedBlob';
	readonly why: 'another-blob' | 'not-for-this-key' | 'damaged';

	constructor(why: DamagedBlob['why']) {
		super(`a piece of the chart cannot be opened: ${why}`);
		this.why = why;
	}
}

/** The plain bytes. Throws {@link DamagedBlob}: age has no sense of place, so the hash is what keeps pages from being swapped. */
export async function openChartBlob(
	key: ChartKey,
	ref: BlobRef,
	sealed: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	if (sealed.length !== ref.size || (await sha256Hex(sealed)) !== ref.sha256) {
		throw new DamagedBlob('another-blob');
	}
	const opened = await open(key, sealed);
	if (!opened.ok) throw new DamagedBlob(opened.why);
	return opened.bytes;
}
