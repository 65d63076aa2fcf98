import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { CabinetSlot, type Dropped } from '#lib/cabinet/slot.ts';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import { heldPagesOf } from '#lib/cabinet/state.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import { readEvent } from '#lib/ledger/event.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, DeviceId, PageId } from '#lib/page/ids.ts';
import { folderOf, paths } from '#lib/practice/roster.ts';
import { openCabinet } from '#lib/vault/cabinet.ts';
import type { FolderKey } from '#lib/vault/folder-key.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { open } from '#lib/vault/open.ts';
import { newId } from '#lib/vault/random.ts';
import { somebody } from '../ledger/practice.ts';
import { cabinetPassphrase, setUpPractice, type Standing } from '../support/practice.ts';
import { steppingClock } from '../support/clock.ts';
import { openedCabinet } from '../tray/one-place.ts';

const client = newId<ClientId>();

function dropped(page: PageId, serviceDate?: string): Dropped {
	const text = (words: string) => new TextEncoder().encode(words);
	return {
		facts: {
			...{ page, client, mediaType: 'image/png', width: 1, height: 1, sha256: '' },
			...(serviceDate ? { serviceDate: ensureDate(serviceDate) } : {}),
			provenance: 'separate-folder'
		},
		...{ picture: text('picture'), thumbnail: text('thumbnail'), reading: text('words') }
	};
}

let standing: Standing;
beforeAll(async () => {
	standing = await setUpPractice();
});

function shelf() {
	const slot = folderOf(standing.practice.roster, 'cabinet', standing.practice.me.person.id);
	const found = slot && standing.storage.shelves.get(slot.folder);
	if (!found) throw new Error('no cabinet');
	return { slot, shelf: found };
}

describe('the slot', () => {
	it('has no way to read: three acts, and nothing of its keys or ledger to reach', () => {
		const { slot } = standing.practice;
		const acts = Object.getOwnPropertyNames(CabinetSlot.prototype);
		expect(acts.sort()).toEqual(['attest', 'constructor', 'drop', 'withdraw']);
		expect(Reflect.ownKeys(slot)).toEqual([]);
		// @ts-expect-error a slot is no open cabinet
		const cabinet: Pick<OpenCabinet, 'open' | 'state' | 'key'> = slot;
		expect('open' in cabinet || 'state' in cabinet || 'key' in cabinet).toBe(false);
		// @ts-expect-error what seals is not what opens
		const key: FolderKey<'cabinet'> = shelf().slot;
		expect('identity' in key).toBe(false);
	});

	it('takes from a colleague what no key of theirs opens again', async () => {
		const { slot, shelf: stored } = shelf();
		const ben = await somebody('staff');
		const parts = { slot, shelf: stored, device: newId<DeviceId>(), author: ben };
		const ledger = new Ledger<'cabinet', CabinetAction>({ ...parts, clock: steppingClock() });
		const through = await new CabinetSlot(slot, ledger).drop(dropped(newId<PageId>()));
		if (!through.ok) throw new Error(through.why);

		const last = await stored.event((await stored.head()).n);
		const event = last && readEvent(last.bytes);
		if (!event?.ok) throw new Error('no event');
		const pieces = await Promise.all(through.blobs.map(({ sha256 }) => stored.blob(sha256)));
		const { tray, chart, me } = standing.practice;
		for (const sealed of [event.event.ct, ...pieces]) {
			if (!sealed) throw new Error('a piece is gone');
			// Staff have their own identity and the chart's key; the clinician without the second lock has a tray's too.
			for (const key of [chart.key, tray.key]) {
				expect(await open(key, sealed)).toEqual({ ok: false, why: 'not-for-this-key' });
			}
			for (const { identity } of [ben, me]) {
				const forged = { slot, identity } as FolderKey<'cabinet'>;
				expect(await open(forged, sealed)).toEqual({ ok: false, why: 'not-for-this-key' });
			}
			const text = new TextDecoder('latin1').decode(sealed);
			expect(text).not.toMatch(/picture|thumbnail|words|page-dropped/);
		}
		const file = await standing.storage.files.read(paths.folderKey(slot.folder, slot.epoch));
		if (!file) throw new Error('no key file');
		const hardener = hardenHere({ logN: 4 });
		expect(await openCabinet(ben, file, cabinetPassphrase, slot, hardener)).toEqual({
			ok: false,
			why: 'not-yours'
		});
	});
});

describe('an open cabinet', () => {
	it('holds a page once that was dropped twice, and no piece of the first time', async () => {
		standing = await setUpPractice();
		const id = newId<PageId>();
		for (let i = 0; i < 2; i++) await standing.practice.slot.drop(dropped(id));
		expect(await shelf().shelf.blobIds()).toHaveLength(6);
		const cabinet = await openedCabinet(standing.practice);
		expect([...cabinet.state.pages.keys()]).toEqual([id]);
		expect(await shelf().shelf.blobIds()).toHaveLength(3);
		const held = cabinet.state.pages.get(id);
		expect(held && new TextDecoder().decode(await cabinet.open(held.picture))).toBe('picture');
	});

	it('removes nothing when it has no strays', async () => {
		standing = await setUpPractice();
		await standing.practice.slot.drop(dropped(newId<PageId>()));
		const before = await shelf().shelf.head();
		await openedCabinet(standing.practice);
		expect(await shelf().shelf.head()).toEqual(before);
	});

	it('runs by date of service, undated pages last', async () => {
		standing = await setUpPractice();
		const [undated, late, early] = [newId<PageId>(), newId<PageId>(), newId<PageId>()];
		const { slot } = standing.practice;
		await slot.drop(dropped(undated));
		await slot.drop(dropped(late, '2020-01-01'));
		await slot.drop(dropped(early, '2019-01-01'));
		const { state } = await openedCabinet(standing.practice);
		expect(heldPagesOf(state, client).map(({ page }) => page)).toEqual([early, late, undated]);
		expect(heldPagesOf(state, newId<ClientId>())).toEqual([]);
	});

	it('lets a withdrawn page go, by its receipt alone', async () => {
		standing = await setUpPractice();
		const id = newId<PageId>();
		const through = await standing.practice.slot.drop(dropped(id));
		if (!through.ok) throw new Error(through.why);
		await standing.practice.slot.withdraw(id, through.blobs, 'The decision was taken back.');
		expect(await shelf().shelf.blobIds()).toEqual([]);
		expect((await openedCabinet(standing.practice)).state.pages.size).toBe(0);
	});
});
