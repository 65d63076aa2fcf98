import { beforeEach, describe, expect, test } from 'vitest';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import type { BackupPart } from '#lib/backup/entry.ts';
import { restoreFiles } from '#lib/desk/backup.svelte.ts';
import { ScrubDesk } from '#lib/desk/scrub.svelte.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Held, Practice } from '#lib/practice/practice.ts';
import { markedPage } from '../support/marked-paper.ts';
import { addClient, layPage, openBox, setUpPractice, type Standing } from '../support/practice.ts';
import { cutShort, flipBit, lose } from '../storage/harm.ts';
import { openedCabinet } from '../tray/one-place.ts';

const harms = [
	['lost', lose],
	['changed by one bit', flipBit],
	['cut short', cutShort]
] as const;

let standing: Standing;
let practice: Practice;
let charted: PageId;
let waiting: PageId;
let noted: Map<string, string>;
let now: Date;
let cabinet: { opened: OpenCabinet | undefined; onLock: (close: () => void) => void };
let lock: () => void;

function deskOf(): ScrubDesk {
	const notes = {
		getItem: (key: string) => noted.get(key) ?? null,
		setItem: (key: string, value: string) => void noted.set(key, value)
	};
	return new ScrubDesk(practice, cabinet, notes, () => now);
}

function backup(part: BackupPart): Promise<Blob> {
	const { files, holdings, me } = practice;
	return zipEntries(writeBackup({ part, files, holdings, me, madeAt: '2026-03-03T12:00:00.000Z' }));
}

function shelf(kind: string): Held['shelf'] {
	const held = practice.holdings.find((one) => one.kind === kind);
	if (!held) throw new Error('no such folder');
	return held.shelf;
}

const pictureIn = (page: PageId): string =>
	practice.chart.state.pages.get(page)?.picture.sha256 ?? '';

beforeEach(async () => {
	standing = await setUpPractice();
	practice = standing.practice;
	noted = new Map();
	now = new Date('2026-03-04T09:00:00');
	lock = () => undefined;
	cabinet = { opened: undefined, onLock: (close) => (lock = close) };
	const paper = await markedPage('e'.repeat(32), 'f'.repeat(32));
	const client = await addClient(practice, 'Ana Marked');
	const box = await openBox(practice);
	const pages: PageId[] = [];
	for (let i = 0; i < 3; i++)
		pages.push(await layPage(practice, box, paper.picture, paper.reading));
	const [chart, hidden, tray] = pages;
	if (!chart || !hidden || !tray) throw new Error('no pages');
	await practice.filing.decide(chart, { fate: 'chart', client });
	await practice.filing.decide(hidden, {
		fate: 'cabinet',
		client,
		because: 'My own notes, kept apart from the chart.'
	});
	await practice.filing.sweep();
	[charted, waiting] = [chart, tray];
});

describe('the daily look', () => {
	test('finds nothing wrong with whole pages, and is made once a day', async () => {
		const desk = deskOf();
		await desk.daily();
		expect(desk.last).toMatchObject({ damaged: [], lockedDamaged: false });
		const first = desk.last;
		now = new Date('2026-03-04T18:00:00');
		await deskOf().daily();
		expect(deskOf().last?.at).toBe(first?.at);
		now = new Date('2026-03-05T09:00:00');
		const next = deskOf();
		await next.daily();
		expect(next.last?.at).not.toBe(first?.at);
	});

	test('that was stopped does not count as one', async () => {
		const desk = deskOf();
		const looking = desk.all();
		desk.cancel();
		await looking;
		expect([desk.last, desk.looking, noted.size]).toEqual([undefined, undefined, 0]);
	});

	describe.each(harms)('with a piece %s', (_, harm) => {
		test('a chart page is named, and a backup brings it back though entries came after it', async () => {
			const saved = await backup('chart');
			await addClient(practice, 'Bo Lind');
			await harm(shelf('chart'), pictureIn(charted));
			const desk = deskOf();
			await desk.all();
			expect(desk.last).toMatchObject({ damaged: [charted], lockedDamaged: false });
			expect(await desk.mendFrom([saved])).toEqual({ ok: true });
			expect(desk.last).toMatchObject({ damaged: [], all: true });
			const page = practice.chart.state.pages.get(charted);
			expect((await practice.chart.open(page?.picture ?? none)).length).toBeGreaterThan(0);
			expect(practice.chart.state.clients.size).toBe(2);
		});

		test('a page of the tray is named, and a backup brings it back', async () => {
			const saved = await backup('private');
			await harm(shelf('tray'), practice.tray.state.pages.get(waiting)?.picture.sha256 ?? '');
			const desk = deskOf();
			await desk.all();
			expect(desk.last?.damaged).toEqual([waiting]);
			expect(await desk.mendFrom([saved])).toEqual({ ok: true });
			expect(desk.last?.damaged).toEqual([]);
		});

		test('a private page is named inside the open cabinet alone, and a backup brings it back', async () => {
			const saved = await backup('private');
			cabinet.opened = await openedCabinet(practice);
			const [held] = [...cabinet.opened.state.pages.values()];
			await harm(shelf('cabinet'), held?.picture.sha256 ?? '');
			const desk = deskOf();
			await desk.lookInside();
			expect(desk.inside?.damaged.map(({ page }) => page)).toEqual([held?.page]);
			await desk.all();
			expect(JSON.stringify([desk.last, ...noted])).not.toContain(held?.page);
			expect(await desk.mendFrom([saved])).toEqual({ ok: true });
			expect(desk.inside?.damaged).toEqual([]);
			lock();
			expect(desk.inside).toBeUndefined();
		});
	});

	test.each([
		['changed by one bit', flipBit],
		['cut short', cutShort]
	] as const)(
		'a private piece %s is told of while the cabinet is locked, with no count, and can be mended so',
		async (_, harm) => {
			const saved = await backup('private');
			const [id] = await shelf('cabinet').blobIds();
			const whole = deskOf();
			await whole.all();
			await harm(shelf('cabinet'), id ?? '');
			const desk = deskOf();
			await desk.all();
			expect(desk.last).toEqual({ ...whole.last, lockedDamaged: true });
			expect(await desk.mendFrom([saved])).toEqual({ ok: true });
			expect(desk.last?.lockedDamaged).toBe(false);
		}
	);

	test('the restore wizard mends an altered piece under a newer history, and gives up none of it', async () => {
		const saved = await backup('chart');
		await addClient(practice, 'Bo Lind');
		await flipBit(shelf('chart'), pictureIn(charted));
		const target = { ...standing.storage, files: standing.storage.files };
		expect(await restoreFiles([saved], target)).toEqual({ ok: true });
		const after = await standing.again();
		expect(after.chart.state.clients.size).toBe(2);
		const page = after.chart.state.pages.get(charted);
		expect((await after.chart.open(page?.picture ?? none)).length).toBeGreaterThan(0);
	});

	test('a backup that does not hold the damaged page says so and changes nothing', async () => {
		const saved = await backup('private');
		await lose(shelf('chart'), pictureIn(charted));
		const desk = deskOf();
		await desk.all();
		const mended = await desk.mendFrom([saved]);
		expect(mended.ok).toBe(false);
		expect(desk.last?.damaged).toEqual([charted]);
	});
});

const none = { sha256: '', size: 0 };
