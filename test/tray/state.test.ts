import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { packState, unpackState } from '#lib/ledger/pack.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import { fates } from '#lib/page/fate.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { accountOf } from '#lib/tray/reconcile.ts';
import { emptyTray, foldTray, type TrayState } from '#lib/tray/state.ts';
import type { Told } from '#lib/ledger/told.ts';

const box = 'box' as BoxId;
const client = 'client' as ClientId;
const ref = (name: string) => ({ sha256: name, size: 1 });
const id = (n: number) => `page ${n}` as PageId;

function told(actions: readonly TrayAction[]): Told<TrayAction>[] {
	return actions.map((action, i) => ({
		n: i + 1,
		at: new Date(1000 * i).toISOString(),
		person: 'ida' as PersonId,
		action
	}));
}

function taken(n: number): TrayAction {
	const side = {
		...{ page: id(n), box, order: n, filePage: 1, filePages: 1, sha256: '', dpi: 200 },
		...{ width: 10, height: 10, mediaType: 'image/png' as const }
	};
	return { is: 'side-taken', taken: { side, picture: ref(`p${n}`), thumbnail: ref(`t${n}`) } };
}

const opened: TrayAction = { is: 'box-opened', box, provenance: 'unknown', files: 2, sheets: 3 };

/** Lawful days: every event is about a box and pages that are there. */
const days: fc.Arbitrary<TrayAction[]> = fc
	.record({
		sides: fc.integer({ min: 0, max: 8 }),
		fed: fc.boolean(),
		acts: fc.array(fc.tuple(fc.nat(7), fc.nat(4), fc.constantFrom(...fates)), { maxLength: 40 })
	})
	.map(({ sides, fed, acts }) => {
		const actions: TrayAction[] = [opened, ...Array.from({ length: sides }, (_, n) => taken(n))];
		for (const [n, act, fate] of sides === 0 ? [] : acts) {
			const page = id(n % sides);
			if (act === 0) actions.push({ is: 'page-unread', page, sentence: 'Too dark.' });
			if (act === 1) {
				const suggestion = { kind: 'unsure', confidence: 0, evidence: [], lines: [] } as const;
				actions.push({
					...{ is: 'page-read', page, reading: ref('r'), hints: {}, turn: 0 },
					suggestion: { ...suggestion, summary: '' }
				});
			}
			if (act === 2) actions.push({ is: 'page-decided', page, decision: { fate, client } });
			if (act === 3) actions.push({ is: 'page-undone', page });
			if (act === 4) actions.push({ is: 'copies-removed', pages: [page] });
		}
		return fed ? [...actions, { is: 'box-fed', box }] : actions;
	});

function account(state: TrayState, underway?: BoxId) {
	const found = accountOf(state, box, underway);
	if (!found) throw new Error('no account');
	return found;
}

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
});

describe('a box’s account', () => {
	it('adds up: sides are fates and undecided, and read, unread and waiting', () => {
		fc.assert(
			fc.property(days, (actions) => {
				const state = foldTray(emptyTray, told(actions));
				const { sides, fates: counted, undecided, read, unread, waiting } = account(state);
				const decided = Object.values(counted).reduce((sum, n) => sum + n, 0);
				expect(decided + undecided).toBe(sides);
				expect(read + unread + waiting).toBe(sides);
				expect(waiting).toBeGreaterThanOrEqual(0);
				expect(sides).toBe(state.pages.size);
			})
		);
	});

	it('says in words what does not add up', () => {
		const actions: TrayAction[] = [
			opened,
			taken(1),
			{ is: 'file-taken', box, file: 1, sides: 1 },
			{ is: 'file-refused', box, file: 2, sentence: 'Damaged.' },
			{ is: 'page-unread', page: id(1), sentence: 'Too dark.' }
		];
		const cut = foldTray(emptyTray, told(actions));
		expect(account(cut).differences).toEqual([
			'Feeding was cut short: 1 of 2 files went in whole. Feed the others again.',
			'1 file or page could not be taken in.',
			'3 sheets said to be fed, but only 1 side found.',
			'1 side could not be read; decide from the picture.'
		]);
		expect(account(cut, box).differences).toHaveLength(3);
	});

	it('of a whole box has nothing to say, and of no box there is none', () => {
		const whole = [opened, taken(1), taken(2), taken(3), { is: 'box-fed', box } as const];
		expect(account(foldTray(emptyTray, told(whole))).differences).toEqual([]);
		expect(accountOf(emptyTray, box)).toBeUndefined();
	});
});
