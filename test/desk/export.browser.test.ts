import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readerOf } from '#lib/chart/chart.ts';
import { ExportDesk, type ExportMaker } from '#lib/desk/export.svelte.ts';
import { exportPressInWorker } from '#lib/ehr-export/export-thread.ts';
import { exportFiles } from '#lib/ehr-export/run.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import type { Engines } from '#lib/desk/engines.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { sortHandlers } from '#lib/sorting/sort-handlers.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { ana, filePage, openPractice } from './open-practice.ts';

let practice: Practice;
let desk: ExportDesk;
let root: FileSystemDirectoryHandle;
/** Files that were made anew in the last run. */
let made: string[];

const make: ExportMaker = async function* ({ files, imprint, place, signal }) {
	const press = exportPressInWorker();
	const reading = new PacketReading();
	const { chart } = practice;
	try {
		const tools = {
			...{ reader: readerOf(chart), key: chart.key, codec: canvasCodec, press, imprint, signal },
			...{ now: () => new Date(), read: reading.read.bind(reading) }
		};
		for await (const step of exportFiles(files, tools, place)) {
			if (step.write.length > 0) made.push(step.made.exported.path);
			yield step;
		}
	} finally {
		press.stop();
		reading.stop();
	}
};

/** Pages that the sorter was asked about. */
let sorted: number;
/** What the sorter waits for. */
let hold: Promise<void>;
const planted = 'countertransference';
const sort: Engines['sort'] = async (reading) => {
	sorted++;
	await hold;
	const said = sortHandlers.sort(reading);
	if (!reading.lines.some(({ text }) => text.includes(planted))) return said;
	return { ...said, suggestion: { ...said.suggestion, kind: 'psychotherapy' } };
};

/** What reads like private analysis, in the charts. */
const filePrivate = (seed: number): Promise<PageId> =>
	filePage(practice, seed, 'chart', { planted });

function deskOf(isClinician: boolean): ExportDesk {
	return new ExportDesk({
		...{ chart: practice.chart, make, practice: 'Harbor Lane Counseling', sort, isClinician },
		...{ signedAs: 'Maren Ellsworth, PhD', now: () => new Date() }
	});
}

beforeEach(async () => {
	practice = await openPractice();
	made = [];
	sorted = 0;
	hold = Promise.resolve();
	const own = await navigator.storage.getDirectory();
	root = await own.getDirectoryHandle('export', { create: true });
	desk = new ExportDesk({
		...{ chart: practice.chart, make, practice: 'Harbor Lane Counseling' },
		...{
			signedAs: 'Maren Ellsworth, PhD',
			now: () => new Date(),
			pick: () => Promise.resolve(root),
			sort
		},
		isClinician: true
	});
});

afterEach(async () => {
	desk.stop();
	const own = await navigator.storage.getDirectory();
	await own.removeEntry('export', { recursive: true });
});

async function paths(folder = root, path = ''): Promise<string[]> {
	const all: string[] = [];
	for await (const [name, handle] of folder.entries()) {
		if (handle.kind === 'file') all.push(path + name);
		else all.push(...(await paths(handle, `${path}${name}/`)));
	}
	return all.sort();
}

describe('charts exported into a folder', () => {
	it('lie there as files with proofs and a list, nothing private among them, and it is in the history', async () => {
		await filePage(practice, 71, 'chart', { day: '2020-02-02' });
		await filePage(practice, 72, 'chart', { day: '2020-02-02' });
		await filePage(practice, 73, 'chart');
		await filePage(practice, 74, 'cabinet', { day: '2020-02-02' });
		await desk.intoFolder();
		expect(desk.failed).toBeUndefined();
		expect(desk.done).toMatchObject({ files: 2, pages: 3, kept: 0, to: 'folder', stale: [] });
		const folder = 'Ana Marlow-Ünal R-1180';
		expect(await paths()).toEqual(
			[
				...['CHART-EXPORT.txt', 'chart-export.csv', 'chart-export.json'],
				...['2020-02-02 progress note', 'undated progress note'].flatMap((name) => [
					`${folder}/${name}.pdf`,
					`proofs/${folder}/${name}.json`,
					`proofs/${folder}/${name}.source`
				])
			].sort()
		);
		expect(desk.earlier).toMatchObject([
			{ clients: [ana.id], pages: 3, by: 'Maren Ellsworth, PhD' }
		]);
	});

	it('are gone on with: what lies there is left, and what is no more in it is told', async () => {
		const page = await filePage(practice, 75, 'chart', { day: '2020-02-02' });
		await filePage(practice, 76, 'chart');
		await desk.into(root);
		expect(made).toHaveLength(2);
		await filePage(practice, 77, 'chart', { day: '2021-01-01' });
		await practice.filing.undo(page);
		made = [];
		await desk.into(root);
		expect(made.map((path) => path.split('/')[1])).toEqual(['2021-01-01 progress note.pdf']);
		expect(desk.done).toMatchObject({ files: 2, kept: 1 });
		expect(desk.done?.stale.map((path) => path.split('/')[1])).toEqual([
			'2020-02-02 progress note.pdf'
		]);
	});

	it('say how far they came where somebody stops them, and go on from there', async () => {
		await filePage(practice, 81, 'chart', { day: '2020-02-02' });
		await filePage(practice, 82, 'chart');
		const running = desk.into(root);
		await expect.poll(() => desk.making?.done, { timeout: 30_000 }).toBe(1);
		desk.stop();
		await running;
		expect(desk.halted).toMatchObject({ to: 'folder', done: 1, of: 2 });
		expect([desk.done, desk.failed, desk.making]).toEqual([undefined, undefined, undefined]);
		expect((await paths()).filter((path) => path.endsWith('.pdf'))).toHaveLength(1);
		await desk.into(root);
		expect(desk.halted).toBeUndefined();
		expect(desk.done).toMatchObject({ files: 2, kept: 1 });
	});

	it('are refused in a folder that holds private notes, also one level down', async () => {
		await filePage(practice, 78, 'chart');
		const inner = await root.getDirectoryHandle('notes', { create: true });
		await inner.getFileHandle('PRIVATE-NOTES-EXPORT.txt', { create: true });
		await desk.into(root);
		expect(desk.failed).toContain('private notes');
		expect(await paths()).toEqual(['notes/PRIVATE-NOTES-EXPORT.txt']);
		expect(practice.chart.state.exports).toEqual([]);
	});

	it('stand in the order of the charts, by family name; two of one name keep their folders', async () => {
		const act = (name: string, id: string) =>
			practice.chart.act({ is: 'client-added', client: { id: id as ClientId, name } });
		// By name as written: Ana before Zoe. And the second of two namesakes comes first by its id.
		await act('Zoe Adams', 'adams');
		await act('Max Zeller', 'z2');
		await act('Max Zeller', 'z1');
		const pages = [];
		for (const seed of [83, 84, 85, 86]) pages.push(await filePage(practice, seed, 'chart'));
		for (const [i, client] of ['adams', 'z2', 'z1'].entries()) {
			const page = practice.chart.state.pages.get(pages[i] ?? ('' as PageId));
			if (!page) throw new Error('no page');
			const moved = { ...page, client: client as ClientId };
			await practice.chart.act({ is: 'page-filed', page: moved, because: 'x', was: page });
		}
		expect(desk.files.map(({ path, client }) => [path.split('/')[0], client.id])).toEqual([
			['Zoe Adams', 'adams'],
			['Ana Marlow-Ünal R-1180', ana.id],
			['Max Zeller (2)', 'z1'],
			['Max Zeller', 'z2']
		]);
	});

	it('wait for names that mean something', () => {
		desk.file = '{ssn}';
		expect(desk.wrong.file).toBe('{ssn} means nothing here.');
		expect(desk.files).toEqual([]);
	});

	it('can leave out what 42 CFR Part 2 protects', async () => {
		const page = await filePage(practice, 79, 'chart');
		await filePage(practice, 80, 'chart', { day: '2020-02-02' });
		await practice.chart.act({ is: 'page-marked', page, marks: { part2: true } });
		expect([desk.part2, desk.files.length]).toEqual([1, 2]);
		desk.withoutPart2 = true;
		expect([desk.part2, desk.files.length]).toEqual([1, 1]);
	});
});

describe('charts with pages that read like private analysis', () => {
	it('are not written before a clinician has gone on, which stands in the history', async () => {
		const page = await filePrivate(83);
		await desk.into(root);
		expect(desk.asking?.pages.map((one) => one.page)).toEqual([page]);
		expect([await paths(), practice.chart.state.exports, desk.making]).toEqual([[], [], undefined]);
		await desk.goOn();
		expect(desk.failed).toBeUndefined();
		expect(desk.done).toMatchObject({ pages: 1 });
		expect(practice.chart.state.exports).toMatchObject([
			{ looked: { readPrivate: 1, unread: 0 }, by: 'Maren Ellsworth, PhD' }
		]);
		// It was answered; the same words are not looked at, and not asked about, once more.
		const before = sorted;
		await desk.into(root);
		expect([desk.asking, sorted]).toEqual([undefined, before]);
		expect(practice.chart.state.exports).toHaveLength(2);
	});

	it('are asked about anew once they read otherwise, and once more are filed', async () => {
		await filePrivate(84);
		await desk.into(root);
		const second = await filePrivate(85);
		await desk.goOn();
		expect(desk.asking?.pages.map((one) => one.page)).toContain(second);
		expect(await paths()).toEqual([]);
		desk.notNow();
		await desk.goOn();
		expect(await paths()).toEqual([]);
	});

	it('are not exported by front desk, until a clinician has signed for each or locked it away', async () => {
		const [signed, locked] = [await filePrivate(86), await filePrivate(87)];
		await filePage(practice, 88, 'chart', { day: '2020-02-02' });
		const staff = deskOf(false);
		await staff.into(root);
		expect(staff.open).toHaveLength(2);
		await staff.goOn();
		expect(await paths()).toEqual([]);
		await practice.chart.act({ is: 'page-vouched', page: signed, because: 'The plan.' });
		expect(staff.open.map((one) => one.page)).toEqual([locked]);
		await practice.filing.decide(locked, { fate: 'cabinet', client: ana.id });
		expect(staff.open).toEqual([]);
		await staff.goOn();
		expect(staff.done).toMatchObject({ pages: 2 });
		expect(practice.chart.state.exports).toMatchObject([{ looked: { readPrivate: 0 } }]);
		// A word that is taken back is asked for again.
		await practice.chart.act({ is: 'vouch-withdrawn', page: signed });
		await staff.into(root);
		expect(staff.open.map((one) => one.page)).toEqual([signed]);
	});

	it('are not written unasked while nobody can look at them, and are looked at anew afterwards', async () => {
		const page = await filePrivate(91);
		hold = Promise.reject(new Error('the sorter is away'));
		hold.catch(() => undefined);
		const staff = deskOf(false);
		await staff.into(root);
		expect([staff.failed?.slice(0, 42), staff.asking, await paths()]).toEqual([
			'Not every page could be looked at first, s',
			undefined,
			[]
		]);
		hold = Promise.resolve();
		await staff.into(root);
		expect(staff.open.map((one) => one.page)).toEqual([page]);
		expect(await paths()).toEqual([]);
	});

	it('are looked at until somebody stops it, and no page of another chart is', async () => {
		await filePrivate(89);
		await filePage(practice, 90, 'chart', { day: '2020-02-02' });
		let go = (): void => undefined;
		hold = new Promise((resolve) => (go = resolve));
		const running = desk.into(root);
		await expect.poll(() => sorted).toBe(1);
		expect(desk.looks.running).toEqual({ done: 0, of: 2 });
		desk.stop();
		go();
		await running;
		expect([desk.looks.running, desk.asking, desk.making]).toEqual([
			undefined,
			undefined,
			undefined
		]);
		expect(await paths()).toEqual([]);
		sorted = 0;
		desk.client = 'z'.repeat(26) as typeof ana.id;
		await desk.into(root);
		expect(sorted).toBe(0);
	});
});
