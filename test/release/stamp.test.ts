import { describe, expect, it } from 'vitest';
import { draftOf } from '#lib/packet/draft.ts';
import { widthOf } from '#lib/packet/face.ts';
import { letter, stampHeight } from '#lib/packet/paper.ts';
import type { PageSheet } from '#lib/packet/sheets.ts';
import type { PageId } from '#lib/page/ids.ts';
import { idOf } from './chart-on-paper.ts';
import { imprint } from './requests.ts';

/** Inches at 200 dots an inch, and the paper that such a piece goes out on, in points. */
const pieces: readonly (readonly [
	name: string,
	wide: number,
	high: number,
	paper: readonly [width: number, height: number]
])[] = [
	['Letter', 8.5, 11, [612, 792]],
	['Letter, across', 11, 8.5, [792, 612]],
	['Legal', 8.5, 14, [612, 1008]],
	['A4', 8.27, 11.69, [595.28, 841.89]],
	['A4, across', 11.69, 8.27, [841.89, 595.28]],
	['A5', 5.83, 8.27, [612, 792]],
	['A5, across', 8.27, 5.83, [612, 792]],
	['half a Letter page', 5.5, 8.5, [612, 792]],
	['tabloid', 11, 17, [792, 1224]],
	['tabloid, across', 17, 11, [1224, 792]],
	['a till receipt', 3.15, 9, [612, 792]],
	['a long till receipt', 3.15, 24, [306, 1224]],
	['an index card', 5, 3, [612, 792]],
	['a sticky note', 3, 3, [612, 792]],
	['a stamp-sized scrap', 0.8, 0.6, [612, 792]],
	['a strip of paper, across', 16, 2, [1152, 172]],
	['A3', 11.69, 16.54, [841.89, 1190.55]],
	['a poster', 24, 36, [797.33, 1224]]
];

const longest = {
	whose: `${'Maximiliana-Theodora Featherstonehaugh '.repeat(5)}· record 20417`,
	to: `Released to ${'the Honourable Office of Records and Review '.repeat(5)}`
};

function stamped(wide: number, high: number, stamp: typeof longest): PageSheet {
	const page = {
		page: idOf<PageId>(1),
		mediaType: 'image/png',
		width: Math.round(wide * 200),
		height: Math.round(high * 200),
		dpi: 200
	} as const;
	const front = { title: 'Copy', imprint, rows: () => [], notices: [], stamp };
	const draft = draftOf([page], { ...front, indexCells: () => ['undated', 'Page'] });
	const sheet = draft.sheets.find((found) => found.is === 'page');
	if (!sheet) throw new Error('no page');
	return sheet;
}

describe('the stamp', () => {
	it.each(pieces)('stands below the picture, whole and on the paper: %s', (_name, wide, high) => {
		for (const stamp of [longest, { whose: 'Ana', to: 'Released to Ana' }]) {
			const { paper, picture, lines } = stamped(wide, high, stamp);
			expect(lines).toHaveLength(3);
			expect(picture.y).toBeGreaterThanOrEqual(stampHeight - 0.01);
			for (const { text, x, y, size, face } of lines) {
				expect(text).not.toBe('');
				expect(y).toBeGreaterThan(4);
				expect(y + size).toBeLessThanOrEqual(stampHeight);
				expect(x).toBeGreaterThan(0);
				expect(x + widthOf(text, size, face)).toBeLessThanOrEqual(paper.width - 20);
			}
			const [whose, page, to] = lines;
			if (!whose || !page || !to) throw new Error('no stamp');
			expect(page.text).toBe('page 3 of 3');
			// The name gives way to the page's number, never the other way round.
			expect(whose.x + widthOf(whose.text, whose.size, whose.face)).toBeLessThan(page.x);
			expect(to.text).toMatch(/ on March 2, 2026$/);
		}
	});

	it.each(pieces)('goes out on paper that suits the piece: %s', (_name, wide, high, paper) => {
		const sheet = stamped(wide, high, longest);
		expect([sheet.paper.width, sheet.paper.height]).toEqual(paper);
	});

	it('keeps pieces smaller than a Letter page at their true size', () => {
		const { picture } = stamped(3, 3, longest);
		expect([picture.width, picture.height]).toEqual([216, 216]);
		expect(letter.width).toBeGreaterThan(picture.width);
	});
});
