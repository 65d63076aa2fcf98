/** A separator sheet drawn by numbers, laid out as the printed one: two codes, and lines of words between them. */
import type { Gray } from '#lib/imaging/picture.ts';
import type { Separator } from '#lib/page/separator.ts';
import { sheetCode } from '#lib/separator/sheet-code.ts';
import { DrawnPage } from '../support/drawn.ts';

/** Inches that a code and its margin measure on the printed sheet. */
export const codeInches = 3.25;

export function drawnSheet(separator: Separator): Gray {
	const page = new DrawnPage({ width: 8.5, height: 11 }).print(6, { top: 5, left: 1, right: 7.5 });
	const squares = sheetCode(separator);
	layCode(page.gray, squares, { left: 0.6, top: 0.6 });
	layCode(page.gray, squares, { left: 8.5 - 0.6 - codeInches, top: 11 - 0.6 - codeInches });
	return page.gray;
}

/** Draws a code on a page of 200 dots per inch. */
export function layCode(
	{ width, data }: Gray,
	squares: readonly (readonly boolean[])[],
	place: { readonly left: number; readonly top: number; readonly inches?: number }
): void {
	const size = (place.inches ?? codeInches) * 200;
	const left = Math.round(place.left * 200);
	const top = Math.round(place.top * 200);
	for (let y = 0; y < size; y++) {
		const row = squares[Math.floor((y * squares.length) / size)] ?? [];
		for (let x = 0; x < size; x++) {
			const isDark = row[Math.floor((x * squares.length) / size)] ?? false;
			data[(top + y) * width + left + x] = isDark ? 25 : 255;
		}
	}
}
