/** Files made to hurt end in pages or in one clear sentence, soon, in bounded memory, and harm no other file. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Intake } from '#lib/intake/intake.ts';
import type { Taken } from '#lib/intake/taken.ts';
import { startIntakeThread } from '../../src/station/intake-thread.ts';
import { drawing, jpegOf, paper } from './made.ts';
import { otherSize, twoFrames, zeros } from './made-nasty.ts';
import { nasty } from './nasty.ts';
import { inflateSync } from 'node:zlib';

const mostBytes = 600 * 1024 * 1024;

const intake = new Intake({ start: startIntakeThread });
let good: Blob;
beforeAll(async () => {
	good = new Blob([await jpegOf()]);
	await Array.fromAsync(intake.takeIn(good));
});
afterAll(() => {
	intake.stop();
});

async function webp(): Promise<Uint8Array<ArrayBuffer>> {
	const sheet = Uint8Array.from(await drawing(90, 110).webp({ lossless: true }).toBuffer());
	return sheet;
}

const pictures: readonly (readonly [string, () => Promise<Uint8Array<ArrayBuffer>>])[] = [
	['a JPEG with a second, larger frame', async () => twoFrames(await jpegOf(), 60_000)],
	['a JPEG with a second, smaller frame', async () => twoFrames(await jpegOf(), 8)],
	['a JPEG that says it is larger than it is', async () => otherSize(await jpegOf(), 7000, 8000)],
	['a JPEG that says it is smaller than it is', async () => otherSize(await jpegOf(), 16, 16)],
	['a WebP cut in its middle', async () => (await webp()).slice(0, 60)],
	['a HEIC cut in its middle', () => Promise.resolve(paper('words.heic').slice(0, 4000))],
	['a HEIC cut in its head', () => Promise.resolve(paper('words.heic').slice(0, 200))]
];

describe('a file that was made to hurt', () => {
	test.each([...nasty, ...pictures])('%s', async (_name, make) => {
		const bytes = await make();
		const floor = process.memoryUsage.rss();
		let peak = floor;
		const looking = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
		const began = performance.now();
		const found = await Array.fromAsync(intake.takeIn(new Blob([bytes])));
		const ms = performance.now() - began;
		clearInterval(looking);
		if (process.env['TELL'])
			console.info(
				_name,
				bytes.length,
				Math.round(ms),
				Math.round((peak - floor) / 1e6),
				said(found)
			);
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) {
			if (one.is === 'refused') expect(one.refusal.sentence).toMatch(/^[A-Z].* .*\.$/u);
		}
		expect(peak - floor).toBeLessThan(mostBytes);
		expect(await Array.fromAsync(intake.takeIn(good))).toMatchObject([{ is: 'side' }]);
	});
});

function said(found: readonly Taken[]): string {
	return (
		[...new Set(found.map((one) => (one.is === 'side' ? 'side' : one.refusal.sentence)))].join(
			' | '
		) +
		' ×' +
		String(found.length)
	);
}

describe('a file that changes while it waits', () => {
	const fails = (): Promise<never> =>
		Promise.reject(new DOMException('what the system said', 'NotReadableError'));

	test.each([
		[
			'before it is looked at',
			(file: Blob) => ({
				slice: () => ({ arrayBuffer: fails }) as unknown as Blob,
				size: file.size
			})
		],
		[
			'after its head was read',
			(file: Blob) => ({
				slice: (from: number, to: number) => file.slice(from, to),
				size: file.size,
				arrayBuffer: fails
			})
		]
	])('%s', async (_name, changed) => {
		const found = await Array.fromAsync(intake.takeIn(changed(good) as Blob));
		expect(found).toMatchObject([{ is: 'refused', refusal: { why: 'damaged' } }]);
		const [one] = found;
		expect(one?.is === 'refused' && one.refusal.sentence).toContain('changed, moved or deleted');
		expect(await Array.fromAsync(intake.takeIn(good))).toMatchObject([{ is: 'side' }]);
	});
});

test('the zeros that the bombs are made of are a whole zlib stream', () => {
	for (const length of [1, 300, 100_000]) {
		const all = inflateSync(zeros(length));
		expect(all.length).toBeGreaterThanOrEqual(length);
		expect(all.every((byte) => byte === 0)).toBe(true);
	}
});
