import { afterEach, expect, test, vi } from 'vitest';
import { compareAnchor, MemoryAnchors, StoredAnchors } from '#lib/ledger/anchor.ts';
import { WitnessedAnchors } from '#lib/ledger/witness.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { DexieShelf } from '#lib/shelf/dexie-shelf.ts';
import { newId } from '#lib/vault/random.ts';
import { eventNumber, hashNumber } from '../shelf/shelf-contract.ts';

const opfs = () => navigator.storage.getDirectory();

afterEach(async () => {
	localStorage.clear();
	await (await opfs()).removeEntry('cc-anchors', { recursive: true }).catch(() => undefined);
});

function anchors(): WitnessedAnchors {
	return new WitnessedAnchors(new StoredAnchors(localStorage), opfs);
}

test('a database that was deleted is found missing, even when localStorage was cleared with it', async () => {
	const folder = newId<FolderId>();
	const shelf = new DexieShelf(folder);
	const before = anchors();
	for (const n of [1, 2, 3]) {
		await shelf.commit({ event: eventNumber(n) });
		before.raise(folder, { n, hash: hashNumber(n) });
	}
	await before.settled();
	shelf.close();
	await shelf.destroy();
	localStorage.clear();

	const after = anchors();
	expect(after.read(folder)).toBeUndefined();
	await after.recall();
	const empty = new DexieShelf(folder);
	expect(await compareAnchor(empty, after.read(folder))).toBe('behind');
	await empty.destroy();
});

test('the files never lower an anchor that is further on', async () => {
	const folder = newId<FolderId>();
	const before = anchors();
	before.raise(folder, { n: 2, hash: hashNumber(2) });
	await before.settled();
	new StoredAnchors(localStorage).raise(folder, { n: 5, hash: hashNumber(5) });
	const after = anchors();
	await after.recall();
	expect(after.read(folder)).toEqual({ n: 5, hash: hashNumber(5) });
});

test('what a restore sets back, or a removal takes away, does not return from the files', async () => {
	const [restored, removed] = [newId<FolderId>(), newId<FolderId>()];
	const before = anchors();
	for (const folder of [restored, removed]) before.raise(folder, { n: 9, hash: hashNumber(9) });
	before.replace(restored, { n: 4, hash: hashNumber(4) });
	before.replace(removed, undefined);
	await before.recall();
	expect(before.read(restored)).toEqual({ n: 4, hash: hashNumber(4) });
	localStorage.clear();
	const after = anchors();
	await after.recall();
	expect(after.read(restored)).toEqual({ n: 4, hash: hashNumber(4) });
	expect(after.read(removed)).toBeUndefined();
});

test('without any files to be had, the first anchors stand alone and nothing throws', async () => {
	const folder = newId<FolderId>();
	const alone = new WitnessedAnchors(new MemoryAnchors(), () =>
		Promise.reject(new DOMException('', 'SecurityError'))
	);
	await alone.recall();
	alone.raise(folder, { n: 1, hash: hashNumber(1) });
	await alone.settled();
	expect(alone.read(folder)).toEqual({ n: 1, hash: hashNumber(1) });
});

test('heads that come quickly are written together, the newest of each folder', async () => {
	const folders = [newId<FolderId>(), newId<FolderId>()];
	let opened = 0;
	const quick = new WitnessedAnchors(new StoredAnchors(localStorage), () => {
		opened++;
		return opfs();
	});
	for (let n = 1; n <= 30; n++) {
		for (const folder of folders) quick.raise(folder, { n, hash: hashNumber(n) });
	}
	await quick.settled();
	expect(opened).toBe(folders.length);

	localStorage.clear();
	const after = anchors();
	await after.recall();
	for (const folder of folders) {
		expect(after.read(folder)).toEqual({ n: 30, hash: hashNumber(30) });
	}
});

test('a head is written by itself after a while', async () => {
	const folder = newId<FolderId>();
	new WitnessedAnchors(new MemoryAnchors(), opfs).raise(folder, { n: 3, hash: hashNumber(3) });
	await vi.waitFor(async () => {
		const after = anchors();
		await after.recall();
		expect(after.read(folder)).toEqual({ n: 3, hash: hashNumber(3) });
	});
});
