/** Photographs of known sheets for tests: a picture warped onto a desk, with light, shadow and noise from a seed. */
import { mapped, ontoCorners, type Homography } from '#lib/imaging/perspective.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import type { Corners, Extent, Spot } from '#lib/page/corners.ts';

export type Rgb = readonly [number, number, number];

export interface Scene {
	readonly photo: Extent;
	/** Where the sheet's corners lie on the photograph. */
	readonly corners: Corners;
	readonly desk: Rgb;
	/** Wood: darker streaks along x, as a share of the desk's brightness. */
	readonly grain?: number;
	/** 0 to 1: how much darker the photograph is on its far side. */
	readonly falloff?: number;
	/** A hand's or phone's shadow over part of the scene: 0 none to 1 black. */
	readonly shadow?: number;
	/** Standard deviation of the sensor's noise, in grey levels. */
	readonly noise?: number;
	/** A soft dark rim around the sheet, as paper throws on a desk. */
	readonly rim?: number;
	readonly seed?: number;
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

export function inverse([a, b, c, d, e, f, g, h]: Homography): Homography {
	const [A, B, C] = [e - f * h, c * h - b, b * f - c * e];
	const [D, E, F] = [f * g - d, a - c * g, c * d - a * f];
	const [G, H, I] = [d * h - e * g, b * g - a * h, a * e - b * d];
	return [A / I, B / I, C / I, D / I, E / I, F / I, G / I, H / I];
}

/** The sheet as the camera of this scene sees it: four samples a pixel, so that print is soft as in life. */
export function photographed(sheet: Picture, scene: Scene): Picture {
	const { width, height } = scene.photo;
	const onto = ontoCorners(scene.corners, sheet);
	if (!onto) throw new Error('no sheet');
	const back = inverse(onto);
	const roll = dice(scene.seed ?? 1);
	const data = new Uint8ClampedArray(width * height * 4);
	const streaks = Array.from({ length: height }, () => roll());
	for (let y = 0, out = 0; y < height; y++) {
		for (let x = 0; x < width; x++, out += 4) {
			const light = lightAt(scene, x / width, y / height);
			const noise = (roll() + roll() + roll() - 1.5) * 2 * (scene.noise ?? 0);
			const desk = deskAt(scene, back, sheet, x, y, streaks[y] ?? 0);
			for (let i = 0; i < 3; i++) {
				let sum = 0;
				for (const [dx, dy] of quarters) {
					const at = mapped(back, { x: x + dx, y: y + dy });
					sum += paperAt(sheet, at, i) ?? desk * (scene.desk[i] ?? 0);
				}
				data[out + i] = (sum / 4) * light + noise;
			}
			data[out + 3] = 255;
		}
	}
	return { width, height, data };
}

const quarters = [
	[0.25, 0.25],
	[0.75, 0.25],
	[0.25, 0.75],
	[0.75, 0.75]
] as const;

function lightAt({ falloff = 0, shadow = 0 }: Scene, u: number, v: number): number {
	const far = 1 - falloff * (0.35 * u + 0.65 * v);
	// A soft-edged diagonal shadow over the lower left.
	const depth = 1 / (1 + Math.exp(-(v - 0.35 - 0.8 * u) * 22));
	return far * (1 - shadow * depth);
}

/** 1 for bare desk; less in the paper's own shadow and on dark grain. */
function deskAt(
	{ grain = 0, rim = 0 }: Scene,
	back: Homography,
	sheet: Extent,
	x: number,
	y: number,
	streak: number
): number {
	const wood = 1 - grain * (0.5 * streak + 0.5 * Math.abs(Math.sin(y / 37 + Math.sin(x / 211))));
	if (rim === 0) return wood;
	const at = mapped(back, { x: x - 3, y: y - 4 });
	const off = Math.max(-at.x, -at.y, at.x - sheet.width, at.y - sheet.height) / sheet.width;
	return wood * (1 - rim * Math.exp(-Math.max(0, off) * 60));
}

/** Bilinear; `undefined` off the sheet. */
function paperAt(sheet: Picture, { x, y }: Spot, channel: number): number | undefined {
	if (x < 0 || y < 0 || x >= sheet.width || y >= sheet.height) return undefined;
	const [left, top] = [Math.floor(x), Math.floor(y)];
	const right = Math.min(sheet.width - 1, left + 1);
	const bottom = Math.min(sheet.height - 1, top + 1);
	const at = (px: number, py: number): number =>
		sheet.data[(py * sheet.width + px) * 4 + channel] ?? 0;
	const [u, v] = [x - left, y - top];
	return (
		(at(left, top) * (1 - u) + at(right, top) * u) * (1 - v) +
		(at(left, bottom) * (1 - u) + at(right, bottom) * u) * v
	);
}

/** A letter page of grey lines and words, drawn from a seed: enough like print for a corner finder. */
export function drawnSheet(seed: number, width = 850): Picture {
	const height = Math.round((width * 11) / 8.5);
	const roll = dice(seed);
	const data = new Uint8ClampedArray(width * height * 4).fill(250);
	const unit = width / 85;
	for (let line = 0; line < 26 + roll() * 14; line++) {
		const top = Math.round((9 + line * 2.2) * unit);
		let x = 8 * unit;
		const end = (60 + roll() * 17) * unit;
		while (x < end) {
			const word = (1 + roll() * 6) * unit;
			for (let y = top; y < top + 0.9 * unit; y++)
				for (let i = Math.round(x); i < x + word; i++) {
					if (roll() < 0.45) data.fill(35, (y * width + i) * 4, (y * width + i) * 4 + 3);
				}
			x += word + unit;
		}
	}
	for (let i = 3; i < data.length; i += 4) data[i] = 255;
	return { width, height, data };
}

/** A letter sheet held at an angle: turned by so many degrees and tipped away from the lens. */
export function heldAt(
	photo: Extent,
	options: { turn: number; tip: number; size: number }
): Corners {
	const { turn, tip, size } = options;
	const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
	const tall = size * Math.min(photo.height, (photo.width * 11) / 8.5);
	const wide = (tall * 8.5) / 11;
	const focal = 0.8 * Math.hypot(photo.width, photo.height);
	const lean = (tip * Math.PI) / 180;
	const corner = (u: number, v: number): Spot => {
		const [x, y] = [u * wide * cos - v * tall * sin, u * wide * sin + v * tall * cos];
		// Tipped about the horizontal through its middle, seen by a pinhole.
		const depth = focal + y * Math.sin(lean);
		const down = y * Math.cos(lean);
		return {
			x: photo.width / 2 + (x * focal) / depth,
			y: photo.height / 2 + (down * focal) / depth
		};
	};
	return [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)];
}

/** The farthest that any found corner lies from its own, as a share of the photograph's diagonal. */
export function farthestOff(found: Corners, truth: Corners, photo: Extent): number {
	const off = truth.map(({ x, y }, i) => {
		const other = found[i] ?? { x: Infinity, y: Infinity };
		return Math.hypot(x - other.x, y - other.y);
	});
	return Math.max(...off) / Math.hypot(photo.width, photo.height);
}
