/**
 * The keys of the chart and of one's own tray. Where the key file is missing, or is not the right one, a copy that opens
 * takes its place: the signed list of people names the key's public half, so nobody can lay another one there.
 */
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { recipientsIn } from '#lib/vault/age.ts';
import { openFolder, resealFolder, type OpenFolderKind } from '#lib/vault/folder.ts';
import { withOlder, type FolderKey, type FolderSlot } from '#lib/vault/folder-key.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { copiesIn } from './own-copies.ts';
import { holdersOf } from './people.ts';
import { keysBroughtBack, forgetBroughtBack } from './restored-keys.ts';
import { paths, type Roster } from './roster.ts';

export interface FolderKeysParts {
	readonly me: UnlockedPerson;
	readonly roster: Roster;
	readonly files: PracticeFiles;
	readonly onPutBack?: (() => void) | undefined;
}

/** The newest key, with the earlier ones that go with it. `undefined`: for one of them, no file opens. */
export async function openFolderKeys<K extends OpenFolderKind>(
	slot: FolderSlot<K>,
	shelf: Shelf,
	parts: FolderKeysParts
): Promise<FolderKey<K> | undefined> {
	const earlier = parts.roster.earlier.filter(({ folder }) => folder === slot.folder);
	const older: FolderKey<K>[] = [];
	const broughtBack = await keysBroughtBack(shelf);
	for (const epoch of earlier.toReversed() as unknown as readonly FolderSlot<K>[]) {
		const key = await openOne(epoch, shelf, parts, broughtBack);
		if (!key) return undefined;
		older.push(key);
	}
	const newest = await openOne(slot, shelf, parts, broughtBack);
	if (newest && broughtBack.size > 0) await forgetBroughtBack(shelf);
	return newest && withOlder(newest, older);
}

async function openOne<K extends OpenFolderKind>(
	slot: FolderSlot<K>,
	shelf: Shelf,
	{ me, roster, files, onPutBack }: FolderKeysParts,
	broughtBack: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
): Promise<FolderKey<K> | undefined> {
	const path = paths.folderKey(slot.folder, slot.epoch);
	const file = await files.read(path);
	const opened = file && (await openFolder(me, file, slot));
	if (file && opened?.ok) {
		// One that came back from a backup knows nobody who has joined since.
		if (isOfChart(slot) && recipientsIn(file) < holdersOf(roster).length) await putBack(file);
		return opened.key;
	}
	const own = (await copiesIn(shelf)).get(path);
	for (const copy of [own, broughtBack.get(path)]) {
		const again = copy && (await openFolder(me, copy, slot));
		if (!copy || !again?.ok) continue;
		await putBack(copy);
		// A backup that brings a key is no surprise.
		if (copy === own) onPutBack?.();
		return again.key;
	}
	return undefined;

	/** Where storage refuses it, the next unlock does it again. */
	async function putBack(right: Uint8Array<ArrayBuffer>): Promise<void> {
		const sealed = isOfChart(slot) && (await resealFolder(me, right, slot, holdersOf(roster)));
		const bytes = sealed && sealed.ok ? sealed.keyFile : right;
		await files.write([{ path, bytes }]);
	}
}

function isOfChart(slot: FolderSlot<OpenFolderKind>): slot is FolderSlot<'chart'> {
	return slot.kind === 'chart';
}
