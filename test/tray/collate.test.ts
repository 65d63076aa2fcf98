import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrayAction } from '#lib/tray/actions.ts';
import {
	asFed,
	countsDisagree,
	idsOf,
	interleave,
	isReordered,
	stacksOf,
	whyNotReordered
} from '#lib/tray/collate.ts';
import { pagesOf } from '#lib/tray/reconcile.ts';
import { emptyTray, foldTray, type TrayBox, type TrayPage } from '#lib/tray/state.ts';
import { box, id, opened, taken, told } from './days.ts';

const forward = { reversed: false, backsFirst: false };
const turnedOver = { reversed: true, backsFirst: false };

/** A box of files with so many pages each. */
function boxOf(files: readonly number[], more: readonly TrayAction[] = []) {
	let order = 0;
	const sides = files.flatMap((filePages) =>
		Array.from({ length: filePages }, (_, page): TrayAction => {
			const action = taken(order++);
			if (action.is !== 'side-taken') throw new Error('not a side');
			const side = { ...action.taken.side, filePage: page + 1, filePages };
			return { ...action, taken: { ...action.taken, side } };
		})
	);
	const state = foldTray(emptyTray, told([opened, ...sides, { is: 'box-fed', box }, ...more]));
	const found = state.boxes.get(box);
	if (!found) throw new Error('no box');
	return { box: found, pages: pagesOf(state, found) };
}

const orders = (pages: readonly TrayPage[] = []): number[] => pages.map(({ side }) => side.order);

describe('fronts and backs', () => {
	it.each([
		[turnedOver, ['f1', 'b1', 'f2', 'b2', 'f3', 'b3']],
		[forward, ['f1', 'b3', 'f2', 'b2', 'f3', 'b1']]
	])('are put together: %j', (how, order) => {
		const stacks = { first: ['f1', 'f2', 'f3'], second: ['b3', 'b2', 'b1'] };
		expect(interleave(stacks, how)).toEqual({ ok: true, order });
	});

	it('are put together too when the backs’ file came first', () => {
		const stacks = { first: ['b2', 'b1'], second: ['f1', 'f2'] };
		const order = ['f1', 'b1', 'f2', 'b2'];
		expect(interleave(stacks, { reversed: true, backsFirst: true })).toEqual({ ok: true, order });
	});

	it('keep each side once, front before back, and stay as they are when the counts disagree', () => {
		const how = fc.record({ reversed: fc.boolean(), backsFirst: fc.boolean() });
		fc.assert(
			fc.property(fc.nat(40), fc.nat(40), how, (fronts, backs, fed) => {
				const first = Array.from({ length: fronts }, (_, i) => i);
				const second = Array.from({ length: backs }, (_, i) => 100 + i);
				const done = interleave({ first, second }, fed);
				expect(done.ok).toBe(fronts === backs);
				if (!done.ok) return;
				expect(done.order.toSorted((a, b) => a - b)).toEqual([...first, ...second]);
				const isFirst = done.order.map((side) => side < 100);
				expect(isFirst).toEqual(done.order.map((_, i) => (i % 2 === 0) !== fed.backsFirst));
			})
		);
	});

	it('that disagree are refused with both counts', () => {
		const done = interleave({ first: [1, 2, 3], second: [4, 5] }, turnedOver);
		expect(done).toEqual({ ok: false, first: 3, second: 2 });
		if (done.ok) return;
		expect(countsDisagree(done, turnedOver)).toContain('3 fronts and 2 backs');
		expect(countsDisagree(done, { ...turnedOver, backsFirst: true })).toContain(
			'2 fronts and 3 backs'
		);
	});
});

describe('the two passes of a box', () => {
	it.each<[string, number[], number[] | undefined, number[] | undefined]>([
		['two files', [3, 3], [0, 1, 2], [3, 4, 5]],
		['two files of unlike length', [3, 2], [0, 1, 2], [3, 4]],
		['one file', [6], [0, 1, 2], [3, 4, 5]],
		['one file with an odd count', [5], [0, 1, 2], [3, 4]],
		['single pictures', [1, 1, 1, 1], [0, 1], [2, 3]],
		['a front and a back', [1, 1], [0], [1]],
		['three files', [2, 2, 2], undefined, undefined],
		['one side', [1], undefined, undefined]
	])('%s', (_, files, first, second) => {
		const stacks = stacksOf(boxOf(files).pages);
		expect(stacks && orders(stacks.first)).toEqual(first);
		expect(stacks && orders(stacks.second)).toEqual(second);
	});

	it('can be put together and taken apart again, and nothing is lost', () => {
		const before = boxOf([3, 3]);
		const stacks = stacksOf(before.pages);
		const done = stacks && interleave(stacks, turnedOver);
		if (!done?.ok) throw new Error('not collated');
		const after = boxOf([3, 3], [{ is: 'box-collated', box, pages: idsOf(done.order) }]);
		expect(orders(after.pages)).toEqual([0, 5, 1, 4, 2, 3]);
		expect([isReordered(before.pages), isReordered(after.pages)]).toEqual([false, true]);
		expect(orders(asFed(after.pages))).toEqual(orders(before.pages));
		// Stacks are found by the order of feeding, whatever the order now.
		expect(orders(stacksOf(after.pages)?.second)).toEqual([3, 4, 5]);
	});
});

describe('another order is refused', () => {
	const decision = { fate: 'blank' } as const;
	const missing = { is: 'file-refused', box, file: 1, filePage: 3, sentence: '' } as const;
	it.each<[string, TrayAction[], RegExp]>([
		['once pages are decided', [{ is: 'page-decided', page: id(1), decision }], /are decided/],
		['when sides are missing', [missing], /paired safely/]
	])('%s', (_, more, said) => {
		const { box: found, pages } = boxOf([2, 2], more);
		expect(whyNotReordered(found, pages)).toMatch(said);
	});

	it('while the box is not in whole, and otherwise never', () => {
		const { box: whole, pages } = boxOf([2, 2]);
		expect(whyNotReordered(whole, pages)).toBeUndefined();
		const cut: TrayBox = { ...whole, fed: false };
		expect(whyNotReordered(cut, pages)).toMatch(/not in whole/);
	});
});
