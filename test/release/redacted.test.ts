import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import { hiddenWordsOf } from '#lib/packet/fold.ts';
import { jpegOf } from '#lib/packet/drawing.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { Built } from '#lib/packet/setter.ts';
import type { SheetPicture } from '#lib/packet/writer.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { holdsChart } from '#lib/release/packet/certification.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { isAsPlanned, pagesIn, planRelease, redactedIn, type Plan } from '#lib/release/plan.ts';
import { prove } from '#lib/release/proof/proof.ts';
import { redactedReading } from '#lib/page/redaction.ts';
import { printed } from './broken-builders.ts';
import { ana, chartOnPaper, drawPage, type PaperChart } from './chart-on-paper.ts';
import { buildFor, nodeReader, orderFor, planFor } from './packets.ts';
import { copyOf, withRedacted, wordOn } from './redacted-chart.ts';
import { imprint, ownRequest } from './requests.ts';

const request = { ...ownRequest, includeUndated: false };
const secret = wordOn(1000);
/** As a person draws it: the word, and a little of the paper round it. */
const rects = [
	{
		...{ x: secret.rect.x - 8, y: secret.rect.y - 2 },
		...{ width: secret.rect.width + 16, height: secret.rect.height + 4 }
	}
];

let plain: PaperChart;
let chart: PaperChart;
let plan: Plan;
let built: Built;
const asked = new Set<string>();

beforeAll(async () => {
	plain = await chartOnPaper(sharpCodec, 3);
	chart = await withRedacted(plain, 0, rects, {}, asked);
	plan = planFor(chart, request);
	built = await buildFor(chart, plan);
});

const failedChecks = (proof: Proof): string[] =>
	proof.checks.filter(({ ok }) => !ok).map(({ name }) => name);

const provenOf = async (by: Built, of: PaperChart = chart): Promise<Proof> =>
	prove(orderFor(of, planFor(of, request), by));

/** Everything that is printed, a certification among it. */
function texts(of: Plan): string {
	const certification = { signer: 'R. Castellano', title: 'custodian of records' };
	const { sheets } = draftPacket(of, { ...imprint, papers: { letterhead: {}, certification } });
	return sheets.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ');
}

describe('a plan with a redacted page', () => {
	it('sends the copy, and of the page itself not even its pieces’ names', () => {
		expect(redactedIn(plan)).toBe(1);
		expect(pagesIn(plan)[0]).toEqual(copyOf(chart.pages[0]));
		expect(JSON.stringify(pagesIn(plan))).not.toContain(chart.pages[0]?.picture.sha256);
	});

	it('sends the page whole only for a reason that somebody wrote', () => {
		const page = chart.pages[0]?.page ?? ('' as PageId);
		const whole = (because: string): Plan =>
			planRelease(request, ana, chart.pages, { unredacted: new Map([[page, because]]) });
		expect(redactedIn(whole('  '))).toBe(1);
		const said = whole('The court ordered it whole.');
		expect(redactedIn(said)).toBe(0);
		expect(said.lines[0]).toMatchObject({ unredacted: 'The court ordered it whole.' });
		expect(pagesIn(said)[0]).toEqual(chart.pages[0]);
	});

	it('says so in the index and on the cover, without saying what or whom', () => {
		expect(texts(plan)).toContain('Progress note · redacted');
		expect(texts(plan)).toContain('1 of these pages has parts covered in black');
		expect(texts(plan)).not.toMatch(/third|family/i);
		expect(texts(planFor(plain, request))).not.toMatch(/redacted|covered/i);
	});

	it('is certified as a part of the record, with what is missing', () => {
		expect(holdsChart(planRelease(ownRequest, ana, plain.pages))).toBe(true);
		expect(holdsChart(planRelease(ownRequest, ana, chart.pages))).toBe(false);
		expect(texts(plan)).toContain('what is covered in black on each page');
		expect(texts(planFor(plain, request))).not.toContain('covered');
	});

	it('does not hold any more when a copy was made, replaced or taken back since', async () => {
		const [whole, covered] = [plain.pages[0], pagesIn(plan)[0]];
		if (!whole || !covered) throw new Error('no page');
		const again = await withRedacted(plain, 0, [...rects, { x: 9, y: 9, width: 90, height: 30 }]);
		expect(isAsPlanned(whole, whole)).toBe(true);
		expect(isAsPlanned(covered, chart.pages[0])).toBe(true);
		expect(isAsPlanned(whole, chart.pages[0])).toBe(false);
		expect(isAsPlanned(covered, again.pages[0])).toBe(false);
		expect(isAsPlanned(covered, whole)).toBe(false);
		expect(isAsPlanned(whole, { ...whole, serviceDate: ensureDate('1999-01-01') })).toBe(false);
		expect(isAsPlanned(whole, { ...whole, kind: 'mixed-part' })).toBe(false);
		const { reader, key } = again;
		const late = buildPacket({ plan, imprint, reader, key, press: pressWith(sharpCodec) });
		await expect(late).rejects.toThrow('chart-changed');
	});
});

describe('a packet with a redacted page', () => {
	it('is made without a look at the page itself', () => {
		const [page] = chart.pages;
		expect(asked.has(page?.redacted?.picture.sha256 ?? '')).toBe(true);
		expect(asked.has(page?.picture.sha256 ?? '')).toBe(false);
		expect(asked.has(page?.reading?.sha256 ?? '')).toBe(false);
	});

	it('passes its proof, black and without the word', async () => {
		expect(failedChecks(await provenOf(built))).toEqual([]);
		const first = draftPacket(plan, imprint).sheets.findIndex(({ is }) => is === 'page') + 1;
		const [x, y] = [secret.rect.x / 850, secret.rect.y / 1100];
		const spots = new Map([[first, [{ x, y, width: secret.rect.width / 850, height: 18 / 1100 }]]]);
		for await (const found of nodeReader(built.bytes, { spots })) {
			if (found.is !== 'page' || found.page.number !== first) continue;
			expect(found.page.pictures[0]?.shown?.lightest?.[0]).toBeLessThan(32);
			const count = (all: readonly string[]): number =>
				all.filter((text) => text === secret.text).length;
			const before = drawPage(1000).reading.text.split(/\s/u);
			expect(count(found.page.words)).toBe(count(before) - 1);
		}
		expect.assertions(3);
	});
});

describe('a redacted page that is not among those looked at by turns', () => {
	it('is looked at all the same', async () => {
		const { rect } = wordOn(1001);
		const box = { x: rect.x - 8, y: rect.y - 2, width: rect.width + 16, height: rect.height + 4 };
		const later = await withRedacted(plain, 1, [box]);
		const made = await buildFor(later, planFor(later, request));
		expect(failedChecks(await provenOf(made, later))).toEqual([]);
		const bad = await withRedacted(plain, 1, [box], { picture: true });
		const leaking = await buildFor(bad, planFor(bad, request));
		expect(failedChecks(await provenOf(leaking, bad))).toContain('covered');
	});
});

/** Page 0 as the copy has it, for builders that take one half of it from the page itself. */
async function copyPicture(): Promise<SheetPicture> {
	const { covered } = copyOf(chart.pages[0]);
	const { picture, reading } = drawPage(1000);
	const bars = { ...picture, data: picture.data.slice() };
	for (const rect of covered) {
		for (let y = rect.y; y < rect.y + rect.height; y++) {
			const [from, to] = [y * picture.width + rect.x, y * picture.width + rect.x + rect.width];
			for (let at = from; at < to; at++) bars.data.fill(0, at * 4, at * 4 + 3);
		}
	}
	const drawn = await jpegOf(bars, sharpCodec, 0.82);
	const words = hiddenWordsOf(redactedReading(reading, covered, 0));
	return { ...drawn, words, width: picture.width, height: picture.height };
}

describe('the proof of a redaction', () => {
	it('holds for a builder that takes picture and words from the copy', async () => {
		const copy = await copyPicture();
		const honest = await printed(plan, ([, ...rest]) => [copy, ...rest]);
		expect(failedChecks(await provenOf(honest))).toEqual([]);
	});

	it('catches a builder that takes the unredacted page', async () => {
		const failed = failedChecks(await provenOf(await printed(plan, (pictures) => pictures)));
		expect(failed).toEqual(['likeness', 'covered', 'words', 'hidden']);
	});

	it('catches one that takes the unredacted picture for one word that is covered', async () => {
		const { words } = await copyPicture();
		const careless = await printed(plan, ([a, ...rest]) => (a ? [{ ...a, words }, ...rest] : []));
		expect(failedChecks(await provenOf(careless))).toEqual(['likeness', 'covered']);
	});

	it('catches one that takes the unredacted words', async () => {
		const copy = await copyPicture();
		const careless = await printed(plan, ([a, ...rest]) =>
			a ? [{ ...copy, words: a.words }, ...rest] : []
		);
		expect(failedChecks(await provenOf(careless))).toEqual(['words', 'hidden']);
	});

	it.each([
		['a picture that is not black there', { picture: true }, 'covered'],
		['words that are still under the black', { words: true }, 'reading']
	] as const)('catches a copy that was made badly: %s', async (_how, slip, check) => {
		const bad = await withRedacted(plain, 0, rects, slip);
		const proof = await provenOf(await buildFor(bad, planFor(bad, request)), bad);
		expect(failedChecks(proof)).toContain(check);
	});
});
