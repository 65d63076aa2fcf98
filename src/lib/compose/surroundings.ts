/** What a practice works with, whether it lives on disk or in memory. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { Storage as PracticeStorage, Surroundings } from '#lib/practice/practice.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenInWorker } from '#lib/vault/harden-in-worker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';

export const now = (): Date => new Date();

export function surroundingsIn(storage: PracticeStorage, logN?: number): Surroundings {
	const hardener = logN === undefined ? hardenInWorker() : hardenHere({ logN });
	return { storage, hardener, clock: now, makePart: partMakerWith(canvasCodec) };
}
