/** The index as it is kept: packed, and sealed to the chart like every page. Without the chart's key it is noise. */
import type { ChartKey } from '#lib/chart/open.ts';
import { open } from '#lib/vault/open.ts';
import { seal } from '#lib/vault/seal.ts';
import { PageIndex, type KeptIndex } from './page-index.ts';

/** Nothing of pages that are not in the index any more is in it. */
export async function sealIndex(key: ChartKey, index: PageIndex): Promise<Uint8Array<ArrayBuffer>> {
	await index.tidy();
	const json = new TextEncoder().encode(JSON.stringify(index.toKeep()));
	return seal(key.slot, await through(json, new CompressionStream('gzip')));
}

/** `undefined` when it is damaged, sealed to somebody else, or of another version: it can always be made anew. */
export async function openIndex(
	key: ChartKey,
	sealed: Uint8Array<ArrayBuffer>
): Promise<PageIndex | undefined> {
	const opened = await open(key, sealed);
	if (!opened.ok) return undefined;
	try {
		const json = await through(opened.bytes, new DecompressionStream('gzip'));
		const kept = JSON.parse(new TextDecoder().decode(json)) as Partial<KeptIndex>;
		return kept.v === 1 ? new PageIndex(kept as KeptIndex) : undefined;
	} catch {
		return undefined;
	}
}

async function through(
	bytes: Uint8Array<ArrayBuffer>,
	stream: CompressionStream | DecompressionStream
): Promise<Uint8Array<ArrayBuffer>> {
	const passed = new Blob([bytes]).stream().pipeThrough(stream);
	return new Uint8Array(await new Response(passed).arrayBuffer());
}
