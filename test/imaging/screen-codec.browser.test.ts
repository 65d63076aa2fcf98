import { expect, it } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { screenCodec } from '#lib/imaging/screen-codec.ts';

function noise(width: number, height: number): Picture {
	const data = new Uint8ClampedArray(width * height * 4);
	for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : (at * 7919) % 251;
	return { width, height, data };
}

it('gives back what was encoded without loss, and leaves the picture to its owner', async () => {
	const picture = noise(61, 47);
	const before = picture.data.slice();
	const png = await screenCodec.encodePng(picture);
	expect(picture.data).toEqual(before);
	expect((await screenCodec.decode(png, 'image/png')).data).toEqual(before);
});

it.each([undefined, 0.3, 0.95])(
	'encodes a JPEG as the canvas does, at quality %s',
	async (quality) => {
		const picture = noise(61, 47);
		const [own, other] = [screenCodec, canvasCodec].map((codec) =>
			codec.encodeJpeg(picture, quality)
		);
		expect(await own).toEqual(await other);
	}
);

it('answers many at a time, each with its own picture', async () => {
	const sizes = [3, 8, 21, 34];
	const files = await Promise.all(sizes.map((size) => screenCodec.encodePng(noise(size, size))));
	const shown = await Promise.all(files.map((file) => screenCodec.decode(file, 'image/png')));
	expect(shown.map(({ width }) => width)).toEqual(sizes);
});

it('says so when there is nothing to encode', async () => {
	await expect(
		screenCodec.encodePng({ width: 0, height: 0, data: new Uint8ClampedArray() })
	).rejects.toThrow();
});
