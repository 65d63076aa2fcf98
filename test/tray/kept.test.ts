/** Where one page's paper was kept is corrected: in the tray, in the chart, in the cabinet; and what follows from it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { sealAttestation } from '#lib/cabinet/attestation.ts';
import { interfiledIn } from '#lib/desk/interfiled.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { keptOf } from '#lib/tray/kept.ts';
import { markedPage } from '../support/marked-paper.ts';
import { addClient, layPage, openBox, setUpPractice, type Standing } from '../support/practice.ts';
import { openedCabinet } from './one-place.ts';

const because = 'It came out of the blue folder.';
const words = 'Written for myself after the hour.';

let standing: Standing;
let practice: Practice;
let client: ClientId;
/** Of a box that was kept in a separate folder, as whoever fed it said. */
let page: PageId;

beforeEach(async () => {
	standing = await setUpPractice();
	practice = standing.practice;
	client = await addClient(practice, 'Ana Marked');
	const paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
	page = await layPage(practice, await openBox(practice), paper.picture, paper.reading);
});

const asNoted = (): string | undefined => {
	const held = practice.tray.state.pages.get(page);
	return held && keptOf(held, practice.tray.state.boxes.get(held.side.box));
};

describe('an undecided page whose paper was kept elsewhere than its box says', () => {
	it('asks for an attestation once it is said to have lain in the chart, and none once it is said not to', async () => {
		expect(asNoted()).toBe('separate-folder');
		await practice.filing.keptElsewhere({ page, provenance: 'interfiled', because });
		expect(asNoted()).toBe('interfiled');
		const decision = { fate: 'cabinet', client } as const;
		const asked = { ok: false, why: 'needs-attestation' };
		expect(await practice.filing.decide(page, decision)).toEqual(asked);
		await practice.filing.keptElsewhere({ page, provenance: 'sealed-envelope', because });
		expect(await practice.filing.decide(page, decision)).toMatchObject({ ok: true });
		const held = (await openedCabinet(practice)).state.pages.get(page);
		expect(held?.provenance).toBe('sealed-envelope');
	});

	it('is filed to the chart as corrected, with the reason in the tray’s signed history, over a restart', async () => {
		await practice.filing.keptElsewhere({ page, provenance: 'interfiled', because });
		practice = await standing.again();
		expect(asNoted()).toBe('interfiled');
		await practice.filing.decide(page, { fate: 'chart', client });
		expect(practice.chart.state.pages.get(page)?.provenance).toBe('interfiled');
		const told = (await practice.tray.told()).filter(({ action }) => action.is === 'page-kept');
		expect(told).toMatchObject([{ person: practice.me.person.id, action: { because } }]);
	});

	it('is not corrected behind a decision’s back: its folder does that', async () => {
		await practice.filing.decide(page, { fate: 'chart', client });
		const late = { page, provenance: 'interfiled', because } as const;
		expect(await practice.filing.keptElsewhere(late)).toEqual({ ok: false, why: 'behind' });
	});
});

describe('a filed page', () => {
	it('in the chart is corrected there, and comes back to the tray as corrected', async () => {
		await practice.filing.decide(page, { fate: 'chart', client });
		await practice.filing.sweep();
		await practice.chart.act({ is: 'page-kept', page, provenance: 'interfiled', because });
		expect(practice.chart.state.pages.get(page)?.provenance).toBe('interfiled');
		await practice.filing.undo(page);
		expect(asNoted()).toBe('interfiled');
		const asked = { ok: false, why: 'needs-attestation' };
		expect(await practice.filing.decide(page, { fate: 'cabinet', client })).toEqual(asked);
	});

	it('in the cabinet comes into the interfiled report by a correction, and never leaves it by another', async () => {
		await practice.filing.decide(page, { fate: 'cabinet', client });
		const cabinet = await openedCabinet(practice);
		expect(await interfiledIn(cabinet)).toEqual([]);
		const attested = await sealAttestation(cabinet.key.slot, words);
		await cabinet.act({ is: 'page-kept', page, provenance: 'interfiled', because, attested });
		expect(await interfiledIn(cabinet)).toMatchObject([{ words, page: { page } }]);
		await cabinet.act({ is: 'page-kept', page, provenance: 'unknown', because: 'Not sure.' });
		const [row] = await interfiledIn(cabinet);
		expect(row).toMatchObject({ words, page: { page, provenance: 'unknown' } });
		expect(row?.page.corrections?.map(({ from, to }) => [from, to])).toEqual([
			['separate-folder', 'interfiled'],
			['interfiled', 'unknown']
		]);
		await practice.filing.undo(page, cabinet);
		await cabinet.catchUp();
		expect(await interfiledIn(cabinet)).toMatchObject([{ words, takenBack: {} }]);
	});
});
