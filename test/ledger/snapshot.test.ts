import { expect, test } from 'vitest';
import { Ledger } from '#lib/ledger/ledger.ts';
import { keepSnapshot, readSnapshot } from '#lib/ledger/snapshot.ts';
import { known, noted, setupLedger, somebody, type Note } from './practice.ts';

const state = { pages: ['a', 'b'] };

test('opening reads the snapshot and the events after it', async () => {
	const { ledger, shelf, folder, ana } = await setupLedger();
	await ledger.append(noted('one'));
	const { head } = await ledger.readAll(folder.key, known(ana));
	await keepSnapshot(shelf, folder.slot, ana, { state, head, shape: 1 });
	await ledger.append(noted('two'));
	const snapshot = await readSnapshot(shelf, folder.key, known(ana), 1);
	expect(snapshot).toEqual({ state, head });
	const { events } = await ledger.readAll(folder.key, known(ana), snapshot?.head);
	expect(events.map(({ action }) => action.text)).toEqual(['two']);
});

test('a snapshot of 20,000 records comes back whole', async () => {
	const { ledger, shelf, folder, ana } = await setupLedger();
	await ledger.append(noted('one'));
	const many = Array.from({ length: 20_000 }, (_, at) => ({ at, text: 'x'.repeat(80) }));
	const head = await shelf.head();
	await keepSnapshot(shelf, folder.slot, ana, { state: many, head, shape: 1 });
	expect((await readSnapshot(shelf, folder.key, known(ana), 1))?.state).toEqual(many);
});

test('a snapshot of another chain, shape, author or key is ignored', async () => {
	const { ledger, parts, shelf, folder, ana } = await setupLedger();
	const other = await setupLedger();
	const eve = await somebody('staff');
	await ledger.append(noted('one'));
	const head = await shelf.head();
	const read = () => readSnapshot(shelf, folder.key, known(ana), 1);
	expect(await read()).toBeUndefined();

	await keepSnapshot(shelf, folder.slot, ana, { state, head, shape: 2 });
	expect(await read()).toBeUndefined();
	await keepSnapshot(shelf, folder.slot, eve, { state, head, shape: 1 });
	expect(await read()).toBeUndefined();
	await keepSnapshot(shelf, other.folder.slot, ana, { state, head, shape: 1 });
	expect(await read()).toBeUndefined();
	await keepSnapshot(shelf, folder.slot, ana, {
		state,
		head: { n: 1, hash: 'f'.repeat(64) },
		shape: 1
	});
	expect(await read()).toBeUndefined();
	await keepSnapshot(shelf, folder.slot, ana, { state, head: { ...head, n: 2 }, shape: 1 });
	expect(await read()).toBeUndefined();

	await keepSnapshot(shelf, folder.slot, ana, { state, head, shape: 1 });
	expect(await read()).toBeDefined();
	await new Ledger<'chart', Note>(parts).append(noted('two'));
	expect(await read()).toBeDefined();
});

test('any bit of a snapshot turned, and it is ignored', async () => {
	const { ledger, shelf, folder, ana } = await setupLedger();
	await ledger.append(noted('one'));
	await keepSnapshot(shelf, folder.slot, ana, { state, head: await shelf.head(), shape: 1 });
	const bytes = await shelf.kept('snapshot');
	if (!bytes) throw new Error('no snapshot');
	for (let at = 0; at < bytes.length; at += 7) {
		const turned = bytes.slice();
		turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
		await shelf.keep('snapshot', turned);
		expect(await readSnapshot(shelf, folder.key, known(ana), 1)).toBeUndefined();
	}
});
