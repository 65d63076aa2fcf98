/** A clinician's tray: pages without a fate, sealed to the one who will decide. */
import { Folder, type FolderDoor } from '#lib/ledger/folder.ts';
import type { Reading } from '#lib/page/reading.ts';
import { trayKinds, type TrayAction } from './actions.ts';
import { emptyTray, foldTray, type TrayPage, type TrayState } from './state.ts';

export type Tray = Folder<'tray', TrayAction, TrayState>;

/** Of the state in a snapshot: raised when `TrayState` takes another one. */
export const trayShape = 7;

/** Opens it as its clinician, who is the only one with its key: what others wrote counts only as scanning in. */
export function openTray(door: FolderDoor<'tray', TrayAction>): Promise<Tray> {
	const clinician = door.author.person.id;
	return Folder.open({
		...door,
		empty: emptyTray,
		fold: (state: TrayState, events) => foldTray(state, events, clinician),
		kinds: trayKinds,
		shape: trayShape
	});
}

/** A page's words, opened; `undefined` when it was not read. */
export async function readingOf(tray: Tray, page: TrayPage): Promise<Reading | undefined> {
	if (!page.reading) return undefined;
	const bytes = await tray.open(page.reading);
	return JSON.parse(new TextDecoder().decode(bytes)) as Reading;
}
