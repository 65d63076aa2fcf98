/** A forgotten passphrase: the printed kit opens the person's keys and cabinet, and new passphrases lock them. */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile } from '#lib/shelf/practice-files.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { recoverCabinet } from '#lib/vault/cabinet.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import { parseKit } from '#lib/vault/kit.ts';
import { recoverPerson, type Person } from '#lib/vault/person.ts';
import { CabinetKey } from './cabinet-key.ts';
import { keepCopy } from './own-copies.ts';
import type { Storage } from './practice.ts';
import { folderOf, paths, type Roster } from './roster.ts';

export interface NewPassphrases {
	readonly passphrase: string;
	readonly cabinetPassphrase: string;
}

export type Recovery =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly why:
				'too-short' | 'too-long' | 'mistyped' | 'another-kit' | 'damaged' | 'not-stored';
	  };

/** Rewrites two small key files, both or neither, and drops the cabinet's passkey copy; no page is touched. Old backups keep the old passphrases. */
export async function recoverWithKit(
	{ files, shelfOf }: Pick<Storage, 'files' | 'shelfOf'>,
	roster: Roster,
	person: Person,
	typed: string,
	renewed: NewPassphrases,
	hardener: Hardener
): Promise<Recovery> {
	const parsed = await parseKit(typed);
	if (!parsed.ok) return parsed;
	const kitFile = await files.read(paths.personKit(person.id));
	if (!kitFile) return { ok: false, why: 'damaged' };
	const again = await recoverPerson(person, kitFile, parsed.kit, renewed.passphrase, hardener);
	if (!again.ok) return { ok: false, why: again.why === 'damaged' ? 'damaged' : 'another-kit' };

	const dropped: string[] = [];
	const own: PracticeFile = { path: paths.personKey(person.id), bytes: again.keyFile };
	const rewritten = [own];
	const cabinet = folderOf(roster, 'cabinet', person.id);
	if (cabinet) {
		const copy = await files.read(paths.folderKit(cabinet.folder, cabinet.epoch));
		if (!copy) return { ok: false, why: 'damaged' };
		const relocked = await recoverCabinet(
			parsed.kit,
			copy,
			cabinet,
			{ recipient: person.recipient, passphrase: renewed.cabinetPassphrase },
			hardener
		);
		if (!relocked.ok) return { ok: false, why: 'damaged' };
		rewritten.push({
			path: paths.folderKey(cabinet.folder, cabinet.epoch),
			bytes: relocked.keyFile
		});
		// Whoever begins anew with the paper wants no other way in that they did not set up themselves.
		dropped.push(paths.folderPasskey(cabinet.folder, cabinet.epoch));
	}
	const stored = await files.write(rewritten, dropped);
	if (!stored.ok) return { ok: false, why: 'not-stored' };
	// What was written with the paper in hand is right: an earlier lock must open nothing, and this one is not a stranger's.
	const chart = folderOf(roster, 'chart');
	if (chart) await beside(chart.folder, (shelf) => keepCopy(shelf, own.path, own.bytes));
	const [, ofCabinet] = rewritten;
	if (cabinet && ofCabinet) {
		await beside(cabinet.folder, async (shelf) => {
			const parts = { me: again.unlocked, slot: cabinet, shelf, files, hardener };
			await new CabinetKey(parts).proved(ofCabinet.bytes);
			await keepCopy(shelf, ofCabinet.path, ofCabinet.bytes);
		});
	}
	return { ok: true };

	/** Nothing depends on it: where storage refuses, the next unlock does it. */
	async function beside(folder: FolderId, act: (shelf: Shelf) => Promise<void>): Promise<void> {
		const shelf = shelfOf(folder);
		await act(shelf).catch(() => undefined);
		shelf.close();
	}
}
