/** What a newer version wrote is never passed over: the folder stays closed, and nothing is called damaged. */
import { beforeEach, describe, expect, it } from 'vitest';
import { NewerLedger } from '#lib/ledger/folder.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { BoxId, ClientId, DeviceId } from '#lib/page/ids.ts';
import { memberPath, signEntry } from '#lib/practice/members/entry.ts';
import { NewerPractice } from '#lib/practice/faults.ts';
import { folderOf } from '#lib/practice/roster.ts';
import { newId } from '#lib/vault/random.ts';
import type { FolderKind } from '#lib/vault/folder-key.ts';
import { addClient, cabinetPassphrase, setUpPractice, type Standing } from '../support/practice.ts';

/** Writes an action that this version has never heard of, signed by the folder's own clinician. */
async function writeNewer(
	{ practice, storage }: Pick<Standing, 'practice' | 'storage'>,
	kind: FolderKind
): Promise<void> {
	const { me, roster } = practice;
	const slot = folderOf(roster, kind, kind === 'chart' ? undefined : me.person.id);
	if (!slot) throw new Error(`no ${kind}`);
	const ledger = new Ledger<FolderKind, { readonly is: string }>({
		...{ slot, shelf: storage.shelfOf(slot.folder), author: me },
		...{ device: newId<DeviceId>(), clock: () => new Date() }
	});
	const appended = await ledger.append({ is: 'page-sung-aloud' });
	if (!appended.ok) throw new Error(appended.why);
}

describe('an entry of a kind that only a newer version knows', () => {
	it.each(['chart', 'tray'] as const)('keeps the %s, and so the practice, closed', async (kind) => {
		const standing = await setUpPractice();
		await writeNewer(standing, kind);
		await expect(standing.again()).rejects.toBeInstanceOf(NewerPractice);
	});

	it('keeps the cabinet closed', async () => {
		const standing = await setUpPractice();
		await writeNewer(standing, 'cabinet');
		const opened = await standing.practice.openCabinet(cabinetPassphrase);
		expect(opened).toEqual({ ok: false, why: 'outdated' });
	});

	describe('met by a tab that is open already', () => {
		let standing: Standing;
		let told: number;

		beforeEach(async () => {
			told = 0;
			standing = await setUpPractice(undefined, () => told++);
		});

		it.each(['chart', 'tray'] as const)(
			'in the %s: nothing is written on top of it, however often it is tried',
			async (kind) => {
				const { practice, storage } = standing;
				const folder = practice[kind];
				await writeNewer(standing, kind);
				const before = await storage.shelfOf(folder.key.slot.folder).head();
				const act = () =>
					kind === 'tray'
						? practice.tray.act({
								is: 'box-opened',
								box: newId<BoxId>(),
								provenance: 'unknown',
								files: 1
							})
						: practice.chart.act({
								is: 'client-added',
								client: { id: newId<ClientId>(), name: 'Ana Marlow' }
							});
				for (let i = 0; i < 3; i++) expect(await act()).toEqual({ ok: false, why: 'outdated' });
				expect(await storage.shelfOf(folder.key.slot.folder).head()).toEqual(before);
				await expect(folder.catchUp()).rejects.toBeInstanceOf(NewerLedger);
				await expect(folder.told()).rejects.toBeInstanceOf(NewerLedger);
				expect(told).toBeGreaterThan(0);
			}
		);

		it('in the open cabinet: it is read no further', async () => {
			const opened = await standing.practice.openCabinet(cabinetPassphrase);
			if (!opened.ok) throw new Error(opened.why);
			await writeNewer(standing, 'cabinet');
			await expect(opened.cabinet.catchUp()).rejects.toBeInstanceOf(NewerLedger);
			expect(told).toBe(1);
		});

		it('keeps no snapshot over the newer version’s', async () => {
			const { practice, storage } = standing;
			const shelf = storage.shelfOf(practice.chart.key.slot.folder);
			await addClient(practice, 'Ana Marlow');
			await writeNewer(standing, 'chart');
			await expect(practice.chart.catchUp()).rejects.toBeInstanceOf(NewerLedger);
			await practice.close();
			expect(await shelf.kept('snapshot')).toBeUndefined();
		});
	});

	it('in the list of people lets nobody be added, and is no damage', async () => {
		let told = 0;
		const standing = await setUpPractice(undefined, () => told++);
		const { me, roster, people } = standing.practice;
		const entry = {
			...{ v: 1 as const, n: roster.head.n + 1, prev: roster.head.hash },
			...{ at: new Date().toISOString(), by: me.person.id, what: { is: 'sung-in' } as never }
		};
		const { bytes } = await signEntry(entry, me.signer);
		await standing.storage.files.write([{ path: memberPath(entry.n), bytes }]);
		const renamed = await people.rename(me.person.id, 'Ida M.', '');
		expect(renamed).toEqual({ ok: false, why: 'outdated' });
		expect(told).toBe(1);
		expect(await standing.door.look()).toEqual({ is: 'newer' });
	});
});
