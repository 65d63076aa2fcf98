/** The copy of a page that is read: grey, at a size the reader knows, on even paper, its lines level. */
import type { Rect } from '#lib/page/reading.ts';
import { flatten } from './background.ts';
import { grayOf, type Gray, type Picture } from './picture.ts';
import { scaleTo } from './scale.ts';
import { findSkew } from './skew.ts';
import { turnAndScale, type MapPoint } from './turn.ts';

export interface Prepared {
	readonly gray: Gray;
	/** Dots per inch of `gray`. */
	readonly dpi: number;
	/** Degrees clockwise that the text leaned on the upright picture. */
	readonly skewDegrees: number;
	/** A rectangle on `gray` as the rectangle around it on the upright picture, kept inside it. */
	toPicture(rect: Rect): Rect;
}

/** Tesseract's memory only grows: nothing larger than a letter page at 300 dpi is handed to it. */
export const maxReadingPixels = 9_000_000;
const readingDpi = 300;
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
	const shrunk = { x: gray.width / small.width, y: gray.height / small.height };
	return {
		gray: ready,
		dpi: Math.round(dpi * scale),
		skewDegrees,
		toPicture: (rect) =>
			rectBack(rect, gray, (x, y) => {
				const [smallX, smallY] = back(x, y);
				return [smallX * shrunk.x, smallY * shrunk.y];
			})
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

function rectBack(rect: Rect, within: Gray, map: MapPoint): Rect {
	const corners = [
		map(rect.x, rect.y),
		map(rect.x + rect.width, rect.y),
		map(rect.x, rect.y + rect.height),
		map(rect.x + rect.width, rect.y + rect.height)
	];
	const clampX = (x: number): number => Math.min(within.width, Math.max(0, x));
	const clampY = (y: number): number => Math.min(within.height, Math.max(0, y));
	const left = Math.floor(clampX(Math.min(...corners.map(([x]) => x))));
	const top = Math.floor(clampY(Math.min(...corners.map(([, y]) => y))));
	const right = Math.ceil(clampX(Math.max(...corners.map(([x]) => x))));
	const bottom = Math.ceil(clampY(Math.max(...corners.map(([, y]) => y))));
	return { x: left, y: top, width: right - left, height: bottom - top };
}
