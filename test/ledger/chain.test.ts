import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '#lib/ledger/chain.ts';
import { hashOf, readEvent, signEvent, writeEvent, type SealedEvent } from '#lib/ledger/event.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { noHash, type StoredEvent } from '#lib/shelf/shelf.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import {
	known,
	noted,
	setupLedger,
	somebody,
	storedEvents,
	TamperedShelf,
	type Note,
	type Setting
} from './practice.ts';

const length = 6;
let setting: Setting;
let eve: UnlockedPerson;
let rows: readonly StoredEvent[];

beforeAll(async () => {
	setting = await setupLedger();
	eve = await somebody('staff');
	for (let n = 1; n <= length; n++) await setting.ledger.append(noted(String(n)));
	rows = await storedEvents(setting.shelf);
});

function check(stored: readonly StoredEvent[]): ReturnType<typeof verifyChain> {
	return verifyChain(stored, setting.folder.slot.folder, known(setting.ana, eve));
}

function eventOf(row: StoredEvent | undefined): SealedEvent {
	const found = row && readEvent(row.bytes);
	if (!found?.ok) throw new Error('no such event');
	return found.event;
}

/** The row that a forger with full access to storage would write, columns and all. */
async function rowOf(event: SealedEvent): Promise<StoredEvent> {
	const { n, prev } = event;
	return { n, prev, hash: await hashOf(event), bytes: writeEvent(event) };
}

const place = fc.integer({ min: 0, max: length - 1 });

describe('whatever is done to a chain is found', () => {
	test('as it was written it holds', async () => {
		expect(await check(rows)).toEqual({
			ok: true,
			head: { n: length, hash: rows.at(-1)?.hash }
		});
	});

	test('any event left out of the middle', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: length - 2 }), async (at) => {
				const found = await check(rows.toSpliced(at, 1));
				expect(found).toMatchObject({ ok: false, n: at + 1, why: 'gap', head: { n: at } });
			})
		);
	});

	test('any two events exchanged, or the whole order changed', async () => {
		const order = fc.shuffledSubarray([...rows], { minLength: length });
		await fc.assert(
			fc.asyncProperty(order, async (shuffled) => {
				const same = shuffled.every((row, at) => row.n === at + 1);
				expect((await check(shuffled)).ok).toBe(same);
			})
		);
	});

	test('an event shown twice', async () => {
		await fc.assert(
			fc.asyncProperty(place, async (at) => {
				const twice = rows.flatMap((row, index) => (index === at ? [row, row] : [row]));
				expect(await check(twice)).toMatchObject({ ok: false, n: at + 2 });
			})
		);
	});

	test('any bit of any stored event turned', async () => {
		await fc.assert(
			fc.asyncProperty(place, fc.nat(), async (at, bit) => {
				const row = rows[at];
				if (!row) throw new Error('no such row');
				const bytes = row.bytes.slice();
				const byte = Math.floor(bit / 8) % bytes.length;
				bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (bit % 8));
				expect(await check(rows.with(at, { ...row, bytes }))).toMatchObject({
					ok: false,
					n: at + 1
				});
			}),
			{ numRuns: 400 }
		);
	});

	test('any stored event cut short', async () => {
		await fc.assert(
			fc.asyncProperty(place, fc.nat(), async (at, cut) => {
				const row = rows[at];
				if (!row) throw new Error('no such row');
				const bytes = row.bytes.slice(0, cut % row.bytes.length);
				expect(await check(rows.with(at, { ...row, bytes }))).toMatchObject({ ok: false });
			})
		);
	});

	test.each([
		['another folder', { folder: newId<FolderId>() }, 'wrong-folder'],
		['another epoch', { epoch: 2 }, 'bad-signature'],
		['another device', { device: newId() }, 'bad-signature'],
		['other content', { ct: Uint8Array.of(1) }, 'bad-signature'],
		['another place', { n: 4 }, 'gap'],
		['another past', { prev: 'f'.repeat(64) }, 'broken-chain']
	] as const)('a field rewritten to %s, columns and all', async (_, change, why) => {
		const forged = await rowOf({ ...eventOf(rows[2]), ...change } as SealedEvent);
		expect(await check(rows.with(2, forged))).toMatchObject({ ok: false, n: 3, why });
	});

	test('an event put under another’s name, or signed by another in the first one’s name', async () => {
		const event = eventOf(rows[2]);
		const renamed = await rowOf({ ...event, person: eve.person.id });
		expect(await check(rows.with(2, renamed))).toMatchObject({ n: 3, why: 'bad-signature' });
		const signed = await rowOf(await signEvent(event, eve.signer));
		expect(await check(rows.with(2, signed))).toMatchObject({ n: 3, why: 'bad-signature' });
	});

	test('an event that a member wrote anew in place of another’s breaks the chain after it', async () => {
		const event = { ...eventOf(rows[2]), person: eve.person.id };
		const rewritten = await rowOf(await signEvent(event, eve.signer));
		expect(await check(rows.with(2, rewritten))).toMatchObject({ n: 4, why: 'broken-chain' });
	});

	test('columns that say something else than the signed event', async () => {
		const row = rows[2];
		if (!row) throw new Error('no such row');
		for (const change of [{ n: 9 }, { prev: noHash }, { hash: noHash }]) {
			expect(await check(rows.with(2, { ...row, ...change }))).toMatchObject({
				n: 3,
				why: 'damaged'
			});
		}
	});

	test('a reader with the key is told the same, and gets what came before', async () => {
		const { parts, folder, ana } = setting;
		const shelf = new TamperedShelf(folder.slot.folder, rows.toSpliced(3, 1));
		const ledger = new Ledger<'chart', Note>({ ...parts, shelf });
		const read = await ledger.readAll(folder.key, known(ana));
		expect(read).toMatchObject({ ok: false, n: 4, why: 'gap', head: { n: 3 } });
		expect(read.events).toHaveLength(3);
	});
});

describe('an event as it is stored', () => {
	test('comes back as it was', () => {
		for (const row of rows) expect(writeEvent(eventOf(row))).toEqual(row.bytes);
	});

	test('a newer version is said to be newer', () => {
		const bytes = new TextEncoder().encode('{"v":2,"sig":""}\nage-encryption.org/v1');
		expect(readEvent(bytes)).toEqual({ ok: false, why: 'newer-version' });
	});

	test.each([
		'',
		'\n',
		'{}\n',
		'[]\n',
		'null\n',
		'{"v":1}\n',
		'{"v":1,"sig":"AA=="}\n',
		'{"v":0,"sig":""}\n'
	])('%j is damaged', (text) => {
		expect(readEvent(new TextEncoder().encode(text))).toEqual({ ok: false, why: 'damaged' });
	});

	test('two different lists of fields never give the same bytes to sign', async () => {
		const event = eventOf(rows[0]);
		const moved = { ...event, epoch: 11, n: 1 };
		expect(await hashOf({ ...event, epoch: 1, n: 11 })).not.toBe(await hashOf(moved));
	});
});
