/** The copy of a page that is read: grey, at a size the reader knows, on even paper, its lines level. */
import type { Rect } from '#lib/page/reading.ts';
import { joined, rectThrough, type Affine } from './affine.ts';
import { flatten } from './background.ts';
import { grayOf, type Gray, type Picture } from './picture.ts';
import { scaleTo } from './scale.ts';
import { findSkew } from './skew.ts';
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

export function prepareForReading(picture: Picture, dpi: number): Prepared {
	return prepareGray(grayOf(picture), dpi);
}

/** {@link prepareForReading} for a caller that has the greys already. */
export function prepareGray(gray: Gray, dpi: number): Prepared {
	const scale = scaleFor(gray, dpi);
	const edge = Math.floor(Math.max(gray.width, gray.height) * Math.min(1, scale));
	const small = scale < 1 ? scaleTo(gray, edge) : gray;
	const skewDegrees = findSkew(small);
	const level = Math.abs(skewDegrees) < smallestTurn ? 0 : -skewDegrees;
	const even = flatten(small, dpi * Math.min(1, scale));
	const { gray: ready, back } = turnAndScale(even, level, fit(even, level, Math.max(1, scale)));
	const shrunk: Affine = [gray.width / small.width, 0, 0, gray.height / small.height, 0, 0];
	const toGray = joined(back, shrunk);
	return {
		gray: ready,
		dpi: Math.round(dpi / Math.hypot(toGray[0], toGray[1])),
		skewDegrees,
		back: toGray,
		toPicture: (rect) => rectThrough(toGray, rect, gray)
	};
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
