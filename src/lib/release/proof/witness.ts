/** What the chart itself says of its pages and of signed forms, opened afresh for a proof. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartPage, ChartReader } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { Witness } from '#lib/packet/prove.ts';
import { parseReading } from '#lib/packet/stored-reading.ts';
import { shownIn, writtenIn } from '#lib/packet/witness.ts';
import { overlaps } from '#lib/page/reading-without.ts';
import { readingAt } from '#lib/page/upright.ts';
import type { OutgoingPage } from '../plan.ts';

export function chartWitness(
	reader: ChartReader,
	key: ChartKey,
	codec: Codec
): Witness<OutgoingPage> {
	const open = async (ref: ChartPage['picture']): Promise<Uint8Array<ArrayBuffer>> =>
		openChartBlob(key, ref, await reader.sealed(ref));
	return {
		pictureOf: async (page, asked) => shownIn(page, await open(page.picture), codec, asked),
		async wordsOf(page) {
			if (!page.reading) return [];
			const words = await open(page.reading);
			ensureUncovered(page, words);
			return writtenIn(words);
		},
		copyOf: async (copy, asked) => shownIn(copy, await open(copy.picture), codec, asked)
	};
}

/** A copy whose words were not taken out with what is covered must not go out, whoever made it. */
function ensureUncovered({ covered = [], turn = 0 }: OutgoingPage, words: Uint8Array): void {
	if (covered.length === 0) return;
	const { lines } = readingAt(parseReading(words), turn);
	const under = lines
		.flatMap((line) => line.words)
		.some(({ rect }) => covered.some((one) => overlaps(rect, one)));
	if (under) throw new Error('a redacted copy has words under what is covered');
}
