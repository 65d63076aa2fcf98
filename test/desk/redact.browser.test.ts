import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { RedactDesk, type RedactEngines } from '#lib/desk/redact.svelte.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { redactedPage, type ChartPage } from '#lib/chart/reader.ts';
import type { ClientId, PageId, NoteId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { placesOf } from '#lib/sorting/alike.ts';
import { proposeOthers } from '#lib/sorting/other-people.ts';
import { newId } from '#lib/vault/random.ts';
import { drawPage } from '../release/chart-on-paper.ts';
import { ana, filePage, nameOf, openPractice, read } from './open-practice.ts';

const engines: RedactEngines = {
	make: (picture, mediaType, rects, turn) =>
		redactedCopy(canvasCodec, picture, mediaType, { rects, turn, ink: 'bar' }),
	propose: proposeOthers,
	find: placesOf
};

let practice: Practice;
let charts: ChartsDesk;
let desk: RedactDesk;

beforeEach(async () => {
	practice = await openPractice();
	const { chart, filing } = practice;
	charts = new ChartsDesk({
		...{ chart, filing, nameOf, read, pictures: new Pictures() },
		newClient: () => newId<ClientId>(),
		newNote: () => newId<NoteId>()
	});
	const now = (): Date => new Date('2026-03-02T10:00:00Z');
	desk = new RedactDesk({ ...{ chart, charts, engines, filing, now }, signedAs: 'M. Ellsworth' });
});

function pageOf(id: PageId): ChartPage {
	const page = practice.chart.state.pages.get(id);
	if (!page) throw new Error('no page');
	return page;
}

async function laid(seed: number): Promise<ChartPage> {
	const page = pageOf(await filePage(practice, seed, 'chart'));
	await desk.open(page);
	return page;
}

/** The second word of the third line. */
function wordOf({ lines }: Reading): Reading['lines'][number]['words'][number] {
	const word = lines[2]?.words[1];
	if (!word) throw new Error('no such word');
	return word;
}

async function storedReading(page: ChartPage | undefined): Promise<Reading> {
	if (!page?.reading) throw new Error('no words');
	const bytes = await practice.chart.open(page.reading);
	return JSON.parse(new TextDecoder().decode(bytes)) as Reading;
}

async function grey(page: ChartPage, x: number, y: number): Promise<number> {
	const bytes = await practice.chart.open(page.picture);
	const { data, width } = await canvasCodec.decode(bytes, page.mediaType);
	return data[(Math.round(y) * width + Math.round(x)) * 4] ?? -1;
}

const pieces = async (): Promise<readonly string[]> =>
	(await practice.holdings.find(({ kind }) => kind === 'chart')?.shelf.blobIds()) ?? [];

describe('a page that is redacted', () => {
	it('gets a copy without the word, and stays as it was', async () => {
		const page = await laid(21);
		const { rect, text } = wordOf(drawPage(21).reading);
		desk.place([{ id: 1, rect }]);
		expect(desk.under).toEqual([text]);
		const shown = await (await fetch(await desk.preview())).arrayBuffer();
		expect(await desk.save()).toEqual({ ok: true });
		const after = pageOf(page.page);
		expect({ ...after, redacted: undefined }).toEqual({ ...page, redacted: undefined });
		const copy = redactedPage(after);
		if (!copy) throw new Error('no copy');
		// What was looked at is what was kept, byte for byte.
		expect(new Uint8Array(await practice.chart.open(copy.picture))).toEqual(new Uint8Array(shown));
		const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
		expect(await grey(copy, x, y)).toBeLessThan(20);
		const [whole, left] = [await storedReading(page), await storedReading(copy)];
		const count = ({ lines }: Reading): number => lines.flatMap(({ words }) => words).length;
		expect(count(left)).toBe(count(whole) - 1);
		expect(after.redacted).toMatchObject({
			...{ madeBy: 'M. Ellsworth', stoodAt: 0 },
			marks: [{ reason: 'third-party' }]
		});
		expect((await charts.pastOf(page.page)).lines.at(-1)?.what).toBe(
			'Made a redacted copy of a filed page, with 1 place covered.'
		);
	});

	it('keeps one copy: the next replaces it, and taking it back leaves nothing behind', async () => {
		const page = await laid(22);
		const before = await pieces();
		desk.place([{ id: 1, rect: { x: 100, y: 100, width: 200, height: 40 } }]);
		await desk.save();
		await desk.open(pageOf(page.page));
		expect(desk.boxes).toHaveLength(1);
		desk.place([...desk.boxes, { id: 2, rect: { x: 100, y: 400, width: 200, height: 40 } }]);
		expect(await desk.save()).toEqual({ ok: true });
		expect(pageOf(page.page).redacted?.marks).toHaveLength(2);
		expect(await pieces()).toHaveLength(before.length + 3);
		expect(await desk.takeBack()).toEqual({ ok: true });
		expect(pageOf(page.page).redacted).toBeUndefined();
		expect((await pieces()).toSorted()).toEqual([...before].sort());
	});

	it('is covered where it stands, after it was turned too', async () => {
		const page = await laid(23);
		const { rect } = wordOf(drawPage(23).reading);
		desk.place([{ id: 1, rect }]);
		await desk.save();
		await charts.turn(pageOf(page.page), 90);
		const turned = pageOf(page.page);
		await desk.open(turned);
		const [box] = desk.boxes;
		// On its side, the box is as high as the word is wide.
		expect([box?.rect.width, box?.rect.height]).toEqual([rect.height, rect.width]);
		expect(desk.under).toEqual([wordOf(drawPage(23).reading).text]);
		expect(await desk.save()).toEqual({ ok: true });
		const copy = redactedPage(pageOf(page.page));
		if (!copy || !box) throw new Error('no copy');
		expect(copy.turn).toBe(0);
		const [x, y] = [box.rect.x + box.rect.width / 2, box.rect.y + box.rect.height / 2];
		expect(await grey(copy, x, y)).toBeLessThan(20);
	});

	it('is not kept when the page was turned or taken out meanwhile, or a reason is missing', async () => {
		const page = await laid(24);
		expect(await desk.save()).toMatchObject({ ok: false });
		desk.place([{ id: 1, rect: { x: 100, y: 100, width: 200, height: 40 } }]);
		desk.explain(1, { reason: 'other' });
		expect(desk.wantWords).toEqual([1]);
		expect(await desk.save()).toMatchObject({ ok: false });
		desk.explain(1, { note: 'the court sealed it' });
		await charts.turn(page, 90);
		const refused = await desk.save();
		expect(refused).toMatchObject({ ok: false });
		expect(pageOf(page.page).redacted).toBeUndefined();
	});
});

describe('words that are covered', () => {
	it('are named where they stand once more, and covered there on demand', async () => {
		const reading = drawPage(25).reading;
		const counts = new Map<string, number>();
		for (const { text } of reading.lines.flatMap(({ words }) => words)) {
			counts.set(text, (counts.get(text) ?? 0) + 1);
		}
		const twice = [...counts].find(([text, n]) => n > 1 && text.length > 4)?.[0] ?? '';
		await laid(25);
		expect(desk.coverWords(twice)).toBe(counts.get(twice));
		desk.remove(desk.boxes[0]?.id ?? 0);
		expect(desk.again.map(({ text }) => text)).toContain(twice);
		expect(desk.coverAgain()).toBeGreaterThan(0);
		expect(desk.again).toEqual([]);
		expect(desk.left.join(' ')).not.toContain(twice);
		expect(desk.coverWords('nobody of that name')).toBe(0);
	});

	it('are found on the client’s other pages, and wait there as proposals', async () => {
		const [one, two] = [drawPage(26).reading, drawPage(27).reading];
		const there = new Set(two.lines.flatMap(({ words }) => words.map(({ text }) => text)));
		const shared = one.lines
			.flatMap(({ words }) => words)
			.find(({ text }) => text.length > 4 && there.has(text));
		if (!shared) throw new Error('the pages share no word');
		const other = pageOf(await filePage(practice, 27, 'chart'));
		await laid(26);
		desk.coverWords(shared.text);
		const { found, unread } = await desk.elsewhere();
		expect(unread).toEqual([]);
		expect(found.map(({ page }) => page.page)).toEqual([other.page]);
		await desk.open(other);
		expect(desk.boxes).toEqual([]);
		expect(desk.offers.map(({ text }) => text)).toContain(shared.text);
		const [first] = desk.offers;
		desk.accept(first?.id ?? 0);
		expect(desk.boxes).toHaveLength(1);
		expect(desk.offers).not.toContain(first);
	});

	it('are never proposed of the client, and one key leaves a proposal', async () => {
		const page = await laid(28);
		expect(desk.offers).toEqual([]);
		await practice.chart.act({
			is: 'page-marked',
			page: page.page,
			marks: { others: [{ name: ana.name }] }
		});
		await desk.open(pageOf(page.page));
		expect(desk.offers).toEqual([]);
	});
});

it('a copy that is finished after the page was put away is shown to nobody', async () => {
	let finish = (): void => undefined;
	const waiting = new Promise<void>((resolve) => (finish = resolve));
	const slow = {
		...engines,
		make: async (...order: Parameters<typeof engines.make>) => {
			await waiting;
			return engines.make(...order);
		}
	};
	const { chart, filing } = practice;
	const now = (): Date => new Date('2026-03-02T10:00:00Z');
	const held = new RedactDesk({ chart, charts, engines: slow, filing, now, signedAs: 'M.' });
	await held.open(pageOf(await filePage(practice, 1, 'chart')));
	const shown = held.preview();
	held.stop();
	const made = vi.spyOn(URL, 'createObjectURL');
	finish();
	await expect(shown).rejects.toThrow('put away');
	expect(made).not.toHaveBeenCalled();
	made.mockRestore();
});
