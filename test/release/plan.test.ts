import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartKinds, type ChartPage } from '#lib/chart/reader.ts';
import { ensureDate } from '#lib/page/date.ts';
import { notices } from '#lib/release/packet/front.ts';
import { groundMissing, nothingDenied } from '#lib/release/denial-grounds.ts';
import { pagesIn, planRelease, withholds } from '#lib/release/plan.ts';
import type { Request } from '#lib/release/request.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { ana, idOf } from './chart-on-paper.ts';
import { ownRequest } from './requests.ts';

const blob = { sha256: '0'.repeat(64), size: 1 };

function page(n: number, serviceDate?: string): ChartPage {
	return {
		page: idOf<PageId>(n),
		client: ana.id,
		...(serviceDate ? { serviceDate: ensureDate(serviceDate) } : {}),
		kind: 'progress',
		picture: blob,
		reading: blob,
		thumbnail: blob,
		mediaType: 'image/jpeg',
		width: 1700,
		height: 2200,
		dpi: 200,
		sha256: blob.sha256,
		filedOn: '2026-01-05T10:00:00.000Z',
		filedBy: 'person',
		provenance: 'interfiled'
	};
}

const dates = ['2018-12-31', '2019-01-01', '2019-06-30', '2019-12-31', '2020-01-01'];
const scopes: readonly (readonly [name: string, scope: Partial<Request>, dates: string[]])[] = [
	['no limit', {}, dates],
	['from a day on', { from: ensureDate('2019-06-30') }, dates.slice(2)],
	['through a day', { to: ensureDate('2019-06-30') }, dates.slice(0, 3)],
	[
		'a year, both ends in it',
		{ from: ensureDate('2019-01-01'), to: ensureDate('2019-12-31') },
		dates.slice(1, 4)
	],
	['days without a visit', { from: ensureDate('2021-01-01') }, []]
];

describe('a plan', () => {
	it.each(scopes)('takes the pages asked for: %s', (_name, scope, expected) => {
		const pages = dates.map((date, n) => page(n, date));
		const plan = planRelease({ ...ownRequest, ...scope }, ana, pages);
		expect(pagesIn(plan).map(({ serviceDate }) => serviceDate)).toEqual(expected);
	});

	it('takes undated pages when they are asked for, after all others', () => {
		const pages = [page(1), page(2, '2019-01-01')];
		const wanted = planRelease(ownRequest, ana, pages);
		expect(pagesIn(wanted).map((one) => one.page)).toEqual([pages[1]?.page, pages[0]?.page]);
		const unwanted = planRelease({ ...ownRequest, includeUndated: false }, ana, pages);
		expect(unwanted.lines.at(-1)).toEqual({
			page: pages[0],
			in: false,
			reason: 'It has no date of service, and undated pages are not asked for.'
		});
	});

	it.each<[Request['kinds'], string[]]>([
		[undefined, ['progress', 'mixed-part', 'administrative', 'other']],
		[['notes'], ['progress', 'mixed-part']],
		[
			['administrative', 'other'],
			['administrative', 'other']
		]
	])('takes the kinds asked for: %o', (kinds, expected) => {
		const pages = chartKinds.map((kind, n) => ({ ...page(n, '2019-01-01'), kind }));
		const plan = planRelease({ ...ownRequest, ...(kinds ? { kinds } : {}) }, ana, pages);
		const taken = pagesIn(plan).map(({ kind }) => kind);
		expect([...taken].sort()).toEqual([...expected].sort());
	});

	it('leaves out what a person took out, and keeps the reason; the scope speaks first', () => {
		const pages = [page(1, '2019-01-01'), page(2, '2018-01-01'), page(3, '2019-02-01')];
		const takenOut = new Map(pages.slice(0, 2).map((one) => [one.page, 'a relative’s page']));
		const request = { ...ownRequest, from: ensureDate('2019-01-01') };
		const plan = planRelease(request, ana, pages, { takenOut });
		expect(plan.counts).toEqual({ chart: 3, in: 1, out: 2, takenOut: 1 });
		expect(plan.lines.map(({ reason }) => reason)).toEqual([
			'Its date of service is before January 1, 2019, the first day asked for.',
			'Taken out: a relative’s page',
			'Its date of service is within the days asked for.'
		]);
		expect(notices(plan).join(' ')).toContain('left out by a person');
		expect(notices(plan).join(' ')).not.toContain('relative');
		expect(notices(planRelease(request, ana, pages)).join(' ')).not.toContain('left out');
	});

	it('refuses a page of another client, and a page that comes twice', () => {
		const stranger = { ...page(1), client: idOf<ClientId>(99) };
		expect(() => planRelease(ownRequest, ana, [stranger])).toThrow('another client');
		expect(() => planRelease(ownRequest, ana, [page(1), page(1)])).toThrow('twice');
	});

	it('lists every page exactly once, in or out, whatever order the pages come in', () => {
		const day = fc.option(fc.constantFrom(...dates), { nil: undefined });
		const charts = fc.array(day, { maxLength: 12 }).map((days) => days.map((d, n) => page(n, d)));
		const scope = fc.record({
			from: fc.constantFrom(...dates).map(ensureDate),
			to: fc.constantFrom(...dates).map(ensureDate),
			includeUndated: fc.boolean()
		});
		fc.assert(
			fc.property(charts, scope, fc.infiniteStream(fc.nat()), (pages, limits, numbers) => {
				const request = { ...ownRequest, ...limits };
				const plan = planRelease(request, ana, pages);
				const order = new Map(pages.map((one) => [one, numbers.next().value ?? 0]));
				const shuffled = [...pages].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
				expect(planRelease(request, ana, shuffled)).toEqual(plan);
				expect(plan.lines.map((line) => line.page.page).sort()).toEqual(
					pages.map((one) => one.page).sort()
				);
				expect(plan.counts.in + plan.counts.out).toBe(pages.length);
				expect(pagesIn(plan)).toHaveLength(plan.counts.in);
				expect(plan.lines.every(({ reason }) => /^It.*\.$/.test(reason))).toBe(true);
			})
		);
	});
});

describe('a plan of the client’s own request', () => {
	const pages = [page(1, '2019-01-01'), page(2, '2019-02-01')];
	const takenOut = new Map([[idOf<PageId>(2), 'it is about a sister']]);

	it.each<[string, Request, readonly ChartPage[], Parameters<typeof planRelease>[3], boolean]>([
		['whole', ownRequest, pages, {}, false],
		['without a page', ownRequest, pages, { takenOut }, true],
		[
			'of some of the dates only',
			{ ...ownRequest, to: ensureDate('2019-01-15') },
			pages,
			{},
			false
		],
		['of somebody else', { ...ownRequest, basis: { is: 'treatment' } }, pages, { takenOut }, false]
	])('withholds what the client may ask for, or not: %s', (_name, request, some, how, expected) => {
		expect(withholds(planRelease(request, ana, some, how))).toBe(expected);
	});

	it('needs a ground for it, and whoever takes complaints when one is named', () => {
		const whole = { contact: 'R. Castellano', contactPhone: '(802) 555-0142' };
		expect(groundMissing(undefined, whole)).toHaveLength(1);
		expect(groundMissing('', whole)).toHaveLength(1);
		expect(groundMissing('because', whole)).toHaveLength(1);
		expect(groundMissing(nothingDenied, {})).toEqual([]);
		expect(groundMissing('endangers', whole)).toEqual([]);
		expect(groundMissing('endangers', {}).join()).toContain('complaints');
	});
});
