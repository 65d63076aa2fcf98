/** Setting a practice up: keys are made first, the recovery kit is tried, and only then is anything written. */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Committed } from '#lib/shelf/shelf.ts';
import { createCabinet } from '#lib/vault/cabinet.ts';
import { createFolder } from '#lib/vault/folder.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import { makeKit, openWithKit, parseKit, type RecoveryKit } from '#lib/vault/kit.ts';
import { createPerson, type Person } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { format, jsonFile, paths } from './roster.ts';

export interface NewPractice {
	readonly practice: string;
	readonly name: string;
	readonly credential: string;
	readonly passphrase: string;
	/** The cabinet's own: opening it is a second act. */
	readonly cabinetPassphrase: string;
}

/** Everything that a practice starts with, not yet written anywhere. */
export interface Prepared {
	readonly person: Person;
	readonly kit: RecoveryKit;
	readonly files: readonly PracticeFile[];
	readonly chart: FolderSlot<'chart'>;
	readonly cabinet: FolderSlot<'cabinet'>;
}

/** Makes the first clinician, the chart, a tray and a cabinet, each sealed to whom the design says. */
export async function prepare(input: NewPractice, hardener: Hardener): Promise<Prepared> {
	const kit = await makeKit();
	const made = await createPerson(
		{
			name: input.name,
			credential: input.credential,
			role: 'clinician',
			passphrase: input.passphrase,
			kit: kit.recipient
		},
		hardener
	);
	const { person } = made;
	const holders = [person.recipient, kit.recipient];
	const chart = await createFolder('chart', newId<FolderId>(), holders);
	const tray = await createFolder('tray', newId<FolderId>(), holders);
	const cabinet = await createCabinet(
		{
			folder: newId<FolderId>(),
			recipient: person.recipient,
			kit: kit.recipient,
			passphrase: input.cabinetPassphrase
		},
		hardener
	);
	const files: PracticeFile[] = [
		{ path: paths.format, bytes: new TextEncoder().encode(format) },
		jsonFile(paths.practice, { name: input.practice }),
		jsonFile(paths.person(person.id), person),
		{ path: paths.personKey(person.id), bytes: made.keyFile },
		{ path: paths.personKit(person.id), bytes: made.kitFile },
		...[chart, tray, cabinet].flatMap(({ slot, keyFile }) => [
			jsonFile(paths.folder(slot.folder), {
				slot,
				...(slot.kind === 'chart' ? {} : { owner: person.id })
			}),
			{ path: paths.folderKey(slot.folder, slot.epoch), bytes: keyFile }
		]),
		{ path: paths.folderKit(cabinet.slot.folder, cabinet.slot.epoch), bytes: cabinet.kitFile }
	];
	return { person, kit, files, chart: chart.slot, cabinet: cabinet.slot };
}

export type KitTried =
	| { readonly ok: true }
	| { readonly ok: false; readonly why: 'too-short' | 'too-long' | 'mistyped' | 'another-kit' };

/** Whether what was typed back from paper really opens this practice: the cabinet's key file is the proof. */
export async function tryKit(prepared: Prepared, typed: string): Promise<KitTried> {
	const parsed = await parseKit(typed);
	if (!parsed.ok) return parsed;
	const path = paths.folderKit(prepared.cabinet.folder, prepared.cabinet.epoch);
	const file = prepared.files.find((candidate) => candidate.path === path);
	const opened = file && (await openWithKit(parsed.kit, file.bytes, prepared.cabinet));
	return opened?.ok ? { ok: true } : { ok: false, why: 'another-kit' };
}

/** Writes the practice, all of it or none. Refuses where one stands already. */
export async function establish(files: PracticeFiles, prepared: Prepared): Promise<Committed> {
	if ((await files.list()).length > 0) return { ok: false, why: 'behind' };
	return files.write(prepared.files);
}
