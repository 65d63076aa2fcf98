import { beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '#lib/ledger/ledger.ts';
import { noHash } from '#lib/shelf/shelf.ts';
import { DamagedPractice } from '#lib/practice/faults.ts';
import { asClinician, type AnyPractice } from '#lib/practice/practice.ts';
import { memberPath } from '#lib/practice/members/entry.ts';
import { presentIn, memberOf } from '#lib/practice/roster.ts';
import { folderOf, paths } from '#lib/practice/roster.ts';
import { newId } from '#lib/vault/random.ts';
import { openWithKit, parseKit } from '#lib/vault/kit.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import type { Dropped } from '#lib/cabinet/slot.ts';
import { markedPage } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	invite,
	layPage,
	openBox,
	passphrase,
	setUpPractice,
	unlockAs,
	type Standing
} from '../support/practice.ts';

let standing: Standing;
beforeEach(async () => {
	standing = await setUpPractice();
});

const files = () => standing.storage.files;

async function open(id: PersonId): Promise<AnyPractice> {
	return unlockAs(standing, id);
}

/** Every file's bytes, to count what an act rewrites. */
async function allFiles(): Promise<Map<string, string>> {
	const all = new Map<string, string>();
	for (const path of await files().list())
		all.set(path, Buffer.from((await files().read(path)) ?? []).toString('base64'));
	return all;
}

describe('kits', () => {
	it('the practice kit opens the chart and no cabinet; a clinician’s own opens no chart', async () => {
		const { roster, me } = standing.practice;
		const [own, practice] = await Promise.all([
			parseKit(standing.kit),
			parseKit(standing.practiceKit)
		]);
		if (!own.ok || !practice.ok) throw new Error('a kit does not parse');
		const opens: Record<string, [boolean, boolean]> = {};
		for (const path of await files().list()) {
			if (!/(key|kit)\.age$/.test(path) || path.startsWith('people/')) continue;
			const id = path.split('/')[1];
			const slot = roster.folders.find((card) => card.slot.folder === id)?.slot;
			const bytes = await files().read(path);
			if (!slot || !bytes) throw new Error('no folder');
			const tried = [practice.kit, own.kit].map(
				async (kit) => (await openWithKit(kit, bytes, slot)).ok
			);
			const [byPractice = false, byOwn = false] = await Promise.all(tried);
			opens[`${slot.kind} ${path.endsWith('kit.age') ? 'kit' : 'key'}`] = [byPractice, byOwn];
		}
		expect(opens).toEqual({
			'chart key': [true, false],
			'tray key': [false, true],
			'cabinet key': [false, false],
			'cabinet kit': [false, true]
		});
		const renewed = { passphrase: 'another door', cabinetPassphrase: 'another drawer' };
		expect(await standing.door.recover(roster, me.person, standing.practiceKit, renewed)).toEqual({
			ok: false,
			why: 'another-kit'
		});
	});
});

describe('somebody new', () => {
	it('staff open the chart and hold slots, and no tray or cabinet', async () => {
		const id = await invite(standing, 'staff', 'Sam Front');
		await addClient(standing.practice, 'Ana');
		const staff = await open(id);
		expect(staff.role).toBe('staff');
		expect('tray' in staff || 'openCabinet' in staff || 'filing' in staff).toBe(false);
		expect(staff.chart.state.clients.size).toBe(1);
		expect([...staff.traySlots.keys()]).toEqual([standing.practice.me.person.id]);
		expect([...staff.cabinetSlots.keys()]).toEqual([standing.practice.me.person.id]);
	});

	it('a clinician has a tray and cabinet of their own, and opens nobody else’s', async () => {
		const id = await invite(standing, 'clinician', 'Bea Second');
		const bea = asClinician(await open(id));
		expect((await bea.openCabinet(cabinetPassphrase)).ok).toBe(true);
		expect(bea.tray.state.pages.size).toBe(0);
		const first = standing.practice.me.person.id;
		expect([...bea.cabinetSlots.keys()]).toEqual([first]);
		const slots = (['tray', 'cabinet'] as const).map(
			(kind) => folderOf(bea.roster, kind, first)?.folder
		);
		expect(slots).not.toContain(bea.tray.key.slot.folder);
	});

	it('is a clinician only once their kit was typed back right', async () => {
		const { people } = standing.practice;
		const bea = await people.prepare({
			...{ role: 'clinician', name: 'Bea', credential: 'PsyD' },
			...{ passphrase, cabinetPassphrase }
		});
		const before = await allFiles();
		expect(await people.join(bea)).toEqual({ ok: false, why: 'kit-untried' });
		expect(await people.tryKit(bea, standing.kit)).toEqual({ ok: false, why: 'another-kit' });
		expect(await people.join(bea)).toEqual({ ok: false, why: 'kit-untried' });
		expect(await allFiles()).toEqual(before);
		expect(await people.tryKit(bea, bea.kit?.typed.reveal() ?? '')).toEqual({ ok: true });
		expect(await people.join(bea)).toMatchObject({ ok: true });
	});

	it('cannot be let in by who is no owner', async () => {
		const id = await invite(standing, 'clinician', 'Bea Second');
		const bea = await open(id);
		const before = await allFiles();
		const guest = await bea.people.prepare({
			role: 'staff',
			name: 'X',
			credential: '',
			passphrase
		});
		expect(await bea.people.join(guest)).toEqual({ ok: false, why: 'no-right' });
		expect(await bea.people.giveOwner(id)).toEqual({ ok: false, why: 'no-right' });
		expect(await allFiles()).toEqual(before);
	});
});

describe('rights', () => {
	/** Writes into a folder as a program would that asks nobody. */
	async function forge(
		who: AnyPractice,
		kind: 'tray' | 'cabinet',
		action: TrayAction | CabinetAction
	) {
		const slot = folderOf(who.roster, kind, standing.practice.me.person.id);
		if (!slot) throw new Error('no folder');
		const { device, anchors } = standing.storage;
		const shelf = standing.storage.shelfOf(slot.folder);
		const ledger = new Ledger({
			slot,
			shelf,
			device,
			anchors,
			author: who.me,
			clock: () => new Date()
		});
		expect((await ledger.append(action)).ok).toBe(true);
	}

	it('staff may feed into a tray; a forged drain of it is a fault and never folded', async () => {
		const staff = await open(await invite(standing, 'staff', 'Sam Front'));
		const box = newId<BoxId>();
		const slot = staff.traySlots.get(standing.practice.me.person.id);
		await slot?.ledger.append({ is: 'box-opened', box, provenance: 'unknown', files: 1 });
		const page = newId<PageId>();
		await expect(slot?.ledger.append({ is: 'copies-removed', pages: [page] })).rejects.toThrow(
			/right/
		);
		const again = await standing.again();
		expect(again.tray.state.boxes.has(box)).toBe(true);
		await forge(staff, 'tray', { is: 'copies-removed', pages: [page] });
		await expect(again.tray.catchUp()).rejects.toMatchObject({ n: 2, why: 'no-right' });
		await expect(standing.again()).rejects.toBeInstanceOf(DamagedPractice);
	});

	it.each([
		{ is: 'page-turned', page: newId<PageId>(), turn: 90 },
		{ is: 'strays-removed', count: 1 }
	] as const)('a colleague’s $is in a cabinet is a fault', async (action) => {
		const bea = await open(await invite(standing, 'clinician', 'Bea Second'));
		await forge(bea, 'cabinet', action);
		const again = await standing.again();
		expect(await again.openCabinet(cabinetPassphrase)).toEqual({
			ok: false,
			why: 'damaged-history'
		});
	});

	it('a colleague takes back from a cabinet what they dropped there, and nothing else', async () => {
		const me = standing.practice;
		const bea = await open(await invite(standing, 'clinician', 'Bea Second'));
		const words = new Uint8Array([7]);
		const dropped = (page: PageId): Dropped => ({
			facts: {
				...{ page, client: newId<ClientId>(), mediaType: 'image/png', width: 1, height: 1 },
				...{ sha256: '', provenance: 'unknown' }
			},
			...{ picture: words, thumbnail: words, reading: undefined }
		});
		const [own, mine, theirs] = [newId<PageId>(), newId<PageId>(), newId<PageId>()];
		const slot = bea.cabinetSlots.get(me.me.person.id);
		if (!slot) throw new Error('no slot');
		await me.slot.drop(dropped(mine));
		await slot.drop(dropped(own));
		await slot.drop(dropped(theirs));
		expect((await slot.withdraw(own, [], 'undone')).ok).toBe(true);
		// Neither taken out nor laid over.
		await slot.withdraw(mine, [], 'no');
		await slot.drop({ ...dropped(mine), reading: words });
		// What somebody dropped under an id that a page of mine has does not keep mine out.
		await me.slot.drop({ ...dropped(theirs), reading: words });

		const opened = await (await standing.again()).openCabinet(cabinetPassphrase);
		if (!opened.ok) throw new Error(opened.why);
		const { pages, turnedAway } = opened.cabinet.state;
		expect([...pages.keys()].sort()).toEqual([mine, theirs].sort());
		expect(pages.get(mine)?.droppedBy).toBe(me.me.person.id);
		expect(pages.get(mine)?.reading).toBeUndefined();
		expect(pages.get(theirs)).toMatchObject({ droppedBy: me.me.person.id });
		expect(turnedAway.map(({ person }) => person)).toEqual([bea.me.person.id, bea.me.person.id]);
	});

	it('a page decided for a colleague’s cabinet is there, and comes back by undo', async () => {
		const bea = asClinician(await open(await invite(standing, 'clinician', 'Bea Second')));
		const { picture, reading } = await markedPage('a'.repeat(32), 'b'.repeat(32));
		const client = await addClient(bea, 'Ana');
		const page = await layPage(bea, await openBox(bea), picture, reading);
		const colleague = standing.practice.me.person.id;
		const held = async () => {
			const opened = await (await standing.again()).openCabinet(cabinetPassphrase);
			if (!opened.ok) throw new Error(opened.why);
			return [...opened.cabinet.state.pages.keys()];
		};
		const done = await bea.filing.decide(page, { fate: 'cabinet', client, colleague });
		expect(done.ok).toBe(true);
		expect(await held()).toEqual([page]);
		expect((await bea.filing.undo(page)).ok).toBe(true);
		expect(await held()).toEqual([]);
	});

	it('what somebody writes after they left is a fault; what they wrote before stays', async () => {
		const id = await invite(standing, 'staff', 'Sam Front');
		const staff = await open(id);
		await staff.chart.act({ is: 'client-added', client: { id: newId(), name: 'Ana' } });
		const owner = await standing.again();
		expect((await owner.people.leave(id)).ok).toBe(true);
		expect((await standing.again()).chart.state.clients.size).toBe(1);
		await staff.chart.act({ is: 'client-added', client: { id: newId(), name: 'Late' } });
		await expect(standing.again()).rejects.toMatchObject({
			sentences: [expect.stringMatching(/entry 2 of its history/)]
		});
	});
});

describe('leaving', () => {
	it('gives the chart a new key that the leaver has not, and everybody else reads old and new', async () => {
		const sam = await invite(standing, 'staff', 'Sam Front');
		const bea = await invite(standing, 'clinician', 'Bea Second');
		await addClient(standing.practice, 'Before');
		const owner = await standing.again();
		const kept = await owner.chart.seal(new Uint8Array([1, 2, 3]));
		await owner.chart.act(
			{ is: 'client-added', client: { id: newId(), name: 'Blob' } },
			{ put: [kept.blob] }
		);
		const leaver = await open(sam);
		expect((await owner.people.leave(sam)).ok).toBe(true);
		const after = await standing.again();
		await addClient(after, 'After');
		const slot = folderOf(after.roster, 'chart');
		expect(slot?.epoch).toBe(2);
		const colleague = await open(bea);
		expect(colleague.chart.state.clients.size).toBe(3);
		expect(await colleague.chart.open(kept.ref)).toEqual(new Uint8Array([1, 2, 3]));
		await expect(leaver.chart.catchUp()).rejects.toMatchObject({ why: 'not-for-this-key' });
		await expect(open(sam)).rejects.toThrow('damaged');
		const later = await open(await invite(standing, 'staff', 'Lee New'));
		expect(later.chart.state.clients.size).toBe(3);
		expect(presentIn(later.roster).map(({ name }) => name)).toEqual([
			'Ida Morrow',
			'Bea Second',
			'Lee New'
		]);
	});

	it('leaves an owner behind, always', async () => {
		const id = standing.practice.me.person.id;
		const { people } = standing.practice;
		expect(await people.takeOwner(id)).toEqual({ ok: false, why: 'no-right' });
		expect(await people.leave(id)).toEqual({ ok: false, why: 'no-right' });
		const bea = await invite(standing, 'clinician', 'Bea Second');
		expect(await people.leave(id)).toEqual({ ok: false, why: 'no-right' });
		expect((await people.giveOwner(bea)).ok).toBe(true);
		expect((await people.takeOwner(id)).ok).toBe(true);
		expect(await people.rename(bea, 'Mine', '')).toEqual({ ok: false, why: 'no-right' });
	});
});

describe('a lost passphrase of staff', () => {
	async function unlockWith(id: PersonId, typed: string) {
		const found = await standing.door.look();
		if (found.is !== 'locked') throw new Error(found.is);
		return standing.door.unlock(found.roster, id, typed);
	}

	it('is answered with new keys: the charts open, and what was signed before still counts', async () => {
		const sam = await invite(standing, 'staff', 'Sam Front');
		const before = await open(sam);
		await before.chart.act({ is: 'client-added', client: { id: newId(), name: 'Ana' } });
		const owner = await standing.again();
		expect((await owner.people.renewKeys(sam, 'a new front door')).ok).toBe(true);
		expect(await unlockWith(sam, passphrase)).toMatchObject({ why: 'wrong-passphrase' });
		const after = await unlockWith(sam, 'a new front door');
		if (!after.ok) throw new Error(after.why);
		await after.practice.chart.act({ is: 'client-added', client: { id: newId(), name: 'Bo' } });
		expect((await standing.again()).chart.state.clients.size).toBe(2);
		expect(after.practice.me.person.verifier).not.toBe(before.me.person.verifier);
		// Once more: the middle keys keep their own stretch of the history.
		expect((await (await standing.again()).people.renewKeys(sam, 'third door')).ok).toBe(true);
		expect((await standing.again()).chart.state.clients.size).toBe(2);
	});

	it('lets nothing pass that the old keys sign later', async () => {
		const sam = await invite(standing, 'staff', 'Sam Front');
		const old = await open(sam);
		const owner = await standing.again();
		expect((await owner.people.renewKeys(sam, 'a new front door')).ok).toBe(true);
		await old.chart.act({ is: 'client-added', client: { id: newId(), name: 'Late' } });
		await expect(standing.again()).rejects.toMatchObject({
			sentences: [expect.stringMatching(/entry 1 of its history/)]
		});
	});

	it('is an owner’s act, and never a way to become a clinician', async () => {
		const bea = await invite(standing, 'clinician', 'Bea Second');
		const sam = await invite(standing, 'staff', 'Sam Front');
		const { people, me } = standing.practice;
		const before = await allFiles();
		const refused = { ok: false, why: 'no-right' };
		expect(await people.renewKeys(bea, 'mine now')).toEqual(refused);
		expect(await people.renewKeys(me.person.id, 'mine again')).toEqual(refused);
		expect(await (await open(bea)).people.renewKeys(sam, 'mine now')).toEqual(refused);
		expect(await (await open(sam)).people.renewKeys(sam, 'mine now')).toEqual(refused);
		expect(await allFiles()).toEqual(before);
	});
});

describe('small changes', () => {
	it('a new passphrase rewrites one file, the cabinet’s another, a new name one entry', async () => {
		const { people, keys, me } = standing.practice;
		const changedBy = async (act: () => Promise<{ ok: boolean }>): Promise<string[]> => {
			const before = await allFiles();
			expect((await act()).ok).toBe(true);
			return [...(await allFiles())]
				.filter(([path, text]) => before.get(path) !== text)
				.map(([path]) => path);
		};
		const { id } = me.person;
		const cabinet = folderOf(standing.practice.roster, 'cabinet', id);
		expect(await changedBy(() => people.rename(id, 'Ida Marsh', 'LCSW'))).toEqual([memberPath(2)]);
		expect(
			await changedBy(() =>
				keys.changeCabinetPassphrase({ old: cabinetPassphrase, new: 'new drawer' })
			)
		).toEqual([cabinet && paths.folderKey(cabinet.folder, 1)]);
		expect(
			await changedBy(() => keys.changePassphrase({ old: passphrase, new: 'new door' }))
		).toEqual([paths.personKey(id)]);
		expect(await keys.changePassphrase({ old: passphrase, new: 'x' })).toMatchObject({
			ok: false
		});
		const found = await standing.door.look();
		if (found.is !== 'locked') throw new Error(found.is);
		expect(memberOf(found.roster, id)?.name).toBe('Ida Marsh');
		const unlocked = await standing.door.unlock(found.roster, id, 'new door');
		if (!unlocked.ok) throw new Error(unlocked.why);
		expect(unlocked.practice.signedAs).toBe('Ida Marsh, LCSW');
		expect((await asClinician(unlocked.practice).openCabinet('new drawer')).ok).toBe(true);
	});
});

describe('the member chain', () => {
	it.each([
		[
			'an altered entry',
			async () => rewriteEntry(2, (text) => text.replace('Sam Front', 'Sam Frond'))
		],
		['a missing entry', async () => files().write([], [memberPath(2)])],
		['no entries at all', async () => files().write([], [1, 2].map(memberPath))],
		['a stray space', async () => rewriteEntry(1, (text) => ` ${text}`)],
		[
			'a first entry that follows on from nothing',
			async () => rewriteEntry(1, (text) => text.replace(noHash, 'f'.repeat(64)))
		]
	])('with %s is damage', async (_, harm) => {
		await invite(standing, 'staff', 'Sam Front');
		await standing.door.look();
		await harm();
		expect((await standing.door.look()).is).toBe('damaged');
	});

	async function rewriteEntry(n: number, change: (text: string) => string): Promise<void> {
		const path = memberPath(n);
		const text = new TextDecoder().decode(await files().read(path));
		await files().write([{ path, bytes: new TextEncoder().encode(change(text)) }]);
	}
});
