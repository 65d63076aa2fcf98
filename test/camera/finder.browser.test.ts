import { afterAll, describe, expect, it } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { Finder } from '#lib/camera/finder.ts';
import { drawnSheet, farthestOff, photographed } from './photo.ts';
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

	it('says that it found nothing on a bare desk, and keeps the whole frame', async () => {
		const data = new Uint8ClampedArray(640 * 480 * 4).fill(190);
		const bytes = await canvasCodec.encodeJpeg({ width: 640, height: 480, data });
		const taken = await finder.take({ bytes });
		expect(taken.found).toBe(false);
		expect(taken.corners[2]).toEqual({ x: 640, y: 480 });
		expect(taken.flat.width).toBeGreaterThan(0);
	});
});
