/** What is looked at once and used by all: a page's small copy, the paper behind it, and the ink on it. */
import { darkestPaper, inkOf, paperOf } from './background.ts';
import type { Gray } from './picture.ts';
import { scaleTo } from './scale.ts';

const usualDpi = 100;

export interface Survey {
	/** Dots per inch of `small` and `ink`: as asked for, or the page's own where it has fewer. */
	readonly dpi: number;
	readonly small: Gray;
	/** The paper without its ink, at half that or so. */
	readonly paper: Gray;
	/** How much darker than the paper each dot is; nothing outside the sheet. */
	readonly ink: Gray;
	/** 1 where the paper's copy shows what the sheet lay on: the lid or a dark desk. */
	readonly outside: Uint8Array;
}

export function surveyOf(gray: Gray, dpi: number, at = usualDpi): Survey {
	const edge = Math.round((Math.max(gray.width, gray.height) * at) / dpi);
	const small = scaleTo(gray, Math.max(64, edge));
	const smallDpi = (dpi * small.width) / gray.width;
	const paper = paperOf(small, smallDpi, at / 2);
	const outside = outsideOf(paper);
	const ink = inkOf(small, paper);
	clear(ink, paper, outside);
	return { dpi: smallDpi, small, paper, ink, outside };
}

/** Dots around the dark that belong to the sheet's edge and its shadow. */
const edgeDots = 2;

/**
 * Dark ground that reaches the border of the picture, and the sheet's edge along it. A gutter's shadow
 * is lighter than this, and a printed bar ends before the border does.
 */
function outsideOf({ width, height, data }: Gray): Uint8Array {
	const outside = new Uint8Array(data.length);
	const todo: number[] = [];
	const visit = (i: number): void => {
		if (outside[i] !== 0 || (data[i] ?? 255) >= darkestPaper) return;
		outside[i] = 1;
		todo.push(i);
	};
	for (let x = 0; x < width; x++) [x, (height - 1) * width + x].forEach(visit);
	for (let y = 0; y < height; y++) [y * width, y * width + width - 1].forEach(visit);
	for (let i = todo.pop(); i !== undefined; i = todo.pop()) {
		const x = i % width;
		if (x > 0) visit(i - 1);
		if (x < width - 1) visit(i + 1);
		if (i >= width) visit(i - width);
		if (i < data.length - width) visit(i + width);
	}
	return outside.includes(1) ? grown(outside, width, height) : outside;
}

function grown(mask: Uint8Array, width: number, height: number): Uint8Array {
	const wide = new Uint8Array(mask.length);
	for (let i = 0; i < mask.length; i++) {
		if (mask[i] === 0) continue;
		const x = i % width;
		const y = (i - x) / width;
		const bottom = Math.min(height - 1, y + edgeDots);
		for (let row = Math.max(0, y - edgeDots); row <= bottom; row++) {
			const start = row * width;
			wide.fill(1, start + Math.max(0, x - edgeDots), start + Math.min(width, x + edgeDots + 1));
		}
	}
	return wide;
}

/** Sets what lies outside the sheet to `value` on any copy of the page. */
export function clear(copy: Gray, paper: Gray, outside: Uint8Array, value = 0): void {
	if (!outside.includes(1)) return;
	const { width, height, data } = copy;
	const columns = Int32Array.from({ length: width }, (_, x) =>
		Math.min(paper.width - 1, Math.floor((x * paper.width) / width))
	);
	for (let y = 0; y < height; y++) {
		const row = Math.min(paper.height - 1, Math.floor((y * paper.height) / height)) * paper.width;
		for (let x = 0; x < width; x++) {
			if (outside[row + (columns[x] ?? 0)] === 1) data[y * width + x] = value;
		}
	}
}
