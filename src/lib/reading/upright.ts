/**
 * Reads a page whichever way round it lies. How its ink lies says where to begin; whether that was
 * right, the words say: on its head a page reads as less than half sure of anything. Only a page that
 * reads badly is tried the other way, and stays as it was fed unless another way reads clearly better, so
 * that handwriting nobody can read is not turned by a whim. (Of a page on its side Tesseract's layout
 * turns the lines by itself, so its confidence says nothing about sides: that is left to the ink.)
 *
 * Tesseract's own orientation test is not asked. It was measured on 14 handwritten pages (tesseract 5.3,
 * `--psm 0` at half size): wrong on 6 that lay upright, up to a confidence of 6.4, above that of many
 * typed pages it got right, so no floor under it helps where help is needed.
 */
import type { Reading, Rotation } from '#lib/page/reading.ts';
import type { Block } from 'tesseract.js';
import type { Look, PageToLookAt, ReadingCopy } from './look.ts';
import { readingWithoutWords, type PageToRead } from './reader.ts';
import { readingOf } from './tesseract-output.ts';

export interface Eyes {
	readonly look: (page: PageToLookAt) => Promise<Look>;
	readonly recognize: (copy: ReadingCopy) => Promise<readonly Block[]>;
}

/**
 * On its head no page of 40 (typed and handwritten, 60 words and more) read as surer than 0.43; on their feet 38 of
 * them reached 0.54. A reading above this is of a page that stands.
 */
const convincing = 0.5;
/** By how much another way must read better before a page is turned that way. */
const clearlyBetter = 0.1;

/** Rejects as the eyes do. */
export async function readUpright(page: PageToRead, eyes: Eyes): Promise<Reading> {
	const look = await eyes.look(page);
	const first = await readingFrom(look, eyes);
	if (page.turn !== undefined || !look.copy || first.confidence >= convincing) return first;
	let [best, likeliest] = [first, first.confidence];
	for (const turn of untried(look)) {
		const part = await readingFrom(await eyes.look({ ...page, turn, part: true }), eyes);
		const wanted = turn === 0 ? likeliest - clearlyBetter : likeliest + clearlyBetter;
		if (part.confidence <= wanted) continue;
		best = await readingFrom(await eyes.look({ ...page, turn }), eyes);
		likeliest = Math.max(likeliest, part.confidence);
		if (best.confidence >= convincing) break;
	}
	return best;
}

/** As the page was fed comes first where that is among the likely turns. */
function untried({ otherTurns }: Look): readonly Rotation[] {
	return [...otherTurns].sort((a, b) => Number(a !== 0) - Number(b !== 0));
}

async function readingFrom(look: Look, eyes: Eyes): Promise<Reading> {
	if (!look.copy) return readingWithoutWords(look);
	return readingOf(await eyes.recognize(look.copy), look, look.copy);
}
