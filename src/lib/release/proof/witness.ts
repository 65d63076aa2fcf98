/** What the chart itself says of its pages, opened afresh for a proof: not what the builder has seen of them. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartReader } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { signatureOf } from '#lib/imaging/signature.ts';
import { hiddenWordsOf } from '../packet/fold.ts';
import { parseReading } from '../packet/stored-reading.ts';
import type { ProofOrder } from './proof.ts';

/** A signature has 32 cells a side: this many pixels give each of them its true mean. */
const maxEdge = 1024;

export function chartWitness(
	reader: ChartReader,
	key: ChartKey,
	codec: Codec
): Pick<ProofOrder, 'pictureOf' | 'wordsOf'> {
	return {
		async pictureOf(page) {
			const bytes = await openChartBlob(key, page.picture, await reader.sealed(page.picture));
			const picture = await codec.decode(bytes, page.mediaType, { maxEdge });
			return signatureOf(turnedPicture(picture, page.turn ?? 0));
		},
		async wordsOf(page) {
			if (!page.reading) return [];
			const bytes = await openChartBlob(key, page.reading, await reader.sealed(page.reading));
			return hiddenWordsOf(parseReading(bytes)).map(({ text }) => text);
		}
	};
}
