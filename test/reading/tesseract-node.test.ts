import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureOf } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { turn } from '#lib/imaging/turn.ts';
import { ReadingPool } from '#lib/reading/pool.ts';
import { ReaderUnavailable, type PageToRead } from '#lib/reading/reader.ts';
import { startNodeReader } from '#lib/reading/tesseract-node.ts';
import { DrawnPage } from '../support/drawn.ts';
import { withExif } from '../support/exif.ts';

let typed: PageToRead;
const pool = new ReadingPool({ size: 1, start: () => startNodeReader() });

beforeAll(async () => {
	const bytes = await readFile(new URL('../paper/reading/typed.jpg', import.meta.url));
	typed = { bytes, mediaType: 'image/jpeg', dpi: 200 };
});
afterAll(() => pool.stop());

describe('a typed note', () => {
	it('is read, line by line, with boxes around its words', async () => {
		const reading = await pool.read(typed);
		expect(reading.text).toContain('SKILLS: PLEASE, opposite action');
		expect(reading.text).toContain('sertraline 150');
		expect(reading).toMatchObject({ blank: 'no', rotated: 0, width: 1700, height: 2200 });
		expect(reading.confidence).toBeGreaterThan(0.85);
		for (const { rect } of reading.lines) {
			expect(rect.height).toBeLessThan(80);
			expect(rect.x + rect.width).toBeLessThanOrEqual(1700);
		}
		const tops = reading.lines.map(({ rect }) => rect.y);
		expect(tops).toEqual(tops.toSorted((a, b) => a - b));
	});

	it('lying on its side is read upright when its file says so', async () => {
		const upright = await sharpCodec.decode(typed.bytes, 'image/jpeg', { maxEdge: 2000 });
		const greys = { ...upright, data: Uint8Array.from(upright.data.filter((_, i) => i % 4 === 0)) };
		// Orientation 6: the viewer turns it clockwise, so it lay a quarter turn the other way.
		const lying = await sharpCodec.encodeJpeg(pictureOf(turn(greys, -90)));
		const bytes = withExif(lying, { little: true, orientation: 6 });
		const reading = await pool.read({ bytes, mediaType: 'image/jpeg', dpi: 182 });
		expect(reading).toMatchObject({ rotated: 270, width: upright.width, height: upright.height });
		expect(reading.text).toContain('SKILLS');
	});
});

it('white paper is called blank without reading it', async () => {
	const white = pictureOf(new DrawnPage({ paper: 250 }).noise(4).gray);
	const bytes = await sharpCodec.encodeJpeg(white);
	const reading = await pool.read({ bytes, mediaType: 'image/jpeg', dpi: 200 });
	expect(reading).toMatchObject({ blank: 'yes', text: '', confidence: 0, lines: [] });
});

it('a damaged page rejects, and the next one is read', async () => {
	const cut = { ...typed, bytes: typed.bytes.slice(0, 20_000) };
	await expect(pool.read(cut)).rejects.toMatchObject({ name: 'DamagedPicture' });
	expect((await pool.read(typed)).lines.length).toBeGreaterThan(5);
});

it('a page cancelled while Tesseract reads it rejects at once, and the next one is read', async () => {
	await pool.read(typed);
	const abort = new AbortController();
	const cancelled = pool.read(typed, abort.signal);
	setTimeout(() => {
		abort.abort(new Error('the person closed the box'));
	}, 300);
	await expect(cancelled).rejects.toThrow('closed the box');
	expect((await pool.read(typed)).lines.length).toBeGreaterThan(5);
});

describe('an engine without its language', () => {
	it('says so when the file is missing', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'reading-'));
		await expect(startNodeReader(folder)).rejects.toThrow(ReaderUnavailable);
	});

	it('says so when the file is not language data, where Tesseract.js waits for ever', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'reading-'));
		await writeFile(join(folder, 'eng.traineddata.gz'), gzipSync('not language data'));
		await expect(startNodeReader(folder)).rejects.toThrow(ReaderUnavailable);
	});
});
