/**
 * What the app keeps of a box, read from its backup with the passphrase: nothing in the product has to be
 * opened up for a measurement or a test.
 */
import { verifyBackup } from '#lib/backup/verify.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { readZip } from '#lib/backup/zip.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Reading } from '#lib/page/reading.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician } from '#lib/practice/practice.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import type { TrayBox, TrayPage } from '#lib/tray/state.ts';
import { readingOf } from '#lib/tray/tray.ts';
import { hardenHere } from '#lib/vault/hardener.ts';

export interface KeptPage {
	readonly page: TrayPage;
	readonly reading: Reading | undefined;
}

export interface KeptBox {
	readonly box: TrayBox;
	/** In the order of the paper. */
	readonly pages: readonly KeptPage[];
}

/** The tray's boxes, oldest first. Throws when the backup does not hold what it says. */
export async function boxesInBackup(
	backups: readonly Uint8Array<ArrayBuffer>[],
	passphrase: string
): Promise<KeptBox[]> {
	const storage = memoryStorage();
	for (const backup of backups) await restore(backup, storage);
	const hardener = hardenHere();
	const makePart = partMakerWith(sharpCodec);
	const door = new Door({ storage, hardener, clock: () => new Date(), makePart });
	const found = await door.look();
	const [person] = found.is === 'locked' ? found.roster.people : [];
	if (found.is !== 'locked' || !person) throw new Error('the backup holds no practice');
	const unlocked = await door.unlock(found.roster, person.id, passphrase);
	if (!unlocked.ok) throw new Error(`the backup does not open: ${unlocked.why}`);
	const { tray } = asClinician(unlocked.practice);
	return Promise.all(
		[...tray.state.boxes.values()].map(async (box) => ({
			box,
			pages: await Promise.all(
				box.pages.flatMap((id) => {
					const page = tray.state.pages.get(id);
					return page ? [readingOf(tray, page).then((reading) => ({ page, reading }))] : [];
				})
			)
		}))
	);
}

async function restore(
	backup: Uint8Array<ArrayBuffer>,
	storage: ReturnType<typeof memoryStorage>
): Promise<void> {
	const files = await readZip(new Blob([backup]));
	if (!files) throw new Error('the backup is no zip file');
	const verified = await verifyBackup(files);
	if (!verified.ok) throw new Error(`the backup does not hold: ${verified.why}`);
	const restored = await restoreBackup(files, verified.manifest, storage, verified.roster);
	if (!restored.ok) throw new Error(`the backup cannot be put back: ${restored.why}`);
}
