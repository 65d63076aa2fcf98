import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Rect, Rotation } from '#lib/page/reading.ts';
import { withExif } from '../support/exif.ts';

const noise = fc.record({
	width: fc.integer({ min: 24, max: 60 }),
	height: fc.integer({ min: 24, max: 60 }),
	seed: fc.nat()
});

/** Every pixel its own colour, and none of them black. */
function picture({
	width,
	height,
	seed
}: {
	width: number;
	height: number;
	seed: number;
}): Picture {
	const data = new Uint8ClampedArray(width * height * 4);
	for (let i = 0; i < data.length; i++) {
		data[i] = i % 4 === 3 ? 255 : 40 + (Math.imul(i + seed, 2654435761) >>> 25);
	}
	return { width, height, data };
}

const rects: fc.Arbitrary<Rect> = fc.record({
	x: fc.integer({ min: 0, max: 50 }),
	y: fc.integer({ min: 0, max: 50 }),
	width: fc.integer({ min: 1, max: 30 }),
	height: fc.integer({ min: 1, max: 30 })
});
const turns = fc.constantFrom<Rotation>(0, 90, 180, 270);

const isIn = (x: number, y: number, all: readonly Rect[]): boolean =>
	all.some((r) => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height);

describe('a redacted copy', () => {
	test('is black where it is covered, on the upright page, and elsewhere pixel for pixel the page', async () => {
		await fc.assert(
			fc.asyncProperty(
				noise,
				fc.array(rects, { minLength: 1, maxLength: 3 }),
				turns,
				async (look, covered, turn) => {
					const before = picture(look);
					const png = await sharpCodec.encodePng(before);
					const copy = await redactedCopy(sharpCodec, png, 'image/png', {
						...{ rects: covered, turn, ink: 'bar' }
					});
					expect(copy.mediaType).toBe('image/png');
					const after = await sharpCodec.decode(copy.picture, copy.mediaType);
					const upright = turnedPicture(before, turn);
					expect([after.width, after.height]).toEqual([upright.width, upright.height]);
					const wrong = after.data.findIndex((value, i) => {
						if (i % 4 === 3) return value !== 255;
						const [x, y] = [(i >> 2) % after.width, Math.floor((i >> 2) / after.width)];
						return value !== (isIn(x, y, covered) ? 0 : upright.data[i]);
					});
					expect(wrong).toBe(-1);
				}
			),
			{ numRuns: 40 }
		);
	});

	test('is the same, thumbnail too, whatever stood under the black', async () => {
		await fc.assert(
			fc.asyncProperty(noise, rects, async (look, covered) => {
				const make = async (of: Picture) =>
					redactedCopy(sharpCodec, await sharpCodec.encodePng(of), 'image/png', {
						...{ rects: [covered], turn: 0, ink: 'bar' }
					});
				const one = picture(look);
				const other: Picture = { ...one, data: one.data.slice() };
				for (let i = 0; i < other.data.length; i++) {
					const [x, y] = [(i >> 2) % look.width, Math.floor((i >> 2) / look.width)];
					if (i % 4 < 3 && isIn(x, y, [covered])) other.data[i] = 255 - (other.data[i] ?? 0);
				}
				expect(await make(one)).toEqual(await make(other));
			}),
			{ numRuns: 20 }
		);
	});

	it('of a JPEG is a JPEG that is black inside, whatever its blocks do at the edge', async () => {
		const jpeg = await sharpCodec.encodeJpeg(picture({ width: 120, height: 90, seed: 3 }), 0.95);
		const covered = { x: 21, y: 13, width: 50, height: 37 };
		const copy = await redactedCopy(sharpCodec, jpeg, 'image/jpeg', {
			...{ rects: [covered], turn: 0, ink: 'bar' }
		});
		expect(copy.mediaType).toBe('image/jpeg');
		const { data } = await sharpCodec.decode(copy.picture, copy.mediaType);
		const inside = data.filter((_, i) => {
			const [x, y] = [(i >> 2) % 120, Math.floor((i >> 2) / 120)];
			return i % 4 < 3 && isIn(x, y, [{ x: 24, y: 16, width: 44, height: 31 }]);
		});
		expect(Math.max(...inside)).toBeLessThan(64);
	});

	it('takes nothing along from the file it was made of', async () => {
		const plain = await sharpCodec.encodeJpeg(picture({ width: 64, height: 48, seed: 5 }));
		const marked = withExif(plain, { little: true, orientation: 6, dpi: 200 });
		const text = new TextEncoder().encode('planted behind the end');
		const whole = new Uint8Array([...marked, ...text]);
		const copy = await redactedCopy(sharpCodec, whole, 'image/jpeg', {
			...{ rects: [{ x: 2, y: 2, width: 9, height: 9 }], turn: 0, ink: 'bar' }
		});
		for (const bytes of [copy.picture, copy.thumbnail]) {
			expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/Exif|planted/);
		}
		// The file's own orientation mark was applied, and is gone with the file.
		const { width, height } = await sharpCodec.decode(copy.picture, copy.mediaType);
		expect([width, height]).toEqual([48, 64]);
	});
});
