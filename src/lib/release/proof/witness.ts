/** What the chart itself says of its pages and of signed forms, opened afresh for a proof. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartPage, ChartReader } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { Witness } from '#lib/packet/prove.ts';
import { shownIn, writtenIn } from '#lib/packet/witness.ts';

export function chartWitness(reader: ChartReader, key: ChartKey, codec: Codec): Witness<ChartPage> {
	const open = async (ref: ChartPage['picture']): Promise<Uint8Array<ArrayBuffer>> =>
		openChartBlob(key, ref, await reader.sealed(ref));
	return {
		pictureOf: async (page) => shownIn(page, await open(page.picture), codec),
		wordsOf: async ({ reading }) => (reading ? writtenIn(await open(reading)) : []),
		copyOf: async (copy) => shownIn(copy, await open(copy.picture), codec)
	};
}
