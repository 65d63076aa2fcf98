/** What a newer version wrote is never passed over: the folder stays closed, and nothing is called damaged. */
import { describe, expect, it } from 'vitest';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { DeviceId } from '#lib/page/ids.ts';
import { NewerPractice } from '#lib/practice/practice.ts';
import { folderOf } from '#lib/practice/roster.ts';
import { newId } from '#lib/vault/random.ts';
import type { FolderKind } from '#lib/vault/folder-key.ts';
import { cabinetPassphrase, openBox, setUpPractice, type Standing } from '../support/practice.ts';

/** Writes an action that this version has never heard of, signed by the folder's own clinician. */
async function writeNewer({ practice, storage }: Standing, kind: FolderKind): Promise<void> {
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

	it('stops a tab that is open already before it writes on top of it', async () => {
		const standing = await setUpPractice();
		const { tray } = standing.practice;
		await writeNewer(standing, 'tray');
		const { n } = await standing.storage.shelfOf(tray.key.slot.folder).head();
		await expect(openBox(standing.practice)).rejects.toMatchObject({ why: 'newer-version' });
		expect((await standing.storage.shelfOf(tray.key.slot.folder).head()).n).toBe(n);
	});
});
