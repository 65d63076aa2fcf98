import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartKinds, type ChartPage, type RedactedVersion } from '#lib/chart/reader.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import { requesterKinds } from '#lib/release/authority.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import type { Papers } from '#lib/release/packet/papers.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import { coverFor, templates } from '#lib/release/templates.ts';
import { ana, idOf } from './chart-on-paper.ts';
import { imprint, ownRequest } from './requests.ts';

const blob = { sha256: 'ab'.repeat(32), size: 1000 };

function page(n: number, change: Partial<ChartPage> = {}): ChartPage {
	return {
		page: idOf<PageId>(n),
		client: ana.id,
		serviceDate: ensureDate(`2021-03-${String((n % 28) + 1).padStart(2, '0')}`),
		kind: 'progress',
		picture: blob,
		reading: undefined,
		thumbnail: blob,
		mediaType: 'image/png',
		width: 850,
		height: 1100,
		dpi: 100,
		sha256: blob.sha256,
		filedOn: '2026-01-01T10:00:00.000Z',
		filedBy: 'person',
		provenance: 'interfiled',
		...change
	};
}

const redacted: RedactedVersion = {
	picture: blob,
	thumbnail: blob,
	reading: undefined,
	mediaType: 'image/png',
	stoodAt: 0,
	marks: [],
	covered: [{ x: 1, y: 1, width: 9, height: 9 }],
	madeOn: '2026-02-01T10:00:00.000Z',
	madeBy: 'person'
};

const papers: Papers = {
	letterhead: { contact: 'Privacy officer', contactPhone: '(802) 555-0143' },
	letter: { text: templates['cover-client'].text, added: 'The first page was hard to read.' },
	certification: { signer: 'R. Castellano', title: 'custodian of records' }
};

function wordsOf(plan: Plan, more: Partial<Papers> = {}, part?: string): string {
	const { sheets } = draftPacket(plan, { ...imprint, papers: { ...papers, ...more } });
	let open = '';
	return sheets
		.flatMap((sheet) => {
			open = sheet.opens ?? open;
			return sheet.is === 'front' && (!part || open === part) ? sheet.lines : [];
		})
		.map(({ text }) => text)
		.join(' ');
}

const three = [page(1), page(2), page(3, { kind: 'administrative' })];

describe('a certification', () => {
	it('describes the very part that it certifies', () => {
		const plan = planRelease({ ...ownRequest, to: ensureDate('2021-03-03') }, ana, three);
		const words = wordsOf(plan, {}, 'Certification');
		expect(words).toContain('true copies of the part of the record described below');
		expect(words).toMatch(/pages 5 to 6 of this packet/);
		expect(words).toContain('March 2, 2021 to March 3, 2021');
		expect(words).toContain('session notes (2 pages)');
		expect(words).toContain('pages of the chart outside the scope of the request');
		expect(words).toContain('psychotherapy notes (45 CFR 164.501)');
		expect(words).toContain('R. Castellano, custodian of records');
		expect(words).not.toContain('Federal Rules of Evidence');
		expect(words).not.toContain('notary');
	});

	it('of a chart of which no page is left out says “all” of that chart on that day, and names what is kept apart', () => {
		const words = wordsOf(planRelease(ownRequest, ana, three), {}, 'Certification');
		expect(words).toContain(
			'These are all pages of the chart kept under record number 20417 as of March 2, 2026.'
		);
		expect(words).toContain('substance use disorder counseling notes (42 CFR 2.11)');
	});

	it('speaks of federal rules and a notary only when asked to', () => {
		const terms = { signer: 'R. C.', title: 'custodian', federal: true, notary: true } as const;
		const words = wordsOf(planRelease(ownRequest, ana, three), { certification: terms });
		expect(words).toContain('Rules 803(6) and 902(11)');
		expect(words).toContain('penalty of perjury');
		expect(words).toContain('Notary’s signature and seal');
	});

	it('names what a person left out, and what is withheld of a page', () => {
		const takenOut = new Map([[idOf<PageId>(1), 'not hers']]);
		const pages = [page(1), page(2, { kind: 'mixed-part' })];
		const words = wordsOf(planRelease(ownRequest, ana, pages, { takenOut }), {}, 'Certification');
		expect(words).toContain('a person left out');
		expect(words).toContain('“in part”');
		expect(words).not.toContain('not hers');
	});

	it('names what was covered on a redacted page, and the index marks it', () => {
		const plan = planRelease(ownRequest, ana, [page(1), page(2, { redacted })]);
		expect(wordsOf(plan, {}, 'Certification')).toContain('the index marks “redacted”');
		expect(wordsOf(plan, {}, 'Certification')).not.toMatch(/\ball\b/iu);
		expect(wordsOf(plan, {}, 'Index')).toContain('Progress note · redacted');
	});

	it.each([1, 9, 30, 120])(
		'has its signature under its own words, however much there is: %i',
		(count) => {
			const purpose = 'a claim '.repeat(count);
			const client = { ...ana, name: 'Ana '.repeat(count) };
			const terms = { signer: 'R. C.', title: 'custodian', federal: true, notary: true } as const;
			const plan = planRelease({ ...ownRequest, purpose }, client, three);
			const { sheets } = draftPacket(plan, {
				...imprint,
				papers: { ...papers, certification: terms }
			});
			const signed = sheets.map(({ lines }) => lines.map(({ text }) => text).join(' '));
			const page = signed.find((words) => words.includes('R. C., custodian Executed'));
			expect(page).toContain('penalty of perjury');
			expect(signed.find((words) => words.includes('Commission expires'))).toContain(
				'For a notary'
			);
		}
	);

	it('of one volume claims no more than its own pages, though nothing of the chart is left out', () => {
		const plan = planRelease(ownRequest, ana, three);
		const volume = { number: 1, of: 2, pages: [idOf<PageId>(1), idOf<PageId>(2)] };
		const { sheets } = draftPacket(plan, { ...imprint, papers, volume });
		const words = sheets.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ');
		expect(words).toContain('true copies of the part of the record described below');
		expect(words).toContain('of which this is volume 1 of 2');
		expect(words).not.toMatch(/\ball\b/iu);
	});

	it('never claims that a copy is whole when anything of the chart is not in it', () => {
		const someChart = fc.array(
			fc.record({
				kind: fc.constantFrom(...chartKinds),
				day: fc.option(fc.integer({ min: 1, max: 28 })),
				out: fc.boolean(),
				part2: fc.boolean(),
				covered: fc.boolean()
			}),
			{ minLength: 1, maxLength: 8 }
		);
		const asked = fc.record({
			from: fc.integer({ min: 1, max: 20 }),
			requester: fc.constantFrom(...requesterKinds),
			federal: fc.boolean(),
			notesApart: fc.constantFrom(true, false, undefined),
			undated: fc.boolean()
		});
		let partial = 0;
		fc.assert(
			fc.property(someChart, asked, (chart, { from, requester, federal, notesApart, undated }) => {
				const pages = chart.map(({ kind, day, part2, covered }, n) => {
					const { serviceDate: _, ...bare } = page(n);
					const dated = day ? { serviceDate: ensureDate(`2021-03-${`0${day}`.slice(-2)}`) } : {};
					return {
						...bare,
						kind,
						...dated,
						...(part2 ? { part2 } : {}),
						...(covered ? { redacted } : {})
					};
				});
				const takenOut = new Map(
					chart.flatMap(({ out }, n) => (out ? [[idOf<PageId>(n), 'a reason'] as const] : []))
				);
				const request = {
					...ownRequest,
					includeUndated: undated,
					from: ensureDate(`2021-03-${`0${from}`.slice(-2)}`),
					requester: { kind: requester, name: 'Kit' }
				};
				const client = { ...ana, ...(notesApart === undefined ? {} : { notesApart }) };
				const plan = planRelease(request, client, pages, { takenOut });
				const whole = plan.lines.every(
					(line) => line.in && line.page.kind !== 'mixed-part' && !line.page.redacted
				);
				if (plan.counts.in === 0 || whole) return;
				partial++;
				const certification = {
					signer: 'Kit',
					title: 'custodian',
					...(federal ? { federal: true as const } : {})
				};
				const letter = { text: templates[coverFor(requester)].text };
				expect(wordsOf(plan, { certification, letter })).not.toMatch(
					/\b(all|complete|entire|full)\b/iu
				);
			}),
			{ numRuns: 150 }
		);
		expect(partial).toBeGreaterThan(50);
	});
});
