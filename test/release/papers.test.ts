import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { ensureDate } from '#lib/page/date.ts';
import { ensureId, type PaperId } from '#lib/page/ids.ts';
import { jpegOf } from '#lib/packet/drawing.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { PictureSheet } from '#lib/packet/sheets.ts';
import type { SheetPicture } from '#lib/packet/writer.ts';
import { consentElements, type ConsentElement } from '#lib/release/part2.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import type { Papers } from '#lib/release/packet/papers.ts';
import { part2Statements } from '#lib/release/packet/part2-notice.ts';
import { runsOf } from '#lib/release/packet/runs.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import { prove } from '#lib/release/proof/proof.ts';
import type { Request } from '#lib/release/request.ts';
import { templates } from '#lib/release/templates.ts';
import { pictureOf, printed } from './broken-builders.ts';
import { ana, chartOnPaper, drawPage, forms, type PaperChart } from './chart-on-paper.ts';
import { buildFor, orderFor } from './packets.ts';
import { authorization, imprint, ownRequest } from './requests.ts';

let chart: PaperChart;
let request: Request;
let plan: Plan;

const papers: Papers = {
	letterhead: { contact: 'Privacy officer', contactPhone: '(802) 555-0143' },
	letter: { text: templates['cover-provider'].text },
	authorizationCopy: true,
	certification: { signer: 'R. Castellano', title: 'custodian of records' }
};

beforeAll(async () => {
	const paper = await chartOnPaper(sharpCodec, 3);
	const pages = paper.pages.map((page, n) => (n === 1 ? { ...page, part2: true as const } : page));
	chart = { ...paper, pages, reader: { ...paper.reader, pagesOf: () => pages } };
	const attached = { attachedAt: '2026-03-01T10:00:00.000Z', attachedBy: 'R. Castellano' };
	request = {
		...ownRequest,
		requester: { kind: 'provider', name: 'Dr. Okafor' },
		purpose: 'continuing treatment',
		basis: authorization,
		papers: [
			{
				paper: ensureId<PaperId>('aaaaaaaaaaaaaaaaaaaaaaaaad'),
				kind: 'authorization',
				sides: [await paper.attach(0)],
				...attached
			}
		],
		part2Consent: {
			signedOn: ensureDate('2026-02-01'),
			expiresOn: ensureDate('2026-08-01'),
			signedBy: 'client',
			found: Object.keys(consentElements) as ConsentElement[],
			copy: [await paper.attach(1), await paper.attach(2)]
		}
	};
	plan = planRelease(request, ana, pages);
});

const withPapers = { ...imprint, papers };
const order = [
	'Letter',
	'Cover',
	'Copy of the authorization',
	'Notice: 42 CFR part 2',
	'Copy of the consent (42 CFR 2.32)',
	'Index',
	'Pages',
	'Certification'
];

function partsIn(of: Plan, more: Partial<Papers> = {}): readonly string[] {
	const { sheets } = draftPacket(of, { ...imprint, papers: { ...papers, ...more } });
	return sheets.flatMap(({ opens }) => opens ?? []);
}

function wordsIn(of: Plan, part: string, more: Partial<Papers> = {}): string {
	const { sheets } = draftPacket(of, { ...imprint, papers: { ...papers, ...more } });
	const at = sheets.findIndex(({ opens }) => opens === part);
	return sheets[at]?.lines.map(({ text }) => text).join(' ') ?? '';
}

describe('the papers of a packet', () => {
	it('stand in their order', () => {
		expect(partsIn(plan)).toEqual(order);
	});

	it('are none but cover and index where none were chosen and none are needed', () => {
		const plain = planRelease(ownRequest, ana, chart.pages.slice(0, 1));
		const { sheets } = draftPacket(plain, imprint);
		expect(sheets.flatMap(({ opens }) => opens ?? [])).toEqual(['Cover', 'Index', 'Pages']);
	});

	it('begin with the letter for this kind of requester, filled and in the practice’s own words', () => {
		expect(wordsIn(plan, 'Letter')).toContain('This letter comes with 3 pages of the records of');
		const letter = { text: 'Ours: {purpose}.', added: 'One more thing.' };
		const words = wordsIn(plan, 'Letter', { letter });
		expect(words).toContain('Ours: continuing treatment.');
		expect(words).toContain('One more thing.');
	});

	it('speak of one page and of one day as of one', () => {
		const alone = planRelease(request, ana, chart.pages.slice(0, 1));
		const words = wordsIn(alone, 'Letter');
		expect(words).toContain('The index lists it. Its date of service is');
		expect(words).not.toMatch(/ them| to \w+ \d+, \d{4}\./u);
		const letter = { text: 'Of {dates}.' };
		expect(wordsIn(alone, 'Letter', { letter })).toMatch(/Of \w+ \d+, \d{4}\. /u);
		const day = chart.pages[0]?.serviceDate;
		const sameDay = chart.pages.map((page) => ({ ...page, ...(day ? { serviceDate: day } : {}) }));
		const several = wordsIn(planRelease(request, ana, sameDay), 'Letter');
		expect(several).toContain('The index lists them. Their date of service is');
		expect(wordsIn(plan, 'Letter')).toContain('Their dates of service run from');
	});

	it('mark the protected pages in index and notice, with the statement of 42 CFR 2.32', () => {
		const notice = wordsIn(plan, 'Notice: 42 CFR part 2');
		for (const paragraph of part2Statements.long) expect(notice).toContain(paragraph);
		expect(notice).toContain('page 9 of this packet');
		expect(wordsIn(plan, 'Index')).toContain('9 February 11, 2017 Administrative · Part 2');
		const short = wordsIn(plan, 'Notice: 42 CFR part 2', { statement: 'short' });
		expect(short).toContain(part2Statements.short[0]);
		expect(short).not.toContain('testimony');
	});

	it('carry the statements as they were held against public copies of the rule of 2024', () => {
		const print = (lines: readonly string[]): string =>
			createHash('sha256').update(lines.join('\n')).digest('hex');
		expect(print(part2Statements.long)).toBe(
			'dae0b4d455d63722bc4e0d3760e8319ba4ea929068b0a9d96244bf20c338245d'
		);
		expect(print(part2Statements.short)).toBe(
			'79fee3d6dff7e052183c61b66bfed589f0f45dcf330bb277e07b396bd12e9774'
		);
	});

	it('say what the consent covers where no copy of it is attached (42 CFR 2.32(b))', () => {
		const { part2Consent } = request;
		if (!part2Consent) throw new Error('no consent');
		const uncopied = planRelease(
			{ ...request, part2Consent: { ...part2Consent, copy: [] } },
			ana,
			chart.pages
		);
		expect(partsIn(uncopied)).not.toContain('Copy of the consent (42 CFR 2.32)');
		expect(wordsIn(uncopied, 'Notice: 42 CFR part 2')).toContain('signed on February 1, 2026');
	});

	it('have the letter of what is withheld for access requests only, and no review of it', () => {
		const own = planRelease(ownRequest, ana, chart.pages.slice(0, 1));
		const words = wordsIn(own, 'What is not in this copy');
		expect(words).toContain('If there are such notes');
		expect(words).not.toContain('164.524(a)(4)');
		expect(partsIn(own, { denialApart: true })).not.toContain('What is not in this copy');
		expect(partsIn(own, { letterhead: {} })).not.toContain('What is not in this copy');
		const none = planRelease(ownRequest, { ...ana, notesApart: false }, chart.pages.slice(0, 1));
		expect(partsIn(none)).not.toContain('What is not in this copy');
	});

	it.each([
		[[7], 'page 7'],
		[[7, 8], 'pages 7 and 8'],
		[[7, 8, 9, 12, 15], 'pages 7 to 9, 12 and 15']
	])('name pages in words: %j', (numbers, words) => {
		expect(runsOf(numbers)).toBe(words);
	});
});

describe('the proof of a packet with papers', () => {
	const failed = (proof: Proof): readonly string[] =>
		proof.checks.filter(({ ok }) => !ok).map(({ name }) => name);
	/** The authorization, then the consent’s two sides, then the pages. */
	const drawn = async (sheet: PictureSheet, index: number): Promise<SheetPicture> => {
		if (sheet.is === 'page') return pictureOf(index - 3);
		const { picture } = drawPage(forms + index);
		const { file, facts } = await jpegOf(picture, sharpCodec, 0.82);
		return { file, facts, words: [], width: picture.width, height: picture.height };
	};

	it('holds, copies included, and counts pages of the record only', async () => {
		const built = await buildFor(chart, plan, withPapers);
		const proof = await prove(orderFor(chart, plan, built, withPapers));
		expect(failed(proof)).toEqual([]);
		expect(proof.pages).toBe(3);
		expect(built.made).toHaveLength(6);
	});

	it('catches a builder that shows another form in the consent’s place', async () => {
		const honest = await printed(plan, (pictures) => pictures, drawn, withPapers);
		expect(failed(await prove(orderFor(chart, plan, honest, withPapers)))).toEqual([]);
		const other = await pictureOf(79);
		const broken = await printed(
			plan,
			([authority, , ...rest]) =>
				[authority, { ...other, words: [] }, ...rest].filter((p) => p !== undefined),
			drawn,
			withPapers
		);
		expect(failed(await prove(orderFor(chart, plan, broken, withPapers)))).toContain('likeness');
	});

	it('catches a builder that writes words under a copy', async () => {
		const word = { text: 'countertransference', rect: { x: 90, y: 90, width: 120, height: 18 } };
		const broken = await printed(
			plan,
			([authority, ...rest]) => (authority ? [{ ...authority, words: [word] }, ...rest] : []),
			drawn,
			withPapers
		);
		expect(failed(await prove(orderFor(chart, plan, broken, withPapers)))).toContain('words');
	});

	it('fails when nobody vouches for a copy', async () => {
		const built = await buildFor(chart, plan, withPapers);
		const { copyOf: _, ...witnessed } = orderFor(chart, plan, built, withPapers);
		expect(failed(await prove(witnessed))).toContain('reading');
	});

	it('catches a packet whose letter says something else than the plan’s', async () => {
		const letter = { text: 'Dear {recipient},', added: 'This is not in the plan.' };
		const other = { ...withPapers, papers: { ...papers, letter } };
		const built = await buildFor(chart, plan, other);
		expect(failed(await prove(orderFor(chart, plan, built, withPapers)))).toContain('words');
	});
});
