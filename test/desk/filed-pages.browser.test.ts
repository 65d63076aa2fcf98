import { beforeEach, describe, expect, it } from 'vitest';
import type { ChartPage } from '#lib/chart/reader.ts';
import { redactedPage } from '#lib/chart/reader.ts';
import { resealOlder } from '#lib/chart/reseal.ts';
import { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import { LockAway } from '#lib/desk/lock-away.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, NoteId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { ana, cabinetPassphrase, filePage, nameOf, openPractice, read } from './open-practice.ts';

let practice: Practice;
let desk: ChartsDesk;

beforeEach(async () => {
	practice = await openPractice();
	desk = new ChartsDesk({
		...{ chart: practice.chart, filing: practice.filing, pictures: new Pictures(), nameOf, read },
		newClient: () => newId<ClientId>(),
		newNote: () => newId<NoteId>()
	});
});

function only(client = ana.id): ChartPage {
	const [page] = desk.pagesOf(client);
	if (!page) throw new Error('no page');
	return page;
}

const pieces = async (): Promise<readonly string[]> =>
	(await practice.holdings.find(({ kind }) => kind === 'chart')?.shelf.blobIds()) ?? [];
const first = { line: 0, word: 0 };

describe('a word of a page', () => {
	it('is put right for the screen and for packets; what the machine read stays as it was', async () => {
		const id = await filePage(practice, 51, 'chart', { planted: 'sertra1ine' });
		const before = only();
		const read = before.reading && (await practice.chart.open(before.reading));
		expect(await desk.filed.correct(before, first, 'sertraline')).toEqual({ ok: true });
		const after = only();
		const { reading } = await desk.open(after);
		expect(reading?.lines[0]?.words[0]).toMatchObject({ text: 'sertraline', was: 'sertra1ine' });
		expect(after.readAs).toEqual(before.reading);
		expect(after.readAs && (await practice.chart.open(after.readAs))).toEqual(read);
		expect((await desk.pastOf(id)).lines.at(-1)?.what).toBe('Put a word of a filed page right.');
		// No word of a page is in a history that outlives the page.
		expect(JSON.stringify(await practice.chart.told())).not.toMatch(/sertra/);
	});

	it('put right again replaces the first try alone, and all of it leaves with the page', async () => {
		const id = await filePage(practice, 52, 'chart', { planted: 'd0se' });
		await desk.filed.correct(only(), first, 'rose');
		await desk.filed.correct(only(), first, 'dose');
		expect(await pieces()).toHaveLength(4);
		expect((await desk.open(only())).reading?.lines[0]?.words[0]).toMatchObject({ was: 'd0se' });
		await practice.filing.undo(id);
		expect(await pieces()).toEqual([]);
	});

	it('is not put right on a page that was changed meanwhile', async () => {
		await filePage(practice, 53, 'chart', { planted: 'd0se' });
		const seen = only();
		await desk.filed.correct(seen, first, 'dose');
		expect(await desk.filed.correct(seen, first, 'rose')).toMatchObject({ ok: false });
		expect(await pieces()).toHaveLength(4);
	});

	it('was not vouched for by a word on what stood there before', async () => {
		await filePage(practice, 56, 'chart', { planted: 'd0se' });
		const seen = only();
		expect(await desk.filed.vouch(seen, 'It is the treatment plan.')).toEqual({ ok: true });
		await desk.filed.correct(seen, first, 'dose');
		expect(await desk.filed.vouch(seen, 'It is the treatment plan.')).toMatchObject({ ok: false });
		expect(only().vouched).toBeUndefined();
		expect(await desk.filed.vouch(only(), 'It is the treatment plan.')).toEqual({ ok: true });
		expect(only().vouched).toMatchObject({ because: 'It is the treatment plan.' });
	});

	it('has its clinician’s word taken back, and not another that was signed since', async () => {
		const id = await filePage(practice, 57, 'chart');
		await desk.filed.vouch(only(), 'It is the treatment plan.');
		const read = only();
		await desk.filed.vouch(only(), 'It is a letter.');
		expect(await desk.filed.unvouch(read)).toMatchObject({ ok: false });
		expect(only().vouched).toMatchObject({ because: 'It is a letter.' });
		expect(await desk.filed.unvouch(only())).toEqual({ ok: true });
		expect(only()).not.toHaveProperty('vouched');
		expect(await desk.filed.unvouch(read)).toMatchObject({ ok: false });
		expect((await desk.pastOf(id)).lines.at(-1)?.what).toBe(
			'Took back the word that a filed page belongs in the record.'
		);
	});

	it('stays away from a redacted copy where it is covered', async () => {
		await filePage(practice, 54, 'chart', { planted: 'Jonh' });
		const page = only();
		const { reading } = await desk.open(page);
		const rect = reading?.lines[0]?.words[0]?.rect;
		if (!rect || !page.reading) throw new Error('no word');
		const copy = await practice.chart.seal(
			new TextEncoder().encode(JSON.stringify({ ...reading, lines: [] }))
		);
		await practice.chart.act(
			{
				is: 'page-redacted',
				page: page.page,
				redacted: {
					...{ picture: page.picture, thumbnail: page.thumbnail, reading: copy.ref },
					...{ mediaType: page.mediaType, stoodAt: 0, marks: [], covered: [rect] },
					...{ madeOn: '2026-01-01T00:00:00.000Z', madeBy: 'x' }
				}
			},
			{ put: [copy.blob] }
		);
		await desk.filed.correct(only(), first, 'John');
		await desk.filed.correct(only(), { line: 1, word: 0 }, 'wallaby');
		const covered = redactedPage(only());
		if (!covered) throw new Error('no copy');
		expect(covered).not.toHaveProperty('readAs');
		const words = (await desk.open(covered)).reading?.text ?? '';
		expect(words).toContain('wallaby');
		expect(words).not.toMatch(/John|Jonh/);
	});

	it('has its pieces sealed anew with the rest of the page', async () => {
		await filePage(practice, 55, 'chart');
		await desk.filed.correct(only(), first, 'dose');
		const told = await Array.fromAsync(resealOlder(practice.chart, (act) => act()));
		// Nothing lies under an earlier key here, and nothing is lost by looking.
		expect(told.at(-1)).toMatchObject({ resealed: 0, damaged: 0 });
		expect(await pieces()).toHaveLength(4);
	});
});

describe('a note on a page', () => {
	it('is kept apart from the page, struck, and told in both cases', async () => {
		const id = await filePage(practice, 56, 'chart');
		await desk.filed.note(only(), ' The second sheet is in box 4. ');
		expect(desk.notesOn(id)).toMatchObject([{ text: 'The second sheet is in box 4.' }]);
		expect(JSON.stringify(only())).not.toContain('box 4');
		const [note] = desk.notesOn(id);
		if (note) await desk.filed.strike(only(), note.id);
		expect(desk.notesOn(id)).toEqual([]);
		expect((await desk.pastOf(id)).lines.slice(1).map(({ what }) => what)).toEqual([
			'Wrote a note on a filed page: The second sheet is in box 4.',
			'Struck a note on a filed page.'
		]);
	});

	it('that was struck by mistake stands again where it stood, as it was written', async () => {
		const id = await filePage(practice, 64, 'chart');
		await desk.filed.note(only(), 'The second sheet is in box 4.');
		await desk.filed.note(only(), 'Box 5, sorry.');
		const before = desk.notesOn(id);
		const [first] = before;
		if (!first) throw new Error('no note');
		expect(await desk.filed.unstrike(only(), first.id)).toMatchObject({ ok: false });
		await desk.filed.strike(only(), first.id);
		expect(desk.notesOn(id)).toHaveLength(1);
		expect(await desk.filed.unstrike(only(), first.id)).toEqual({ ok: true });
		expect(desk.notesOn(id)).toEqual(before);
		expect((await desk.pastOf(id)).lines.slice(-2).map(({ what }) => what)).toEqual([
			'Struck a note on a filed page.',
			'Put a struck note on a filed page back.'
		]);
		await desk.filed.strike(only(), first.id);
		await practice.filing.undo(id);
		expect(practice.chart.state.struckNotes.size).toBe(0);
	});

	it('is gone with its page', async () => {
		const id = await filePage(practice, 57, 'chart');
		await desk.filed.note(only(), 'Look again.');
		await practice.filing.undo(id);
		expect(practice.chart.state.notes.size).toBe(0);
	});
});

describe('a page that is filed elsewhere', () => {
	it('lies in the other client’s chart alone, with the reason in its history', async () => {
		const id = await filePage(practice, 58, 'chart', { day: '2020-02-02' });
		const added = await desk.add({ name: 'Berit Aas' });
		if (!added.ok || !added.id) throw new Error('not added');
		const under = {
			client: added.id,
			kind: 'administrative',
			serviceDate: ensureDate('2020-02-03')
		};
		const moved = await desk.filed.refile(
			only(),
			{ ...under, kind: 'administrative' },
			'It slipped in.'
		);
		expect(moved).toEqual({ ok: true });
		expect(desk.pagesOf(ana.id)).toEqual([]);
		expect(only(added.id)).toMatchObject({ page: id, ...under });
		expect((await desk.pastOf(id)).lines.at(-1)?.what).toBe(
			'Moved a page from the chart of Ana Marlow-Ünal to that of Berit Aas, February 3, 2020, because: It slipped in.'
		);
	});

	it('can lose its date, and stays where it is when somebody was faster', async () => {
		await filePage(practice, 59, 'chart', { day: '2020-02-02' });
		const seen = only();
		await desk.filed.refile(seen, { client: ana.id, kind: 'other' }, 'The date was a birth date.');
		expect(only().serviceDate).toBeUndefined();
		await desk.turn(seen, 90);
		expect(await desk.filed.refile(seen, { client: ana.id, kind: 'other' }, 'x')).toMatchObject({
			ok: false
		});
	});
});

describe('a page that was filed elsewhere by mistake', () => {
	async function moved(): Promise<{ id: string; berit: ClientId }> {
		const id = await filePage(practice, 62, 'chart', { day: '2020-02-02' });
		const added = await desk.add({ name: 'Berit Aas' });
		if (!added.ok || !added.id) throw new Error('not added');
		await desk.filed.refile(only(), { client: added.id, kind: 'other' }, 'It slipped in.');
		return { id, berit: added.id };
	}

	it('goes back as it was, and the history says both', async () => {
		const before = await moved();
		const there = only(before.berit);
		await desk.turn(there, 90);
		const { refiled } = await desk.pastOf(there.page);
		if (!refiled) throw new Error('nothing to take back');
		expect(await desk.filed.putBack(refiled)).toEqual({ ok: true });
		expect(desk.pagesOf(before.berit)).toEqual([]);
		expect(only()).toMatchObject({
			...{ page: before.id, kind: 'progress', serviceDate: '2020-02-02', turn: 90 }
		});
		const { lines, refiled: again } = await desk.pastOf(there.page);
		expect(lines.at(-1)?.what).toBe(
			'Put a page back from the chart of Berit Aas to that of Ana Marlow-Ünal.'
		);
		// What was taken back once is not offered a second time.
		expect(again).toBeUndefined();
	});

	it('stays where it is when somebody has filed it anew since', async () => {
		const { berit } = await moved();
		const { refiled } = await desk.pastOf(only(berit).page);
		if (!refiled) throw new Error('nothing to take back');
		const under = { client: berit, kind: 'administrative' } as const;
		await desk.filed.refile(only(berit), under, 'A receipt.');
		expect(await desk.filed.putBack(refiled)).toMatchObject({ ok: false });
		expect(only(berit)).toMatchObject(under);
		// The later one can be.
		const { refiled: later } = await desk.pastOf(only(berit).page);
		expect(later && (await desk.filed.putBack(later))).toEqual({ ok: true });
		expect(only(berit).kind).toBe('other');
		expect((await desk.pastOf(only(berit).page)).lines.at(-1)?.what).toBe(
			'Put a page of Berit Aas back under its earlier kind.'
		);
	});

	it('is not offered to go back once it was taken out and filed by a decision', async () => {
		const { id } = await moved();
		const page = id as ChartPage['page'];
		await practice.filing.undo(page);
		await practice.filing.decide(page, { fate: 'chart', client: ana.id });
		expect((await desk.pastOf(page)).refiled).toBeUndefined();
	});
});

describe('a page that is locked away from the chart', () => {
	const lockAway = (): LockAway => new LockAway({ ...practice, filing: practice.filing });

	it('leaves it with every piece and word, and is in the cabinet with the reason', async () => {
		const id = await filePage(practice, 60, 'chart');
		await desk.filed.correct(only(), first, 'dose');
		expect(await lockAway().lockAway(only(), 'My own guesses.', '')).toEqual({ ok: true });
		expect(await pieces()).toEqual([]);
		expect(JSON.stringify(await practice.chart.told())).not.toContain('guesses');
		const opened = await practice.openCabinet(cabinetPassphrase);
		if (!opened.ok) throw new Error('it did not open');
		expect(opened.cabinet.state.pages.get(id)).toMatchObject({ because: 'My own guesses.' });
	});

	it('comes back as it was, and the chart is not told from where', async () => {
		const id = await filePage(practice, 63, 'chart', { day: '2020-02-02' });
		await desk.mark(only(), { session: 'couple', author: 'M. Ellsworth' });
		await desk.turn(only(), 90);
		const before = only();
		const locked = await lockAway().lockAway(before, 'My own guesses.', '');
		expect(desk.pagesOf(ana.id)).toEqual([]);
		expect(await locked.back?.()).toEqual({ ok: true });
		const { page, client, serviceDate, kind, session, author, turn, sha256, provenance } = before;
		expect(only()).toMatchObject({
			...{ page, client, serviceDate, kind, session, author, turn, sha256, provenance }
		});
		expect((await desk.pastOf(id)).lines.at(-1)?.what).toBe(
			'Filed a page to the chart of Ana Marlow-Ünal (kept in a separate folder), because: That it was taken out was taken back.'
		);
		const opened = await practice.openCabinet(cabinetPassphrase);
		if (!opened.ok) throw new Error('it did not open');
		expect(opened.cabinet.state.pages.has(id)).toBe(false);
	});

	it.each([
		['a corrected word', () => desk.filed.correct(only(), first, 'dose')],
		['a note', () => desk.filed.note(only(), 'Look again.')],
		['a clinician’s word', () => desk.filed.vouch(only(), 'It is the treatment plan.')],
		['another kind', () => desk.filed.refile(only(), { client: ana.id, kind: 'other' }, 'x')]
	])('is not offered back where the chart has lost %s with it', async (_, act) => {
		await filePage(practice, 64, 'chart');
		expect(await act()).toEqual({ ok: true });
		const locked = await lockAway().lockAway(only(), 'My own guesses.', '');
		expect(locked).toEqual({ ok: true });
	});

	it('also when this clinician’s tray does not know it', async () => {
		await filePage(practice, 61, 'chart');
		const page = only();
		const other = { ...page, page: newId<ChartPage['page']>(), provenance: 'interfiled' } as const;
		await practice.filing.undisturbed(() => practice.chart.act({ is: 'page-filed', page: other }));
		expect(await lockAway().lockAway(other, 'Mine.', ' ')).toMatchObject({ ok: false });
		expect(await lockAway().lockAway(other, 'Mine.', 'A process note.')).toEqual({ ok: true });
		expect(practice.chart.state.pages.has(other.page)).toBe(false);
		const opened = await practice.openCabinet(cabinetPassphrase);
		if (!opened.ok) throw new Error('it did not open');
		const held = opened.cabinet.state.pages.get(other.page);
		expect(held).toMatchObject({ client: ana.id, provenance: 'interfiled', because: 'Mine.' });
		expect(held?.attested).toBeDefined();
		expect(held && (await opened.cabinet.open(held.picture)).length).toBeGreaterThan(0);
	});
});
