/** An unlocked practice: the folders that this person may open, and the slot of the one they may not yet. */
import { openCabinetFolder, removeStrays, type OpenCabinet } from '#lib/cabinet/open.ts';
import { CabinetSlot } from '#lib/cabinet/slot.ts';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import { openChart, type Chart } from '#lib/chart/chart.ts';
import { compareAnchor, type Anchors } from '#lib/ledger/anchor.ts';
import type { VerifierOf } from '#lib/ledger/chain.ts';
import { DamagedLedger } from '#lib/ledger/folder.ts';
import { Ledger, type Clock } from '#lib/ledger/ledger.ts';
import type { DeviceId, FolderId } from '#lib/page/ids.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import type { Alone } from '#lib/tray/alone.ts';
import { Filing, type PartMaker } from '#lib/tray/filing.ts';
import { openTray, type Tray } from '#lib/tray/tray.ts';
import { openCabinet } from '#lib/vault/cabinet.ts';
import { openFolder, type OpenFolderKind } from '#lib/vault/folder.ts';
import type { FolderKey, FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { LearnedFile } from './learned-file.ts';
import { OwnKeys } from './own-keys.ts';
import { folderOf, paths, verifierIn, type Roster } from './roster.ts';

/** Where a practice lies: in this browser, or in memory for the sample and for tests. */
export interface Storage {
	readonly files: PracticeFiles;
	readonly shelfOf: (folder: FolderId) => Shelf;
	readonly anchors: Anchors;
	readonly device: DeviceId;
	/** Lets one act of filing go on at a time, over everything that has this storage open. */
	readonly alone?: Alone;
}

export interface Surroundings {
	readonly storage: Storage;
	readonly hardener: Hardener;
	readonly clock: Clock;
	readonly makePart: PartMaker;
}

export type CabinetOpened =
	| { readonly ok: true; readonly cabinet: OpenCabinet }
	| { readonly ok: false; readonly why: 'wrong-passphrase' | 'not-yours' | 'damaged' };

export interface Practice {
	readonly me: UnlockedPerson;
	readonly signedAs: string;
	readonly roster: Roster;
	readonly tray: Tray;
	readonly chart: Chart;
	readonly slot: CabinetSlot;
	readonly filing: Filing;
	/** What this clinician's decisions have taught; staff decide nothing that could be learned from. */
	readonly learned: LearnedFile | undefined;
	/** This person's own passphrases and kit. */
	readonly keys: OwnKeys;
	/** The second unlock. */
	openCabinet(passphrase: string): Promise<CabinetOpened>;
	/** What a backup is written from: every folder's shelf, locked or not, and the practice's own files. */
	readonly holdings: readonly Held[];
	readonly files: PracticeFiles;
	/** Walks every folder's chain, which takes no key. */
	verify(): Promise<
		readonly { readonly kind: FolderKind; readonly events: number; readonly ok: boolean }[]
	>;
	/** Notes the folders' states for a quick start next time, and lets go of the databases. */
	close(): Promise<void>;
}

export interface Held {
	readonly kind: FolderKind;
	readonly shelf: Shelf;
	/** The folder's state as JSON, sealed to the folder; absent where this person's unlock does not open it. */
	readonly index?: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** Storage lost or changed something. The sentences say what, without names. */
export class DamagedPractice extends Error {
	override name = 'DamagedPractice';
	readonly sentences: readonly string[];

	constructor(sentences: readonly string[]) {
		super('the practice is damaged');
		this.sentences = sentences;
	}
}

interface Opened<K extends FolderKind, Action> {
	readonly slot: FolderSlot<K>;
	readonly shelf: Shelf;
	readonly ledger: Ledger<K, Action>;
}

const names: Readonly<Record<FolderKind, string>> = {
	chart: 'The chart folder',
	tray: 'Your tray',
	cabinet: 'Your locked cabinet'
};

/** Compares each chain with its anchor; throws {@link DamagedPractice} before anything could be written. */
async function checkAnchor(kind: FolderKind, shelf: Shelf, anchors: Anchors): Promise<void> {
	const anchor = anchors.read(shelf.folder);
	const finding = await compareAnchor(shelf, anchor).catch((error: unknown) => {
		if (error instanceof BrokenShelf) return 'behind' as const;
		throw error;
	});
	if (finding === 'ahead') anchors.raise(shelf.folder, await shelf.head());
	if (finding === 'behind' || finding === 'fork') {
		throw new DamagedPractice([
			`${names[kind]} is not as it was left: the browser's storage has lost or changed entries (${anchor?.n ?? 0} were noted).`
		]);
	}
}

/** Opens tray and chart. Throws {@link DamagedPractice}; the caller shows damage mode, never an empty practice. */
export async function openPractice(
	roster: Roster,
	me: UnlockedPerson,
	{ storage, hardener, clock, makePart }: Surroundings
): Promise<Practice> {
	const verifierOf: VerifierOf = verifierIn(roster);
	const { files, shelfOf, anchors, device, alone } = storage;

	const shelves: { kind: FolderKind; shelf: Shelf; verify: () => Promise<boolean> }[] = [];

	async function reach<K extends FolderKind, Action>(kind: K): Promise<Opened<K, Action>> {
		const slot = folderOf(roster, kind, me.person.id);
		if (!slot) throw new DamagedPractice([`${names[kind]} is missing from this practice.`]);
		const shelf = shelfOf(slot.folder);
		await checkAnchor(kind, shelf, anchors);
		const ledger = new Ledger<K, Action>({ slot, shelf, device, author: me, clock, anchors });
		shelves.push({ kind, shelf, verify: async () => (await ledger.verify(verifierOf)).ok });
		return { slot, shelf, ledger };
	}

	async function keyOf<K extends OpenFolderKind>(slot: FolderSlot<K>): Promise<FolderKey<K>> {
		const file = await files.read(paths.folderKey(slot.folder, slot.epoch));
		const opened = file && (await openFolder(me, file, slot));
		if (!opened?.ok)
			throw new DamagedPractice([
				`${names[slot.kind]} cannot be opened: its key is missing or damaged.`
			]);
		return opened.key;
	}

	const trayDoor = await reach<'tray', TrayAction>('tray');
	const chartDoor = await reach<'chart', ChartAction>('chart');
	const cabinetDoor = await reach<'cabinet', CabinetAction>('cabinet');
	const tray = await whole('tray', async () =>
		openTray({ ...trayDoor, key: await keyOf(trayDoor.slot), author: me, verifierOf })
	);
	const chart = await whole('chart', async () =>
		openChart({ ...chartDoor, key: await keyOf(chartDoor.slot), author: me, verifierOf })
	);
	const slot = new CabinetSlot(cabinetDoor.slot, cabinetDoor.ledger);
	const { name, credential } = me.person;
	const signedAs = credential ? `${name}, ${credential}` : name;
	const filing = new Filing({
		...{ tray, chart, slot, makePart, signedAs, now: clock },
		...(alone ? { alone } : {})
	});

	return {
		me,
		signedAs,
		roster,
		tray,
		chart,
		slot,
		filing,
		learned: me.person.role === 'clinician' ? new LearnedFile(files, me, alone) : undefined,
		keys: new OwnKeys(files, roster, me, hardener),
		files,
		holdings: [
			{ kind: 'chart', shelf: chartDoor.shelf, index: () => chart.sealedIndex() },
			{ kind: 'tray', shelf: trayDoor.shelf, index: () => tray.sealedIndex() },
			{ kind: 'cabinet', shelf: cabinetDoor.shelf }
		],
		async openCabinet(passphrase) {
			const { folder, epoch } = cabinetDoor.slot;
			const file = await files.read(paths.folderKey(folder, epoch));
			if (!file) return { ok: false, why: 'damaged' };
			const opened = await openCabinet(me, file, passphrase, cabinetDoor.slot, hardener);
			if (!opened.ok) return opened;
			try {
				const door = { ...cabinetDoor, key: opened.key, author: me, verifierOf };
				const cabinet = await openCabinetFolder(door);
				await removeStrays(cabinet, cabinetDoor.shelf);
				return { ok: true, cabinet };
			} catch (error) {
				if (error instanceof DamagedLedger) return { ok: false, why: 'damaged' };
				throw error;
			}
		},
		verify: () =>
			Promise.all(
				shelves.map(async ({ kind, shelf, verify }) => ({
					kind,
					ok: await verify(),
					events: (await shelf.head()).n
				}))
			),
		async close() {
			await tray.keepSnapshot();
			await chart.keepSnapshot();
			for (const { shelf } of shelves) shelf.close();
		}
	};
}

async function whole<T>(kind: FolderKind, openIt: () => Promise<T>): Promise<T> {
	try {
		return await openIt();
	} catch (error) {
		if (error instanceof BrokenShelf) {
			throw new DamagedPractice([`${names[kind]} cannot be read from the browser's storage.`]);
		}
		if (!(error instanceof DamagedLedger)) throw error;
		throw new DamagedPractice([`${names[kind]}: entry ${error.n} of its history does not hold.`]);
	}
}
