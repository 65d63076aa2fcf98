import { beforeEach, describe, expect, it } from 'vitest';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import { removeStrays } from '#lib/cabinet/open.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { ClientId, DeviceId, LoanId, PageId, PersonId } from '#lib/page/ids.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { folderOf } from '#lib/practice/roster.ts';
import { newId } from '#lib/vault/random.ts';
import { invite, setUpPractice, unlockAs, type Standing } from '../support/practice.ts';
import { steppingClock } from '../support/clock.ts';
import { openedCabinet } from '../tray/one-place.ts';

let standing: Standing;
let bea: Practice;
let ida: Practice;
let beaId: PersonId;

beforeEach(async () => {
	standing = await setUpPractice();
	beaId = await invite(standing, 'clinician', 'Bea Second');
	bea = asClinician(await unlockAs(standing, beaId));
	ida = await standing.again();
});

/** What a colleague can sign and seal into Ida's slot past every screen. */
async function push(action: unknown): Promise<void> {
	const slot = folderOf(ida.roster, 'cabinet', ida.me.person.id);
	const shelf = slot && standing.storage.shelves.get(slot.folder);
	if (!slot || !shelf) throw new Error('no cabinet');
	const parts = { slot, shelf, device: newId<DeviceId>(), author: bea.me };
	const ledger = new Ledger<'cabinet', CabinetAction>({ ...parts, clock: steppingClock() });
	const pushed = await ledger.append(action as CabinetAction, {});
	if (!pushed.ok) throw new Error(pushed.why);
}

const ref = { sha256: 'a'.repeat(64), size: 3 };
const page = {
	...{ page: newId<PageId>(), client: newId<ClientId>(), mediaType: 'image/png' },
	...{ width: 1, height: 1, sha256: '', provenance: 'separate-folder' },
	...{ picture: ref, thumbnail: ref }
};
const loan = {
	...{ id: newId<LoanId>(), client: newId<ClientId>(), programme: 'Practicum' },
	...{ until: '2099-01-01', pages: [page] }
};

const malformed: readonly (readonly [what: string, action: unknown])[] = [
	['a page that is none', { is: 'page-dropped' }],
	['a page that is nothing', { is: 'page-dropped', page: null }],
	['a page without a picture', { is: 'page-dropped', page: { ...page, picture: undefined } }],
	['a page with a list for a picture', { is: 'page-dropped', page: { ...page, picture: [] } }],
	['a page of another kind of file', { is: 'page-dropped', page: { ...page, mediaType: 'x' } }],
	['a page with a day that is none', { is: 'page-dropped', page: { ...page, serviceDate: 7 } }],
	['a page turned by a word', { is: 'page-dropped', page: { ...page, turn: 'left' } }],
	['a page under a number', { is: 'page-dropped', page: { ...page, page: 7 } }],
	['a page withdrawn under no id', { is: 'page-withdrawn', page: {}, because: 'x' }],
	['a loan that is none', { is: 'loan-received' }],
	['a loan of no list of pages', { is: 'loan-received', loan: { ...loan, pages: 'all' } }],
	['a loan of a broken page', { is: 'loan-received', loan: { ...loan, pages: [{}] } }],
	['a loan until never', { is: 'loan-received', loan: { ...loan, until: undefined } }],
	['word of a loan under no id', { is: 'loan-opened', loan: { toString: 'x' } }],
	['the end of a loan without a reason', { is: 'loan-ended', loan: loan.id }]
];

describe('what a colleague seals into the slot past every screen', () => {
	it.each(malformed)(
		'%s keeps nobody out: it is turned away, and the cabinet opens',
		async (_, action) => {
			await push(action);
			const cabinet = await openedCabinet(ida);
			expect(cabinet.state.pages.size + cabinet.state.loans.borrowed.size).toBe(0);
			expect(cabinet.state.turnedAway.map(({ person }) => person)).toEqual([beaId]);
		}
	);

	it('is taken where it is whole, though its pieces lie nowhere', async () => {
		await push({ is: 'page-dropped', page });
		await push({ is: 'loan-received', loan });
		const cabinet = await openedCabinet(ida);
		expect([...cabinet.state.pages.keys()]).toEqual([page.page]);
		expect([...cabinet.state.loans.borrowed.keys()]).toEqual([loan.id]);
		expect(cabinet.state.turnedAway).toEqual([]);
		const slot = folderOf(ida.roster, 'cabinet', ida.me.person.id);
		const shelf = slot && standing.storage.shelves.get(slot.folder);
		if (shelf) await removeStrays(cabinet, shelf);
	});
});
