import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { membersIn } from '#lib/practice/members/chain.ts';
import { memberPath, signEntry, type MemberAction } from '#lib/practice/members/entry.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { folderOf, paths, type Roster } from '#lib/practice/roster.ts';
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import { crack } from '../support/crack.ts';
import { markedPage, type MarkedPage } from '../support/marked-paper.ts';
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

const because = 'Ida died on Sunday; her client asks for the notes.';

let paper: MarkedPage;
let standing: Standing;
let ida: Practice;
let bea: Practice;
let cy: PersonId;
let sam: PersonId;
let cabinet: FolderId;

beforeAll(async () => {
	paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
});

beforeEach(async () => {
	standing = await setUpPractice();
	const beas = await invite(standing, 'clinician', 'Bea');
	cy = await invite(standing, 'clinician', 'Cy');
	sam = await invite(standing, 'staff', 'Sam');
	ida = await standing.again();
	const client = await addClient(ida, 'Ana');
	const page = await layPage(ida, await openBox(ida), paper.picture, paper.reading);
	await ida.filing.decide(page, { fate: 'cabinet', client });
	await ida.filing.sweep();
	bea = asClinician(await unlockAs(standing, beas));
	cabinet = slotIn(ida.roster).folder;
});

function slotIn(roster: Roster) {
	const slot = folderOf(roster, 'cabinet', ida.me.person.id);
	if (!slot) throw new Error('no cabinet');
	return slot;
}

const copyAt = (): string => paths.folderSuccessor(cabinet, slotIn(ida.roster).epoch);

async function named(person = bea.me.person.id): Promise<Roster> {
	const done = await ida.wills.name(ida.roster, person, cabinetPassphrase);
	if (!done.ok) throw new Error(done.why);
	return done.roster;
}

async function keyOf(who: Practice) {
	const opened = await who.openCabinet(cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	return opened.cabinet.key;
}

async function enter(who: Practice, roster: Roster, why = because) {
	return who.wills.enter(roster, cabinet, await keyOf(who), why);
}

/** As somebody writes who asks no program: whether the practice takes it. */
async function forged(who: Practice, what: MemberAction): Promise<boolean> {
	const read = await membersIn(standing.storage.files);
	if (!read.ok) throw new Error(read.why);
	const { n, hash } = read.roster.head;
	const at = new Date(0).toISOString();
	const entry = { v: 1, n: n + 1, prev: hash, at, by: who.me.person.id, what } as const;
	const { bytes } = await signEntry(entry, who.me.signer);
	await standing.storage.files.write([{ path: memberPath(n + 1), bytes }]);
	const taken = (await membersIn(standing.storage.files)).ok;
	await standing.storage.files.write([], [memberPath(n + 1)]);
	return taken;
}

describe('a successor', () => {
	it('reads the cabinet of who named them, and nobody else does', async () => {
		const roster = await named();
		const entered = await enter(bea, roster);
		if (!entered.ok) throw new Error(entered.why);
		const [page] = [...entered.cabinet.state.pages.values()];
		if (!page) throw new Error('no page');
		expect(await entered.cabinet.open(page.picture)).toEqual(paper.picture);
		const other = asClinician(await unlockAs(standing, cy));
		expect(await enter(other, roster)).toEqual({ ok: false, why: 'not-yours' });
	});

	it('can do so after the other has left, and can be named no more by then', async () => {
		await named();
		await ida.people.giveOwner(bea.me.person.id);
		const { me } = ida;
		const left = await bea.people.leave(me.person.id);
		if (!left.ok) throw new Error(left.why);
		expect(left.roster.wills).toHaveLength(1);
		const later = asClinician(await unlockAs(standing, bea.me.person.id));
		expect((await enter(later, later.roster)).ok).toBe(true);
		expect(await ida.wills.remove()).toEqual({ ok: false, why: 'no-right' });
	});

	it('opens it only with a reason, and both read it in what everybody can see happened', async () => {
		const roster = await named();
		expect(await enter(bea, roster, '  ')).toEqual({ ok: false, why: 'needs-reason' });
		const entered = await enter(bea, roster);
		if (!entered.ok) throw new Error(entered.why);
		const [line] = entered.roster.entered;
		if (!line) throw new Error('nothing on record');
		expect(line).toMatchObject({ by: bea.me.person.id, cabinet });
		expect(await bea.wills.why(line)).toBe(because);
		expect(await ida.wills.why(line)).toBe(because);
		const other = asClinician(await unlockAs(standing, cy));
		expect(other.roster.entered).toEqual([line]);
		expect(await other.wills.why(line)).toBeUndefined();
	});

	it('finds no word of the reason in clear, nor how long it is', async () => {
		const roster = await named();
		await enter(bea, roster, 'short');
		await enter(bea, roster);
		const read = await membersIn(standing.storage.files);
		if (!read.ok) throw new Error(read.why);
		const [a, b] = read.roster.entered;
		expect(JSON.stringify(read.entries)).not.toMatch(/Sunday|short/);
		expect(a?.because.length).toBe(b?.because.length);
	});

	it('needs their own cabinet open: their desk alone does not do it', async () => {
		await named();
		const all = new Map<string, Uint8Array<ArrayBuffer>>();
		for (const path of await standing.storage.files.list()) {
			const bytes = await standing.storage.files.read(path);
			// What Ida's passphrases open is not Bea's, though all have the same here.
			if (bytes && !path.includes(ida.me.person.id)) all.set(path, bytes);
		}
		const desk = await crack(all, { passphrases: [passphrase] });
		expect(desk.opened.has(copyAt())).toBe(false);
		const both = await crack(all, { passphrases: [passphrase, cabinetPassphrase] });
		expect(both.opened.has(copyAt())).toBe(true);
	});

	it('is handed nothing when the record of it cannot be written', async () => {
		const roster = await named();
		const full = { ok: false, why: 'full' } as const;
		standing.storage.files.write = () => Promise.resolve(full);
		expect(await enter(bea, roster)).toEqual(full);
	});
});

describe('a will', () => {
	it('is named with the cabinet’s passphrase, one colleague at a time', async () => {
		const wrong = await ida.wills.name(ida.roster, bea.me.person.id, 'no');
		expect(wrong).toEqual({ ok: false, why: 'wrong-passphrase' });
		expect(await standing.storage.files.read(copyAt())).toBeUndefined();
		const roster = await named();
		expect(roster.wills).toMatchObject([
			{ cabinet, owner: ida.me.person.id, successor: bea.me.person.id }
		]);
		const again = await ida.wills.name(roster, cy, cabinetPassphrase);
		expect(again).toEqual({ ok: false, why: 'no-right' });
	});

	it('is for a clinician of the practice: not for staff, not for oneself', async () => {
		for (const person of [sam, ida.me.person.id]) {
			const refused = await ida.wills.name(ida.roster, person, cabinetPassphrase);
			expect(refused).toEqual({ ok: false, why: 'no-right' });
		}
	});

	it('is taken back: the copy is gone, and the successor is none', async () => {
		const roster = await named();
		const kept = await standing.storage.files.read(copyAt());
		expect((await ida.wills.remove()).ok).toBe(true);
		expect(await standing.storage.files.read(copyAt())).toBeUndefined();
		expect((await enter(bea, roster)).ok).toBe(false);
		// Who kept the copy still holds the key, and no program here takes it.
		if (!kept) throw new Error('no copy');
		await standing.storage.files.write([{ path: copyAt(), bytes: kept }]);
		expect(await enter(bea, roster)).toEqual({ ok: false, why: 'no-right' });
		expect((await ida.wills.name(ida.roster, cy, cabinetPassphrase)).ok).toBe(true);
	});

	it('ends when the successor leaves, with its copy', async () => {
		await named();
		const left = await ida.people.leave(bea.me.person.id);
		if (!left.ok) throw new Error(left.why);
		expect(left.roster.wills).toEqual([]);
		expect(await standing.storage.files.read(copyAt())).toBeUndefined();
	});

	it('leaves the cabinet’s own locks as they are', async () => {
		await named();
		expect((await ida.openCabinet(cabinetPassphrase)).ok).toBe(true);
		expect(await ida.keys.tryKit(standing.kit)).toEqual({ ok: true });
	});

	const acts: readonly (readonly [string, () => MemberAction])[] = [
		['names a successor', () => ({ is: 'successor-named', cabinet, person: cy })],
		['takes a successor back', () => ({ is: 'successor-removed', cabinet })],
		['opens as a successor', () => ({ is: 'cabinet-entered', cabinet, because: 'eA==' })]
	];
	const whoMay: Readonly<Record<string, readonly string[]>> = {
		'names a successor': ['ida'],
		'takes a successor back': ['ida'],
		'opens as a successor': ['bea']
	};
	it.each(acts)('%s: only who may, whatever somebody writes into storage', async (name, action) => {
		// A name can be given only where none stands, the rest only where one does.
		if (name !== 'names a successor') await named();
		const people = { ida, bea, cy: asClinician(await unlockAs(standing, cy)) };
		const taken: string[] = [];
		for (const [who, practice] of Object.entries(people)) {
			if (await forged(practice, action())) taken.push(who);
		}
		expect(taken).toEqual(whoMay[name]);
	});

	it('is for cabinets: no tray and no chart is handed on by it', async () => {
		for (const kind of ['tray', 'chart'] as const) {
			const slot = folderOf(ida.roster, kind, ida.me.person.id);
			if (!slot) throw new Error(kind);
			const what = { is: 'successor-named', cabinet: slot.folder, person: cy } as const;
			expect(await forged(ida, what)).toBe(false);
		}
	});
});
