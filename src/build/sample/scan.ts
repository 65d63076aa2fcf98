/** Does to a clean picture of a sheet what an office scanner does: skew, shade, grain, softness, JPEG. */
import sharp from 'sharp';
import type { Dice } from './dice.ts';
import type { Look } from './looks.ts';

/** Dots per inch of the finished scans. */
export const dpi = 200;
const ceiling = 170_000;
/** What shows where the turned sheet leaves the glass free. */
const lid = '#dcdad4';

/** A JPEG of at most 170 kB at 200 dpi that says nothing of how it was made. */
export async function scanned(png: Uint8Array, look: Look, dice: Dice): Promise<Uint8Array> {
	const upright = sharp(png).removeAlpha();
	const { width, height } = await upright.metadata();
	const turned = sharp(await upright.rotate(look.skew, { background: lid }).png().toBuffer());
	const size = await turned.metadata();
	const { data, info } = await turned
		.extract({
			left: Math.floor((size.width - width) / 2),
			top: Math.floor((size.height - height) / 2),
			width,
			height
		})
		.raw()
		.toBuffer({ resolveWithObject: true });
	aged(data, info, look.shade, dice);
	const softened = sharp(data, { raw: info }).blur(dice.between(0.5, 0.75));
	return compressed(await softened.png().toBuffer(), look.colour ? 'srgb' : 'b-w');
}

interface Size {
	readonly width: number;
	readonly height: number;
	readonly channels: number;
}

/** Multiplies cloudy paper, the dark edge and the sensor's grain into the pixels, in place. */
function aged(data: Uint8Array, size: Size, [edge, depth]: Look['shade'], dice: Dice): void {
	const { width, height, channels } = size;
	const cloud = cloudOf(width, height, dice);
	const across = { left: 0, right: 1, top: 0, bottom: 1 }[edge];
	const sideways = edge === 'left' || edge === 'right';
	for (let y = 0, at = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const share = sideways ? x / width : y / height;
			const away = Math.abs(share - across);
			const dark = depth * (0.75 * Math.exp(-away / 0.02) + 0.25 * Math.exp(-away / 0.25));
			const light = (1 - dark) * cloud(x, y);
			const grain = dice.bell() * 3.2;
			for (let channel = 0; channel < channels; channel++, at++)
				data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) * light + grain));
		}
}

/** Paper is never one white: slow clouds of about 3% over patches of an inch. */
function cloudOf(width: number, height: number, dice: Dice): (x: number, y: number) => number {
	const patch = 180;
	const columns = Math.ceil(width / patch) + 2;
	const rows = Math.ceil(height / patch) + 2;
	const knots = Float32Array.from({ length: columns * rows }, () => dice.between(0.955, 0.99));
	const knot = (column: number, row: number): number => knots[row * columns + column] ?? 1;
	return (x, y) => {
		const column = Math.floor(x / patch);
		const row = Math.floor(y / patch);
		const right = x / patch - column;
		const down = y / patch - row;
		const upper = knot(column, row) * (1 - right) + knot(column + 1, row) * right;
		const lower = knot(column, row + 1) * (1 - right) + knot(column + 1, row + 1) * right;
		return upper * (1 - down) + lower * down;
	};
}

async function compressed(pixels: Uint8Array, space: 'srgb' | 'b-w'): Promise<Uint8Array> {
	for (let quality = 74; quality >= 30; quality -= 4) {
		const jpeg = await sharp(pixels)
			.toColourspace(space)
			.withDensity(dpi)
			.jpeg({ quality, mozjpeg: true })
			.toBuffer();
		if (jpeg.length <= ceiling) return jpeg;
	}
	throw new Error('A sample page does not fit in 170 kB at any quality.');
}
