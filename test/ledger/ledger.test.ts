import { describe, expect, test } from 'vitest';
import { MemoryAnchors } from '#lib/ledger/anchor.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import { readEvent } from '#lib/ledger/event.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { BrokenShelf, type Committed, type StoredEvent } from '#lib/shelf/shelf.ts';
import { createFolder } from '#lib/vault/folder.ts';
import { newId } from '#lib/vault/random.ts';
import { known, noted, setupLedger, somebody, storedEvents, type Note } from './practice.ts';

const blob = { id: 'ab', bytes: Uint8Array.of(1) };

describe('a ledger', () => {
	test('tells what was done, by whom and when, in order', async () => {
		const { ledger, folder, ana } = await setupLedger();
		for (const text of ['one', 'two', 'three']) {
			expect(await ledger.append(noted(text))).toMatchObject({ ok: true });
		}
		const read = await ledger.readAll(folder.key, known(ana));
		expect(read).toMatchObject({
			ok: true,
			events: [
				{ n: 1, at: '2026-01-05T09:00:01.000Z', person: ana.person.id, action: noted('one') },
				{ n: 2, action: noted('two') },
				{ n: 3, at: '2026-01-05T09:00:03.000Z', action: noted('three') }
			]
		});
	});

	test('thirty appends at once stand in the order they were made', async () => {
		const { ledger, folder, ana } = await setupLedger();
		const texts = Array.from({ length: 30 }, (_, at) => String(at));
		const answers = await Promise.all(texts.map((text) => ledger.append(noted(text))));
		expect(answers.map((answer) => answer.ok && answer.n)).toEqual(texts.map((_, at) => at + 1));
		const { events } = await ledger.readAll(folder.key, known(ana));
		expect(events.map(({ action }) => action.text)).toEqual(texts);
	});

	test('reads on from where it was', async () => {
		const { ledger, folder, ana } = await setupLedger();
		await ledger.append(noted('one'));
		const { head } = await ledger.readAll(folder.key, known(ana));
		await ledger.append(noted('two'));
		const { events } = await ledger.readAll(folder.key, known(ana), head);
		expect(events.map(({ n }) => n)).toEqual([2]);
	});

	test('what is stored holds no word of what was done, and its length says little', async () => {
		const { ledger, shelf, parts } = await setupLedger();
		await ledger.append(noted('a'));
		await ledger.append(noted('Maria Example, diagnosis F41.1, '.repeat(12)));
		await ledger.append(noted('x'.repeat(600)));
		const stored = await storedEvents(shelf);
		const texts = stored.map(({ bytes }) => new TextDecoder('latin1').decode(bytes));
		expect(texts.join()).not.toMatch(/Maria|F41|noted/);
		const sizes = stored.map(({ bytes }) => {
			const found = readEvent(bytes);
			return found.ok ? found.event.ct.length : 0;
		});
		expect(sizes[1]).toBe(sizes[0]);
		expect((sizes[2] ?? 0) - (sizes[0] ?? 0)).toBe(512);
		expect(JSON.stringify(parts)).not.toContain('AGE-SECRET');
	});

	test('an event and its blobs are stored together or not at all', async () => {
		const { ledger, shelf, parts } = await setupLedger();
		const other = new Ledger<'chart', Note>(parts);
		await ledger.append(noted('one'), { put: [blob] });
		expect(await shelf.has('ab')).toBe(true);
		await other.refresh();
		await ledger.append(noted('two'), { remove: ['ab'] });
		expect(await other.append(noted('late'), { put: [blob] })).toEqual({
			ok: false,
			why: 'behind'
		});
		expect(await shelf.has('ab')).toBe(false);
	});

	test('a tab that fell behind reads on and can then append', async () => {
		const { ledger, parts, folder, ana } = await setupLedger();
		const other = new Ledger<'chart', Note>(parts);
		await other.readAll(folder.key, known(ana));
		await ledger.append(noted('here'));
		expect(await other.append(noted('there'))).toEqual({ ok: false, why: 'behind' });
		await other.readAll(folder.key, known(ana));
		expect(await other.append(noted('there'))).toMatchObject({ ok: true, n: 2 });
	});

	test.each(['full', 'broken', 'outdated'] as const)(
		'a shelf that is %s is told, and the next append stands where this one would have',
		async (why) => {
			class Refusing extends MemoryShelf {
				refuse = true;

				override commit(...args: Parameters<MemoryShelf['commit']>): Promise<Committed> {
					return this.refuse ? Promise.resolve({ ok: false, why }) : super.commit(...args);
				}
			}
			const { parts, slot } = await setupLedger().then(({ parts }) => ({
				parts,
				slot: parts.slot
			}));
			const shelf = new Refusing(slot.folder);
			const ledger = new Ledger<'chart', Note>({ ...parts, shelf });
			expect(await ledger.append(noted('one'))).toEqual({ ok: false, why });
			shelf.refuse = false;
			expect(await ledger.append(noted('one'))).toMatchObject({ ok: true, n: 1 });
		}
	);

	test('the anchor follows every event that was stored', async () => {
		const anchors = new MemoryAnchors();
		const { ledger, shelf } = await setupLedger({ anchors });
		await ledger.append(noted('one'));
		await ledger.append(noted('two'));
		expect(anchors.read(ledger.folder)).toEqual(await shelf.head());
	});

	test('storage that fails on one event is told with its number', async () => {
		class Spoiled extends MemoryShelf {
			override async *events(after?: number): AsyncGenerator<StoredEvent, void> {
				for await (const event of super.events(after)) {
					if (event.n === 2) throw new BrokenShelf(2);
					yield event;
				}
			}
		}
		const { parts, folder, ana } = await setupLedger();
		const shelf = new Spoiled(folder.slot.folder);
		const ledger = new Ledger<'chart', Note>({ ...parts, shelf });
		for (const text of ['one', 'two', 'three']) await ledger.append(noted(text));
		const read = await ledger.readAll(folder.key, known(ana));
		expect(read).toMatchObject({ ok: false, n: 2, why: 'unreadable', events: [{ n: 1 }] });
	});

	test('refuses to be given another folder’s shelf', async () => {
		const { parts } = await setupLedger();
		const shelf = new MemoryShelf(newId<FolderId>());
		expect(() => new Ledger({ ...parts, shelf })).toThrow('another folder');
	});
});

describe('stories', () => {
	test('staff drop into a cabinet what they cannot read back, and the clinician can', async () => {
		const clinician = await somebody();
		const staff = await somebody('staff');
		const cabinet = await createFolder('tray', newId<FolderId>(), [clinician.person.recipient]);
		const staffs = await createFolder('tray', newId<FolderId>(), [staff.person.recipient]);
		const { parts } = await setupLedger();
		const shelf = new MemoryShelf(cabinet.slot.folder);
		const ledger = new Ledger<'tray', Note>({ ...parts, slot: cabinet.slot, shelf, author: staff });
		await ledger.append(noted('for the clinician alone'));
		const people = known(clinician, staff);
		expect(await ledger.readAll(staffs.key, people)).toMatchObject({
			ok: false,
			n: 1,
			why: 'not-for-this-key'
		});
		expect(await ledger.readAll(cabinet.key, people)).toMatchObject({
			ok: true,
			events: [{ person: staff.person.id, action: noted('for the clinician alone') }]
		});
	});

	test('somebody with a key but no key at all checks the whole history', async () => {
		const { ledger, shelf, ana } = await setupLedger();
		for (const text of ['one', 'two']) await ledger.append(noted(text));
		expect(await ledger.verify(known(ana))).toEqual({ ok: true, head: await shelf.head() });
	});

	test('an event by somebody whom the practice does not know is named, not skipped', async () => {
		const { ledger, parts, ana, folder } = await setupLedger();
		const eve = await somebody('staff');
		await ledger.append(noted('one'));
		const hers = new Ledger<'chart', Note>({ ...parts, author: eve });
		await hers.append(noted('two'));
		expect(await ledger.verify(known(ana))).toMatchObject({
			ok: false,
			n: 2,
			why: 'unknown-person'
		});
		expect(await ledger.readAll(folder.key, known(ana))).toMatchObject({
			ok: false,
			n: 2,
			why: 'unknown-person'
		});
		expect(await ledger.verify(known(ana, eve))).toMatchObject({ ok: true });
	});
});
