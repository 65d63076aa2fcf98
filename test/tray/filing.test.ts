import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { signatureOf } from '#lib/imaging/signature.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { turnedBack } from '#lib/page/reading.ts';
import { turnedRect } from '#lib/page/upright.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { accountOf } from '#lib/tray/reconcile.ts';
import { newId } from '#lib/vault/random.ts';
import { lowerHalf, markedPage, tokensIn, type MarkedPage } from '../support/marked-paper.ts';
import { addClient, layPage, openBox, setUpPractice, type Standing } from '../support/practice.ts';
import { expectOnePlace, openedCabinet } from './one-place.ts';

let paper: MarkedPage;
let standing: Standing;
let practice: Practice;
let client: ClientId;
let page: PageId;

beforeAll(async () => {
	paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
});
beforeEach(async () => {
	standing = await setUpPractice();
	practice = standing.practice;
	client = await addClient(practice, 'Ana Marked');
	page = await layPage(practice, await openBox(practice), paper.picture, paper.reading);
});

const shelfOf = (kind: string) => {
	const shelf = practice.holdings.find((one) => one.kind === kind)?.shelf;
	if (!shelf) throw new Error('no such folder');
	return shelf;
};
const split = { fate: 'split', privateRegions: [lowerHalf] } as const;

describe('a decision that is not whole', () => {
	it.each([
		[{ fate: 'chart' }, 'needs-client'],
		[{ fate: 'cabinet' }, 'needs-client'],
		[{ fate: 'split', client: newId<ClientId>() }, 'needs-regions'],
		[{ fate: 'split', client: newId<ClientId>(), privateRegions: [] }, 'needs-regions']
	] as const)('%o is refused and changes nothing', async (decision, why) => {
		const before = await shelfOf('tray').head();
		expect(await practice.filing.decide(page, decision)).toEqual({ ok: false, why });
		expect(await shelfOf('tray').head()).toEqual(before);
	});

	it('about a page that the tray does not hold is never written', async () => {
		const before = await shelfOf('tray').head();
		await expect(practice.filing.decide(newId<PageId>(), { fate: 'blank' })).rejects.toThrow(
			'no such page'
		);
		expect(await shelfOf('tray').head()).toEqual(before);
		await standing.again();
	});

	it('is not there to be taken back', async () => {
		expect(await practice.filing.undo(page)).toEqual({ ok: false, why: 'not-decided' });
	});
});

describe('a page that was fed any way round', () => {
	const turns = [0, 90, 180, 270] as const;

	it.each(turns)('at %i°, split, ends upright, whole above and gone below', async (turn) => {
		const [upper, lower] = ['3'.repeat(32), 'c'.repeat(32)];
		const fed = await markedPage(upper, lower, turn);
		const id = await layPage(practice, await openBox(practice), fed.picture, fed.reading);
		await practice.filing.decide(id, { ...split, client });
		const [part] = [...practice.chart.state.pages.values()];
		if (!part?.reading) throw new Error('no part');
		expect(part).toMatchObject({ width: fed.reading.width, height: fed.reading.height });
		expect(part.turn).toBeUndefined();
		const picture = await sharpCodec.decode(await practice.chart.open(part.picture), 'image/jpeg');
		const [above, below] = tokensIn(signatureOf(picture));
		expect([above, below]).toEqual([upper, '0'.repeat(32)]);
		const words = new TextDecoder().decode(await practice.chart.open(part.reading));
		expect(words).toContain(upper.slice(0, 16));
		expect(words).not.toContain(lower.slice(0, 16));
		expect(JSON.parse(words)).toMatchObject({ turn: 0, width: part.width });

		const held = (await openedCabinet(practice)).state.pages.get(id);
		const { width, height } = fed.reading;
		expect(held).toMatchObject({ width, height, ...(turn ? { turn } : {}) });
		const bytes = held && (await (await openedCabinet(practice)).open(held.picture));
		expect(Buffer.compare(bytes ?? Buffer.of(), fed.picture)).toBe(0);
	});

	it.each(turns)(
		'split as it stood before it was found to lie at %i°, hides the same paper',
		async (turn) => {
			const [upper, lower] = ['3'.repeat(32), 'c'.repeat(32)];
			const fed = await markedPage(upper, lower, turn);
			const id = await layPage(practice, await openBox(practice), fed.picture, fed.reading);
			// Drawn on the picture as it was fed.
			const asFed = turnedRect(lowerHalf, turnedBack(turn), fed.reading);
			const decision = { fate: 'split', client, privateRegions: [asFed], turn: 0 } as const;
			await practice.filing.decide(id, decision);
			const [part] = [...practice.chart.state.pages.values()];
			if (!part?.reading) throw new Error('no part');
			const jpeg = await practice.chart.open(part.picture);
			const picture = turnedPicture(await sharpCodec.decode(jpeg, 'image/jpeg'), turn);
			expect(tokensIn(signatureOf(picture))).toEqual([upper, '0'.repeat(32)]);
			const words = new TextDecoder().decode(await practice.chart.open(part.reading));
			expect(words).toContain(upper.slice(0, 16));
			expect(words).not.toContain(lower.slice(0, 16));
		}
	);
});

describe('a private page that left the tray', () => {
	it.each(['cabinet', 'split'] as const)(
		'by %s leaves no word of it, and is read anew when it comes back',
		async (fate) => {
			const hints = { name: 'Ana Marked', serviceDate: ensureDate('2019-02-26') };
			const held = practice.tray.state.pages.get(page);
			const evidence = [
				{ line: 0, text: 'her dream', element: 'dream-fantasy', probability: 1, reason: '' }
			] as const;
			const suggestion = {
				kind: 'psychotherapy',
				confidence: 1,
				evidence,
				lines: [],
				summary: ''
			} as const;
			if (!held?.reading) throw new Error('not read');
			const { reading } = held;
			await practice.tray.act({ is: 'page-read', page, reading, suggestion, hints, turn: 0 });
			await practice.filing.decide(page, { ...split, fate, client, because: 'her own words' });
			await practice.filing.sweep();
			const told = JSON.stringify(practice.tray.state.pages.get(page));
			expect(told).not.toMatch(/dream|Ana Marked|2019-02-26/);
			if (fate === 'cabinet') expect(told).not.toMatch(new RegExp(`${client}|her own words`));
			await practice.filing.undo(page, await openedCabinet(practice));
			expect(practice.tray.state.pages.get(page)).not.toHaveProperty('reading');
			await expectOnePlace(practice, page, paper.picture);
		}
	);
});

describe('a filed page', () => {
	it('carries its facts, its signature and its words into the chart', async () => {
		const serviceDate = ensureDate('2019-02-26');
		await practice.filing.decide(page, { fate: 'chart', client, serviceDate, because: 'A note.' });
		const filed = practice.chart.state.pages.get(page);
		expect(filed).toMatchObject({
			...{ page, client, serviceDate, kind: 'other', mediaType: 'image/png' },
			filedBy: 'Ida Morrow, LCSW',
			provenance: 'separate-folder',
			width: paper.reading.width
		});
		const words = filed?.reading && (await practice.chart.open(filed.reading));
		expect(JSON.parse(new TextDecoder().decode(words))).toEqual(paper.reading);
	});

	it('has a receipt that names the event and the pieces of its folder', async () => {
		await practice.filing.decide(page, { ...split, client });
		const receipts = practice.tray.state.pages.get(page)?.receipts ?? [];
		expect(receipts.map(({ to }) => to)).toEqual(['cabinet', 'chart']);
		for (const { to, event, blobs } of receipts) {
			expect((await shelfOf(to).head()).hash).toBe(event);
			expect(blobs).toHaveLength(3);
			for (const { sha256 } of blobs) expect(await shelfOf(to).has(sha256)).toBe(true);
		}
	});

	it('whose decision is taken back leaves no piece in the chart', async () => {
		await practice.filing.decide(page, { fate: 'chart', client });
		const [receipt] = practice.tray.state.pages.get(page)?.receipts ?? [];
		expect(receipt?.blobs).toHaveLength(3);
		await practice.filing.undo(page);
		for (const { sha256 } of receipt?.blobs ?? []) {
			expect(await shelfOf('chart').has(sha256)).toBe(false);
		}
		await expectOnePlace(practice, page, paper.picture);
	});
});

describe('a mixed page', () => {
	it('leaves nothing of its private half in the chart’s words', async () => {
		await practice.filing.decide(page, { ...split, client });
		const [part] = practice.chart.state.pages.values();
		const words = part?.reading && (await practice.chart.open(part.reading));
		const text = new TextDecoder().decode(words);
		expect(text).toContain('aaaa');
		expect(text).not.toContain('bbbb');
	});

	it('gets the same part id each time it is split, and one that is not its own', async () => {
		const ids = new Set<PageId>();
		for (let round = 0; round < 3; round++) {
			await practice.filing.decide(page, { ...split, client });
			for (const id of practice.chart.state.pages.keys()) ids.add(id);
			await practice.filing.undo(page);
		}
		expect(ids.size).toBe(1);
		expect(ids.has(page)).toBe(false);
	});

	it('after the sweep lies whole in the cabinet alone, and comes back from there', async () => {
		await practice.filing.decide(page, { ...split, client });
		await practice.filing.sweep();
		await expectOnePlace(practice, page, paper.picture);
		expect(await practice.filing.undo(page)).toEqual({ ok: false, why: 'needs-cabinet' });
		await expectOnePlace(practice, page, paper.picture);
		expect(await practice.filing.undo(page, await openedCabinet(practice))).toMatchObject({
			ok: true
		});
		await expectOnePlace(practice, page, paper.picture);
	});
});

describe('undo', () => {
	it('finds in a cabinet that stood open what came through the slot since', async () => {
		const cabinet = await openedCabinet(practice);
		await practice.filing.decide(page, { fate: 'cabinet', client });
		await practice.filing.sweep();
		expect(await practice.filing.undo(page, cabinet)).toMatchObject({ ok: true });
		await expectOnePlace(practice, page, paper.picture);
	});

	it('works on a chart page after the sweep without any cabinet', async () => {
		await practice.filing.decide(page, { fate: 'chart', client });
		await practice.filing.sweep();
		expect(await practice.filing.undo(page)).toMatchObject({ ok: true });
		await expectOnePlace(practice, page, paper.picture);
	});

	it('has its own line in every ledger, and reaches across a reload', async () => {
		await practice.filing.decide(page, { fate: 'chart', client });
		practice = await standing.again();
		await practice.filing.undo(practice.tray.state.undo.at(-1) ?? page);
		const chart = (await practice.chart.told()).map(({ action }) => action.is);
		const tray = (await practice.tray.told()).map(({ action }) => action.is);
		expect(chart).toEqual(['client-added', 'page-filed', 'page-withdrawn']);
		expect(tray.slice(-4)).toEqual(['page-decided', 'page-filed', 'page-undone', 'page-returned']);
		expect(practice.tray.state.undo).toEqual([]);
	});
});

describe('another tab that wrote first', () => {
	it('does not jam the slot', async () => {
		const other = await standing.again();
		const second = await layPage(other, await openBox(other), paper.picture, paper.reading);
		await other.filing.decide(second, { fate: 'cabinet', client });
		await practice.tray.catchUp();
		expect(await practice.filing.decide(page, { fate: 'cabinet', client })).toMatchObject({
			ok: true
		});
		const cabinet = await openedCabinet(practice);
		expect([...cabinet.state.pages.keys()].sort()).toEqual([page, second].sort());
	});

	it('has a page counted once, even when both file it', async () => {
		const other = await standing.again();
		await other.filing.decide(page, { fate: 'chart', client });
		expect(await practice.filing.decide(page, { fate: 'cabinet', client })).toEqual({
			ok: false,
			why: 'behind'
		});
		expect(await practice.filing.decide(page, { fate: 'cabinet', client })).toMatchObject({
			ok: false
		});
		await practice.filing.decide(page, { fate: 'cabinet', client });
		await expectOnePlace(practice, page, paper.picture);
	});
});

it('blank and rescan pages stay in the tray, counted', async () => {
	const box = practice.tray.state.pages.get(page)?.side.box;
	if (!box) throw new Error('no box');
	const second = await layPage(practice, box, paper.picture, paper.reading);
	await practice.filing.decide(page, { fate: 'blank' });
	await practice.filing.decide(second, { fate: 'rescan' });
	await practice.filing.sweep();
	expect(accountOf(practice.tray.state, box)).toMatchObject({
		sides: 2,
		undecided: 0,
		fates: { blank: 1, rescan: 1, chart: 0 }
	});
	for (const one of [page, second]) {
		const held = practice.tray.state.pages.get(one);
		expect(held && Buffer.compare(await practice.tray.open(held.picture), paper.picture)).toBe(0);
	}
});
