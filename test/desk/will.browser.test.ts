import { beforeEach, describe, expect, it } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { CabinetDesk } from '#lib/desk/cabinet.svelte.ts';
import { HistoryDesk } from '#lib/desk/history.svelte.ts';
import { PeopleDesk } from '#lib/desk/people.svelte.ts';
import { WillDesk } from '#lib/desk/will.svelte.ts';
import { inEnglish } from '#lib/language/telling.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import type { PersonId } from '#lib/page/ids.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { steppingClock } from '../support/clock.ts';
import { ana, filePage, noPackets, read } from './open-practice.ts';

const passphrase = 'open sesame';
const cabinetPassphrase = 'the second drawer sticks';
const because = 'Ida asked me to, from the hospital.';

interface Desk {
	readonly practice: Practice;
	readonly cabinet: CabinetDesk;
	readonly will: WillDesk;
}

let door: Door;
let idas: PersonId;
let beas: PersonId;
let ida: Desk;

async function unlock(id: PersonId): Promise<Desk> {
	const found = await door.look();
	if (found.is !== 'locked') throw new Error(found.is);
	const unlocked = await door.unlock(found.roster, id, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	const practice = asClinician(unlocked.practice);
	const nameOf = (): string => 'Somebody';
	const cabinet = new CabinetDesk(practice, nameOf, read, noPackets);
	return { practice, cabinet, will: new WillDesk(practice, cabinet, new PeopleDesk(practice)) };
}

/** Bea at her open cabinet, where Ida's was left to her. */
async function beaNamed(): Promise<Desk> {
	expect(await ida.will.name(beas, cabinetPassphrase)).toEqual({ ok: true });
	const bea = await unlock(beas);
	await bea.cabinet.open(cabinetPassphrase);
	return bea;
}

async function readIn({ will }: Desk): Promise<void> {
	const [left] = will.leftToMe;
	if (!left) throw new Error('nothing was left');
	expect(await will.read(left, because)).toEqual({ ok: true });
}

beforeEach(async () => {
	door = new Door({
		storage: memoryStorage(),
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: partMakerWith(canvasCodec)
	});
	const about = { credential: 'PhD', passphrase, cabinetPassphrase };
	const prepared = await door.prepare({ ...about, practice: 'Harbor Lane', name: 'Ida' });
	await door.establish(prepared);
	idas = prepared.person.id;
	const { people } = (await unlock(idas)).practice;
	const invited = await people.prepare({ ...about, role: 'clinician', name: 'Bea' });
	await people.tryKit(invited, invited.kit?.typed.reveal() ?? '');
	await people.join(invited);
	beas = invited.person.id;
	ida = await unlock(idas);
	await ida.practice.chart.act({ is: 'client-added', client: ana });
	await filePage(ida.practice, 1, 'cabinet', { day: '2021-05-04' });
});

describe('a professional will', () => {
	it('is named, shown and taken back by whose cabinet it is', async () => {
		expect(ida.will.candidates.map(({ name }) => name)).toEqual(['Bea']);
		expect(ida.will.successor).toBeUndefined();
		expect((await ida.will.name(beas, 'no')).ok).toBe(false);
		await ida.will.name(beas, cabinetPassphrase);
		expect(ida.will.successor?.person.name).toBe('Bea');
		expect(await ida.will.remove()).toEqual({ ok: true });
		expect(ida.will.successor).toBeUndefined();
		expect((await unlock(beas)).will.leftToMe).toEqual([]);
	});

	it('lets the successor read the pages, with a reason that both see', async () => {
		const bea = await beaNamed();
		await readIn(bea);
		const { reading } = bea.will;
		expect(reading).toMatchObject({ owner: 'Ida, PhD', because, isOpen: true });
		expect(reading?.clients).toEqual([ana.id]);
		const [page] = reading?.pagesOf(ana.id) ?? [];
		if (!reading || !page) throw new Error('no page');
		const shown = await reading.view(page);
		expect((await (await fetch(shown.url)).blob()).type).toBe('image/jpeg');
		expect(shown.reading?.lines.length).toBeGreaterThan(0);
		expect((await reading.history(page.page)).map(({ what }) => what)).toEqual([
			'Dropped a page through the slot (kept in a separate folder).'
		]);
		const later = await unlock(idas);
		await later.will.look();
		expect(later.will.openings).toMatchObject([{ who: 'Bea, PhD', because }]);
	});

	it('stands in the histories: for everybody that it happened, for the two of them why', async () => {
		await readIn(await beaNamed());
		const told = async ({ practice }: Desk, why: boolean): Promise<readonly string[]> => {
			const { files, wills, chart, roster } = practice;
			const members = { files, why: why ? wills.why.bind(wills) : undefined };
			const history = new HistoryDesk({ chart, roster, members, now: () => new Date() });
			await history.read();
			expect(history.damaged).toBe(false);
			const lines = history.lines.filter(({ about }) => about === 'people');
			return lines.map(({ who, what }) => `${inEnglish(who)}: ${inEnglish(what)}`);
		};
		const opened = 'Bea, PhD: Opened the locked cabinet of Ida, PhD as successor, to read it';
		const first = [
			'Ida, PhD: Named Bea, PhD as successor for their own locked cabinet.',
			'Ida, PhD: Let Bea, PhD into the practice, as clinician.',
			'Ida, PhD: Set up the practice Harbor Lane.'
		];
		const withReason = `${opened}, because: Ida asked me to, from the hospital.`;
		expect(await told(await unlock(idas), true)).toEqual([withReason, ...first]);
		expect(await told(await unlock(beas), true)).toEqual([withReason, ...first]);
		expect(await told(await unlock(beas), false)).toEqual([`${opened}.`, ...first]);
	});

	it('opens nothing while the successor’s own cabinet is locked, and closes with it', async () => {
		const bea = await beaNamed();
		await readIn(bea);
		const { reading } = bea.will;
		const [page] = reading?.pages ?? [];
		if (!reading || !page) throw new Error('no page');
		const { url } = await reading.view(page);
		bea.cabinet.lock();
		await Promise.resolve();
		expect([bea.will.reading, reading.isOpen, reading.pagesOf(ana.id)]).toEqual([
			undefined,
			false,
			[]
		]);
		await expect(fetch(url)).rejects.toThrow();
		await expect(reading.view(page)).rejects.toThrow('closed');
		const [left] = bea.will.leftToMe;
		if (!left) throw new Error('nothing was left');
		expect(await bea.will.read(left, because)).toEqual({
			ok: false,
			sentence: 'Open your own cabinet first.'
		});
	});

	it('shows nothing that was locked while it was being opened', async () => {
		const bea = await beaNamed();
		const [left] = bea.will.leftToMe;
		if (!left) throw new Error('nothing was left');
		const opening = bea.will.read(left, because);
		bea.cabinet.lock();
		await opening;
		expect(bea.will.reading).toBeUndefined();
	});
});
