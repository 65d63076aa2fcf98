/** Scanners' codecs and HEIC through the real intake worker, its WebAssembly served from our own origin. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { grayOf } from '#lib/imaging/picture.ts';
import { Intake } from '#lib/intake/intake.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import { ReadingPool } from '#lib/reading/pool.ts';
import { startBrowserReader } from '#lib/reading/tesseract-browser.ts';
import {
	filePage,
	fromFile,
	hiddenWords,
	madeCodecs,
	onePage,
	wordsOf,
	type Words
} from './scan-codecs.ts';

const intake = new Intake();
const pool = new ReadingPool({ size: 1, start: () => startBrowserReader() });
let words: Words;
beforeAll(async () => {
	words = await wordsOf(
		await canvasCodec.decode(await paper('words.png'), 'image/png'),
		canvasCodec
	);
});
afterAll(async () => {
	intake.stop();
	await pool.stop();
});

async function paper(name: string): Promise<Uint8Array<ArrayBuffer>> {
	const answer = await fetch(new URL(`../paper/${name}`, import.meta.url));
	return new Uint8Array(await answer.arrayBuffer());
}

async function sideOf(bytes: Uint8Array<ArrayBuffer>): Promise<NewSide> {
	const [one] = await Array.fromAsync(intake.takeIn(new Blob([bytes])));
	if (one?.is !== 'side') throw new Error(one?.refusal.sentence ?? 'nothing');
	return one.side;
}

async function expectWords(side: NewSide): Promise<void> {
	expect(side).toMatchObject({ width: 800, height: 250 });
	const gray = grayOf(await canvasCodec.decode(side.bytes, side.mediaType));
	const dark = gray.data.filter((value) => value < 128).length / gray.data.length;
	expect(dark).toBeGreaterThan(0.03);
	expect(dark).toBeLessThan(0.2);
	const { text } = await pool.read({ ...side, dpi: 200 });
	expect(text).toContain('sertraline');
	expect(text).not.toContain(hiddenWords);
}

describe('a scan comes out of a PDF, however the scanner packed it', () => {
	test.each(madeCodecs)('%s', async (_name, make) => {
		await expectWords(await sideOf(onePage(await make(words))));
	});

	test.each(fromFile)('%s', async (_name, file, entries) => {
		await expectWords(await sideOf(onePage(filePage(words, entries, await paper(file)))));
	});
});

describe('a HEIC photo', () => {
	test('is opened by libheif from our own origin, and kept as a JPEG', async () => {
		const side = await sideOf(await paper('words.heic'));
		expect(side.mediaType).toBe('image/jpeg');
		await expectWords(side);
	});

	test('cut short is refused', async () => {
		const cut = (await paper('words.heic')).slice(0, 5000);
		const found = await Array.fromAsync(intake.takeIn(new Blob([cut])));
		expect(found).toMatchObject([{ is: 'refused', refusal: { why: 'damaged' } }]);
	});
});
