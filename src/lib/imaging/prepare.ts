/** The copy of a page that is read: grey, at a size the reader knows, on even paper, its lines level, its margins gone. */
import type { Rect } from '#lib/page/reading.ts';
import { joined, rectThrough, type Affine } from './affine.ts';
import { flatten } from './background.ts';
import { lookOver, type Marks } from './blank.ts';
import { grayOf, type Gray, type Picture } from './picture.ts';
import { scaleTo } from './scale.ts';
import { leanOf } from './skew.ts';
import { clear, type Survey } from './survey.ts';
import { turnAndScale } from './turn.ts';

export interface Prepared {
	readonly gray: Gray;
	/** Dots per inch of `gray`. */
	readonly dpi: number;
	/** Degrees clockwise that the text leaned on the upright picture. */
	readonly skewDegrees: number;
	/** From `gray` to the upright picture, for another thread; {@link Prepared.toPicture} in numbers. */
	readonly back: Affine;
	/** A rectangle on `gray` as the rectangle around it on the upright picture, kept inside it. */
	readonly toPicture: (rect: Rect) => Rect;
}

/** Tesseract's memory only grows: nothing larger than a letter page at 300 dpi is handed to it. */
export const maxReadingPixels = 9_000_000;
/** Measured: at 300 one word in twenty more of a handwritten page is misread, and typed pages gain nothing. */
const readingDpi = 200;
/** Less lean than this is not worth mixing pixels for. */
const smallestTurn = 0.15;
/** Paper kept around the outermost marks, in inches: Tesseract wants some around its lines. */
const margin = 0.3;

/** A page at the size it is read at, and what was seen on it. */
export interface Sized {
	readonly gray: Gray;
	readonly dpi: number;
	readonly survey: Survey;
	readonly marks: Marks;
	/** Pixels of the upright picture for one of `gray`. */
	readonly shrunk: number;
	readonly picture: { readonly width: number; readonly height: number };
}

/** Makes a page that is larger than needed smaller, and looks it over. */
export function sizeUp(gray: Gray, dpi: number): Sized {
	const scale = Math.min(1, scaleFor(gray, dpi));
	const edge = Math.floor(Math.max(gray.width, gray.height) * scale);
	const small = scale < 1 ? scaleTo(gray, edge) : gray;
	const shrunk = gray.width / small.width;
	const picture = { width: gray.width, height: gray.height };
	return { gray: small, dpi: dpi / shrunk, ...lookOver(small, dpi / shrunk), shrunk, picture };
}

export function prepareForReading(picture: Picture, dpi: number): Prepared {
	return prepare(sizeUp(grayOf(picture), dpi));
}

export function prepare({ gray, dpi, survey, marks, shrunk, picture }: Sized): Prepared {
	const skewDegrees = leanOf(survey.ink).degrees;
	const level = Math.abs(skewDegrees) < smallestTurn ? 0 : -skewDegrees;
	const even = flatten(gray, survey.paper);
	clear(even, survey.paper, survey.outside, 255);
	const onGray = gray.width / survey.small.width;
	for (const hole of marks.holes) fillWhite(even, grown(hole, 1, onGray, even));
	const box = marks.box ? grown(marks.box, margin * survey.dpi, onGray, even) : whole(even);
	const part = cut(even, box);
	const scale = fit(part, level, Math.max(1, readingDpi / dpi));
	const { gray: ready, back } = turnAndScale(part, level, scale);
	const placed: Affine = [shrunk, 0, 0, shrunk, box.x * shrunk, box.y * shrunk];
	const toGray = joined(back, placed);
	return {
		gray: ready,
		dpi: Math.round((dpi * shrunk) / Math.hypot(toGray[0], toGray[1])),
		skewDegrees,
		back: toGray,
		toPicture: (rect) => rectThrough(toGray, rect, picture)
	};
}

/**
 * The inches of a copy that hold most ink, across its whole width: enough to tell by reading them
 * whether it stands on its feet.
 */
export function densestBand({ gray, dpi, back, ...rest }: Prepared, inches: number): Prepared {
	const height = Math.min(gray.height, Math.round(inches * dpi));
	let [best, most, sum] = [0, 0, 0];
	const rows = new Float64Array(gray.height);
	for (let y = 0; y < gray.height; y++) {
		let ink = 0;
		for (let x = 0; x < gray.width; x++) ink += 255 - (gray.data[y * gray.width + x] ?? 255);
		rows[y] = ink;
		sum += ink - (y >= height ? (rows[y - height] ?? 0) : 0);
		if (y >= height - 1 && sum > most) [best, most] = [y - height + 1, sum];
	}
	const band = cut(gray, { x: 0, y: best, width: gray.width, height });
	return { gray: band, dpi, back: joined([1, 0, 0, 1, 0, best], back), ...rest };
}

function scaleFor({ width, height }: Gray, dpi: number): number {
	return Math.min(readingDpi / dpi, Math.sqrt(maxReadingPixels / (width * height)));
}

/** The enlargement made smaller where the turned sheet would outgrow {@link maxReadingPixels}. */
function fit({ width, height }: Gray, degrees: number, scale: number): number {
	const radians = (Math.abs(degrees) * Math.PI) / 180;
	const turnedWidth = width * Math.cos(radians) + height * Math.sin(radians) + 1;
	const turnedHeight = width * Math.sin(radians) + height * Math.cos(radians) + 1;
	return Math.min(scale, Math.sqrt(maxReadingPixels / (turnedWidth * turnedHeight)) * 0.999);
}

function whole({ width, height }: Gray): Rect {
	return { x: 0, y: 0, width, height };
}

/** A rectangle of the survey, widened by some of its dots, in whole pixels of a larger copy and inside it. */
function grown(rect: Rect, by: number, scale: number, { width, height }: Gray): Rect {
	const x = Math.max(0, Math.floor((rect.x - by) * scale));
	const y = Math.max(0, Math.floor((rect.y - by) * scale));
	const right = Math.min(width, Math.ceil((rect.x + rect.width + by) * scale));
	const bottom = Math.min(height, Math.ceil((rect.y + rect.height + by) * scale));
	return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

function fillWhite({ width, data }: Gray, rect: Rect): void {
	for (let y = rect.y; y < rect.y + rect.height; y++) {
		data.fill(255, y * width + rect.x, y * width + rect.x + rect.width);
	}
}

function cut(gray: Gray, rect: Rect): Gray {
	if (rect.width === gray.width && rect.height === gray.height) return gray;
	const data = new Uint8Array(rect.width * rect.height);
	for (let y = 0; y < rect.height; y++) {
		const start = (rect.y + y) * gray.width + rect.x;
		data.set(gray.data.subarray(start, start + rect.width), y * rect.width);
	}
	return { width: rect.width, height: rect.height, data };
}
