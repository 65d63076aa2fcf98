/** One person's unlock. Where their key file was exchanged, its copy beside the charts still opens with the passphrase. */
import { isSameBytes } from '#lib/page/bytes.ts';
import { unlockPerson, type Person, type Unlocked } from '#lib/vault/person.ts';
import { copiesIn } from './own-copies.ts';
import type { Surroundings } from './practice.ts';
import { folderOf, paths, type Roster } from './roster.ts';

/**
 * The copy is written anew with every change of the passphrase, so that an older one does not open by it. It is put back
 * where it opens.
 */
export async function unlockWithCopy(
	roster: Roster,
	person: Person,
	passphrase: string,
	{ storage, hardener, onPutBack }: Pick<Surroundings, 'storage' | 'hardener' | 'onPutBack'>
): Promise<Unlocked> {
	const { files } = storage;
	const path = paths.personKey(person.id);
	const keyFile = await files.read(path);
	const opened: Unlocked = keyFile
		? await unlockPerson(person, keyFile, passphrase, hardener)
		: { ok: false, why: 'damaged' };
	const chart = opened.ok ? undefined : folderOf(roster, 'chart');
	if (!chart) return opened;
	const shelf = storage.shelfOf(chart.folder);
	const copy = (await copiesIn(shelf)).get(path);
	shelf.close();
	if (!copy || (keyFile && isSameBytes(copy, keyFile))) return opened;
	const again = await unlockPerson(person, copy, passphrase, hardener);
	if (!again.ok) return opened;
	await files.write([{ path, bytes: copy }]);
	onPutBack?.();
	return again;
}
