/** What a practice works with, whether it lives on disk or in memory. */
import { screenCodec } from '#lib/imaging/screen-codec.ts';
import type { Storage as PracticeStorage, Surroundings } from '#lib/practice/practice.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import type { Hardener } from '#lib/vault/hardener.ts';

export const now = (): Date => new Date();

export function surroundingsIn(storage: PracticeStorage, hardener: Hardener): Surroundings {
	return { storage, hardener, clock: now, makePart: partMakerWith(screenCodec) };
}
