/** An unlocked practice: the folders that this person may open, and the slots of those they may not. */
import { openCabinetFolder, removeStrays, type OpenCabinet } from '#lib/cabinet/open.ts';
import { LoanSlot } from '#lib/cabinet/loan-slot.ts';
import { CabinetSlot } from '#lib/cabinet/slot.ts';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import { openChart, type Chart } from '#lib/chart/chart.ts';
import type { Anchors } from '#lib/ledger/anchor.ts';
import { DamagedLedger, NewerLedger } from '#lib/ledger/folder.ts';
import { Ledger, type Clock } from '#lib/ledger/ledger.ts';
import { dayOf } from '#lib/page/date.ts';
import type { DeviceId, FolderId, PersonId } from '#lib/page/ids.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { oneByOne, type Alone } from '#lib/tray/alone.ts';
import type { PartMaker } from '#lib/tray/chart-part.ts';
import { Filing } from '#lib/tray/filing.ts';
import { openTray, type Tray } from '#lib/tray/tray.ts';
import type { OpenFolderKind } from '#lib/vault/folder.ts';
import type { FolderKey, FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import type { NoAnswer, OpenedWithPasskey, Passkeys } from '#lib/vault/passkey.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { absentFolders } from './absent.ts';
import { CabinetKey, type CabinetUnlocked } from './cabinet-key.ts';
import { CabinetPasskey } from './cabinet-passkey.ts';
import { Supervision } from './loans.ts';
import { lostSince } from './lost-since.ts';
import { DamagedPractice, NewerPractice } from './faults.ts';
import { openFolderKeys } from './folder-keys.ts';
import { LearnedFile } from './learned-file.ts';
import { keepCopies } from './own-copies.ts';
import { OwnSeal } from './own-file.ts';
import { OwnKeys } from './own-keys.ts';
import { People } from './people.ts';
import { RightKeys } from './right-keys.ts';
import { mayIn, snapshotsIn } from './rights.ts';
import { folderOf, paths, signsAs, verifierIn, type Roster } from './roster.ts';
import { stationsOf, type Stations } from './stations.ts';
import { TwoPeople } from './second-person.ts';
import { folderChain, peopleChain, walkWhole, type Chain } from './verify.ts';
import { Wills, type OpenForReading } from './wills.ts';

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
	/** The device's passkeys, where there are any. */
	readonly passkeys?: Passkeys | undefined;
	/** Called when a newer program is found to have written into what is open here. */
	readonly onNewer?: () => void;
	/** Called when a key file was missing or was not the right one, and its copy was put in its place. */
	readonly onPutBack?: (() => void) | undefined;
}

export type CabinetOpened =
	| { readonly ok: true; readonly cabinet: OpenCabinet }
	| {
			readonly ok: false;
			readonly why:
				| 'wrong-passphrase'
				| 'not-yours'
				| 'damaged'
				| 'damaged-key'
				| 'unproved-key'
				| 'damaged-history'
				| 'outdated'
				| 'another-address'
				| NoAnswer;
	  };

/** A clinician's tray as others hold it: their pages go in, sealed, and none can be read back. */
export interface TraySlot {
	readonly slot: FolderSlot<'tray'>;
	readonly ledger: Ledger<'tray', TrayAction>;
}

/** What everybody in the practice opens by being unlocked. */
interface Common {
	readonly me: UnlockedPerson;
	readonly signedAs: string;
	readonly roster: Roster;
	readonly chart: Chart;
	/** Seals what nobody else may read. */
	readonly own: OwnSeal;
	/** This person's own passphrases and kit. */
	readonly keys: OwnKeys;
	/** Changes who is in the practice; what is not this person's to change is refused. */
	readonly people: People;
	/** For an act that takes a second person. */
	readonly twoPeople: TwoPeople;
	/** By whom they belong to: every other clinician who is here. */
	readonly traySlots: ReadonlyMap<PersonId, TraySlot>;
	readonly cabinetSlots: ReadonlyMap<PersonId, Pick<CabinetSlot, 'drop' | 'withdraw' | 'attest'>>;
	/** What a backup is written from: every folder's shelf, locked or not, and the practice's own files. */
	readonly holdings: readonly Held[];
	readonly files: PracticeFiles;
	/** Every chain of the practice, the list of its people first; to walk one takes no key. */
	readonly chains: readonly Chain[];
	/** All of them at once. */
	verify(): Promise<
		readonly { readonly kind: Chain['kind']; readonly events: number; readonly ok: boolean }[]
	>;
	/** Notes the folders' states for a quick start next time, and lets go of the databases. */
	close(): Promise<void>;
}

export interface ClinicianPractice extends Common {
	readonly role: 'clinician';
	readonly tray: Tray;
	readonly slot: CabinetSlot;
	readonly filing: Filing;
	/** Lends pages of the open cabinet to a colleague, for a while. */
	readonly supervision: Supervision;
	/** What this clinician's decisions have taught, and the scan stations that are paired with the tray. */
	readonly learned: LearnedFile | undefined;
	readonly stations: Stations;
	/** The second unlock: by its passphrase, or by the passkey that was added to it. */
	openCabinet(passphrase: string): Promise<CabinetOpened>;
	openCabinetByPasskey(): Promise<CabinetOpened>;
	readonly passkey: CabinetPasskey;
	/** Who may read this person's cabinet after them, and the cabinets that were left to this person. */
	readonly wills: Wills;
}

/** Staff have no tray and no cabinet, decide nothing and learn nothing. */
export interface StaffPractice extends Common {
	readonly role: 'staff';
	/** Lets an act on the chart go on while nobody files, in any tab. */
	readonly alone: Alone;
	/** Trays and cabinets are not here, or were left closed: whoever unlocked has the charts and nothing else. */
	readonly chartsOnly: boolean;
}

/** What a clinician's desk works on. */
export type Practice = ClinicianPractice;
export type AnyPractice = ClinicianPractice | StaffPractice;

/** Where it is known who unlocked, e.g. for the sample. Throws for staff. */
export function asClinician(practice: AnyPractice): ClinicianPractice {
	if (practice.role !== 'clinician') throw new Error('staff have no tray and no cabinet');
	return practice;
}

export interface Held {
	readonly kind: FolderKind;
	readonly shelf: Shelf;
	/** The folder's state as JSON, sealed to the folder; absent where this person's unlock does not open it. */
	readonly index?: () => Promise<Uint8Array<ArrayBuffer>>;
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

const others: Readonly<Record<FolderKind, string>> = {
	chart: 'The chart folder',
	tray: "A colleague's tray",
	cabinet: "A colleague's locked cabinet"
};

/**
 * Opens what this person may open. Throws {@link DamagedPractice}; the caller shows damage mode, never an empty practice.
 * `chartsAlone` leaves trays and cabinets closed, also a clinician's own, e.g. because they are damaged.
 */
export async function openPractice(
	roster: Roster,
	me: UnlockedPerson,
	around: Surroundings,
	{ chartsAlone = false }: { readonly chartsAlone?: boolean } = {}
): Promise<AnyPractice> {
	const { storage, hardener, clock, makePart, passkeys, onNewer, onPutBack } = around;
	const verifierOf = verifierIn(roster);
	const may = mayIn(roster);
	const { files, shelfOf, anchors, device, alone } = storage;
	const shelves: Shelf[] = [];
	const chains: Chain[] = [peopleChain(files, anchors)];

	async function reach<K extends FolderKind, Action>(
		kind: K,
		owner: PersonId
	): Promise<Opened<K, Action>> {
		const isOwn = owner === me.person.id || kind === 'chart';
		const name = isOwn ? names[kind] : others[kind];
		const slot = folderOf(roster, kind, owner);
		if (!slot) throw new DamagedPractice([`${name} is missing from this practice.`]);
		const shelf = shelfOf(slot.folder);
		const lost = await lostSince(shelf, anchors, verifierOf, isOwn && kind !== 'cabinet');
		if (lost) throw new DamagedPractice([`${name} ${lost}`]);
		const ledger = new Ledger<K, Action>({
			...{ slot, shelf, device, author: me, clock, anchors, may }
		});
		shelves.push(shelf);
		const whose = kind === 'chart' ? undefined : owner;
		chains.push(folderChain(kind, whose, { shelf, verifierOf, anchors }));
		return { slot, shelf, ledger };
	}

	async function keyOf<K extends OpenFolderKind>(
		slot: FolderSlot<K>,
		shelf: Shelf
	): Promise<FolderKey<K>> {
		const key = await openFolderKeys(slot, shelf, { me, roster, files, onPutBack });
		if (key) return key;
		const file = await files.read(paths.folderKey(slot.folder, slot.epoch));
		const isAbsent = !file && slot.kind === 'chart' && (await shelf.head()).n === 0;
		throw new DamagedPractice([
			isAbsent
				? 'The charts are not here yet: a private backup holds none of them. Restore the backup of the charts too.'
				: `${names[slot.kind]} cannot be opened: its key is missing or damaged.`
		]);
	}

	async function doorOf<K extends OpenFolderKind, Action>(door: Opened<K, Action>) {
		const snapshotBy = snapshotsIn(roster, door.slot.folder);
		const key = await keyOf(door.slot, door.shelf);
		return { ...door, key, author: me, verifierOf, snapshotBy, onNewer };
	}

	const absent = chartsAlone ? new Set<FolderId>() : await absentFolders(roster, storage);
	const isHere = (owner: PersonId): boolean =>
		!chartsAlone &&
		(['tray', 'cabinet'] as const).every((kind) => {
			const slot = folderOf(roster, kind, owner);
			return !slot || !absent.has(slot.folder);
		});
	const chartsOnly = chartsAlone || absent.size > 0;
	const own = me.person.role === 'clinician' && isHere(me.person.id);
	const trayDoor = own ? await reach<'tray', TrayAction>('tray', me.person.id) : undefined;
	const chartDoor = await reach<'chart', ChartAction>('chart', me.person.id);
	const cabinetDoor = own
		? await reach<'cabinet', CabinetAction>('cabinet', me.person.id)
		: undefined;
	const cabinetKey =
		cabinetDoor && new CabinetKey({ ...cabinetDoor, me, files, hardener, onPutBack });
	const traySlots = new Map<PersonId, TraySlot>();
	const cabinetSlots = new Map<PersonId, CabinetSlot>();
	const loanSlots = new Map<PersonId, LoanSlot>();
	const colleagues = new Map<PersonId, Opened<'cabinet', CabinetAction>>();
	const sealedHoldings: Held[] = [];
	for (const { id, role, left } of roster.people) {
		if (id === me.person.id || role !== 'clinician' || !isHere(id)) continue;
		const tray = await reach<'tray', TrayAction>('tray', id);
		const cabinet = await reach<'cabinet', CabinetAction>('cabinet', id);
		sealedHoldings.push({ kind: 'tray', shelf: tray.shelf });
		sealedHoldings.push({ kind: 'cabinet', shelf: cabinet.shelf });
		colleagues.set(id, cabinet);
		// Nothing goes to somebody who has left; what they left behind is still kept and backed up.
		if (left) continue;
		traySlots.set(id, { slot: tray.slot, ledger: tray.ledger });
		cabinetSlots.set(id, new CabinetSlot(cabinet.slot, cabinet.ledger));
		loanSlots.set(id, new LoanSlot(cabinet.slot, cabinet.ledger));
	}
	const chart = await whole('chart', async () => openChart(await doorOf(chartDoor)));
	const signedAs = signsAs(me.person);
	const chartHeld: Held = {
		kind: 'chart',
		shelf: chartDoor.shelf,
		index: () => chart.sealedIndex()
	};
	const right = new RightKeys(me, roster);
	const keep = (): Promise<void> => keepCopies(files, shelves, right);
	const ownKey = await files.read(paths.personKey(me.person.id));
	if (ownKey) await right.opens(ownKey);
	await keep();
	const common = {
		...{ me, signedAs, roster, chart, traySlots, cabinetSlots, files, chains },
		own: new OwnSeal(me),
		people: new People(me, around, chartsOnly),
		keys: new OwnKeys(files, roster, me, hardener, {
			async deskWritten(keyFile) {
				await right.opens(keyFile);
				await keep();
			},
			cabinet: cabinetKey && {
				key: cabinetKey,
				async written(keyFile) {
					await cabinetKey.proved(keyFile);
					await keep();
				}
			}
		}),
		twoPeople: new TwoPeople(files, roster, me, hardener),
		holdings: [chartHeld, ...sealedHoldings],
		verify: () =>
			Promise.all(
				chains.map(async ({ kind, length, walk }) => ({
					kind,
					ok: (await walkWhole({ walk })).ok,
					events: await length()
				}))
			),
		async close() {
			await chart.keepSnapshot();
			await keep();
			for (const shelf of shelves) shelf.close();
		}
	};
	if (!trayDoor || !cabinetDoor || !cabinetKey) {
		return { role: 'staff', ...common, alone: alone ?? oneByOne(), chartsOnly };
	}

	const tray = await whole('tray', async () => openTray(await doorOf(trayDoor)));
	const slot = new CabinetSlot(cabinetDoor.slot, cabinetDoor.ledger);
	const passkey = new CabinetPasskey({
		...{ me, slot: cabinetDoor.slot, key: cabinetKey, files, hardener, clock, passkeys }
	});
	const supervision = new Supervision(loanSlots);
	const enter = async (opened: CabinetUnlocked | OpenedWithPasskey): Promise<CabinetOpened> => {
		if (!opened.ok) return opened;
		try {
			const snapshotBy = snapshotsIn(roster, cabinetDoor.slot.folder);
			const { key } = opened;
			const door = { ...cabinetDoor, key, author: me, verifierOf, snapshotBy, onNewer };
			const cabinet = await openCabinetFolder(door);
			await supervision.clear(cabinet, dayOf(clock()));
			await removeStrays(cabinet, cabinetDoor.shelf);
			return { ok: true, cabinet };
		} catch (error) {
			if (error instanceof NewerLedger) return { ok: false, why: 'outdated' };
			if (!(error instanceof DamagedLedger)) throw error;
			return { ok: false, why: 'damaged-history' };
		}
	};
	const openForReading: OpenForReading = async (key, owner) => {
		const door = colleagues.get(owner);
		if (!door) throw new Error('a successor of nobody here');
		const snapshotBy = snapshotsIn(roster, door.slot.folder);
		return openCabinetFolder({ ...door, key, author: me, verifierOf, snapshotBy, onNewer }, owner);
	};
	return {
		role: 'clinician',
		...common,
		...{ tray, slot, passkey, supervision },
		wills: new Wills(me, around, cabinetDoor.slot, openForReading),
		filing: new Filing({
			...{ tray, chart, slot, makePart, signedAs, now: clock },
			slotOf: (colleague) => cabinetSlots.get(colleague),
			...(alone ? { alone } : {})
		}),
		learned: new LearnedFile(files, me, alone),
		stations: stationsOf(tray.key.slot, { files, me, alone, roster, clock }),
		holdings: [
			chartHeld,
			{ kind: 'tray', shelf: trayDoor.shelf, index: () => tray.sealedIndex() },
			{ kind: 'cabinet', shelf: cabinetDoor.shelf },
			...sealedHoldings
		],
		openCabinet: async (passphrase) => enter(await cabinetKey.open(passphrase)),
		openCabinetByPasskey: async () => enter(await passkey.open()),
		async close() {
			await tray.keepSnapshot();
			await common.close();
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
		if (error instanceof NewerLedger) throw new NewerPractice();
		if (!(error instanceof DamagedLedger)) throw error;
		throw new DamagedPractice([`${names[kind]}: entry ${error.n} of its history does not hold.`]);
	}
}
