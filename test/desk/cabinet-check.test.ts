import { beforeEach, expect, test } from 'vitest';
import { CabinetDesk, type CabinetPackets } from '#lib/desk/cabinet.svelte.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { BoxId, ClientId, PacketId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { sortHandlers } from '#lib/sorting/sort-handlers.ts';
import { newId } from '#lib/vault/random.ts';
import { readingOf } from '../checks/read.ts';
import { markedPage } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	layPage,
	openBox,
	setUpPractice
} from '../support/practice.ts';

let practice: Practice;
let client: ClientId;
let box: BoxId;
let picture: Uint8Array<ArrayBuffer>;

const packets: CabinetPackets = {
	make: () => Promise.reject(new Error('nothing is released here')),
	newPacket: newId<PacketId>,
	now: () => new Date('2026-11-28T10:00:00Z'),
	sort: (reading) => Promise.resolve(sortHandlers.sort(reading))
};
const noReader = (): Promise<never> => Promise.reject(new Error('nothing is read here'));

async function file(text: string, fate: 'chart' | 'cabinet', day?: string): Promise<void> {
	const page = await layPage(practice, box, picture, readingOf(text));
	const dated = day === undefined ? {} : { serviceDate: ensureDate(day) };
	const filed = await practice.filing.decide(page, { fate, client, ...dated });
	if (!filed.ok) throw new Error(filed.why);
}

beforeEach(async () => {
	({ practice } = await setUpPractice());
	({ picture } = await markedPage('e'.repeat(32), 'f'.repeat(32)));
	client = await addClient(practice, 'Ana Marked');
	box = await openBox(practice);
});

const own = `My own notes.
I wonder whether the lateness is for me, and felt scolded when she said so.
Zoloft 50 mg since Tuesday, she says.`;

test('holds a private page against the chart of its day, and writes nothing in any history', async () => {
	await file(own, 'cabinet', '2006-02-01');
	await file(own, 'cabinet', '2006-03-01');
	await file('PROGRESS NOTE\nSeen as planned. Takes Zoloft 50 mg daily.', 'chart', '2006-03-01');
	const desk = new CabinetDesk(practice, () => 'Ida Morrow', noReader, packets);
	expect(desk.check).toBeUndefined();
	await desk.open(cabinetPassphrase);
	const told = async () => [
		...(await practice.chart.told()),
		...(await practice.tray.told()),
		...((await desk.opened?.told()) ?? [])
	];
	const before = (await told()).length;
	const { check } = desk;
	await check?.run();
	expect(check?.found.map(({ page, against }) => [page.serviceDate, against])).toEqual([
		['2006-02-01', 0]
	]);
	expect(check?.found[0]?.facts).toEqual([
		{ element: 'medication', lines: ['Zoloft 50 mg since Tuesday, she says.'] }
	]);
	expect(check?.last).toEqual({
		at: '2026-11-28T10:00:00.000Z',
		pages: 2,
		of: 2,
		unread: 0,
		alone: 1
	});
	expect((await told()).length).toBe(before);
});

test('is gone with the lock, also when that comes while it looks', async () => {
	await file(own, 'cabinet', '2006-02-01');
	const desk = new CabinetDesk(practice, () => 'Ida Morrow', noReader, packets);
	await desk.open(cabinetPassphrase);
	const { check } = desk;
	const looking = check?.run();
	desk.lock();
	await looking;
	expect([desk.check, check?.found, check?.last, check?.running]).toEqual([
		undefined,
		[],
		undefined,
		undefined
	]);
});

test('holds a page without a date against the whole chart, and tells another dose of the same medicine', async () => {
	await file(own, 'cabinet', undefined);
	await file('PROGRESS NOTE\nSeen as planned. Takes Zoloft 100 mg daily.', 'chart', '2006-03-01');
	const desk = new CabinetDesk(practice, () => 'Ida Morrow', noReader, packets);
	await desk.open(cabinetPassphrase);
	await desk.check?.run();
	const [found] = desk.check?.found ?? [];
	expect(found).toMatchObject({ against: 1, facts: [] });
	expect(found?.differs).toEqual([
		{
			...{ medicine: 'zoloft', what: 'dose', here: ['50 mg'], there: ['100 mg'] },
			line: 'Zoloft 50 mg since Tuesday, she says.'
		}
	]);
	expect(desk.check?.last).toMatchObject({ pages: 1, alone: 0 });
});
