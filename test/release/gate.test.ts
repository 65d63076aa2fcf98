import { describe, expect, it } from 'vitest';
import type { ChartPage } from '#lib/chart/reader.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import {
	authorsCarried,
	gateOf,
	isForbidden,
	unresolved,
	wordKey,
	wordsCarried,
	wordsKept,
	type GateFacts
} from '#lib/release/gate.ts';
import { lookOf, type PageLook } from '#lib/release/page-look.ts';
import { consentElements, type Part2Consent } from '#lib/release/part2.ts';
import { planRelease } from '#lib/release/plan.ts';
import type { Request } from '#lib/release/request.ts';
import { hintsOf } from '#lib/sorting/hints.ts';
import { suggest, wordsOfText } from '#lib/sorting/suggest.ts';
import { ana, idOf } from './chart-on-paper.ts';
import { authorization, ownRequest, today } from './requests.ts';

const blob = { sha256: '0'.repeat(64), size: 1 };

function page(n: number, change: Partial<ChartPage> = {}): ChartPage {
	return {
		...{ page: idOf<PageId>(n), client: ana.id, serviceDate: ensureDate(`2019-01-${10 + n}`) },
		...{ kind: 'progress', picture: blob, reading: blob, thumbnail: blob, mediaType: 'image/jpeg' },
		...{ width: 1700, height: 2200, dpi: 200, sha256: String(n).padStart(64, '0') },
		...{ filedOn: '2026-01-05T10:00:00.000Z', filedBy: 'person', provenance: 'interfiled' },
		...change
	};
}

/** A page's words as a reader would have left them, and what the real sorter says of them. */
function read(text: string): PageLook {
	const lines = text.split('\n').map((line, i) => ({
		...{ text: line, confidence: 0.95, words: [] },
		rect: { x: 0, y: i * 40, width: 800, height: 30 }
	}));
	return lookOf(
		{
			...{ text, lines, confidence: 0.95, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 },
			...{ width: 1700, height: 2200 }
		},
		{ suggestion: suggest(wordsOfText(text)), hints: hintsOf(lines) }
	);
}

const note = `Client: ${ana.name}
Session 10:00 to 10:50, individual psychotherapy, 90837
Client reported improved sleep and less worry. Mood euthymic, affect congruent.
GAD-7 score 9, down from 14. Continue weekly sessions; plan: exposure hierarchy.
Signed: M. Ellsworth, PhD`;

const attorney: Request = {
	...ownRequest,
	requester: { kind: 'attorney', name: 'Dana Whitfield' },
	purpose: 'a claim for disability benefits',
	basis: authorization,
	papers: [
		{
			...{ paper: 'p' as never, kind: 'authorization', attachedAt: '', attachedBy: '' },
			sides: [{ picture: blob, mediaType: 'image/png', width: 1, height: 1, dpi: 200 }]
		}
	]
};

const letterhead = { contact: 'R. Castellano', contactPhone: '(802) 555-0142' };

function facts(change: Partial<GateFacts> = {}): GateFacts {
	return {
		...{ today, tray: { named: 0, unsure: 0, unknown: 0 }, looks: new Map(), clients: [ana] },
		...{ settings: { letterhead, jurisdiction: { knowsException: true } }, revokedBefore: [] },
		...change
	};
}

function gate(
	pages: readonly ChartPage[],
	request: Request = ownRequest,
	change: Partial<GateFacts> = {}
) {
	const looks = new Map(pages.map((one) => [one.page, read(note)]));
	return gateOf(planRelease(request, ana, pages), facts({ looks, ...change }));
}

const told = (items: ReturnType<typeof gate>): string[] =>
	items.map(({ severity, code }) => `${severity} ${code}`);

describe('a chart of signed notes of one person, and a request that is in order', () => {
	it('has nothing at the gate', () => {
		const other = read(note.replace('GAD-7', 'PHQ-9').replace('Mood', 'Today the mood was'));
		const pages = [page(1), page(2)];
		const looks = new Map(pages.map((one, i) => [one.page, i === 0 ? read(note) : other]));
		expect(told(gate(pages, ownRequest, { looks }))).toEqual([]);
		expect(told(gate(pages, attorney, { looks }))).toEqual([]);
	});
});

const consent: Part2Consent = {
	signedOn: ensureDate('2026-02-01'),
	expiresOn: ensureDate('2026-08-01'),
	signedBy: 'client',
	found: Object.keys(consentElements) as (keyof typeof consentElements)[],
	copy: attorney.papers?.[0]?.sides ?? []
};

describe('a Part 2 page', () => {
	const flagged = [page(1, { part2: true }), page(2)];
	it.each<[string, Partial<Request>, string[]]>([
		['stays behind a general authorization', {}, ['blocks part2-consent']],
		['goes out with its own consent', { part2Consent: consent }, []],
		[
			'stays behind a consent that was not attached',
			{ part2Consent: { ...consent, copy: [] } },
			['blocks part2-consent']
		],
		[
			'stays behind a consent that has expired',
			{ part2Consent: { ...consent, expiresOn: ensureDate('2026-02-28') } },
			['blocks part2-consent']
		],
		[
			'stays behind a consent that names no recipient',
			{ part2Consent: { ...consent, found: consent.found.filter((one) => one !== 'recipient') } },
			['blocks part2-consent']
		],
		[
			'goes out on another named ground',
			{ part2Ground: 'order under 42 CFR 2.64, seen by counsel' },
			[]
		]
	])('%s', (_name, change, expected) => {
		const request = { ...attorney, ...change };
		expect(told(gate(flagged, request))).toEqual(expected);
		const plan = planRelease(request, ana, flagged);
		expect(isForbidden(plan, today)).toBe(expected.length > 0);
	});

	it('goes to the patient, who needs no consent, and blocks nobody once it is left out', () => {
		expect(told(gate(flagged))).toEqual(['know part2-consent']);
		const takenOut = new Map([[idOf<PageId>(1), 'a Part 2 record']]);
		expect(isForbidden(planRelease(attorney, ana, flagged, { takenOut }), today)).toBe(false);
	});

	it('that is only suspected wants a word, with the line that says so; of a practice that has none it is told', () => {
		const looks = new Map([
			[idOf<PageId>(1), read(`${note}\nAttends relapse prevention group, 12-step sponsor weekly`)]
		]);
		const of = (part2: 'none' | 'holds') =>
			gate([page(1)], attorney, { looks, settings: { letterhead, part2 } }).filter(
				({ code }) => code === 'part2-suspected'
			);
		expect(of('holds')).toMatchObject([{ severity: 'word', pages: [idOf(1)] }]);
		expect(of('holds')[0]?.evidence?.[0]?.reason).toContain('2.31');
		expect(of('none')).toMatchObject([{ severity: 'know' }]);
	});
});

describe('a couple’s page', () => {
	const couple = page(1, {
		session: 'couple',
		others: [{ name: 'Sam Ito', role: 'spouse' }, { name: ana.name }]
	});
	const piece = { sha256: 'cc'.repeat(32), size: 9 };
	const redacted: ChartPage['redacted'] = {
		...{ picture: piece, thumbnail: piece, reading: piece, mediaType: 'image/png', stoodAt: 0 },
		...{ marks: [], covered: [], madeOn: '', madeBy: 'R. Castellano' }
	};
	it.each<[string, ChartPage, Partial<Request>, string[]]>([
		['names whose authority is missing', couple, {}, ['blocks others-authority']],
		[
			'goes out with the other’s authorization, however the name is spelt',
			couple,
			{ others: [{ name: 'ito sam', by: 'authorization', words: 'signed 2026-02-02' }] },
			[]
		],
		[
			'stays when nobody has said what that authorization is',
			couple,
			{ others: [{ name: 'Sam Ito', by: 'authorization', words: ' ' }] },
			['blocks others-authority']
		],
		[
			'goes out redacted for a written word that everything of the other is covered',
			{ ...couple, redacted },
			{},
			['word others-authority']
		],
		['wants to know who was there', page(1, { session: 'group' }), {}, ['blocks others-unnamed']],
		['of one person alone is asked nothing', page(1, { session: 'individual' }), {}, []]
	])('%s', (_name, one, change, expected) => {
		expect(told(gate([one], { ...attorney, ...change }))).toEqual(expected);
	});

	it('asks for each of several people on it apart', () => {
		const family = page(1, {
			session: 'family',
			others: [{ name: 'Sam Ito' }, { name: 'Lee Ito' }]
		});
		const items = gate([family], attorney);
		expect(items.map(({ about }) => about)).toEqual(['Sam Ito', 'Lee Ito']);
		expect(new Set(items.map(wordKey)).size).toBe(2);
	});

	it('says on its plan line who is missing', () => {
		expect(planRelease(attorney, ana, [couple]).lines[0]?.missing).toEqual(['Sam Ito']);
	});
});

describe('a second look at the words', () => {
	const looks = (text: string) => new Map([[idOf<PageId>(1), read(text)]]);
	const items = (text: string, change: Partial<GateFacts> = {}) =>
		gate([page(1)], ownRequest, { looks: looks(text), ...change });

	it('finds private analysis that was filed to the chart, and shows the line', () => {
		const text = `I notice strong countertransference: I felt protective, almost maternal, and wonder what she pulls from me.
Her dream of the locked house may stand for the mother transference; hypothesis: the anger at father is displaced onto me.
Ask my supervisor about my own reaction to her silence.`;
		const found = items(text).find(({ code }) => code === 'looks-private');
		expect(found).toMatchObject({ severity: 'word', pages: [idOf(1)] });
		expect(found?.evidence?.length).toBeGreaterThan(0);
	});

	it('lets nobody but a clinician say that it belongs in the record', () => {
		const text =
			'I notice strong countertransference: I felt protective, almost maternal.\nHypothesis: the anger at father is displaced onto me. Ask my supervisor about my reaction.';
		const of = (page: ChartPage, change: Partial<GateFacts> = {}) =>
			told(gate([page], ownRequest, { looks: looks(text), ...change })).filter((one) =>
				one.endsWith('looks-private')
			);
		const asStaff = { tray: undefined as never };
		const vouched = {
			because: 'the treatment plan',
			at: '2026-11-28T10:00:00Z',
			by: 'ida' as PersonId
		};
		expect(of(page(1))).toEqual(['word looks-private']);
		expect(of(page(1), asStaff)).toEqual(['blocks looks-private']);
		expect(of(page(1, { vouched }), asStaff)).toEqual(['know looks-private']);
	});

	it.each<[string, string, Partial<GateFacts>]>([
		['another whole name', note.replace(ana.name, 'Robert Whitcombe'), {}],
		['another birth date', `${note}\nDOB: 02/14/1970`, {}],
		[
			'another client of the practice',
			note.replace(ana.name, 'Ana Quist'),
			{ clients: [ana, { id: 'q' as ClientId, name: 'Ana Quist' }] }
		]
	])('finds %s', (_name, text, change) => {
		expect(told(items(text, change))).toContain('word wrong-client');
	});

	it('finds a note without a signature, a page without words, and the same page twice', () => {
		expect(told(items(note.replace(/\nSigned.*/, '')))).toEqual(['word unsigned']);
		const byLetters = note.replace(/\nSigned.*/, '\nNoelle Farquhar, PMHNP-BC');
		expect(told(items(byLetters))).toEqual([]);
		const day = { serviceDate: ensureDate('2019-01-11') };
		expect(told(gate([page(1, day), page(2, day)]))).toEqual(['word duplicates']);
		const unread = new Map([[idOf<PageId>(1), lookOf(blank, sortedBlank)]]);
		expect(told(gate([page(1)], ownRequest, { looks: unread }))).toEqual(['word unread']);
	});
});

const blank: Reading = {
	...{ text: '', lines: [], confidence: 0, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 },
	...{ width: 1, height: 1 }
};
const sortedBlank: { suggestion: Suggestion; hints: object } = {
	suggestion: suggest(wordsOfText('')),
	hints: {}
};

describe('the request at the gate', () => {
	it.each<[string, Request, Partial<GateFacts>, string[]]>([
		['of staff, who see no tray', ownRequest, { tray: undefined as never }, ['word tray-unseen']],
		[
			'with undecided pages of this client',
			ownRequest,
			{ tray: { named: 2, unsure: 1, unknown: 3 } },
			['word undecided', 'word held', 'know undecided-unknown']
		],
		[
			'with pages of this client that nobody can tell, and no others',
			ownRequest,
			{ tray: { named: 2, unsure: 2, unknown: 0 } },
			['word held']
		],
		['without its paper', { ...attorney, papers: [] }, {}, ['word paper-missing']],
		[
			'after a revocation on another request',
			attorney,
			{ revokedBefore: [ensureDate('2026-02-20')] },
			['word revoked-before']
		],
		[
			'where nobody knows the state’s rule',
			ownRequest,
			{ settings: { letterhead } },
			['know exception']
		],
		[
			'where the state knows no exception',
			ownRequest,
			{ settings: { letterhead, jurisdiction: { knowsException: false } } },
			['word exception']
		],
		[
			'where nobody is named who takes complaints, so its letter stays behind',
			ownRequest,
			{ settings: { letterhead: {}, jurisdiction: { knowsException: true } } },
			['word denial-letter']
		],
		['that no such letter goes with', attorney, { settings: { letterhead: {} } }, []],
		[
			'of a Part 2 program without a marked page',
			attorney,
			{ settings: { letterhead, part2: 'program' } },
			['word part2-standing']
		]
	])('%s', (_name, request, change, expected) => {
		const { tray, ...rest } = change;
		const without = 'tray' in change && tray === undefined;
		const looks = new Map([[idOf<PageId>(1), read(note)]]);
		const all = facts({ looks, ...rest, ...(tray ? { tray } : {}) });
		const { tray: _, ...blind } = all;
		expect(told(gateOf(planRelease(request, ana, [page(1)]), without ? blind : all))).toEqual(
			expected
		);
	});
});

describe('a written word', () => {
	const unread = (n: number) => [idOf<PageId>(n), lookOf(blank, sortedBlank)] as const;
	/** What is unresolved of pages that nobody could read. */
	const of = (pages: number[]) =>
		gate(
			pages.map((n) => page(n)),
			ownRequest,
			{ looks: new Map(pages.map(unread)) }
		);

	it('opens what wants one, never what blocks, and is kept beside what it answers', () => {
		const items = gate([page(1, { part2: true })], { ...attorney, papers: [] });
		expect(told(items)).toEqual(['blocks part2-consent', 'word paper-missing']);
		const words = Object.fromEntries(items.map((item) => [wordKey(item), 'In the blue binder.']));
		expect(told(unresolved(items, {}))).toHaveLength(2);
		expect(told(unresolved(items, words))).toEqual(['blocks part2-consent']);
		expect(wordsKept(items, words)).toEqual([
			{ about: items[1]?.sentence, word: 'In the blue binder.' }
		]);
	});

	it('is kept with who wrote it, also when a page was left out since, and loses that with the word', () => {
		const [one] = of([1, 2]);
		if (!one) throw new Error('nothing at the gate');
		const key = wordKey(one);
		const ida = { by: 'Ida Voss, PhD', at: '2026-03-01T10:00:00.000Z' };
		const words = { [key]: 'Seen, both.' };
		const authors = { [key]: ida };
		expect(wordsKept(of([1, 2]), words, authors)).toEqual([
			{ about: one.sentence, word: 'Seen, both.', ...ida }
		]);
		const [left] = of([2]);
		const carried = wordsCarried(of([1, 2]), of([2]), words);
		const with2 = authorsCarried(of([1, 2]), of([2]), words, authors);
		expect(wordsKept(of([2]), carried, with2)).toEqual([
			{ about: left?.sentence, word: 'Seen, both.', ...ida }
		]);
		// A word of one's own on fewer pages is not the other's.
		const own = { ...words, [wordKey(left ?? one)]: 'Mine.' };
		expect(authorsCarried(of([1, 2]), of([2]), own, authors)).toEqual(authors);
	});

	it('is of its own pages: one page more is another question', () => {
		const [one] = of([1]);
		if (!one) throw new Error('nothing at the gate');
		const words = { [wordKey(one)]: 'Seen.' };
		expect(unresolved(of([1]), words)).toEqual([]);
		expect(unresolved(of([1, 2]), words)).toHaveLength(1);
		// What was said of both holds for the one that is left; what was said of one, for no other.
		const both = Object.fromEntries(of([1, 2]).map((item) => [wordKey(item), 'Seen, both.']));
		const left = wordsCarried(of([1, 2]), of([2]), both);
		expect(unresolved(of([2]), both)).toHaveLength(1);
		expect(unresolved(of([2]), left)).toEqual([]);
		expect(unresolved(of([1, 2]), wordsCarried(of([1]), of([1, 2]), words))).toHaveLength(1);
		expect(unresolved(of([2]), wordsCarried(of([1]), of([2]), words))).toHaveLength(1);
	});
});
