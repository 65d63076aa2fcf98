import { describe, expect, expectTypeOf, test } from 'vitest';
import type { FolderId } from '#lib/page/ids.ts';
import {
	changeCabinetPassphrase,
	createCabinet,
	openCabinet,
	recoverCabinet,
	type CreatedCabinet
} from '#lib/vault/cabinet.ts';
import { createFolder, openFolder, resealFolder } from '#lib/vault/folder.ts';
import type { FolderKey, FolderSlot } from '#lib/vault/folder-key.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit, openWithKit, parseKit, type OpenedKit } from '#lib/vault/kit.ts';
import { open } from '#lib/vault/open.ts';
import { createPerson, type UnlockedPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { seal } from '#lib/vault/seal.ts';

const hardener = hardenHere({ logN: 4 });
const passphrase = 'the second lock';
const page = new TextEncoder().encode('a page');

async function somebody(): Promise<{ who: UnlockedPerson; kit: OpenedKit }> {
	const made = await makeKit();
	const parsed = await parseKit(made.printed.reveal());
	if (!parsed.ok) throw new Error('kit');
	const { unlocked } = await createPerson(
		{ name: 'N', credential: '', role: 'clinician', passphrase: 'p', kit: made.recipient },
		hardener
	);
	return { who: unlocked, kit: parsed.kit };
}

async function aCabinet(): Promise<CreatedCabinet & Awaited<ReturnType<typeof somebody>>> {
	const owner = await somebody();
	const created = await createCabinet(
		{
			folder: newId<FolderId>(),
			recipient: owner.who.person.recipient,
			kit: owner.kit.recipient,
			passphrase
		},
		hardener
	);
	return { ...created, ...owner };
}

describe('the chart', () => {
	test('opens for every member and every member’s kit, and for nobody else', async () => {
		const [ana, ben, eve] = [await somebody(), await somebody(), await somebody()];
		const members = [ana.who.person.recipient, ben.who.person.recipient, ana.kit.recipient];
		const { slot, keyFile } = await createFolder('chart', newId<FolderId>(), members);
		const sealed = await seal(slot, page);
		for (const holder of [ana.who, ben.who]) {
			const found = await openFolder(holder, keyFile, slot);
			if (!found.ok) throw new Error(found.why);
			expect(await open(found.key, sealed)).toEqual({ ok: true, bytes: page });
		}
		const byKit = await openWithKit(ana.kit, keyFile, slot);
		if (!byKit.ok) throw new Error(byKit.why);
		expect(await open(byKit.key, sealed)).toEqual({ ok: true, bytes: page });
		const notYours = { ok: false, why: 'not-yours' };
		expect(await openFolder(eve.who, keyFile, slot)).toEqual(notYours);
		expect(await openWithKit(ben.kit, keyFile, slot)).toEqual(notYours);
	});

	test('is sealed anew to somebody who joins, by a member, with the same key', async () => {
		const [ana, ben] = [await somebody(), await somebody()];
		const made = await createFolder('chart', newId<FolderId>(), [ana.who.person.recipient]);
		const both = [ana.who.person.recipient, ben.who.person.recipient];
		const joined = await resealFolder(ana.who, made.keyFile, made.slot, both);
		if (!joined.ok) throw new Error(joined.why);
		const found = await openFolder(ben.who, joined.keyFile, made.slot);
		expect(found.ok && (await open(found.key, await seal(made.slot, page))).ok).toBe(true);
		expect(await resealFolder(ben.who, made.keyFile, made.slot, both)).toEqual({
			ok: false,
			why: 'not-yours'
		});
	});

	test('with another folder’s key file in its place is damaged, not opened', async () => {
		const ana = await somebody();
		const members = [ana.who.person.recipient];
		const one = await createFolder('chart', newId<FolderId>(), members);
		const two = await createFolder('chart', newId<FolderId>(), members);
		const damaged = { ok: false, why: 'damaged' };
		expect(await openFolder(ana.who, two.keyFile, one.slot)).toEqual(damaged);
		expect(await openFolder(ana.who, one.keyFile.slice(0, -2), one.slot)).toEqual(damaged);
		expect(await resealFolder(ana.who, two.keyFile, one.slot, members)).toEqual(damaged);
	});
});

describe('the cabinet', () => {
	test('takes both: the unlocked clinician and its own passphrase', async () => {
		const { who, keyFile, slot } = await aCabinet();
		const eve = await somebody();
		const found = await openCabinet(who, keyFile, passphrase, slot, hardener);
		if (!found.ok) throw new Error(found.why);
		expect(await open(found.key, await seal(slot, page))).toEqual({ ok: true, bytes: page });
		const tries = [
			[await openCabinet(who, keyFile, 'p', slot, hardener), 'wrong-passphrase'],
			[await openCabinet(eve.who, keyFile, passphrase, slot, hardener), 'not-yours'],
			[await openCabinet(who, keyFile.slice(0, -1), passphrase, slot, hardener), 'damaged'],
			[await openCabinet(who, keyFile, passphrase, (await aCabinet()).slot, hardener), 'damaged']
		] as const;
		for (const [answer, why] of tries) expect(answer).toEqual({ ok: false, why });
	});

	test('opens by the clinician’s kit file with the kit alone', async () => {
		const { kit, kitFile, keyFile, slot } = await aCabinet();
		const found = await openWithKit(kit, kitFile, slot);
		if (!found.ok) throw new Error(found.why);
		expect(await open(found.key, await seal(slot, page))).toEqual({ ok: true, bytes: page });
		expect(await openWithKit(kit, keyFile, slot)).toEqual({ ok: false, why: 'not-yours' });
	});

	test('gets a new passphrase from its clinician, or from the kit when the old one is forgotten', async () => {
		const { who, kit, keyFile, kitFile, slot } = await aCabinet();
		const change = (old: string) =>
			changeCabinetPassphrase(who, keyFile, { old, new: 'new' }, slot, hardener);
		expect(await change('wrong')).toEqual({ ok: false, why: 'wrong-passphrase' });
		const renewed = { recipient: who.person.recipient, passphrase: 'new' };
		const recovered = await recoverCabinet(kit, kitFile, slot, renewed, hardener);
		for (const answer of [await change(passphrase), recovered]) {
			if (!answer.ok) throw new Error(answer.why);
			const open = (text: string) => openCabinet(who, answer.keyFile, text, slot, hardener);
			expect(await open('new')).toMatchObject({ ok: true });
			expect(await open(passphrase)).toEqual({ ok: false, why: 'wrong-passphrase' });
		}
		const eve = await somebody();
		expect(await recoverCabinet(eve.kit, kitFile, slot, renewed, hardener)).toEqual({
			ok: false,
			why: 'not-yours'
		});
	});

	test('holds nothing that a chart’s key opens', async () => {
		const { slot, who } = await aCabinet();
		const chart = await createFolder('chart', newId<FolderId>(), [who.person.recipient]);
		expect(await open(chart.key, await seal(slot, page))).toEqual({
			ok: false,
			why: 'not-for-this-key'
		});
	});
});

describe('the compiler', () => {
	test('keeps keys of different kinds, and slots and keys, apart', async () => {
		const { slot, who, keyFile } = await aCabinet();
		const wantsCabinet = (key: FolderKey<'cabinet'>) => key.slot.kind;
		const chart = await createFolder('chart', newId<FolderId>(), [who.person.recipient]);
		// @ts-expect-error a chart's key is not a cabinet's
		expect(wantsCabinet(chart.key)).toBe('chart');
		// @ts-expect-error a slot is not a key
		expect((await open(slot, await seal(slot, page))).ok).toBe(false);
		// @ts-expect-error a key cannot be put together by hand
		const forged: FolderKey<'chart'> = { slot: chart.slot, identity: who.identity };
		expect(forged.slot).toBe(chart.slot);
		// @ts-expect-error a chart's slot cannot name a cabinet
		const renamed: FolderSlot<'cabinet'> = chart.slot;
		expect(renamed.kind).toBe('chart');
		// @ts-expect-error a cabinet is not opened by an unlocked person alone
		expect(await openFolder(who, keyFile, slot)).toEqual({ ok: false, why: 'damaged' });
		expectTypeOf<FolderKey<'tray'>>().not.toExtend<FolderKey<'chart'>>();
	});
});
