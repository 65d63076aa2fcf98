import { afterAll, describe, expect, it } from 'vitest';
import { ReadingPool } from '#lib/reading/pool.ts';
import { ReaderUnavailable, type PageToRead } from '#lib/reading/reader.ts';
import { startBrowserReader } from '#lib/reading/tesseract-browser.ts';
import typedUrl from '../paper/reading/typed.jpg?url';

const pool = new ReadingPool({ size: 1, start: () => startBrowserReader() });
afterAll(() => pool.stop());

async function typedPage(): Promise<PageToRead> {
	const bytes = new Uint8Array(await (await fetch(typedUrl)).arrayBuffer());
	return { bytes, mediaType: 'image/jpeg', dpi: 200 };
}

describe('in a browser', () => {
	it('a typed note is read by workers from our own origin', async () => {
		const reading = await pool.read(await typedPage());
		expect(reading.text).toContain('SKILLS: PLEASE, opposite action');
		expect(reading).toMatchObject({ blank: 'no', width: 1700, height: 2200 });
		expect(reading.confidence).toBeGreaterThan(0.85);
		const origins = performance
			.getEntriesByType('resource')
			.map(({ name }) => new URL(name).origin);
		expect(new Set(origins)).toEqual(new Set([location.origin]));
	});

	it('a note fed upside down is read upright', async () => {
		const bitmap = await createImageBitmap(await (await fetch(typedUrl)).blob());
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
		const context = canvas.getContext('2d');
		context?.setTransform(-1, 0, 0, -1, bitmap.width, bitmap.height);
		context?.drawImage(bitmap, 0, 0);
		const blob = await canvas.convertToBlob({ type: 'image/png' });
		const bytes = new Uint8Array(await blob.arrayBuffer());
		const reading = await pool.read({ bytes, mediaType: 'image/png', dpi: 200 });
		expect(reading).toMatchObject({ rotated: 180, turn: 180, width: 1700, height: 2200 });
		expect(reading.text).toContain('SKILLS: PLEASE, opposite action');
	});

	it('a page cancelled under way rejects at once, and the next one is read', async () => {
		const page = await typedPage();
		const abort = new AbortController();
		const cancelled = pool.read(page, abort.signal);
		setTimeout(() => {
			abort.abort(new Error('the person closed the box'));
		}, 300);
		await expect(cancelled).rejects.toThrow('closed the box');
		expect((await pool.read(page)).lines.length).toBeGreaterThan(5);
	});

	it('a damaged page rejects by name, across the worker', async () => {
		const page = await typedPage();
		const cut = { ...page, bytes: page.bytes.slice(0, 20_000) };
		await expect(pool.read(cut)).rejects.toMatchObject({ name: 'DamagedPicture' });
	});

	it('an engine that is not served is said to be missing', async () => {
		await expect(startBrowserReader({ engine: '/nowhere/' })).rejects.toThrow(ReaderUnavailable);
	});
});
