/** What a worker that opens the chart's own pages for a proof answers to: handed the key first, then page by page. */
import type { ChartKey } from '#lib/chart/open.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { OwnPicture, OwnWords } from '#lib/packet/witness.ts';
import { letGo } from '#lib/thread/let-go.ts';
import { openerWith, type Opener, type SealedPicture, type SealedWords } from './witness.ts';

export function witnessHandlers(codec: Codec) {
	let opener: Opener | undefined;
	const atHand = (): Opener => {
		if (!opener) throw new Error('no key was handed over');
		return opener;
	};
	return {
		begin(key: ChartKey): void {
			opener = openerWith(key, codec);
		},
		async pictureOf(picture: SealedPicture): Promise<OwnPicture> {
			const shown = await atHand().pictureOf(picture);
			letGo(picture.sealed);
			return shown;
		},
		wordsOf: (words: SealedWords): Promise<OwnWords> => atHand().wordsOf(words)
	};
}

export type WitnessApi = ReturnType<typeof witnessHandlers>;
