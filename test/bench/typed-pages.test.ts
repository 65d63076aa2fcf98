import { describe, expect, it } from 'vitest';
import type { PaperPage } from '../../src/bench/large-practice.ts';
import { typedPages } from '../../src/bench/typed-pages.ts';

async function all(count: number, light: boolean): Promise<readonly PaperPage[]> {
	return Array.fromAsync(typedPages(count, { light }));
}

describe('typed pages', () => {
	it('come in their order, each with a picture and words of its own', async () => {
		const pages = await all(7, true);
		const first = pages.map(({ reading }) => reading?.lines[0]?.words[0]?.text);
		expect(first).toEqual(['sheet0', 'sheet1', 'sheet2', 'sheet3', 'sheet4', 'sheet5', 'sheet6']);
		const pictures = pages.map(({ picture }) => Buffer.from(picture).toString('base64'));
		expect(new Set(pictures).size).toBe(7);
	});

	it('take about 400 kB, light ones a third of that', async () => {
		const [whole] = await all(1, false);
		const [light] = await all(1, true);
		expect(whole?.picture.length).toBeGreaterThan(380_000);
		expect(whole?.picture.length).toBeLessThan(440_000);
		expect(light?.picture.length).toBeLessThan(140_000);
	});
});
