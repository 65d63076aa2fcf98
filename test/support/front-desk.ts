/** A front desk before two clinicians: trays that one person feeds through their slots and cannot open. */
import { MemoryAnchors } from '#lib/ledger/anchor.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { DeviceId, FolderId } from '#lib/page/ids.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { TraySlot } from '#lib/tray/slot.ts';
import { openTray, type Tray } from '#lib/tray/tray.ts';
import { createFolder, type CreatedFolder } from '#lib/vault/folder.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { known, somebody } from '../ledger/practice.ts';
import { steppingClock } from './clock.ts';
import { CrashingShelf, type Luck } from './crashing-shelf.ts';

export interface TheirTray {
	readonly clinician: UnlockedPerson;
	readonly folder: CreatedFolder<'tray'>;
	readonly shelf: Shelf;
	/** As the front desk holds it. */
	readonly slot: TraySlot;
	/** A slot of another tab, or of anyone else. */
	readonly slotFor: (author: UnlockedPerson) => TraySlot;
	/** Opens it as its clinician. */
	readonly open: () => Promise<Tray>;
}

export interface FrontDesk {
	readonly ben: UnlockedPerson;
	readonly ana: TheirTray;
	readonly ida: TheirTray;
}

/** Ben at the front desk, and the trays of Ana and of Ida. */
export async function setUpFrontDesk(luck?: Luck): Promise<FrontDesk> {
	const [ben, ana, ida] = [await somebody('staff'), await somebody(), await somebody()];
	const verifierOf = known(ben, ana, ida);
	const clock = steppingClock();

	async function trayOf(clinician: UnlockedPerson): Promise<TheirTray> {
		const folder = await createFolder('tray', newId<FolderId>(), [clinician.person.recipient]);
		const memory = new MemoryShelf(folder.slot.folder);
		const shelf = luck ? new CrashingShelf(memory, luck) : memory;
		const device = newId<DeviceId>();
		const ledgerFor = (author: UnlockedPerson): Ledger<'tray', TrayAction> =>
			new Ledger({ slot: folder.slot, shelf, device, author, clock, anchors: new MemoryAnchors() });
		const slotFor = (author: UnlockedPerson): TraySlot =>
			new TraySlot(folder.slot, ledgerFor(author));
		const { key } = folder;
		const open = (): Promise<Tray> =>
			openTray({ key, shelf, ledger: ledgerFor(clinician), author: clinician, verifierOf });
		return { clinician, folder, shelf, slot: slotFor(ben), slotFor, open };
	}
	return { ben, ana: await trayOf(ana), ida: await trayOf(ida) };
}
