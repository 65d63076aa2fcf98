import { describe, expect, it } from 'vitest';
import type { ClientId } from '#lib/page/ids.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { destructionNote, destructionSheet } from '#lib/tray/destruction.ts';
import { destroyedMark, paperBoxes, type PaperBox, type ShredFacts } from '#lib/tray/shred.ts';
import { emptyTray, foldTray } from '#lib/tray/state.ts';
import { box, id, taken, told } from './days.ts';

const opened: TrayAction = {
	is: 'box-opened',
	box,
	provenance: 'unknown',
	files: 1,
	label: 'D <2>'
};
const fed: readonly TrayAction[] = [
	{ is: 'file-taken', box, file: 1, sides: 1 },
	{ is: 'box-fed', box }
];
const decided = (n: number, fate: 'chart' | 'blank' | 'rescan'): TrayAction => ({
	...{ is: 'page-decided', page: id(n) },
	decision: { fate, ...(fate === 'chart' ? { client: 'client' as ClientId } : {}) }
});
const filed = (n: number): TrayAction => ({
	...{ is: 'page-filed', page: id(n) },
	receipts: [{ to: 'chart', page: id(n), event: 'e', blobs: [] }]
});
const whole = [
	opened,
	taken(0),
	taken(1),
	...fed,
	decided(0, 'chart'),
	filed(0),
	decided(1, 'blank')
];

// The events of these days happen in the first seconds of 1970.
const later = '1970-02-01T00:00:00.000Z';
const facts: ShredFacts = {
	backedUp: { chart: later, private: later },
	holdingDays: 30,
	now: new Date('1970-03-01T12:00:00')
};

function paper(actions: readonly TrayAction[], more: Partial<ShredFacts> = {}): PaperBox {
	const [found] = paperBoxes(foldTray(emptyTray, told(actions)), { ...facts, ...more });
	if (!found) throw new Error('no box');
	return found;
}

describe('a box’s paper may be destroyed', () => {
	it('when it is in whole, decided, filed, backed up in both parts, and held long enough', () => {
		expect(paper(whole)).toMatchObject({ sides: 2, notYet: [] });
	});

	it.each<[string, readonly TrayAction[], Partial<ShredFacts>, PaperBox['notYet']]>([
		['while it is being fed', whole.filter((each) => !fed.includes(each)), {}, ['difference']],
		['while a side has no fate', whole.slice(0, -1), {}, ['undecided']],
		[
			'while a page is on its way to its folder',
			[...whole.filter(({ is }) => is !== 'page-filed'), decided(1, 'blank')],
			{},
			['unfiled']
		],
		[
			'while a better scan is awaited',
			[...whole.slice(0, -1), decided(1, 'rescan')],
			{},
			['rescan']
		],
		['without a backup of the charts', whole, { backedUp: { private: later } }, ['not-backed-up']],
		[
			'without one of the tray and cabinet',
			whole,
			{ backedUp: { chart: later } },
			['not-backed-up']
		],
		[
			'with a backup from before the last decision',
			whole,
			{ backedUp: { chart: '1970-01-01T00:00:00.000Z', private: later } },
			['not-backed-up']
		],
		['within the holding period', whole, { holdingDays: 90 }, ['held']]
	])('not %s', (_, actions, more, notYet) => {
		expect(paper(actions, more).notYet).toEqual(notYet);
	});

	it('on the very day on which the holding period is over, and not the day before', () => {
		const { heldUntil } = paper(whole);
		const on = (day: string) => paper(whole, { now: new Date(`${day}T08:00:00`) }).notYet;
		expect(on(heldUntil ?? '')).not.toContain('held');
		expect(on('1970-01-20')).toContain('held');
	});
});

describe('what was destroyed', () => {
	const how = {
		at: '1970-03-01T12:00:00.000Z',
		by: 'Ida Morrow, LCSW',
		how: 'cross-cut shredder',
		witness: 'Bo'
	};

	it('is noted in the box’s own account, and known by that', () => {
		const note = `${destroyedMark}${destructionNote({ practice: 'P', ...how })}`;
		expect(note).toBe(
			'Paper destroyed: 1970-03-01, by Ida Morrow, LCSW, witnessed by Bo, cross-cut shredder'
		);
		expect(paper(whole).destroyed).toBeUndefined();
		expect(paper([...whole, { is: 'box-explained', box, note }]).destroyed).toMatchObject({ note });
	});

	it('is certified on a sheet that runs nothing that somebody wrote', () => {
		const sheet = destructionSheet({
			...{ practice: 'A & B <script>', ...how },
			boxes: [paper(whole)]
		});
		expect(sheet).not.toContain('<script');
		expect(sheet).toContain('D &lt;2&gt;');
		expect(sheet).toContain('each of its 2 sides');
	});
});
