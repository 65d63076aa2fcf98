/** Fewer of the hurt files of `mutations.test.ts`, through the real worker of a real browser. */
import { afterAll, expect, test } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { Intake } from '#lib/intake/intake.ts';
import { madeTiffs } from './made-tiff.ts';
import { mutationOf } from './mutations.ts';
import { madeCodecs, onePage, wordsOf } from './scan-codecs.ts';

const count = 60;
const seed = 20_261_123;
const intake = new Intake();
afterAll(() => {
	intake.stop();
});

async function paper(name: string): Promise<Uint8Array<ArrayBuffer>> {
	const answer = await fetch(new URL(`../paper/${name}`, import.meta.url));
	return new Uint8Array(await answer.arrayBuffer());
}

test(`${String(count)} hurt files, seed ${String(seed)}`, { timeout: 300_000 }, async () => {
	const png = await paper('words.png');
	const words = await wordsOf(await canvasCodec.decode(png, 'image/png'), canvasCodec);
	const files = new Map<string, Uint8Array>([['a PNG', png]]);
	for (const [name, make] of madeCodecs) files.set(`a PDF, ${name}`, onePage(await make(words)));
	for (const name of ['words.heic', 'words-cmyk.jpg', 'words-progressive.jpg', 'fax-g4.tif']) {
		files.set(name, await paper(name));
	}
	for (const [name, bytes] of madeTiffs()) files.set(name, bytes);
	for (let n = 0; n < count; n += 1) {
		const { name, bytes } = mutationOf(files, seed, n);
		const found = await Array.fromAsync(intake.takeIn(new Blob([bytes])));
		expect(found.length, name).toBeGreaterThan(0);
		for (const one of found) {
			if (one.is === 'refused') expect(one.refusal.sentence, name).toMatch(/^[A-Z].* .*\.$/u);
		}
	}
	expect(await Array.fromAsync(intake.takeIn(new Blob([png])))).toMatchObject([{ is: 'side' }]);
});
