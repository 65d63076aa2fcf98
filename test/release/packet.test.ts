import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Client } from '#lib/page/client.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { Rect } from '#lib/page/reading.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import { encoded, widthOf, wrapped } from '#lib/packet/face.ts';
import { foldToFaces, hiddenWordsOf, lettersOf } from '#lib/packet/fold.ts';
import { isSettable } from '#lib/packet/letters.ts';
import { jpegOf } from '#lib/packet/drawing.ts';
import { letter, settingOf, stampHeight } from '#lib/packet/paper.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { parseReading } from '#lib/packet/stored-reading.ts';
import { PacketWriter } from '#lib/packet/writer.ts';
import { planRelease } from '#lib/release/plan.ts';
import { walk } from '#lib/packet/bytes.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { ana, chartOnPaper, drawPage, type PaperChart } from './chart-on-paper.ts';
import { buildFor, nodeReader, planFor } from './packets.ts';
import { imprint, ownRequest } from './requests.ts';

let chart: PaperChart;

beforeAll(async () => {
	chart = await chartOnPaper(sharpCodec, 4);
});

describe('paper', () => {
	it.each([
		['Letter at 200 dpi', 1700, 2200, 200, letter],
		['Letter, across', 2200, 1700, 200, { width: 792, height: 612 }],
		['A4 at 300 dpi', 2480, 3508, 300, { width: 595.28, height: 841.89 }],
		['Legal at 200 dpi', 1700, 2800, 200, { width: 612, height: 1008 }],
		['Letter, cropped by a scanner', 1680, 2176, 200, letter],
		['a sticky note', 600, 600, 200, letter],
		['Letter without a believable resolution', 850, 1100, 1, letter]
	])('fits the page: %s', (_name, width, height, dpi, paper) => {
		expect(settingOf(width, height, dpi).paper).toEqual(paper);
	});

	it('never stretches a picture, never enlarges it, and keeps the strip free', () => {
		const pixels = fc.integer({ min: 40, max: 9000 });
		fc.assert(
			fc.property(pixels, pixels, fc.integer({ min: 50, max: 1200 }), (width, height, dpi) => {
				const { paper, picture } = settingOf(width, height, dpi);
				expect(picture.y).toBeGreaterThanOrEqual(stampHeight - 0.01);
				expect(picture.x).toBeGreaterThanOrEqual(0);
				expect(picture.x + picture.width).toBeLessThanOrEqual(paper.width + 0.02);
				expect(picture.y + picture.height).toBeLessThanOrEqual(paper.height + 0.02);
				expect(picture.width).toBeLessThanOrEqual((width * 72) / dpi + 0.01);
				const error = Math.abs(picture.width * height - picture.height * width);
				expect(error).toBeLessThanOrEqual(0.011 * (width + height));
			})
		);
	});
});

describe('letters', () => {
	it.each([
		['Nguyễn', 'Nguyễn'],
		['Łódź', 'Łódź'],
		['Ἰωάννης Χατζής', 'Ιωάννης Χατζής'],
		['Олена Їжакевич', 'Олена Їжакевич'],
		['“naïve” – café…', '“naïve” – café…'],
		['李 Li', '? Li'],
		['ﬁnal\u00ad score\n two', 'final score two']
	])('fold to what the fonts can write: %s', (text, folded) => {
		expect(foldToFaces(text)).toBe(folded);
	});

	it('can all be written after the fold, and every break keeps them', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(40, 200, 500), (text, width) => {
				const folded = foldToFaces(text);
				expect(Array.from(folded).every(isSettable)).toBe(true);
				expect(encoded(folded)).toMatch(/^<([0-9A-F]{4})*>$/);
				const lines = wrapped(text, width, 11, 'regular');
				expect(lettersOf(lines)).toBe(lettersOf([folded]));
				expect(lines.every((line) => widthOf(line, 11, 'regular') <= width)).toBe(true);
			})
		);
	});
});

describe('a draft', () => {
	it('keeps every word of a long name, a long purpose and a long chart', async () => {
		const long = await chartOnPaper(sharpCodec, 1);
		const [first] = long.pages;
		if (!first) throw new Error('no page');
		const pages = Array.from({ length: 90 }, (_, n) => ({
			...first,
			page: (first.page.slice(0, -2) + String.fromCharCode(97 + (n % 26), 97 + n / 26)) as never
		}));
		const purpose = 'continuing care '.repeat(60);
		const plan = planRelease({ ...ownRequest, purpose }, ana, pages);
		const { sheets } = draftPacket(plan, imprint);
		const front = sheets.filter((sheet) => sheet.is === 'front');
		expect(front.length).toBeGreaterThan(3);
		expect(sheets).toHaveLength(front.length + 90);
		const words = lettersOf(front.flatMap(({ lines }) => lines.map(({ text }) => text)));
		expect(words).toContain(`pages${front.length + 1}to${front.length + 90}ofthispacket`);
		for (const { lines, paper } of front) {
			const body = lines.filter(({ y }) => y > stampHeight);
			expect(Math.min(...body.map(({ y }) => y))).toBeGreaterThan(40);
			const ends = lines.map(({ x, text, size, face }) => x + widthOf(text, size, face));
			expect(Math.max(...ends)).toBeLessThan(paper.width - 20);
		}
	});

	it('says nothing of the client in the title of the file', () => {
		const { title } = draftPacket(planFor(chart), imprint);
		expect(title).toBe('Copy of records');
	});
});

describe('a packet', () => {
	it('is the same, byte for byte, whenever it is made of the same plan', async () => {
		const [one, two] = [await buildFor(chart), await buildFor(chart)];
		expect(await sha256Hex(one.bytes)).toBe(await sha256Hex(two.bytes));
		expect(one.made).toEqual(two.made);
	});

	it('holds exactly the planned words, hidden ones over the picture included', async () => {
		const plan = planFor(chart);
		const { sheets } = draftPacket(plan, imprint);
		const { bytes } = await buildFor(chart, plan);
		const words: string[] = [];
		for await (const found of nodeReader(bytes)) {
			if (found.is === 'page') words.push(lettersOf(found.page.words));
		}
		const hidden = [0, 1, 2, 3].map((n) =>
			n === 2 ? [] : hiddenWordsOf(drawPage(1000 + n).reading).map(({ text }) => text)
		);
		const front = sheets.filter((sheet) => sheet.is === 'front').length;
		expect(words).toEqual(
			sheets.map(({ lines }, index) =>
				lettersOf([...(hidden[index - front] ?? []), ...lines.map(({ text }) => text)])
			)
		);
	});

	it('refuses a defective request, an empty plan and a chart that has changed', async () => {
		const { reader, key, pages } = chart;
		const press = pressWith(sharpCodec);
		const order = { imprint, reader, key, press };
		const client: Client = { ...ana };
		const late = { ...ownRequest, receivedOn: ensureDate('2027-01-01') };
		const defective = planRelease(late, client, pages);
		await expect(buildPacket({ ...order, plan: defective })).rejects.toThrow('defects');
		const empty = planRelease(ownRequest, client, []);
		await expect(buildPacket({ ...order, plan: empty })).rejects.toThrow('no-pages');
		const withdrawn = { ...reader, pagesOf: () => pages.slice(1) };
		const plan = planFor(chart);
		const changed = buildPacket({ ...order, reader: withdrawn, plan });
		await expect(changed).rejects.toThrow('chart-changed');
	});

	it('takes only the plan’s next page', async () => {
		const press = pressWith(sharpCodec);
		await press.begin({ plan: planFor(chart), imprint, key: chart.key });
		const [, second] = chart.pages;
		if (!second) throw new Error('no page');
		const picture = await chart.reader.sealed(second.picture);
		const early = press.add({ page: second.page, picture, reading: undefined });
		await expect(early).rejects.toThrow('not the plan’s next');
		await expect(press.finish()).rejects.toThrow('missing');
	});

	it('passes an outside validator where one is installed', async () => {
		const { bytes } = await buildFor(chart);
		let answer = 'not installed';
		try {
			const file = join(mkdtempSync(join(tmpdir(), 'packet-')), 'packet.pdf');
			writeFileSync(file, bytes);
			answer = execFileSync('qpdf', ['--check', file], { encoding: 'utf8' });
		} catch (error) {
			if ((error as { code?: string }).code !== 'ENOENT') throw error;
		}
		expect(answer).toMatch(/No syntax or stream encoding errors|not installed/);
	});
});

describe('hidden words', () => {
	it('are read back letter by letter, whatever they are', async () => {
		const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
		const blank = {
			width: 850,
			height: 1100,
			data: new Uint8ClampedArray(850 * 1100 * 4).fill(255)
		};
		const { file, facts } = await jpegOf(blank, sharpCodec, 0.82);
		const [page] = chart.pages;
		const draft = draftPacket(planRelease(ownRequest, ana, page ? [page] : []), imprint);
		const sheet = draft.sheets.filter(({ is }) => is === 'page');
		const property = fc.asyncProperty(words, async (texts) => {
			const rect = (n: number): Rect => ({ x: 90, y: 40 + n * 30, width: 200, height: 20 });
			const read = texts.map((text, n) => ({ text, rect: rect(n), confidence: 1 }));
			const lines = read.map((word) => ({ ...word, words: [word] }));
			const hidden = hiddenWordsOf({ ...drawPage(1).reading, lines });
			const writer = await PacketWriter.begin({ ...draft, sheets: sheet });
			for (const one of sheet) await writer.add(one, { ...blank, file, facts, words: hidden });
			const bytes = await writer.finish();
			const expected = lettersOf([...hidden, ...(sheet[0]?.lines ?? [])].map(({ text }) => text));
			expect((await walk(bytes)).pages[0]?.letters).toBe(expected);
			for await (const found of nodeReader(bytes)) {
				if (found.is === 'page') expect(lettersOf(found.page.words)).toBe(expected);
			}
		});
		await fc.assert(property, { numRuns: 20, seed: 6 });
	}, 120_000);
});

describe('what goes behind a page', () => {
	it('is nothing when the page is said to be unreadable', () => {
		const { reading } = drawPage(1);
		expect(hiddenWordsOf({ ...reading, confidence: 0.3 })).toEqual([]);
		expect(hiddenWordsOf(reading).length).toBeGreaterThan(10);
	});

	it.each(['', '{}', '{"confidence":1,"width":1,"height":1,"lines":[{}]}', 'Ana said'])(
		'is refused when it is no reading, without quoting it: %s',
		(text) => {
			const parse = (): unknown => parseReading(new TextEncoder().encode(text));
			expect(parse).toThrow(/^a page’s reading/);
		}
	);
});
