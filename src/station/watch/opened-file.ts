/** A file as it stands now, read once, so that what is hashed is what is taken in. */
import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { mostFileBytes } from '#lib/intake/taken.ts';
import type { FileHash } from '#lib/spool/journal.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { isForbidden, isGone } from '../system-error.ts';
import { hashOf } from './endings.ts';
import { leftAlone } from './waiting-files.ts';

export type OpenedFile =
	| { readonly is: 'open'; readonly hash: FileHash; readonly blob: Blob }
	/** It was renamed or taken back: the next look tells. */
	| { readonly is: 'gone' }
	/** This account may not read it. */
	| { readonly is: 'forbidden' }
	/** Another program holds it, or the disk gives it back damaged. */
	| { readonly is: 'unreadable' };

/** Why a file was not taken up, for a person. */
export const unopened = {
	forbidden: leftAlone['forbidden-file'],
	unreadable:
		'A file here cannot be read: another program holds it open, or the disk it lies on is at fault.'
} as const;

export async function openFile(path: string): Promise<OpenedFile> {
	try {
		const { size } = await stat(path);
		// Intake refuses it unread; its name in the journal is its hash all the same.
		if (size > mostFileBytes)
			return { is: 'open', hash: await hashOf(path), blob: await openAsBlob(path) };
		const bytes = new Uint8Array(await readFile(path));
		return { is: 'open', hash: await sha256Hex(bytes), blob: new Blob([bytes]) };
	} catch (error) {
		if (isGone(error)) return { is: 'gone' };
		return { is: isForbidden(error) ? 'forbidden' : 'unreadable' };
	}
}
