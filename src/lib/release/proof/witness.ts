/** What the chart itself says of its pages and of signed forms, opened afresh for a proof. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartReader } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { Box } from '#lib/packet/paper.ts';
import type { Witness } from '#lib/packet/prove.ts';
import type { StoredPicture } from '#lib/packet/sheets.ts';
import { parseReading } from '#lib/packet/stored-reading.ts';
import {
	shownIn,
	writtenIn,
	type Asked,
	type OwnPicture,
	type OwnWords
} from '#lib/packet/witness.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import { overlaps } from '#lib/page/reading-without.ts';
import { readingAt } from '#lib/page/upright.ts';
import { letGo } from '#lib/thread/let-go.ts';
import type { OutgoingPage } from '../plan.ts';

/** A picture of the chart, still sealed, beside what a proof has found in its place. */
export interface SealedPicture {
	readonly stored: StoredPicture & Pick<OutgoingPage, 'picture'>;
	readonly sealed: Uint8Array<ArrayBuffer>;
	readonly asked?: Asked | undefined;
}
/** A page's reading, still sealed. */
export interface SealedWords {
	readonly page: Pick<OutgoingPage, 'covered' | 'turn'> & { readonly reading: BlobRef };
	/** What the picture fills on its sheet. */
	readonly box: Box;
	readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Opens what a proof asks about, and tells what it shows and says. Holds the chart's key and nothing else. */
export interface Opener {
	pictureOf(picture: SealedPicture): Promise<OwnPicture>;
	wordsOf(words: SealedWords): Promise<OwnWords>;
}

/** In a worker or in Node. */
export function openerWith(key: ChartKey, codec: Codec): Opener {
	return {
		async pictureOf({ stored, sealed, asked }) {
			const picture = await openChartBlob(key, stored.picture, sealed);
			const shown = await shownIn(stored, picture, codec, asked);
			letGo(picture);
			return shown;
		},
		async wordsOf({ page, box, sealed }) {
			const words = await openChartBlob(key, page.reading, sealed);
			ensureUncovered(page, words);
			return writtenIn(words, page, box);
		}
	};
}

/** Fetches what the chart has of a page, still sealed, and asks the opener. */
export function witnessBy(reader: ChartReader, opener: Opener): Witness<OutgoingPage> {
	const pictureOf = async (stored: SealedPicture['stored'], asked?: Asked): Promise<OwnPicture> => {
		return opener.pictureOf({ stored, sealed: await reader.sealed(stored.picture), asked });
	};
	return {
		pictureOf,
		copyOf: pictureOf,
		async wordsOf(page, box) {
			const { reading } = page;
			if (!reading) return { words: '' };
			const sealed = await reader.sealed(reading);
			return opener.wordsOf({ page: { ...page, reading }, box, sealed });
		}
	};
}

export function chartWitness(
	reader: ChartReader,
	key: ChartKey,
	codec: Codec
): Witness<OutgoingPage> {
	return witnessBy(reader, openerWith(key, codec));
}

/** A copy whose words were not taken out with what is covered must not go out, whoever made it. */
function ensureUncovered({ covered = [], turn = 0 }: SealedWords['page'], words: Uint8Array): void {
	if (covered.length === 0) return;
	const { lines } = readingAt(parseReading(words), turn);
	const under = lines
		.flatMap((line) => line.words)
		.some(({ rect }) => covered.some((one) => overlaps(rect, one)));
	if (under) throw new Error('a redacted copy has words under what is covered');
}
