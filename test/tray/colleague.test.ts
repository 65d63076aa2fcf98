import { beforeEach, describe, expect, it } from 'vitest';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import { openCabinetFolder, type OpenCabinet } from '#lib/cabinet/open.ts';
import { CabinetSlot } from '#lib/cabinet/slot.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { ClientId, DeviceId, FolderId, PageId, PersonId } from '#lib/page/ids.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { Filing } from '#lib/tray/filing.ts';
import { createCabinet, openCabinet } from '#lib/vault/cabinet.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit } from '#lib/vault/kit.ts';
import { newId } from '#lib/vault/random.ts';
import { known, somebody } from '../ledger/practice.ts';
import { steppingClock } from '../support/clock.ts';
import { lowerHalf, markedPage } from '../support/marked-paper.ts';
import { addClient, layPage, makePart, openBox, setUpPractice } from '../support/practice.ts';
import type { Standing } from '../support/practice.ts';
import { openedCabinet } from './one-place.ts';

const hardener = hardenHere({ logN: 4 });

interface Colleague {
	readonly filing: Filing;
	readonly id: Awaited<ReturnType<typeof somebody>>['person']['id'];
	readonly shelf: MemoryShelf;
	/** Opens the colleague's cabinet, as the colleague. */
	readonly open: () => Promise<OpenCabinet>;
}

/** A second clinician with a cabinet, and the first one's filing that holds its slot. */
async function colleagueOf({ practice }: Standing): Promise<Colleague> {
	const ida = await somebody();
	const folder = newId<FolderId>();
	const passphrase = 'hers alone';
	const kit = (await makeKit()).recipient;
	const { recipient } = ida.person;
	const made = await createCabinet({ folder, recipient, kit, passphrase }, hardener);
	const shelf = new MemoryShelf(folder);
	const { slot } = made;
	const parts = { slot, shelf, device: newId<DeviceId>(), clock: steppingClock() };
	const mine = new CabinetSlot(slot, new Ledger({ ...parts, author: practice.me }));
	const { tray, chart, slot: own, signedAs } = practice;
	const filing = new Filing({
		...{ tray, chart, slot: own, signedAs, makePart, now: steppingClock() },
		slotOf: (id) => (id === ida.person.id ? mine : undefined)
	});
	const open = async (): Promise<OpenCabinet> => {
		const opened = await openCabinet(ida, made.keyFile, passphrase, slot, hardener);
		if (!opened.ok) throw new Error(opened.why);
		const ledger = new Ledger<'cabinet', CabinetAction>({ ...parts, author: ida });
		const verifierOf = known(practice.me, ida);
		return openCabinetFolder({ key: opened.key, shelf, ledger, author: ida, verifierOf });
	};
	return { filing, id: ida.person.id, shelf, open };
}

let standing: Standing;
let colleague: Colleague;
let client: ClientId;
let page: PageId;
let picture: Uint8Array;
beforeEach(async () => {
	const paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
	({ picture } = paper);
	standing = await setUpPractice();
	colleague = await colleagueOf(standing);
	const { practice } = standing;
	client = await addClient(practice, 'Ana Marked');
	page = await layPage(practice, await openBox(practice), paper.picture, paper.reading);
});

describe('a page for a colleague', () => {
	it('is in the colleague’s cabinet and in no other place, with a receipt', async () => {
		const { tray, chart } = standing.practice;
		const done = await colleague.filing.decide(page, {
			...{ fate: 'cabinet', client, colleague: colleague.id }
		});
		expect(done.ok).toBe(true);
		const theirs = await colleague.open();
		const held = theirs.state.pages.get(page);
		expect(held && Buffer.compare(await theirs.open(held.picture), picture)).toBe(0);
		expect((await openedCabinet(standing.practice)).state.pages.size).toBe(0);
		expect(chart.state.pages.size).toBe(0);
		const receipts = tray.state.pages.get(page)?.receipts;
		expect(receipts).toMatchObject([{ to: 'cabinet', of: colleague.id, page }]);
		expect(receipts?.[0]?.blobs.map(({ sha256 }) => sha256).sort()).toEqual(
			await colleague.shelf.blobIds()
		);
	});

	it('can be taken back as from the own cabinet, and leaves nothing there', async () => {
		const { tray } = standing.practice;
		await colleague.filing.decide(page, { fate: 'cabinet', client, colleague: colleague.id });
		expect((await colleague.filing.undo(page)).ok).toBe(true);
		expect((await colleague.open()).state.pages.size).toBe(0);
		expect(await colleague.shelf.blobIds()).toEqual([]);
		const held = tray.state.pages.get(page);
		expect(held?.owed ?? held?.decision).toBeUndefined();
	});

	it('is the colleague’s to hand back, once the tray’s own copy is gone', async () => {
		const { practice } = standing;
		await colleague.filing.decide(page, { fate: 'cabinet', client, colleague: colleague.id });
		await colleague.filing.sweep();
		const mine = await openedCabinet(practice);
		expect(await colleague.filing.undo(page, mine)).toEqual({ ok: false, why: 'with-colleague' });
		expect((await colleague.open()).state.pages.has(page)).toBe(true);
	});

	it('that is split leaves its chart part here and its whole there', async () => {
		const decision = { fate: 'split', client, privateRegions: [lowerHalf] } as const;
		await colleague.filing.decide(page, { ...decision, colleague: colleague.id });
		expect((await colleague.open()).state.pages.get(page)).toMatchObject({ splitFrom: true });
		expect(standing.practice.chart.state.pages.size).toBe(1);
		await colleague.filing.undo(page);
		expect((await colleague.open()).state.pages.size).toBe(0);
		expect(standing.practice.chart.state.pages.size).toBe(0);
	});

	it('goes nowhere when nobody of that name has a cabinet', async () => {
		const { tray } = standing.practice;
		const stranger = { fate: 'cabinet', client, colleague: newId<PersonId>() } as const;
		const refused = { ok: false, why: 'no-such-cabinet' };
		expect(await colleague.filing.decide(page, stranger)).toEqual(refused);
		expect(tray.state.pages.get(page)?.decision).toBeUndefined();
	});
});
