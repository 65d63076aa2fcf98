/** The import desk over a real practice in memory; the engines give canned answers. */
import { expect, test, vi } from 'vitest';
import { ImportDesk } from '#lib/desk/import.svelte.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { newId } from '#lib/vault/random.ts';
import { exported } from './exported.ts';
import { scan, setupDesk, type TestDesk } from './feed-desk.ts';

function importInto({ practice, feed }: TestDesk): ImportDesk {
	const { chart, tray } = practice;
	const now = () => new Date(2026, 10, 28);
	return new ImportDesk({ chart, tray, feed, newClient: () => newId<ClientId>(), now });
}

const files = () => [
	exported('Export/Okafor, Ana (20417)/2019-03-04 Progress note.pdf', 2),
	exported('Export/Okafor, Ana (20417)/2019-03-11 Progress note.pdf'),
	exported('Export/Nguyen, Bo/Intake.pdf'),
	exported('Export/readme.pdf')
];

async function withAna(): Promise<TestDesk & { readonly ana: ClientId }> {
	const desk = await setupDesk();
	const ana = newId<ClientId>();
	const client = { id: ana, name: 'Ana Okafor', recordNumber: '20417' };
	await desk.practice.chart.act({ is: 'client-added', client });
	return { ...desk, ana };
}

test('nothing goes in before somebody has seen what each folder is taken for and said where it was kept', async () => {
	const desk = await withAna();
	const importing = importInto(desk);
	await importing.look(files());
	expect(importing.rows.map(({ path, mapping, isSure }) => [path, mapping, isSure])).toEqual([
		['', { is: 'each' }, false],
		['Nguyen, Bo', { is: 'new', client: { name: 'Bo Nguyen' } }, true],
		['Okafor, Ana (20417)', { is: 'client', client: desk.ana }, true]
	]);
	await importing.start();
	expect(desk.practice.tray.state.boxes.size).toBe(0);
	expect(desk.practice.chart.state.clients.size).toBe(1);
});

test('each folder goes in as a box of its client, and each side knows the day that its file is named for', async () => {
	const desk = await withAna();
	const importing = importInto(desk);
	await importing.look(files());
	importing.provenance = 'interfiled';
	const [loose] = importing.rows;
	if (loose) importing.map(loose, { is: 'none' });
	await importing.start();
	const { tray, chart } = desk.practice;
	const boxes = [...tray.state.boxes.values()];
	const bo = [...chart.state.clients.values()].find(({ name }) => name === 'Bo Nguyen');
	expect(boxes.map(({ client, fed, provenance }) => ({ client, fed, provenance }))).toEqual([
		{ client: bo?.id, fed: true, provenance: 'interfiled' },
		{ client: desk.ana, fed: true, provenance: 'interfiled' }
	]);
	const days = [...tray.state.pages.values()].map(({ side }) => side.fileDay);
	expect(days).toEqual([undefined, '2019-03-04', '2019-03-04', '2019-03-11']);
	expect(boxes.every(({ label }) => !/Okafor|Nguyen/.test(label ?? ''))).toBe(true);
});

test('a page without a date of its own is offered its file’s, and one that names a day is not', async () => {
	const desk = await withAna();
	const importing = importInto(desk);
	await importing.look(files().slice(0, 1));
	importing.provenance = 'interfiled';
	await importing.start();
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	expect(desk.decide.whose.client).toBe(desk.ana);
	expect(desk.decide.whose.serviceDate).toBe('2019-03-04');
	expect(desk.decide.whose.dateFrom).toBe('file');
});

test('the same export chosen again takes nothing in twice, and what was cut short goes on', async () => {
	const desk = await withAna();
	const importing = importInto(desk);
	desk.engines.stopAfter = 2;
	await importing.look(files());
	importing.provenance = 'interfiled';
	const going = importing.start();
	await vi.waitFor(() => expect(desk.practice.tray.state.pages.size).toBe(2));
	// However early it is stopped: its box may not even be opened.
	await vi.waitFor(() => expect(importing.rows[2]?.status).toBe('going-in'));
	importing.stop();
	await going;
	expect(importing.rows.map(({ status }) => status)).toEqual(['in', 'in', 'stopped']);
	desk.engines.stopAfter = 1;
	const again = importing.start();
	await vi.waitFor(() => expect(desk.practice.tray.state.pages.size).toBe(3));
	importing.stop();
	await again;

	// As after a reload: the desk knows what the tray tells.
	desk.engines.stopAfter = Infinity;
	const later = importInto(desk);
	await later.look(files());
	expect(later.rows.map(({ status }) => status)).toEqual(['was-in', 'was-in', 'stopped']);
	later.provenance = 'interfiled';
	await later.start();
	expect(later.rows.map(({ status }) => status)).toEqual(['was-in', 'was-in', 'in']);
	expect(desk.practice.tray.state.boxes.size).toBe(3);
	expect(desk.practice.tray.state.pages.size).toBe(5);
});

test('an import that is stopped as it begins takes nothing in', async () => {
	const desk = await setupDesk();
	const importing = importInto(desk);
	await importing.look([exported('Export/Nguyen, Bo/1.pdf')]);
	importing.provenance = 'unknown';
	const going = importing.start();
	importing.stop();
	await going;
	expect(importing.rows.map(({ status }) => status)).toEqual(['stopped']);
	expect(desk.practice.tray.state.pages.size).toBe(0);
	await importing.start();
	expect(importing.rows.map(({ status }) => status)).toEqual(['in']);
	expect(desk.practice.chart.state.clients.size).toBe(1);
});

test('a box that is fed by hand in between is not taken for the folder’s', async () => {
	const desk = await setupDesk();
	const importing = importInto(desk);
	await importing.look([exported('Export/Nguyen, Bo/1.pdf')]);
	importing.provenance = 'unknown';
	const going = importing.start();
	const byHand = desk.feed.feed([scan('other.pdf', 3)], { provenance: 'unknown' });
	expect(await byHand).toBe(true);
	await going;
	expect(importing.rows.map(({ status, box }) => [status, box])).toEqual([['stopped', undefined]]);
	expect(importing.halted).toContain('Another box is being fed');
	await importing.start();
	expect(importing.rows.map(({ status }) => status)).toEqual(['in']);
	expect(desk.practice.tray.state.pages.size).toBe(4);
});

test('two folders of one new person begin one chart', async () => {
	const desk = await setupDesk();
	const importing = importInto(desk);
	await importing.look([exported('Export/Nguyen, Bo/1.pdf'), exported('Export/Bo Nguyen/2.pdf')]);
	importing.provenance = 'unknown';
	await importing.start();
	expect(desk.practice.chart.state.clients.size).toBe(1);
	const [client] = desk.practice.chart.state.clients.keys();
	const boxes = [...desk.practice.tray.state.boxes.values()];
	expect(boxes.map((box) => box.client)).toEqual([client, client]);
});

test('a chart is begun once for somebody new, also when the import stops in that folder', async () => {
	const desk = await setupDesk();
	const importing = importInto(desk);
	desk.engines.stopAfter = 1;
	await importing.look([exported('Export/Nguyen, Bo/1.pdf'), exported('Export/Nguyen, Bo/2.pdf')]);
	importing.provenance = 'unknown';
	const going = importing.start();
	await vi.waitFor(() => expect(desk.practice.tray.state.pages.size).toBe(1));
	importing.stop();
	await going;
	desk.engines.stopAfter = Infinity;
	await importing.start();
	expect(importing.rows.map(({ status }) => status)).toEqual(['in']);
	expect(desk.practice.chart.state.clients.size).toBe(1);
	expect(desk.practice.tray.state.pages.size).toBe(2);
});
