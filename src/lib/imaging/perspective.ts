/** Flattening: a sheet photographed at an angle becomes the sheet seen from straight above. */
import type { Corners, Extent, Spot } from '#lib/page/corners.ts';
import { maxPixels, type Picture } from './picture.ts';

/** (x, y) becomes ((a·x + b·y + c) / w, (d·x + e·y + f) / w) with w = g·x + h·y + 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number];

/** Letter at 300 dots an inch: more pixels than this say nothing more about the words. */
const longestEdge = 3300;

/** Proportions that paper has; a measured one this near is meant to be it. */
const papers = [11 / 8.5, Math.SQRT2, 14 / 8.5];
const nearPaper = 0.03;

/** The map that takes the upright sheet of this size to the four corners of the photograph. `undefined`: three in a row. */
export function ontoCorners(corners: Corners, { width, height }: Extent): Homography | undefined {
	const [tl, tr, br, bl] = corners;
	const [dx1, dy1] = [tr.x - br.x, tr.y - br.y];
	const [dx2, dy2] = [bl.x - br.x, bl.y - br.y];
	const [sx, sy] = [tl.x - tr.x + br.x - bl.x, tl.y - tr.y + br.y - bl.y];
	const area = dx1 * dy2 - dx2 * dy1;
	if (Math.abs(area) < 1e-6) return undefined;
	// Heckbert, Fundamentals of Texture Mapping (1989), 2.2.2: the unit square onto a quadrilateral.
	const g = (sx * dy2 - dx2 * sy) / area;
	const h = (dx1 * sy - sx * dy1) / area;
	return [
		(tr.x - tl.x + g * tr.x) / width,
		(bl.x - tl.x + h * bl.x) / height,
		tl.x,
		(tr.y - tl.y + g * tr.y) / width,
		(bl.y - tl.y + h * bl.y) / height,
		tl.y,
		g / width,
		h / height
	];
}

export function mapped([a, b, c, d, e, f, g, h]: Homography, { x, y }: Spot): Spot {
	const w = g * x + h * y + 1;
	return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** Turning the same way at each corner, and none of them flat: what a photographed sheet looks like. */
export function isSheetLike(corners: Corners, within: Extent): boolean {
	const least = 1e-4 * within.width * within.height;
	return corners.every((corner, i) => {
		const next = corners[(i + 1) % 4] ?? corner;
		const after = corners[(i + 2) % 4] ?? corner;
		const turn =
			(next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x);
		return turn > least;
	});
}

/**
 * The pixel size of the flattened sheet. Its proportions are those of the paper itself, worked out
 * from how the edges converge (the photograph's middle taken as the lens axis); where they do not
 * converge enough to tell, the mean lengths of opposite edges. Never more pixels than the photograph
 * shows of the sheet, nor more than 300 dots an inch of letter paper.
 */
export function flatSize(corners: Corners, photo: Extent): Extent {
	const [tl, tr, br, bl] = corners;
	const across = (apart(tl, tr) + apart(bl, br)) / 2;
	const down = (apart(tl, bl) + apart(tr, br)) / 2;
	const ratio = paperLike(trueRatio(corners, photo) ?? down / across);
	// The finest edge's resolution is kept: a far edge is drawn larger rather than a near one smaller.
	const width = Math.max(
		Math.max(apart(tl, tr), apart(bl, br)),
		Math.max(apart(tl, bl), apart(tr, br)) / ratio
	);
	const most = Math.min(
		longestEdge / Math.max(width, width * ratio),
		Math.sqrt(maxPixels / (width * width * ratio))
	);
	const scale = Math.min(1, most);
	return {
		width: Math.max(1, Math.floor(width * scale)),
		height: Math.max(1, Math.floor(width * ratio * scale))
	};
}

/**
 * Height over width of the real rectangle behind four corners (Zhang and He, Whiteboard Scanning and
 * Image Enhancement, 2007, section 3.2). Where opposite edges are so nearly parallel that the focal
 * length cannot be had, a usual camera's is supposed. `undefined` when the answer is no paper's.
 */
function trueRatio([tl, tr, br, bl]: Corners, photo: Extent): number | undefined {
	const [u0, v0] = [photo.width / 2, photo.height / 2];
	const [m1, m2, m3, m4] = [tl, tr, bl, br].map(({ x, y }) => [x - u0, y - v0, 1] as const) as [
		Ray,
		Ray,
		Ray,
		Ray
	];
	const k2 = triple(m1, m4, m3) / triple(m2, m4, m3);
	const k3 = triple(m1, m4, m2) / triple(m3, m4, m2);
	const n2 = spread(m2, m1, k2);
	const n3 = spread(m3, m1, k3);
	const found = Math.sqrt(-(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]));
	const diagonal = Math.hypot(photo.width, photo.height);
	const converge = Math.min(Math.abs(n2[2]), Math.abs(n3[2]));
	// Phones and document cameras see with 0.6 to 2.5 diagonals of focal length; NaN is neither.
	const isACamera = converge > leastConverging && found > 0.4 * diagonal && found < 3.5 * diagonal;
	const focal2 = (isACamera ? found : usualFocal * diagonal) ** 2;
	const length = (n: Ray): number => (n[0] * n[0] + n[1] * n[1]) / focal2 + n[2] * n[2];
	const ratio = Math.sqrt(length(n3) / length(n2));
	return ratio > 0.2 && ratio < 5 ? ratio : undefined;
}

/** Opposite edges that differ less in their lengths, as a share, are parallel as far as can be told. */
const leastConverging = 0.02;
/** Of a phone's or document camera's wide lens, in diagonals of its picture. */
const usualFocal = 0.8;

type Ray = readonly [number, number, number];

function triple(a: Ray, b: Ray, c: Ray): number {
	return (
		(a[1] * b[2] - a[2] * b[1]) * c[0] +
		(a[2] * b[0] - a[0] * b[2]) * c[1] +
		(a[0] * b[1] - a[1] * b[0]) * c[2]
	);
}

function spread(m: Ray, from: Ray, k: number): Ray {
	return [k * m[0] - from[0], k * m[1] - from[1], k * m[2] - from[2]];
}

function apart(a: Spot, b: Spot): number {
	return Math.hypot(a.x - b.x, a.y - b.y);
}

function paperLike(ratio: number): number {
	const tall = ratio >= 1 ? ratio : 1 / ratio;
	const near = papers.find((paper) => Math.abs(tall / paper - 1) < nearPaper) ?? tall;
	return ratio >= 1 ? near : 1 / near;
}

/**
 * The sheet between the corners, drawn to this size by bilinear sampling; where the photograph is much
 * finer than the drawing, several samples a pixel. What lies outside the photograph is white.
 * `undefined` when the corners do not span a sheet.
 */
export function flatten(photo: Picture, corners: Corners, size: Extent): Picture | undefined {
	const onto = ontoCorners(corners, size);
	if (!onto || !isSheetLike(corners, photo)) return undefined;
	const { width, height } = size;
	const data = new Uint8ClampedArray(width * height * 4);
	const [tl, tr, br, bl] = corners;
	const finer = Math.max(
		Math.max(apart(tl, tr), apart(bl, br)) / width,
		Math.max(apart(tl, bl), apart(tr, br)) / height
	);
	const samples = Math.min(4, Math.max(1, Math.ceil(finer - 0.25)));
	const sum = new Float64Array(3);
	for (let y = 0, out = 0; y < height; y++) {
		for (let x = 0; x < width; x++, out += 4) {
			sum.fill(0);
			for (let s = 0; s < samples * samples; s++) {
				const atX = x + ((s % samples) + 0.5) / samples;
				const atY = y + (Math.floor(s / samples) + 0.5) / samples;
				addSample(photo, onto, atX, atY, sum);
			}
			const share = 1 / (samples * samples);
			data[out] = (sum[0] ?? 0) * share;
			data[out + 1] = (sum[1] ?? 0) * share;
			data[out + 2] = (sum[2] ?? 0) * share;
			data[out + 3] = 255;
		}
	}
	return { width, height, data };
}

function addSample(
	{ width, height, data }: Picture,
	[a, b, c, d, e, f, g, h]: Homography,
	x: number,
	y: number,
	sum: Float64Array
): void {
	const w = g * x + h * y + 1;
	// Pixels are squares: the middle of the first one is at a half.
	const fromX = (a * x + b * y + c) / w - 0.5;
	const fromY = (d * x + e * y + f) / w - 0.5;
	if (fromX < -1 || fromY < -1 || fromX > width || fromY > height) {
		for (let i = 0; i < 3; i++) sum[i] = (sum[i] ?? 0) + 255;
		return;
	}
	const left = Math.floor(fromX);
	const top = Math.floor(fromY);
	const right = fromX - left;
	const under = fromY - top;
	const x0 = inside(left, width);
	const x1 = inside(left + 1, width);
	const y0 = inside(top, height) * width;
	const y1 = inside(top + 1, height) * width;
	for (let i = 0; i < 3; i++) {
		const above =
			(data[(y0 + x0) * 4 + i] ?? 0) * (1 - right) + (data[(y0 + x1) * 4 + i] ?? 0) * right;
		const below =
			(data[(y1 + x0) * 4 + i] ?? 0) * (1 - right) + (data[(y1 + x1) * 4 + i] ?? 0) * right;
		sum[i] = (sum[i] ?? 0) + above * (1 - under) + below * under;
	}
}

function inside(value: number, size: number): number {
	return value < 0 ? 0 : value >= size ? size - 1 : value;
}
