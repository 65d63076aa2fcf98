import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvTable } from '#lib/page/csv.ts';
import { addYears, ensureDate, type CalendarDate } from '#lib/page/date.ts';
import type { Disclosure, EnteredDisclosure, LineId } from '#lib/page/disclosure.ts';
import type { ClientId, EntryId, IncidentId, PacketId } from '#lib/page/ids.ts';
import type { Incident } from '#lib/page/incident.ts';
import {
	accountingCsv,
	accountingOf,
	periodBefore,
	summarized,
	whenWords,
	type AccountingRow
} from '#lib/release/accounting.ts';
import { readEntered } from '#lib/release/entered-form.ts';
import { groundNames, grounds } from '#lib/release/grounds.ts';
import { chooseLines, dayWords, logOf, stands, type LogSources } from '#lib/release/log.ts';

const ana = 'ana' as ClientId;
const today = ensureDate('2026-03-02');

const no = { counts: false, because: 'a copy for the individual is not accounted for' };
const yes = { counts: true, because: 'a disclosure under a court order is accounted for' };

function packet(id: string, on: string, change: Partial<Disclosure> = {}): Disclosure {
	return {
		...{
			packet: id as PacketId,
			client: ana,
			releasedAt: `${on}T12:00:00.000Z`,
			releasedBy: 'Ida'
		},
		...{ recipient: { name: 'Ana' }, description: '3 pages of the record.', purpose: 'own copy' },
		...{ basis: 'Right of access', pages: 3, sha256: 'f'.repeat(64), accounting: no },
		...change
	};
}

function entry(
	id: string,
	madeOn: string,
	change: Partial<EnteredDisclosure> = {}
): EnteredDisclosure {
	return {
		...{
			entry: id as EntryId,
			client: ana,
			enteredAt: '2026-03-01T12:00:00.000Z',
			enteredBy: 'Ida'
		},
		...{ madeOn: ensureDate(madeOn), channel: 'telephone', recipient: { name: 'County Court' } },
		...{
			description: 'Dates of treatment',
			purpose: 'the order',
			basis: 'Court order',
			accounting: yes
		},
		...change
	};
}

const none: LogSources = { disclosures: [], entered: [], struck: new Map(), incidents: [] };
const period = periodBefore(today);

function incident(change: Partial<Incident>): Incident {
	return {
		...{
			id: 'i' as IncidentId,
			client: ana,
			openedAt: '2026-02-20T10:00:00.000Z',
			openedBy: 'Ida'
		},
		...{ packets: ['p1' as PacketId], form: { happened: 'The wrong envelope' } },
		...change
	};
}

describe('the disclosure log', () => {
	it('is newest first by the day of the disclosure, packets and entered lines together', () => {
		const lines = logOf({
			...none,
			disclosures: [packet('p1', '2026-01-05')],
			entered: [entry('e1', '2019-04-04'), entry('e2', '2026-02-01')]
		});
		expect(lines.map(({ id }) => id)).toEqual(['e2', 'p1', 'e1']);
	});

	it('shows a corrected line and the one in its place; only the later one stands', () => {
		const corrects = { line: 'e1' as LineId, because: 'it was the other court' };
		const lines = logOf({
			...none,
			entered: [entry('e1', '2019-04-04'), entry('e2', '2019-04-04', { corrects })]
		});
		expect(lines).toHaveLength(2);
		expect(lines.filter(stands).map(({ id }) => id)).toEqual(['e2']);
		expect(lines.find(({ id }) => id === 'e1')?.correctedBy?.entry).toBe('e2');
	});

	it('keeps a line that did not happen, and counts it no longer', () => {
		const struck = new Map([['e1' as LineId, { because: 'never sent', at: '', by: 'Ida' }]]);
		const lines = logOf({ ...none, entered: [entry('e1', '2026-01-04')], struck });
		expect(lines[0]?.struck?.because).toBe('never sent');
		expect(accountingOf(lines, [], ana, period).rows).toEqual([]);
	});

	it('is chosen from by client, days, recipient and whether it counts', () => {
		const lines = logOf({
			...none,
			disclosures: [
				packet('p1', '2026-01-05'),
				packet('p2', '2025-01-05', { client: 'bo' as ClientId })
			],
			entered: [entry('e1', '2020-01-01', { until: ensureDate('2020-06-30') })]
		});
		const ids = (choice: Parameters<typeof chooseLines>[1]) =>
			chooseLines(lines, choice).map(({ id }) => id);
		expect(ids({})).toEqual(['p1', 'p2', 'e1']);
		expect(ids({ client: ana })).toEqual(['p1', 'e1']);
		expect(ids({ recipient: 'court' })).toEqual(['e1']);
		expect(ids({ counts: true })).toEqual(['e1']);
		expect(ids({ counts: false })).toEqual(['p1', 'p2']);
		// Its day lay somewhere in the half year: whoever asks for a part of that sees it.
		expect(ids({ from: ensureDate('2020-06-30'), to: ensureDate('2020-12-31') })).toEqual(['e1']);
		expect(ids({ from: ensureDate('2020-07-01') })).toEqual(['p1', 'p2']);
	});

	it.each([
		[{ on: today }, 'March 2, 2026'],
		[{ on: today, until: ensureDate('2026-03-09') }, 'between March 2, 2026 and March 9, 2026'],
		[
			{ on: today, until: ensureDate('2026-03-09'), times: 4 },
			'4 times, March 2, 2026 to March 9, 2026'
		]
	])('says when: %j', (line, words) => {
		expect(dayWords(line)).toBe(words);
	});
});

describe('what went out by mistake', () => {
	const disclosures = [packet('p1', '2026-01-05')];

	it.each([
		[
			'nobody has looked at',
			incident({ began: { page: 'x' as never, sha256: '', at: '' }, form: {} }),
			false,
			1
		],
		['somebody is writing down', incident({}), true, 0],
		['was found to be permitted', incident({ form: { judgement: 'permitted' } }), false, 0],
		['was no breach, but not permitted', incident({ form: { judgement: 'low' } }), true, 0]
	])('counts when it was not permitted: an incident that %s', (_name, one, counts, undecided) => {
		const lines = logOf({ ...none, disclosures, incidents: [one] });
		expect(lines[0]?.accounting.counts).toBe(counts);
		const accounting = accountingOf(lines, [one], ana, period);
		expect([accounting.rows.length, accounting.undecided]).toEqual([counts ? 1 : 0, undecided]);
	});

	it('is told as it went, not as it was meant', () => {
		const one = incident({
			form: { wentToName: 'Somebody Else', what: 'Two session notes', happened: 'Wrong envelope' }
		});
		const lines = logOf({ ...none, disclosures, incidents: [one] });
		expect(accountingOf(lines, [one], ana, period).rows).toMatchObject([
			{
				recipient: { name: 'Somebody Else' },
				description: 'Two session notes',
				first: '2026-01-05'
			}
		]);
	});
});

describe('an accounting', () => {
	it('goes six years back, both days included, and holds nothing of another client', () => {
		const lines = logOf({
			...none,
			entered: [
				entry('before', '2020-03-01'),
				entry('first', '2020-03-02'),
				entry('last', '2026-03-02', { purpose: 'another order' }),
				entry('bo', '2025-01-01', { client: 'bo' as ClientId })
			]
		});
		const { rows } = accountingOf(lines, [], ana, period);
		expect(rows.map(({ first }) => first)).toEqual(['2020-03-02', '2026-03-02']);
	});

	it('tells a series by its first, how many, and its last (164.528(b)(3))', () => {
		const lines = logOf({
			...none,
			entered: [
				entry('a', '2024-01-10'),
				entry('b', '2024-02-10', { description: 'Another description' }),
				entry('c', '2024-03-10', { until: ensureDate('2024-05-10'), times: 3 }),
				entry('d', '2024-02-11', { purpose: 'something else' })
			]
		});
		const { rows } = accountingOf(lines, [], ana, period);
		expect(rows.map(whenWords)).toEqual([
			'5 times: the first on January 10, 2024, the last on May 10, 2024',
			'February 11, 2024'
		]);
		expect(rows[0]?.description).toBe('Dates of treatment');
	});

	it('never summarizes what was not permitted, nor a day that is not known', () => {
		const lines = logOf({
			...none,
			entered: [
				entry('a', '2024-01-10', { accounting: grounds['mistake'] as never }),
				entry('b', '2024-01-11', { accounting: grounds['mistake'] as never }),
				entry('c', '2024-01-12', { until: ensureDate('2024-02-12') }),
				entry('d', '2024-01-13')
			]
		});
		const { rows } = accountingOf(lines, [], ana, period);
		expect(rows).toHaveLength(4);
		expect(rows.map(whenWords)).toContain('Between January 12, 2024 and February 12, 2024');
	});

	it('loses and doubles no disclosure when it summarizes, in whatever order they come', () => {
		const day = fc
			.integer({ min: 0, max: 2000 })
			.map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10) as CalendarDate);
		const row = fc.record({
			first: day,
			times: fc.integer({ min: 1, max: 9 }),
			recipient: fc.constantFrom({ name: 'Court' }, { name: 'COURT' }, { name: 'County' }),
			description: fc.string(),
			purpose: fc.constantFrom('one', 'two'),
			basis: fc.constant('by law'),
			alone: fc.boolean()
		});
		const count = (rows: readonly AccountingRow[]): number =>
			rows.reduce((sum, { times = 1 }) => sum + times, 0);
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				const told = summarized(rows);
				expect(count(told)).toBe(count(rows));
				const days = rows.map(({ first }) => first).sort();
				expect(told.map(({ first }) => first).sort()[0]).toBe(days[0]);
				expect(
					told
						.map(({ first, last }) => last ?? first)
						.sort()
						.at(-1)
				).toBe(days.at(-1));
				expect(
					summarized([...rows].reverse())
						.map(whenWords)
						.sort()
				).toEqual(told.map(whenWords).sort());
			})
		);
	});

	it.each([
		['2024-02-29', -6, '2018-02-28'],
		['2024-02-29', -4, '2020-02-29'],
		['2026-03-02', -6, '2020-03-02']
	])('counts years by the calendar: %s, %i', (day, years, then) => {
		expect(addYears(ensureDate(day), years)).toBe(then);
	});
});

/** RFC 4180 as a reader of it would: the fields of each record. */
function parsed(csv: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted = '', end] of csv.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/gu)) {
		rows.at(-1)?.push(quoted.replaceAll('""', '"'));
		if (end === '\r\n') rows.push([]);
	}
	return rows.slice(0, -1);
}

describe('CSV', () => {
	it('gives back every field, whatever is in it', () => {
		// A quote in front is what tells text from formula: a field that begins with its own cannot be told apart.
		const field = fc.string({ unit: 'grapheme' }).filter((text) => !text.startsWith("'"));
		fc.assert(
			fc.property(
				fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
				(rows) => {
					const back = parsed(csvTable(rows));
					expect(
						back.map((row) =>
							row.map((text) => text.replace(/^'(?=\s*[=+\-@＝＋－＠]|[\t\r])/u, ''))
						)
					).toEqual(rows);
				}
			)
		);
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1', '\n=1'])(
		'makes text of %j',
		(text) => {
			expect(parsed(csvTable([[text, 'x']]))[0]?.[0]).toBe(`'${text}`);
		}
	);

	it('of an accounting has a mark for Excel, CRLF, and as many fields in each row', () => {
		const row: AccountingRow = {
			...{ first: today, times: 1, recipient: { name: '=cmd', address: 'One\nTwo' } },
			...{ description: 'a "quoted", thing', purpose: 'p', basis: 'b' }
		};
		const csv = accountingCsv({ rows: [row] });
		expect(csv.startsWith('\uFEFF')).toBe(true);
		expect(csv.endsWith('\r\n')).toBe(true);
		expect(parsed(csv).map((fields) => fields.length)).toEqual([8, 8]);
		expect(parsed(csv)[1]?.slice(3, 6)).toEqual(["'=cmd", 'One, Two', 'a "quoted", thing']);
	});
});

describe('a line entered by hand', () => {
	const whole = {
		...{ madeOn: '2025-05-05', days: 'one', channel: 'telephone', recipientName: 'County Court' },
		...{ description: 'Dates of treatment', purpose: 'as ordered', ground: 'court-order' }
	};

	it('has the fields of 164.528(b)(2), and counts as its ground says', () => {
		const read = readEntered(whole, today);
		expect(read).toMatchObject({
			ok: true,
			facts: { madeOn: '2025-05-05', accounting: { counts: true }, channel: 'telephone' }
		});
	});

	it.each([
		[{ madeOn: '' }, 'madeOn'],
		[{ madeOn: '2026-03-03' }, 'madeOn'],
		[{ recipientName: ' ' }, 'recipientName'],
		[{ description: '' }, 'description'],
		[{ purpose: '' }, 'purpose'],
		[{ ground: 'because' }, 'ground'],
		[{ channel: '' }, 'channel'],
		[{ days: 'series', until: '2025-06-05', times: '1' }, 'times'],
		[{ days: 'series', times: '3' }, 'until'],
		[{ days: 'between', until: '2025-05-04' }, 'until']
	])('is not taken without them: %j', (change, field) => {
		const read = readEntered({ ...whole, ...change }, today);
		expect(read.ok ? [] : read.wrong.map((one) => one.field)).toEqual([field]);
	});

	it.each(groundNames)('knows for each ground whether it counts, and why: %s', (name) => {
		const read = readEntered({ ...whole, ground: name }, today);
		expect(read.ok && read.facts.accounting.because).toMatch(/accounted for/u);
	});
});
