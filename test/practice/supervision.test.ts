import { beforeEach, describe, expect, it } from 'vitest';
import { piecesOf, type Borrowed, type Lent } from '#lib/cabinet/loans.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import { addDays, dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, LoanId, PageId, PersonId } from '#lib/page/ids.ts';
import type { LoanWish } from '#lib/practice/loans.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { folderOf } from '#lib/practice/roster.ts';
import { newId } from '#lib/vault/random.ts';
import { addClient, invite, setUpPractice, unlockAs, type Standing } from '../support/practice.ts';
import { openedCabinet } from '../tray/one-place.ts';

let standing: Standing;
let ida: Practice;
let bea: Practice;
let rolf: Practice;
let cabinet: OpenCabinet;
let client: ClientId;
let today: CalendarDate;

async function drop(practice: Practice, n: number): Promise<void> {
	const text = (words: string): Uint8Array => new TextEncoder().encode(words);
	await practice.slot.drop({
		facts: {
			...{ page: newId<PageId>(), client, mediaType: 'image/png', width: 1, height: 1 },
			...{ sha256: '', provenance: 'separate-folder', because: 'a private hunch' }
		},
		...{ picture: text(`picture ${n}`), thumbnail: text(`small ${n}`), reading: text(`words ${n}`) }
	});
}

async function as(person: PersonId): Promise<Practice> {
	return asClinician(await unlockAs(standing, person));
}

function wish(change: Partial<LoanWish> = {}): LoanWish {
	return {
		...{ to: bea.me.person.id, client, pages: pages().slice(0, 1), today },
		...{ programme: 'Practicum 2026', until: addDays(today, 30) },
		...change
	};
}

function pages(): readonly HeldPage[] {
	return [...cabinet.state.pages.values()];
}

async function lend(change: Partial<LoanWish> = {}): Promise<LoanId> {
	const made = await ida.supervision.lend(cabinet, wish(change));
	if (!made.ok) throw new Error(made.why);
	return made.loan;
}

async function lentOf(loan: LoanId): Promise<Lent> {
	await cabinet.catchUp();
	const found = cabinet.state.loans.lent.get(loan);
	if (!found) throw new Error('no such loan');
	return found;
}

function borrowedIn(theirs: OpenCabinet, loan: LoanId): Borrowed {
	const found = theirs.state.loans.borrowed.get(loan);
	if (!found) throw new Error('no such loan');
	return found;
}

function shelfOf(practice: Practice) {
	const slot = folderOf(practice.roster, 'cabinet', practice.me.person.id);
	const shelf = slot && standing.storage.shelves.get(slot.folder);
	if (!shelf) throw new Error('no cabinet');
	return shelf;
}

beforeEach(async () => {
	standing = await setUpPractice();
	const beaId = await invite(standing, 'clinician', 'Bea Second');
	const rolfId = await invite(standing, 'clinician', 'Rolf Third');
	ida = await standing.again();
	client = await addClient(ida, 'Ana Marlow');
	await drop(ida, 1);
	await drop(ida, 2);
	cabinet = await openedCabinet(ida);
	[bea, rolf] = [await as(beaId), await as(rolfId)];
	today = dayOf(standing.around.clock());
});

describe('a loan for supervision', () => {
	it('shows the chosen pages to the one colleague, in their own cabinet, and nobody else', async () => {
		const loan = await lend();
		const theirs = await openedCabinet(bea);
		const { pages: lent, from, programme } = borrowedIn(theirs, loan);
		expect({ from, programme }).toEqual({ from: ida.me.person.id, programme: 'Practicum 2026' });
		expect(lent).toHaveLength(1);
		const [page] = lent;
		if (!page?.reading) throw new Error('no page');
		expect(new TextDecoder().decode(await theirs.open(page.picture))).toMatch(/^picture/);
		expect(new TextDecoder().decode(await theirs.open(page.reading))).toMatch(/^words/);
		// Not why it is private: that stays with its clinician.
		expect(JSON.stringify(borrowedIn(theirs, loan))).not.toContain('hunch');
		expect(theirs.state.pages.size).toBe(0);
		const others = await openedCabinet(rolf);
		expect(others.state.loans.borrowed.size).toBe(0);
	});

	it('leaves no word of itself in the chart, the tray or the member chain', async () => {
		const [before, members] = [await ida.chart.told(), ida.roster.head];
		await lend();
		expect(await ida.chart.told()).toEqual(before);
		expect((await standing.again()).roster.head).toEqual(members);
	});

	it('survives the colleague’s next opening, whose strays are swept', async () => {
		const loan = await lend();
		await openedCabinet(bea);
		const again = await openedCabinet(bea);
		const [page] = borrowedIn(again, loan).pages;
		if (!page) throw new Error('no page');
		expect((await again.open(page.thumbnail)).length).toBeGreaterThan(0);
	});

	it('tells the lender each time that it was looked at', async () => {
		const loan = await lend();
		const theirs = await openedCabinet(bea);
		await bea.supervision.tellOpened(borrowedIn(theirs, loan));
		expect((await lentOf(loan)).opened).toHaveLength(1);
	});

	it('is taken back: the copies are gone from the colleague’s shelf, and both say why', async () => {
		const loan = await lend();
		const pieces = piecesOf(borrowedIn(await openedCabinet(bea), loan));
		expect(pieces).toHaveLength(3);
		const ended = await ida.supervision.takeBack(cabinet, await lentOf(loan), 'The term is over.');
		expect(ended).toEqual({ ok: true, copies: 'removed' });
		const left = await shelfOf(bea).blobIds();
		expect(left.filter((id) => pieces.some(({ sha256 }) => sha256 === id))).toEqual([]);
		expect((await lentOf(loan)).ended).toMatchObject({ because: 'The term is over.' });
		const theirs = await openedCabinet(bea);
		expect(borrowedIn(theirs, loan).ended).toMatchObject({ because: 'The term is over.' });
	});

	it('is given back by the colleague, and the lender is told', async () => {
		const loan = await lend();
		const theirs = await openedCabinet(bea);
		await bea.supervision.giveBack(theirs, borrowedIn(theirs, loan), 'I have read it.');
		expect(await shelfOf(bea).blobIds()).toEqual([]);
		expect((await lentOf(loan)).ended).toMatchObject({ by: bea.me.person.id });
	});

	it('ends by itself when its time is over, at the colleague’s next opening', async () => {
		const loan = await lend({ until: today });
		const theirs = await openedCabinet(bea);
		await bea.supervision.clear(theirs, today);
		expect(borrowedIn(theirs, loan).ended).toBeUndefined();
		await bea.supervision.clear(theirs, addDays(today, 1));
		expect(borrowedIn(theirs, loan).ended).toMatchObject({ because: 'Its time was over.' });
		expect(await shelfOf(bea).blobIds()).toEqual([]);
		expect((await lentOf(loan)).ended).toBeDefined();
	});

	it.each([
		['no page', { pages: [] }, 'needs-pages'],
		['no programme', { programme: ' ' }, 'needs-programme'],
		['a day that has passed', { until: '2020-01-01' as CalendarDate }, 'no-such-day'],
		['more than 90 days', { until: '2099-01-01' as CalendarDate }, 'no-such-day'],
		['nobody’s cabinet', { to: newId<PersonId>() }, 'no-such-cabinet']
	] as const)('is not made with %s', async (_what, change, why) => {
		expect(await ida.supervision.lend(cabinet, wish(change))).toEqual({ ok: false, why });
		expect(cabinet.state.loans.lent.size).toBe(0);
	});
});

describe('what others push through a slot about loans', () => {
	it('ends, opens and changes nothing that is not theirs', async () => {
		const loan = await lend();
		const third = await openedCabinet(rolf);
		const foreign = { ...borrowedIn(await openedCabinet(bea), loan) };
		await rolf.supervision.tellOpened(foreign);
		// Rolf ends "his" loan in Ida's cabinet and in Bea's: neither takes it from him.
		await rolf.supervision.takeBack(third, { ...(await lentOf(loan)), copies: [] }, 'mine now');
		await rolf.supervision.takeBack(
			third,
			{ ...(await lentOf(loan)), to: ida.me.person.id, copies: [] },
			'mine now'
		);
		const now = await lentOf(loan);
		expect([now.opened, now.ended]).toEqual([[], undefined]);
		expect(borrowedIn(await openedCabinet(bea), loan).ended).toBeUndefined();
		expect(cabinet.state.turnedAway.length).toBeGreaterThan(0);
	});
});
