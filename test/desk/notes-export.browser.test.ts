import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportNotes } from '#lib/cabinet-release/export.ts';
import { notesPressInWorker } from '#lib/cabinet-release/notes-thread.ts';
import { CabinetDesk } from '#lib/desk/cabinet.svelte.ts';
import type { NotesExportMaker } from '#lib/desk/notes-export.svelte.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import type { Practice } from '#lib/practice/practice.ts';
import {
	cabinetPassphrase,
	filePage,
	nameOf,
	noPackets,
	openPractice,
	read
} from './open-practice.ts';

let practice: Practice;
let desk: CabinetDesk;
let root: FileSystemDirectoryHandle;

const now = (): Date => new Date();
const make: NotesExportMaker = async function* ({ files, ...order }) {
	const press = notesPressInWorker(order.signal);
	const reading = new PacketReading();
	try {
		const tools = { ...order, codec: canvasCodec, press, now };
		yield* exportNotes(files, { ...tools, read: (bytes, how) => reading.read(bytes, how) });
	} finally {
		press.stop();
		reading.stop();
	}
};

beforeEach(async () => {
	practice = await openPractice();
	const own = await navigator.storage.getDirectory();
	root = await own.getDirectoryHandle('notes-export', { create: true });
	const exports = { make, pick: () => Promise.resolve(root) };
	desk = new CabinetDesk(practice, nameOf, read, { ...noPackets, exports });
});

afterEach(async () => {
	desk.lock();
	const own = await navigator.storage.getDirectory();
	await own.removeEntry('notes-export', { recursive: true });
});

async function pdfs(folder = root, path = ''): Promise<string[]> {
	const all: string[] = [];
	for await (const [name, handle] of folder.entries()) {
		if (handle.kind === 'directory') all.push(...(await pdfs(handle, `${path}${name}/`)));
		else if (name.endsWith('.pdf')) all.push(path + name);
	}
	return all.sort();
}

describe('a cabinet’s own export', () => {
	it('holds its pages alone, goes on where it stopped, and is told in the cabinet and nowhere else', async () => {
		await filePage(practice, 91, 'cabinet', { day: '2021-05-04' });
		await filePage(practice, 92, 'cabinet');
		await filePage(practice, 93, 'chart', { day: '2021-05-04' });
		expect(desk.exporting).toBeUndefined();
		await desk.open(cabinetPassphrase);
		await desk.exporting?.intoFolder();
		expect(desk.exporting?.failed).toBeUndefined();
		expect(desk.exporting?.done).toEqual({ files: 2, pages: 2, kept: 0 });
		expect(await pdfs()).toEqual([
			'Ana Marlow-Ünal R-1180/2021-05-04 private notes.pdf',
			'Ana Marlow-Ünal R-1180/undated private notes.pdf'
		]);
		await desk.exporting?.intoFolder();
		expect(desk.exporting?.done).toMatchObject({ kept: 2 });
		const told = (await desk.opened?.told())?.map(({ action }) => action.is);
		expect(told?.filter((is) => is === 'notes-exported')).toHaveLength(2);
		expect(practice.chart.state.exports).toEqual([]);
	});

	it('is refused where charts were exported, and the other way round the mark stands', async () => {
		await filePage(practice, 94, 'cabinet');
		await desk.open(cabinetPassphrase);
		await root.getFileHandle('CHART-EXPORT.txt', { create: true });
		await desk.exporting?.intoFolder();
		expect(desk.exporting?.failed).toContain('exported charts');
		expect(await pdfs()).toEqual([]);
		await root.removeEntry('CHART-EXPORT.txt');
		await desk.exporting?.intoFolder();
		expect((await root.getFileHandle('PRIVATE-NOTES-EXPORT.txt')).kind).toBe('file');
	});

	it('ends with the lock', async () => {
		await filePage(practice, 95, 'cabinet');
		await desk.open(cabinetPassphrase);
		const { exporting } = desk;
		const running = exporting?.intoFolder();
		desk.lock();
		await running;
		expect([desk.exporting, exporting?.done, exporting?.making]).toEqual([
			undefined,
			undefined,
			undefined
		]);
	});
});
