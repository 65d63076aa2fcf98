import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grayOf } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import type { Reader } from '#lib/reading/reader.ts';
import { startNodeReader } from '#lib/reading/tesseract-node.ts';
import { paper, sidesOf } from './made.ts';
import {
	filePage,
	fromFile,
	hiddenWords,
	madeCodecs,
	onePage,
	wordsOf,
	type Words
} from './scan-codecs.ts';

let words: Words;
let reader: Reader;
beforeAll(async () => {
	words = await wordsOf(await sharpCodec.decode(paper('words.png'), 'image/png'), sharpCodec);
	reader = await startNodeReader();
});
afterAll(() => reader.stop());

/** It has ink, in the right places, and its words can be read. */
async function expectWords(side: NewSide | undefined): Promise<void> {
	expect(side).toMatchObject({ width: 800, height: 250, dpi: 200 });
	if (!side) return;
	const gray = grayOf(await sharpCodec.decode(side.bytes, side.mediaType));
	const dark = gray.data.filter((value) => value < 128).length / gray.data.length;
	expect(dark).toBeGreaterThan(0.03);
	expect(dark).toBeLessThan(0.2);
	const wrong = gray.data.filter((value, n) => value < 90 && (words.gray[n] ?? 0) > 200).length;
	expect(wrong / gray.data.length).toBeLessThan(0.002);
	const { text } = await reader.read(side);
	expect(text).toContain('sertraline');
	expect(text).toContain('lamotrigine');
	expect(text).not.toContain(hiddenWords);
}

describe('a scan comes out of a PDF, however the scanner packed it', () => {
	test.each(madeCodecs)('%s', async (_name, make) => {
		const [side] = await sidesOf(onePage(await make(words)));
		await expectWords(side);
	});

	test.each(fromFile)('%s', async (_name, file, entries) => {
		const [side] = await sidesOf(onePage(filePage(words, entries, paper(file))));
		await expectWords(side);
	});
});
