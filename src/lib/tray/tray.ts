/** A clinician's tray: pages without a fate, sealed to the one who will decide. */
import { Folder, type FolderDoor } from '#lib/ledger/folder.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { TrayAction } from './actions.ts';
import { emptyTray, foldTray, type TrayPage, type TrayState } from './state.ts';

export type Tray = Folder<'tray', TrayAction, TrayState>;

export function openTray(door: FolderDoor<'tray', TrayAction>): Promise<Tray> {
	return Folder.open({ ...door, empty: emptyTray, fold: foldTray, shape: 3 });
}

/** A page's words, opened; `undefined` when it was not read. */
export async function readingOf(tray: Tray, page: TrayPage): Promise<Reading | undefined> {
	if (!page.reading) return undefined;
	const bytes = await tray.open(page.reading);
	return JSON.parse(new TextDecoder().decode(bytes)) as Reading;
}
