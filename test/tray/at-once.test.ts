import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { markedPage, type MarkedPage } from '../support/marked-paper.ts';
import { Crash, Luck } from '../support/crashing-shelf.ts';
import { addClient, layPage, openBox, setUpPractice, type Standing } from '../support/practice.ts';
import { expectOnePlace } from './one-place.ts';

let paper: MarkedPage;
let luck: Luck;
let standing: Standing;
let practice: Practice;
let client: ClientId;
let page: PageId;

beforeAll(async () => {
	paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
});
beforeEach(async () => {
	luck = new Luck();
	standing = await setUpPractice(luck);
	practice = standing.practice;
	client = await addClient(practice, 'Ana Marked');
	page = await layPage(practice, await openBox(practice), paper.picture, paper.reading);
});

describe('two things at once', () => {
	it.each(['chart', 'cabinet'] as const)(
		'a page taken back from the %s while copies are removed is not lost',
		async (fate) => {
			await practice.filing.decide(page, { fate, client });
			const undone = practice.filing.undo(page);
			const swept = practice.filing.sweep();
			expect([await undone, await swept]).toMatchObject([{ ok: true }, { ok: true }]);
			expect(practice.tray.state.pages.get(page)?.gone).toBeUndefined();
			await expectOnePlace(practice, page, paper.picture);
		}
	);

	it.each(['chart', 'cabinet'] as const)(
		'a page taken back while its interrupted filing to the %s is finished is in no folder',
		async (fate) => {
			luck.strike(2, { is: 'dies', stored: false });
			await expect(practice.filing.decide(page, { fate, client })).rejects.toThrow(Crash);
			luck.restart();
			practice = await standing.again();
			const resumed = practice.filing.resume();
			expect(await practice.filing.undo(page)).toMatchObject({ ok: true });
			expect(await resumed).toBe(1);
			await practice.filing.decide(page, { fate: 'cabinet', client });
			await expectOnePlace(practice, page, paper.picture);
		}
	);

	it.each([0, 1, 2, 4, 8, 16, 32])(
		'a page filed to the chart here and taken back in another tab %i ms later is in one place',
		async (ms) => {
			const other = await standing.again();
			const filed = practice.filing.decide(page, { fate: 'chart', client });
			await new Promise((resolve) => setTimeout(resolve, ms));
			await other.tray.catchUp();
			await other.filing.undo(page);
			await filed;
			await other.tray.catchUp();
			if (!other.tray.state.pages.get(page)?.decision)
				await other.filing.decide(page, { fate: 'cabinet', client });
			const later = await standing.again();
			await later.filing.resume();
			await expectOnePlace(later, page, paper.picture);
		}
	);
});
