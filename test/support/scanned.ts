/** What copiers, feeders, coffee and fax machines do to a sheet: the same for the same seed. */
import { pictureOf, type Gray, type Picture } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { turnAndScale } from '#lib/imaging/turn.ts';
import { random } from './drawn.ts';

export interface Wear {
	readonly seed?: number;
	/** Degrees clockwise that the sheet went in askew. */
	readonly skew?: number;
	/** Quarter turns clockwise. */
	readonly quarters?: number;
	/** How much larger or smaller the new scan is, e.g. 1.5 for 300 of 200 dots per inch. */
	readonly scale?: number;
	/** Grey levels by which a dot goes astray. */
	readonly noise?: number;
	/** Grey levels that the whole scan is darker or, below zero, lighter. */
	readonly darker?: number;
	/** Depth of a shadow along the left edge. */
	readonly shadow?: number;
	readonly holes?: boolean;
	/** Where the cup stood, in parts of the width and height. */
	readonly stain?: readonly [x: number, y: number];
	/** A fold across the sheet, in parts of the height. */
	readonly fold?: number;
	/** Black and white only, as fax machines see. */
	readonly fax?: boolean;
	/** JPEG quality, 0 to 1. */
	readonly quality?: number;
}

/** The sheet as it comes out of another machine. */
export async function scanned(sheet: Gray, wear: Wear = {}): Promise<Picture> {
	const { skew = 0, quarters = 0, scale = 1, quality } = wear;
	const marked = mark(sheet, wear);
	const { gray } = turnAndScale(marked, quarters * 90 + skew, scale);
	const picture = pictureOf(dim(gray, wear));
	if (quality === undefined) return picture;
	return sharpCodec.decode(await sharpCodec.encodeJpeg(picture, quality), 'image/jpeg');
}

/** What happened to the paper itself. */
function mark({ width, height, data }: Gray, { holes, stain, fold }: Wear): Gray {
	const marked = data.slice();
	const change = (x: number, y: number, by: (value: number) => number): void => {
		if (x < 0 || y < 0 || x >= width || y >= height) return;
		marked[y * width + x] = Math.max(0, Math.min(255, by(marked[y * width + x] ?? 0)));
	};
	const each = (
		cx: number,
		cy: number,
		reach: number,
		draw: (x: number, y: number, r: number) => void
	): void => {
		for (let y = Math.floor(cy - reach); y <= cy + reach; y++) {
			for (let x = Math.floor(cx - reach); x <= cx + reach; x++)
				draw(x, y, Math.hypot(x - cx, y - cy));
		}
	};
	if (holes) {
		for (const at of [0.2, 0.5, 0.8]) {
			const reach = width * 0.016;
			each(width * 0.035, height * at, reach, (x, y, r) => {
				if (r <= reach) change(x, y, () => 25);
			});
		}
	}
	if (stain) {
		const ring = width * 0.1;
		each(width * stain[0], height * stain[1], ring, (x, y, r) => {
			if (r <= ring) change(x, y, (value) => value * (r > ring * 0.86 ? 0.62 : 0.88));
		});
	}
	if (fold !== undefined) {
		const middle = Math.round(height * fold);
		for (let y = middle - 12; y <= middle + 12; y++) {
			const depth = 1 - Math.abs(y - middle) / 13;
			for (let x = 0; x < width; x++) {
				change(x, y, (value) => (Math.abs(y - middle) < 2 ? 150 : value * (1 - depth * 0.45)));
			}
		}
	}
	return { width, height, data: marked };
}

/** What the machine makes of it. */
function dim({ width, height, data }: Gray, wear: Wear): Gray {
	const { seed = 1, noise = 0, darker = 0, shadow = 0, fax = false } = wear;
	const next = random(seed);
	const dimmed = new Uint8Array(data.length);
	for (let i = 0; i < data.length; i++) {
		const x = (i % width) / width;
		const value =
			(data[i] ?? 0) -
			darker -
			shadow * Math.max(0, 1 - x / 0.4) ** 2 +
			(noise > 0 ? (next() + next() - 1) * noise * 2 : 0);
		dimmed[i] = fax ? (value < 140 ? 0 : 255) : Math.max(0, Math.min(255, value));
	}
	return { width, height, data: dimmed };
}
