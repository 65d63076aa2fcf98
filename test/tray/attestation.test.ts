import { beforeEach, describe, expect, it } from 'vitest';
import { interfiledIn } from '#lib/desk/interfiled.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { lowerHalf, markedPage } from '../support/marked-paper.ts';
import { addClient, layPage, setUpPractice, type Standing } from '../support/practice.ts';
import { openedCabinet } from './one-place.ts';

const words = 'Written for myself after the hour; the folder was thin and I had no other place.';

let standing: Standing;
let practice: Practice;
let client: ClientId;
let page: PageId;

beforeEach(async () => {
	standing = await setUpPractice();
	practice = standing.practice;
	client = await addClient(practice, 'Ana Marked');
	const box = newId<BoxId>();
	await practice.tray.act({ is: 'box-opened', box, provenance: 'interfiled', files: 1 });
	const paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
	page = await layPage(practice, box, paper.picture, paper.reading);
});

const rows = async () => interfiledIn(await openedCabinet(practice));
const report = async () => (await rows()).map((row) => [row.page.page, row.words]);

describe('paper that lay in the chart', () => {
	it.each([{ fate: 'cabinet' }, { fate: 'split', privateRegions: [lowerHalf] }] as const)(
		'is not locked away ($fate) without a word on why',
		async (decision) => {
			for (const said of [undefined, '', '  \n ']) {
				expect(await practice.filing.decide(page, { ...decision, client }, said)).toEqual({
					ok: false,
					why: 'needs-attestation'
				});
			}
			expect(practice.tray.state.pages.get(page)?.decision).toBeUndefined();
			const done = await practice.filing.decide(page, { ...decision, client }, ` ${words} `);
			expect(done).toMatchObject({ ok: true });
			expect(await report()).toEqual([[page, words]]);
		}
	);

	it('goes to the chart without a question, and is in no report', async () => {
		expect(await practice.filing.decide(page, { fate: 'chart', client })).toMatchObject({
			ok: true
		});
		expect(await report()).toEqual([]);
	});

	it('leaves the clinician’s words readable in the cabinet alone', async () => {
		await practice.filing.decide(
			page,
			{ fate: 'split', client, privateRegions: [lowerHalf] },
			words
		);
		const outside = [await practice.tray.told(), await practice.chart.told()];
		expect(JSON.stringify(outside)).not.toContain('thin');
		expect(JSON.stringify(await practice.chart.told())).not.toContain('attest');
	});

	it('stays in the report when it is taken back, marked with its day, and is asked about again', async () => {
		await practice.filing.decide(page, { fate: 'cabinet', client }, words);
		expect((await rows()).map(({ takenBack }) => takenBack)).toEqual([undefined]);
		expect(await practice.filing.undo(page)).toMatchObject({ ok: true });
		expect(await rows()).toMatchObject([
			{
				...{ words, page: { page, client, provenance: 'interfiled' } },
				takenBack: {
					at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
					by: practice.me.person.id,
					because: 'The decision was taken back.'
				}
			}
		]);
		expect(JSON.stringify(await rows())).not.toContain('picture');
		expect(await practice.filing.decide(page, { fate: 'cabinet', client })).toEqual({
			ok: false,
			why: 'needs-attestation'
		});
		await practice.filing.decide(page, { fate: 'cabinet', client }, 'On second thoughts, mine.');
		expect(await report()).toEqual([
			[page, words],
			[page, 'On second thoughts, mine.']
		]);
		expect((await rows()).map(({ takenBack }) => takenBack !== undefined)).toEqual([true, false]);
	});

	it('keeps its words over a restart, when the filing has been swept', async () => {
		await practice.filing.decide(page, { fate: 'cabinet', client }, words);
		await practice.filing.sweep();
		practice = await standing.again();
		expect(await report()).toEqual([[page, words]]);
	});
});
