/** Setting a practice up: keys are made first, both recovery kits are tried, and only then is anything written. */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Committed } from '#lib/shelf/shelf.ts';
import { createCabinet } from '#lib/vault/cabinet.ts';
import { createFolder } from '#lib/vault/folder.ts';
import type { FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import { makeKit, openWithKit, parseKit, type RecoveryKit } from '#lib/vault/kit.ts';
import { createPerson, type CreatedPerson, type Person } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { nextEntry } from './members/chain.ts';
import { nobody } from './members/fold.ts';
import { format, jsonFile, paths, type FolderCard } from './roster.ts';

export interface NewPractice {
	readonly practice: string;
	readonly name: string;
	readonly credential: string;
	readonly passphrase: string;
	readonly cabinetPassphrase: string;
}

/** Everything that a practice starts with, not yet written anywhere. */
export interface Prepared {
	readonly person: Person;
	readonly kits: Readonly<Record<KitKind, RecoveryKit>>;
	readonly files: readonly PracticeFile[];
	readonly chart: FolderSlot<'chart'>;
	readonly cabinet: FolderSlot<'cabinet'>;
	/** What the practice is known by: the hash of the first entry in its list of people. */
	readonly fingerprint: string;
}

/** The practice's kit opens the chart and nothing else; a clinician's own opens their keys, tray and cabinet. */
export type KitKind = 'practice' | 'cabinet';

/** A new clinician's keys, tray and cabinet, sealed to them and to their own kit. */
export interface ClinicianMade {
	readonly created: CreatedPerson;
	readonly kit: RecoveryKit;
	readonly cards: readonly FolderCard[];
	readonly cabinet: FolderSlot<'cabinet'>;
	readonly files: readonly PracticeFile[];
}

export interface NewClinician {
	readonly name: string;
	readonly credential: string;
	readonly passphrase: string;
	/** The cabinet's own: opening it is a second act. */
	readonly cabinetPassphrase: string;
}

export async function makeClinician(
	{ name, credential, passphrase, cabinetPassphrase }: NewClinician,
	hardener: Hardener
): Promise<ClinicianMade> {
	const kit = await makeKit();
	const created = await createPerson(
		{ name, credential, role: 'clinician', passphrase, kit: kit.recipient },
		hardener
	);
	const { person, keyFile, kitFile } = created;
	const tray = await createFolder('tray', newId<FolderId>(), [person.recipient, kit.recipient]);
	const cabinet = await createCabinet(
		{
			folder: newId<FolderId>(),
			recipient: person.recipient,
			kit: kit.recipient,
			passphrase: cabinetPassphrase
		},
		hardener
	);
	const cards = [tray, cabinet].map(({ slot }): FolderCard => ({ slot, owner: person.id }));
	const files: PracticeFile[] = [
		jsonFile(paths.person(person.id), person),
		{ path: paths.personKey(person.id), bytes: keyFile },
		{ path: paths.personKit(person.id), bytes: kitFile },
		...cards.map((card) => jsonFile(paths.folder(card.slot.folder), card)),
		...[tray, cabinet].map((made) => ({
			path: paths.folderKey(made.slot.folder, made.slot.epoch),
			bytes: made.keyFile
		})),
		{ path: paths.folderKit(cabinet.slot.folder, cabinet.slot.epoch), bytes: cabinet.kitFile }
	];
	return { created, kit, cards, cabinet: cabinet.slot, files };
}

/** Makes the first clinician, the chart, a tray and a cabinet, each sealed to whom the design says. */
export async function prepare(
	input: NewPractice,
	hardener: Hardener,
	at: string
): Promise<Prepared> {
	const practiceKit = await makeKit();
	const made = await makeClinician(input, hardener);
	const { person, unlocked } = made.created;
	const holders = [person.recipient, practiceKit.recipient];
	const chart = await createFolder('chart', newId<FolderId>(), holders);
	const chartCard: FolderCard = { slot: chart.slot };
	const founded = await nextEntry(nobody, unlocked, at, {
		is: 'founded',
		practice: input.practice,
		kit: practiceKit.recipient,
		person,
		folders: [chartCard, ...made.cards]
	});
	if (!founded.ok) throw new Error('a practice that cannot be founded');
	const { folder, epoch } = chart.slot;
	return {
		person,
		kits: { practice: practiceKit, cabinet: made.kit },
		chart: chart.slot,
		cabinet: made.cabinet,
		fingerprint: founded.roster.fingerprint,
		files: [
			{ path: paths.format, bytes: new TextEncoder().encode(format) },
			jsonFile(paths.practice, { name: input.practice }),
			founded.file,
			jsonFile(paths.folder(folder), chartCard),
			{ path: paths.folderKey(folder, epoch), bytes: chart.keyFile },
			...made.files
		]
	};
}

export type KitTried =
	| { readonly ok: true }
	| { readonly ok: false; readonly why: 'too-short' | 'too-long' | 'mistyped' | 'another-kit' };

/** Whether what was typed back from paper really opens what this kit is for: the key file is the proof. */
export function tryKit(prepared: Prepared, kind: KitKind, typed: string): Promise<KitTried> {
	const { chart, cabinet, files } = prepared;
	return kind === 'practice'
		? tryOn(files, paths.folderKey(chart.folder, chart.epoch), chart, typed)
		: tryOn(files, paths.folderKit(cabinet.folder, cabinet.epoch), cabinet, typed);
}

/** For this room: a kit against one key file. */
export async function tryOn(
	files: readonly PracticeFile[],
	path: string,
	slot: FolderSlot<FolderKind>,
	typed: string
): Promise<KitTried> {
	const parsed = await parseKit(typed);
	if (!parsed.ok) return parsed;
	const file = files.find((candidate) => candidate.path === path);
	const opened = file && (await openWithKit(parsed.kit, file.bytes, slot));
	return opened?.ok ? { ok: true } : { ok: false, why: 'another-kit' };
}

/** Writes the practice, all of it or none. Refuses where one stands already. */
export async function establish(files: PracticeFiles, prepared: Prepared): Promise<Committed> {
	if ((await files.list()).length > 0) return { ok: false, why: 'behind' };
	return files.write(prepared.files);
}
