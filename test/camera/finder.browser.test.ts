import { afterAll, describe, expect, it } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { Finder } from '#lib/camera/finder.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { scaleTo } from '#lib/imaging/scale.ts';
import { ReadingPool } from '#lib/reading/pool.ts';
import { startBrowserReader } from '#lib/reading/tesseract-browser.ts';
import typedUrl from '../paper/reading/typed.jpg?url';
import { drawnSheet, farthestOff, heldAt, photographed, type Scene } from './photo.ts';
import { scenes } from './scenes.ts';

/** Of the photograph's diagonal; see `scenes.ts` for the desks and lights. */
const within = 0.02;
/** Of fifteen: white paper on a white desk is the known weakness. */
const mostWrong = 1;

const finder = new Finder();
afterAll(() => finder.stop());

describe('the sheet finder', () => {
	it('finds the corners of known sheets on desks of many colours, and flattens each', async () => {
		const some = scenes.filter((_, i) => i % 5 === 0);
		const wrong: string[] = [];
		for (const scene of some) {
			const picture = photographed(drawnSheet(scene.seed ?? 1), scene);
			const bytes = await canvasCodec.encodeJpeg(picture, 0.95);
			const { corners, found, flat } = await finder.take({ bytes });
			const isRight = found && farthestOff(corners, scene.corners, scene.photo) < within;
			if (!isRight) wrong.push(scene.name);
			else expect(Math.abs(flat.height / flat.width / (11 / 8.5) - 1)).toBeLessThan(0.1);
		}
		expect(wrong.slice(mostWrong)).toEqual([]);
	});

	it('is sure of a sheet whose edges show, and doubts one with glare along an edge', async () => {
		const plain = photographed(drawnSheet(3), onWood);
		const glare = withGlare(plain, onWood, 0.6);
		for (const [picture, doubtful] of [
			[plain, false],
			[withGlare(plain, onWood, 0.3), false],
			[glare, true]
		] as const) {
			expect(await finder.find(await frameOf(picture))).toMatchObject({ doubtful });
			const taken = await finder.take({ bytes: await canvasCodec.encodeJpeg(picture, 0.95) });
			expect(taken).toMatchObject({ found: true, doubtful });
			expect(farthestOff(taken.corners, onWood.corners, onWood.photo)).toBeLessThan(within);
		}
	});

	it('doubts hardly any sheet of the scenes that it finds right', async () => {
		const some = scenes.filter((_, i) => i % 9 === 4);
		const doubted: string[] = [];
		for (const scene of some) {
			const picture = photographed(drawnSheet(scene.seed ?? 1), scene);
			const seen = await finder.find(await frameOf(picture));
			if (seen?.doubtful) doubted.push(scene.name);
		}
		expect(some.length).toBe(8);
		expect(doubted.slice(mostWrong)).toEqual([]);
	});

	it('says that it found nothing on a bare desk, and keeps the whole frame', async () => {
		const data = new Uint8ClampedArray(640 * 480 * 4).fill(190);
		const bytes = await canvasCodec.encodeJpeg({ width: 640, height: 480, data });
		const taken = await finder.take({ bytes });
		expect(taken.found).toBe(false);
		expect(taken.corners[2]).toEqual({ x: 640, y: 480 });
		expect(taken.flat.width).toBeGreaterThan(0);
	});
});

const onWood: Scene = {
	...{ photo: { width: 720, height: 960 }, desk: [96, 72, 52], noise: 3 },
	corners: heldAt({ width: 720, height: 960 }, { turn: 2, tip: 8, size: 0.75 })
};

/** A lamp shines beside this share of the sheet's right edge: the desk is as bright as the paper there. */
function withGlare(photo: Picture, { corners }: Scene, share: number): Picture {
	const data = photo.data.slice();
	const [, { x: over, y: top }, { x: under, y: bottom }] = corners;
	const half = ((bottom - top) * share) / 2;
	const left = Math.round(Math.min(over, under)) - 14;
	for (let y = Math.round((top + bottom) / 2 - half); y < (top + bottom) / 2 + half; y++) {
		const from = (y * photo.width + left) * 4;
		data.fill(219, from, from + 68 * 4);
	}
	return { ...photo, data };
}

/** What the desk shows the finder of the live picture. */
function frameOf(picture: Picture): Promise<ImageBitmap> {
	const { width, height, data } = scaleTo(picture, 512);
	return createImageBitmap(new ImageData(data, width, height));
}

describe('a photographed page', () => {
	it('is read when it was flattened, though it lay askew on a desk', async () => {
		const pool = new ReadingPool({ size: 1, start: () => startBrowserReader() });
		try {
			const typed = new Uint8Array(await (await fetch(typedUrl)).arrayBuffer());
			const page = await canvasCodec.decode(typed, 'image/jpeg');
			const photo = { width: 1500, height: 1900 };
			const corners = heldAt(photo, { turn: -5, tip: 12, size: 0.85 });
			const scene = {
				photo,
				corners,
				desk: [84, 62, 44],
				grain: 0.2,
				noise: 2,
				falloff: 0.2
			} as const;
			const bytes = await canvasCodec.encodeJpeg(photographed(page, scene), 0.95);
			const { flat } = await finder.take({ bytes });
			const dpi = Math.round(flat.height / 11);
			const reading = await pool.read({ bytes: flat.bytes, mediaType: 'image/jpeg', dpi });
			expect(reading.text).toContain('SKILLS: PLEASE, opposite action');
			expect(reading.confidence).toBeGreaterThan(0.8);
			expect(Math.abs(reading.skewDegrees)).toBeLessThan(0.5);
		} finally {
			await pool.stop();
		}
	});
});
