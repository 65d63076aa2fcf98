import { beforeEach, describe, expect, it } from 'vitest';
import { RequestsDesk } from '#lib/desk/requests.svelte.ts';
import { addDays, ensureDate, type CalendarDate } from '#lib/page/date.ts';
import type { PacketId, RequestId } from '#lib/page/ids.ts';
import type { ListedRequest } from '#lib/page/records-request.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { ana, openPractice } from './open-practice.ts';

let practice: Practice;
let today: CalendarDate;
let desk: RequestsDesk;

const asked = {
	requesterKind: 'client',
	requesterName: 'Ana Duarte',
	receivedOn: '2026-02-20',
	basis: 'access'
};

beforeEach(async () => {
	practice = await openPractice();
	today = ensureDate('2026-03-02');
	desk = another();
});

function another(): RequestsDesk {
	return new RequestsDesk({
		chart: practice.chart,
		newRequest: () => newId<RequestId>(),
		practice: 'Maple Street Counseling',
		signedAs: 'R. Castellano',
		today: () => today
	});
}

async function listOne(form: Readonly<Record<string, string>> = asked): Promise<ListedRequest> {
	expect(await desk.list(ana.id, form)).toMatchObject({ ok: true });
	const [row] = desk.rows;
	if (!row) throw new Error('it is not on the list');
	return row.request;
}

describe('the list of requests', () => {
	it('keeps what was typed, with the day that the law sets, for every desk of the practice', async () => {
		const request = await listOne();
		expect([request.form, request.dueOn]).toEqual([asked, '2026-03-22']);
		expect(another().rows.map(({ urgency }) => urgency.words)).toEqual(['due in 20 days']);
	});

	it('takes paper that is not whole, but not without the day that it came', async () => {
		await listOne({ receivedOn: '2026-03-01' });
		expect(await desk.list(ana.id, {})).toMatchObject({ ok: false });
		expect(await desk.list(ana.id, { receivedOn: '2026-03-03' })).toMatchObject({ ok: false });
		expect(desk.rows).toHaveLength(1);
	});

	it('changes a request in its place', async () => {
		const { id } = await listOne();
		await desk.list(ana.id, { ...asked, dueOn: '2026-03-10' }, id);
		expect(desk.rows.map(({ request }) => request.dueOn)).toEqual(['2026-03-10']);
	});

	it('loses one to its packet or to a reason, never to silence', async () => {
		const first = await listOne();
		const disclosure = {
			...{ packet: newId<PacketId>(), client: ana.id, request: first.id },
			...{ releasedAt: '', releasedBy: '', recipient: { name: '' }, description: '' },
			...{ purpose: '', basis: '', pages: 1, sha256: '' },
			accounting: { counts: false, because: '' }
		};
		await practice.chart.act({ is: 'packet-released', disclosure });
		expect(desk.rows).toEqual([]);
		const second = await listOne();
		expect(await desk.close(second, ' ')).toMatchObject({ ok: false });
		expect(await desk.close(second, 'withdrawn')).toEqual({ ok: true });
		expect(desk.rows).toEqual([]);
		expect(desk.of(second.id)?.closed).toEqual({ because: 'withdrawn' });
	});
});

describe('more time', () => {
	it('is given once, within the law, with its letter', async () => {
		const request = await listOne();
		const because = 'the record is in storage';
		const tooLate = addDays(ensureDate('2026-03-22'), 31);
		for (const dueOn of ['', '2026-03-22', tooLate])
			expect(await desk.extend(request, { dueOn, because })).toMatchObject({ ok: false });
		expect(await desk.extend(request, { dueOn: '2026-04-10', because: '' })).toMatchObject({
			ok: false
		});
		expect(await desk.extend(request, { dueOn: '2026-04-10', because })).toEqual({ ok: true });
		expect(desk.rows[0]?.urgency.words).toBe('due in 39 days');
		expect(desk.extensionLetter(request.id)?.paragraphs.join(' ')).toContain('April 10, 2026');
		const [extended] = desk.rows;
		expect(extended && desk.whyNotExtended(extended.request)).toContain('once already');
	});

	it('goes by the practice’s own rule, which leaves listed requests their day', async () => {
		await listOne();
		await desk.setSettings({ access: { days: 15, extension: 0 }, letterhead: {} });
		await desk.list(ana.id, asked);
		expect(desk.rows.map(({ request }) => request.dueOn)).toEqual(['2026-03-07', '2026-03-22']);
		const [row] = desk.rows;
		expect(row && desk.whyNotExtended(row.request)).toContain('no extension');
	});
});

describe('the letter of what is not in the copy', () => {
	const facts = { id: ana.id, name: 'Ana Duarte' };

	it('goes with an access request unless a clinician said that nothing is kept apart', async () => {
		expect(desk.denialLetter(ana.id, asked)?.missing).toHaveLength(1);
		expect(desk.denialLetter(ana.id, { ...asked, basis: 'authorization' })).toBeUndefined();
		await practice.chart.act({ is: 'client-changed', client: { ...facts, notesApart: true } });
		expect(desk.denialLetter(ana.id, asked)?.letter.paragraphs[1]).toMatch(/^We keep/);
		await practice.chart.act({ is: 'client-changed', client: { ...facts, notesApart: false } });
		expect(desk.denialLetter(ana.id, asked)).toBeUndefined();
	});
});

describe('the practice’s rules', () => {
	it('can be taken back, each of them, and what else was set stays', async () => {
		await desk.setSettings({
			access: { days: 20, extension: 10 },
			letterhead: { phone: '555-0142' }
		});
		const rest = desk.settings;
		const rules = {
			jurisdiction: { state: 'Vermont' },
			part2: 'program',
			review: { is: 'second-person' }
		} as const;
		expect(await desk.setRules(rules)).toEqual({ ok: true });
		expect(another().settings).toEqual({ ...rest, ...rules });
		const { jurisdiction } = rules;
		expect(await desk.setRules({ jurisdiction })).toEqual({ ok: true });
		expect(another().settings).toEqual({ ...rest, jurisdiction });
		expect(await desk.setRules({})).toEqual({ ok: true });
		expect(another().settings).toEqual(rest);
	});
});

describe('the practice’s letters', () => {
	const own = 'To {recipient}: we looked for {records} and found none.';

	it('are kept with the settings, and have their standard words back when asked to', async () => {
		const { id } = await listOne();
		expect(await desk.setLetter('nothing', own)).toEqual({ ok: true });
		await desk.setSettings({ access: { days: 20, extension: 10 }, letterhead: {} });
		expect(another().settings).toMatchObject({ access: { days: 20 }, letters: { nothing: own } });
		expect(another().answerLetter(id, 'nothing')?.paragraphs).toEqual([
			'To Ana Duarte: we looked for the records of Ana Marlow-Ünal and found none.'
		]);
		expect(await desk.setLetter('nothing')).toEqual({ ok: true });
		expect(desk.settings.letters).toEqual({});
	});

	it('are refused with a sentence when a field is unknown or the copy is called whole', async () => {
		expect(await desk.setLetter('nothing', 'Dear {who},')).toEqual({
			ok: false,
			sentence: '{who} is no field of this letter.'
		});
		expect(await desk.setLetter('cover-client', 'Your complete record.')).toMatchObject({
			ok: false
		});
		expect(desk.settings.letters).toBeUndefined();
	});

	it('say when an answer is due, and what is missing of a paper', async () => {
		const { id } = await listOne();
		expect(desk.answerLetter(id, 'acknowledgement')?.paragraphs.join(' ')).toContain(
			'on or before March 22, 2026'
		);
		await desk.list(ana.id, { ...asked, basis: 'authorization', signedOn: '2026-01-05' }, id);
		const defects = desk.defectsOf(id);
		expect(defects).toContain('Missing on the authorization: to whom (164.508(c)(1)(iii)).');
		expect(desk.answerLetter(id, 'missing', defects)?.paragraphs).toContain(`• ${defects[0]}`);
	});

	it('tell whoever asked nothing of what the desk has still to do', async () => {
		const { id } = await listOne({ receivedOn: '2026-02-20', requesterKind: 'client', basis: '' });
		expect(desk.defectsOf(id)).toEqual([
			'It does not say on what ground the records may be released.'
		]);
	});
});
