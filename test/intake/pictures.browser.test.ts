/** The cases of `pictures.test.ts` in a real browser, whose own decoders do the work; see there how the files are made. */
import { afterAll, describe, expect, test } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { Intake } from '#lib/intake/intake.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import { storedFor, withExif } from '../support/exif.ts';

const [width, height] = [64, 48];
const intake = new Intake();
afterAll(() => {
	intake.stop();
});

/** Four quarters of different grey: no turn or mirror image of it looks like it. */
function shade(x: number, y: number): number {
	return y < height / 2 ? (x < width / 2 ? 0 : 90) : x < width / 2 ? 170 : 255;
}

async function bytesAt(address: URL): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await (await fetch(address)).arrayBuffer());
}

async function sideOf(bytes: Uint8Array<ArrayBuffer>): Promise<NewSide> {
	const [one] = await Array.fromAsync(intake.takeIn(new Blob([bytes])));
	if (one?.is !== 'side') throw new Error(one?.refusal.why ?? 'nothing');
	return one.side;
}

async function expectSheet(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
	const side = await sideOf(bytes);
	expect(side).toMatchObject({ width, height });
	const { data } = await canvasCodec.decode(side.bytes, side.mediaType);
	for (const [x, y] of [
		[10, 10],
		[50, 10],
		[10, 40],
		[50, 40]
	] as const) {
		expect(Math.abs((data[(y * width + x) * 4] ?? 0) - shade(x, y))).toBeLessThanOrEqual(6);
	}
}

describe('whatever it is packed in', () => {
	test.each([
		...['plain.jpg', 'progressive.jpg', 'grey.jpg'],
		...['plain.png', 'sixteen-bits.png', 'grey-of-sixteen-bits.png', 'palette.png', 'clear.png'],
		...['plain.webp', 'lossless.webp', 'clear.webp', 'moving.webp'],
		...['lzw.tif', 'sixteen-bits.tif', 'clear.tif']
	])('%s', async (name) => {
		await expectSheet(await bytesAt(new URL(`../paper/kinds/${name}`, import.meta.url)));
	});

	test('JPEG of four inks', async () => {
		const bytes = await bytesAt(new URL('../paper/words-cmyk.jpg', import.meta.url));
		expect(await sideOf(bytes)).toMatchObject({ width: 800, height: 250 });
	});
});

const lies = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
	[true, false].map((little) => ({ orientation, little }))
);

describe('however it lies', () => {
	test.each(lies)('JPEG, mark $orientation, little-endian $little', async (exif) => {
		const stored = storedFor(exif.orientation, { width, height });
		const data = new Uint8ClampedArray(stored.width * stored.height * 4).fill(255);
		for (let n = 0; n < stored.width * stored.height; n += 1) {
			const [x, y] = stored.source(n % stored.width, Math.floor(n / stored.width));
			data.fill(shade(x, y), n * 4, n * 4 + 3);
		}
		const picture: Picture = { width: stored.width, height: stored.height, data };
		await expectSheet(withExif(await canvasCodec.encodeJpeg(picture, 0.95), exif));
	});
});
