/** An open cabinet: the one place where private pages can be read, by their clinician alone. */
import { Folder, type FolderDoor } from '#lib/ledger/folder.ts';
import type { CabinetAction } from './actions.ts';
import { emptyCabinet, foldCabinet, type CabinetState } from './state.ts';

export type OpenCabinet = Folder<'cabinet', CabinetAction, CabinetState>;

/** Reads the whole ledger with the cabinet's key; throws `DamagedLedger` where it does not hold together. */
export function openCabinetFolder(
	door: FolderDoor<'cabinet', CabinetAction>
): Promise<OpenCabinet> {
	return Folder.open({ ...door, empty: emptyCabinet, fold: foldCabinet, shape: 1 });
}
