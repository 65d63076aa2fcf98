import { beforeEach, describe, expect, it } from 'vitest';
import { packState } from '#lib/ledger/pack.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { DamagedPractice } from '#lib/practice/faults.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { folderOf, paths } from '#lib/practice/roster.ts';
import type { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import type { StoredEvent } from '#lib/shelf/shelf.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit } from '#lib/vault/kit.ts';
import {
	addClient,
	cabinetPassphrase,
	makePart,
	openBox,
	passphrase,
	setUpPractice,
	type Standing
} from '../support/practice.ts';
import { steppingClock } from '../support/clock.ts';

function doorOf(storage = memoryStorage(), wasHere?: () => boolean) {
	const around = { storage, hardener: hardenHere({ logN: 4 }), clock: steppingClock(), makePart };
	return { storage, door: new Door(around, wasHere) };
}

const asked = {
	...{ practice: 'Test Practice', name: 'Ida Morrow', credential: 'LCSW' },
	...{ passphrase, cabinetPassphrase }
};

describe('setting up', () => {
	it('writes nothing before it is established, and then everything', async () => {
		const { storage, door } = doorOf();
		expect(await door.look()).toEqual({ is: 'fresh' });
		const prepared = await door.prepare(asked);
		await door.tryKit(prepared, 'cabinet', prepared.kits.cabinet.typed.reveal());
		expect(await storage.files.list()).toEqual([]);
		expect(storage.shelves.size).toBe(0);
		expect(await door.establish(prepared)).toBe(true);
		expect((await door.look()).is).toBe('locked');
	});

	it('leaves no passphrase, kit or key readable in its files', async () => {
		const { storage, door } = doorOf();
		const prepared = await door.prepare(asked);
		await door.establish(prepared);
		const secret = prepared.kits.cabinet.typed.reveal();
		for (const path of await storage.files.list()) {
			const text = Buffer.from((await storage.files.read(path)) ?? []).toString('latin1');
			for (const word of [passphrase, cabinetPassphrase, secret, 'AGE-SECRET-KEY']) {
				expect(text).not.toContain(word);
			}
			if (path.endsWith('.age')) expect(text).toMatch(/^age-encryption\.org\/v1\n/);
		}
	});

	it('takes the kit as it is typed from paper, and says what is wrong with any other', async () => {
		const { door } = doorOf();
		const prepared = await door.prepare(asked);
		const typed = prepared.kits.cabinet.typed.reveal();
		const last = typed.endsWith('Q') ? 'P' : 'Q';
		const other = (await makeKit()).typed.reveal();
		const tries = [
			[typed, { ok: true }],
			[prepared.kits.cabinet.printed.reveal().toLowerCase(), { ok: true }],
			[typed.slice(16), { ok: true }],
			[typed.slice(0, -1), { ok: false, why: 'too-short' }],
			[`${typed}Q`, { ok: false, why: 'too-long' }],
			[typed.slice(0, -1) + last, { ok: false, why: 'mistyped' }],
			[other, { ok: false, why: 'another-kit' }]
		] as const;
		for (const [code, answer] of tries)
			expect(await door.tryKit(prepared, 'cabinet', code)).toEqual(answer);
	});

	it('never writes over a practice that stands', async () => {
		const { storage, door } = doorOf();
		await door.establish(await door.prepare(asked));
		const before = await storage.files.list();
		expect(await door.establish(await door.prepare(asked))).toBe(false);
		expect(await storage.files.list()).toEqual(before);
	});
});

let standing: Standing;
let practice: Practice;
beforeEach(async () => {
	standing = await setUpPractice();
	practice = standing.practice;
});

function shelfOf(kind: 'chart' | 'tray' | 'cabinet'): MemoryShelf {
	const slot = folderOf(practice.roster, kind, practice.me.person.id);
	const shelf = slot && standing.storage.shelves.get(slot.folder);
	if (!shelf) throw new Error('no shelf');
	return shelf;
}

const stateOf = ({ tray, chart }: Practice) => JSON.stringify(packState([tray.state, chart.state]));

async function eventsOf(shelf: MemoryShelf): Promise<StoredEvent[]> {
	const events: StoredEvent[] = [];
	for await (const event of shelf.events()) events.push(event);
	return events;
}

/** Puts other events in the place of a shelf's own. */
async function refill(shelf: MemoryShelf, events: readonly StoredEvent[]): Promise<void> {
	await shelf.destroy();
	for (const event of events) await shelf.commit({ event });
}

describe('unlocking', () => {
	it('is refused to a wrong passphrase, and the cabinet to a wrong second one', async () => {
		const { door } = standing;
		const id = practice.me.person.id;
		const why = { ok: false, why: 'wrong-passphrase' };
		expect(await door.unlock(practice.roster, id, `${passphrase} `)).toEqual(why);
		expect(await practice.openCabinet(passphrase)).toEqual(why);
		expect((await practice.openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('gives the same state from a snapshot and later events, beyond 200 of them', async () => {
		for (let n = 0; n < 205; n++) await addClient(practice, `Client ${n}`);
		await openBox(practice);
		expect(await shelfOf('chart').kept('snapshot')).toBeDefined();
		const again = await standing.again();
		expect(stateOf(again)).toBe(stateOf(practice));
		expect(again.chart.state.clients.size).toBe(205);
		await again.close();
		expect(stateOf(await standing.again())).toBe(stateOf(practice));
		expect((await again.verify()).map(({ ok, events }) => [ok, events])).toEqual([
			[true, 1],
			[true, 1],
			[true, 205],
			[true, 0]
		]);
	});

	it('heals a note that is older than the chain, or gone', async () => {
		await addClient(practice, 'Ana Marked');
		const { folder } = shelfOf('chart');
		const head = await shelfOf('chart').head();
		standing.storage.anchors.replace(folder, undefined);
		await standing.again();
		expect(standing.storage.anchors.read(folder)).toEqual(head);
	});
});

describe('damage', () => {
	beforeEach(async () => {
		for (const name of ['Ana', 'Bo', 'Cy']) await addClient(practice, name);
		await openBox(practice);
	});

	async function expectDamage(sentence: RegExp): Promise<void> {
		const chart = await eventsOf(shelfOf('chart'));
		const error = await standing.again().catch((thrown: unknown) => thrown);
		if (!(error instanceof DamagedPractice))
			throw new Error('no damage was seen', { cause: error });
		expect(error.sentences.join(' ')).toMatch(sentence);
		expect(error.sentences.join(' ')).not.toMatch(/Ana|Bo|Cy|Ida/);
		expect(await eventsOf(shelfOf('chart'))).toEqual(chart);
	}

	const cuts: Record<string, (events: StoredEvent[]) => StoredEvent[]> = {
		'the newest event is gone': (events) => events.slice(0, -1),
		'every event is gone': () => []
	};
	it.each(Object.entries(cuts))('%s: nothing opens, and nothing is written', async (_, cut) => {
		await refill(shelfOf('chart'), cut(await eventsOf(shelfOf('chart'))));
		await expectDamage(/The chart folder is not as it was left.*3 were noted/);
	});

	it('of one byte of an event is seen', async () => {
		const [first, second, ...rest] = await eventsOf(shelfOf('chart'));
		if (!first || !second) throw new Error('too few events');
		const bytes = second.bytes.slice();
		const at = bytes.length - 20;
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		await refill(shelfOf('chart'), [first, { ...second, bytes }, ...rest]);
		await expectDamage(/The chart folder: entry 2 of its history does not hold/);
	});

	it('by an event that was laid behind the chain is seen, and not noted as its end', async () => {
		const events = await eventsOf(shelfOf('chart'));
		const last = events.at(-1);
		if (!last) throw new Error('too few events');
		const { folder } = shelfOf('chart');
		const noted = standing.storage.anchors.read(folder);
		await refill(shelfOf('chart'), [...events, { ...last, n: last.n + 1, prev: last.hash }]);
		await expectDamage(/The chart folder: entry 4 of its history does not hold/);
		expect(standing.storage.anchors.read(folder)).toEqual(noted);
		await refill(shelfOf('chart'), events);
		expect((await standing.again()).chart.state.clients.size).toBe(3);
	});

	it('of the newest event is seen as another chain than the one noted', async () => {
		const { folder } = shelfOf('tray');
		standing.storage.anchors.replace(folder, { n: 1, hash: 'f'.repeat(64) });
		await expectDamage(/Your tray is not as it was left/);
	});

	it('of the cabinet is seen though it is locked', async () => {
		const { folder } = shelfOf('cabinet');
		standing.storage.anchors.replace(folder, { n: 4, hash: 'f'.repeat(64) });
		// How many were noted would tell how much lies in it.
		await expectDamage(/Your locked cabinet is not as it was left: .* entries\.$/);
	});

	it('of a key file is seen', async () => {
		const { folder } = shelfOf('tray');
		await standing.storage.files.write([], [paths.folderKey(folder, 1)]);
		await shelfOf('tray').keep('practice-files', new Uint8Array());
		await expectDamage(/Your tray cannot be opened: its key is missing/);
	});

	it('is what an empty storage is where a practice was noted: never a first visit', async () => {
		const { door } = doorOf(memoryStorage(), () => true);
		const found = await door.look();
		expect(found).toMatchObject({ is: 'damaged' });
		expect(found.is === 'damaged' && found.sentences[0]).toMatch(/its storage is empty now/);
	});

	it.each([
		['format 2', /^newer$/],
		['format x', /cannot be read/],
		['', /cannot be read/]
	])('or a newer program is told from the mark "%s"', async (mark, sentence) => {
		const bytes = new TextEncoder().encode(mark);
		await standing.storage.files.write([{ path: paths.format, bytes }]);
		const found = await standing.door.look();
		expect(found.is === 'damaged' ? found.sentences.join() : found.is).toMatch(sentence);
	});
});

describe('recovery with the printed kit', () => {
	const renewed = {
		passphrase: 'new one for the door',
		cabinetPassphrase: 'new one for the cabinet'
	};

	it('renews both passphrases and refuses the old ones', async () => {
		await addClient(practice, 'Ana Marked');
		const { door, kit } = standing;
		const { roster, me } = practice;
		expect(await door.recover(roster, me.person, kit, renewed)).toEqual({ ok: true });
		expect(await door.unlock(roster, me.person.id, passphrase)).toMatchObject({ ok: false });
		const unlocked = await door.unlock(roster, me.person.id, renewed.passphrase);
		if (!unlocked.ok) throw new Error(unlocked.why);
		const opened = asClinician(unlocked.practice);
		expect(stateOf(opened)).toBe(stateOf(practice));
		expect(await opened.openCabinet(cabinetPassphrase)).toMatchObject({ ok: false });
		expect((await opened.openCabinet(renewed.cabinetPassphrase)).ok).toBe(true);
	});

	it('with another kit changes nothing', async () => {
		const { door } = standing;
		const { roster, me } = practice;
		const other = (await makeKit()).typed.reveal();
		expect(await door.recover(roster, me.person, other, renewed)).toEqual({
			ok: false,
			why: 'another-kit'
		});
		await standing.again();
	});
});
