/** How large a picture is shown, and where it stands, as numbers: no element is touched here. */
import type { Rect } from '#lib/page/reading.ts';

export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** `page` shows it whole, `width` fills the stage from side to side, a number is screen pixels per picture pixel. */
export type Zoom = 'page' | 'width' | number;

/** Times the whole-page size; beyond it a scan only shows its own grain. */
export const closest = 8;
const step = 1.25;
/** Screen pixels of desk around a page that is shown whole. */
const margin = 12;

/** Screen pixels per picture pixel; 1 while the stage has no size yet. */
export function scaleOf(zoom: Zoom, picture: Size, stage: Size): number {
	if (picture.width <= 0 || picture.height <= 0 || stage.width <= 0 || stage.height <= 0) return 1;
	const room = {
		width: Math.max(1, stage.width - 2 * margin),
		height: Math.max(1, stage.height - 2 * margin)
	};
	const whole = Math.min(room.width / picture.width, room.height / picture.height);
	if (zoom === 'page') return whole;
	if (zoom === 'width') return room.width / picture.width;
	return Math.max(whole, Math.min(whole * closest, zoom));
}

/** One step larger or smaller; a step below the whole page is the whole page, and follows the window from then on. */
export function stepped(scale: number, direction: 1 | -1, picture: Size, stage: Size): Zoom {
	const whole = scaleOf('page', picture, stage);
	const next = scale * step ** direction;
	return next <= whole * 1.02 ? 'page' : Math.min(next, whole * closest);
}

/** Where to scroll so that the picture's spot under `at` (stage pixels) stays under it when the scale changes. */
export function keepUnder(at: Point, scroll: Point, from: number, to: number): Point {
	const ratio = to / from;
	return { x: (scroll.x + at.x) * ratio - at.x, y: (scroll.y + at.y) * ratio - at.y };
}

/** A spot of the stage as a spot of the picture, both scrolled as they are. */
export function onPicture(at: Point, scroll: Point, scale: number): Point {
	return { x: (at.x + scroll.x) / scale, y: (at.y + scroll.y) / scale };
}

export function middleOf({ x, y, width, height }: Rect): Point {
	return { x: x + width / 2, y: y + height / 2 };
}

/** The middle of the line that has as much writing above it as below: always on writing, where the page may be half empty. */
export function amidst(lines: readonly { readonly rect: Rect }[]): Point | undefined {
	const downThePage = lines.map(({ rect }) => middleOf(rect)).sort((a, b) => a.y - b.y);
	return downThePage[Math.floor((downThePage.length - 1) / 2)];
}
