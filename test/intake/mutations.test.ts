/**
 * Hurt files end in sides or in words, soon, in bounded memory, and harm no other file.
 * `MUTATIONS=5000 SEED=7 npx vitest run --project node test/intake/mutations.test.ts` goes on for longer.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { Intake } from '#lib/intake/intake.ts';
import type { Taken } from '#lib/intake/taken.ts';
import { startIntakeThread } from '../../src/station/intake-thread.ts';
import { drawing, jpegOf, paper, scanPdf, textPdf } from './made.ts';
import { mutationOf } from './mutations.ts';
import { madeTiffs } from './made-tiff.ts';
import { madeCodecs, onePage, wordsOf } from './scan-codecs.ts';

const count = Number(process.env['MUTATIONS'] ?? 300);
const seed = Number(process.env['SEED'] ?? 20_261_123);
const mostBytes = 600 * 1024 * 1024;

const intake = new Intake({ start: startIntakeThread });
const files = new Map<string, Uint8Array>();

beforeAll(async () => {
	const words = await wordsOf(await sharpCodec.decode(paper('words.png'), 'image/png'), sharpCodec);
	for (const [name, make] of madeCodecs) {
		files.set(`a PDF, ${name}`, onePage(await make(words)));
		files.set(`a picture of ${String(files.size)}`, await picture(files.size));
	}
	files.set('a PDF of words', await textPdf(2));
	files.set('a PDF of three scans', await scanPdf(3));
	files.set('a fax', paper('fax-g4.tif'));
	files.set('a HEIC photo', paper('words.heic'));
	for (const [name, bytes] of madeTiffs()) files.set(name, bytes);
	await Array.fromAsync(intake.takeIn(new Blob([await jpegOf()])));
});
afterAll(() => {
	intake.stop();
});

/** The other kinds in turn, so that half of the files are no PDF. */
async function picture(n: number): Promise<Uint8Array> {
	const sheet = drawing(90, 110);
	const kinds = [
		sheet.clone().jpeg(),
		sheet.clone().jpeg({ progressive: true }),
		sheet.clone().png(),
		sheet.clone().png({ palette: true }),
		sheet.clone().webp(),
		sheet.clone().webp({ lossless: true }),
		sheet.clone().tiff({ compression: 'lzw' }),
		sheet.clone().tiff({ compression: 'jpeg' }),
		sheet.clone().tiff({ compression: 'deflate', tile: true, tileWidth: 32, tileHeight: 32 }),
		sheet.clone().tiff({ compression: 'packbits' })
	];
	return Uint8Array.from((await kinds[(n >> 1) % kinds.length]?.toBuffer()) ?? []);
}

function isWords(one: Taken): boolean {
	return one.is === 'side' || /^[A-Z].* .*\.$/u.test(one.refusal.sentence);
}

test(
	`${String(count)} hurt files, seed ${String(seed)}`,
	{ timeout: count * 2000 + 60_000 },
	async () => {
		const good = new Blob([await jpegOf()]);
		let slowest = { name: '', ms: 0 };
		let largest = { name: '', bytes: 0 };
		const floor = process.memoryUsage().rss;
		for (let n = 0; n < count; n += 1) {
			const { name, bytes } = mutationOf(files, seed, n);
			const { found, ms, peak } = await measured(bytes).catch((cause: unknown) => {
				throw new Error(`thrown: ${name}`, { cause });
			});
			if (ms > slowest.ms) slowest = { name, ms };
			if (peak - floor > largest.bytes) largest = { name, bytes: peak - floor };
			expect(found.length, name).toBeGreaterThan(0);
			expect(found.every(isWords), name).toBe(true);
			expect(peak - floor, name).toBeLessThan(mostBytes);
			// The rest of the box comes in as ever.
			if (n % 25 === 0) {
				expect(await Array.fromAsync(intake.takeIn(good)), name).toMatchObject([{ is: 'side' }]);
			}
		}
		console.info(
			`slowest ${slowest.ms.toFixed(0)} ms (${slowest.name}), most memory ${(largest.bytes / 1e6).toFixed(0)} MB (${largest.name})`
		);
	}
);

/**
 * The intake runs in a thread of this process, and this thread only waits and looks every 20 ms at how much memory
 * the whole process holds. What the files together have grown it by is more than any one of them needed.
 */
async function measured(
	bytes: Uint8Array<ArrayBuffer>
): Promise<{ readonly found: readonly Taken[]; readonly ms: number; readonly peak: number }> {
	let peak = 0;
	const look = (): void => {
		peak = Math.max(peak, process.memoryUsage.rss());
	};
	const looking = setInterval(look, 20);
	const began = performance.now();
	try {
		const found = await Array.fromAsync(intake.takeIn(new Blob([bytes])));
		look();
		return { found, ms: performance.now() - began, peak };
	} finally {
		clearInterval(looking);
	}
}
