import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { packState, unpackState } from '#lib/ledger/pack.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { emptyTray, foldTray, type TrayState } from '#lib/tray/state.ts';
import { box, days, id, opened, taken, told } from './days.ts';

describe('the tray’s state', () => {
	it('is the same folded at once, one by one, or from a snapshot in between', () => {
		fc.assert(
			fc.property(days, fc.nat(), (actions, cut) => {
				const events = told(actions);
				const at = cut % (events.length + 1);
				const whole = foldTray(emptyTray, events);
				const half = foldTray(emptyTray, events.slice(0, at));
				const thawed = unpackState(JSON.parse(JSON.stringify(packState(half)))) as TrayState;
				expect(foldTray(thawed, events.slice(at))).toEqual(whole);
				expect(events.reduce((state, event) => foldTray(state, [event]), emptyTray)).toEqual(whole);
			})
		);
	});

	it('never changes the state that it is folded from', () => {
		fc.assert(
			fc.property(days, (actions) => {
				const [first, ...rest] = told(actions);
				const state = foldTray(emptyTray, first ? [first] : []);
				const before = JSON.stringify(packState(state));
				foldTray(state, rest);
				expect(JSON.stringify(packState(state))).toBe(before);
			})
		);
	});

	it('refuses an event about a page or a box that is not there', () => {
		expect(() => foldTray(emptyTray, told([taken(1)]))).toThrow('no such box');
		const lost = told([{ is: 'page-unread', page: id(1), sentence: '' }]);
		expect(() => foldTray(emptyTray, lost)).toThrow('no such page');
	});

	it('remembers what can be taken back, the latest last, each page once', () => {
		const decided = (n: number): TrayAction => ({
			...{ is: 'page-decided', page: id(n) },
			decision: { fate: 'blank' }
		});
		const start = [opened, taken(1), taken(2), decided(1), decided(2), decided(1)];
		expect(foldTray(emptyTray, told(start)).undo).toEqual([id(2), id(1)]);
		const back: TrayAction = { is: 'page-undone', page: id(1) };
		expect(foldTray(emptyTray, told([...start, back])).undo).toEqual([id(2)]);
	});

	it('of a file that was taken in on a second try no longer holds its refusal, but holds its bad pages', () => {
		const { boxes } = foldTray(
			emptyTray,
			told([
				opened,
				{ is: 'file-refused', box, file: 1, sentence: 'Locked.' },
				{ is: 'file-refused', box, file: 1, filePage: 3, sentence: 'Damaged.' },
				{ is: 'file-taken', box, file: 1, sides: 4 }
			])
		);
		expect(boxes.get(box)?.refused).toEqual([{ file: 1, filePage: 3, sentence: 'Damaged.' }]);
	});

	it('remembers of a page that it stood in the chart, and of no other', () => {
		const filed = (n: number, to: 'chart' | 'cabinet', fate: 'chart' | 'cabinet' | 'split') => {
			const receipts = [{ to, page: id(n), event: '', blobs: [] }];
			return [
				taken(n),
				{ is: 'page-decided', page: id(n), decision: { fate } },
				{ is: 'page-filed', page: id(n), receipts },
				{ is: 'page-undone', page: id(n) },
				{ is: 'page-returned', page: id(n) }
			] as const satisfies readonly TrayAction[];
		};
		const { pages } = foldTray(
			emptyTray,
			told([
				opened,
				...filed(1, 'chart', 'chart'),
				...filed(2, 'cabinet', 'cabinet'),
				// Only its part did; the whole never stood there.
				...filed(3, 'chart', 'split')
			])
		);
		const charted = [...pages.values()].filter(({ wasCharted }) => wasCharted);
		expect(charted.map(({ side }) => side.page)).toEqual([id(1)]);
	});

	it('of a page that was read before turns were told stands as it was taken in', () => {
		const suggestion = { kind: 'unsure', confidence: 0, evidence: [], lines: [], summary: '' };
		const reading = { sha256: 'r', size: 1 };
		const read = { is: 'page-read', page: id(1), reading, hints: {}, suggestion };
		const { pages } = foldTray(emptyTray, told([opened, taken(1), read as unknown as TrayAction]));
		expect(pages.get(id(1))?.turn).toBe(0);
	});
});
