/** Which files go in together: one each, or all of a sub-folder once nothing in it changes any more. */
import type { Looked, WaitingFile } from './waiting-files.ts';

export const boxings = ['file', 'separator', 'folder'] as const;
/** What makes a box: a file, the papers behind a separator sheet, or a sub-folder. */
export type Boxing = (typeof boxings)[number];

export interface Batch {
	/** What to call it; sealed with it. */
	readonly label: string;
	readonly files: readonly WaitingFile[];
}

/** A sub-folder waits for what is still coming into it. */
export function batchesOf(
	{ ready, changing, awaited }: Pick<Looked, 'ready' | 'changing' | 'awaited'>,
	by: Boxing
): readonly Batch[] {
	if (by !== 'folder') return ready.map((file) => ({ label: file.name, files: [file] }));
	const open = new Set([...awaited, ...changing].map(({ folder }) => folder));
	const byFolder = new Map<string, WaitingFile[]>();
	const batches: Batch[] = [];
	for (const file of ready) {
		// What lies in the watched folder itself belongs to no other.
		if (file.folder === '') batches.push({ label: file.name, files: [file] });
		else byFolder.set(file.folder, [...(byFolder.get(file.folder) ?? []), file]);
	}
	for (const [folder, files] of byFolder)
		if (!open.has(folder)) batches.push({ label: folder, files });
	return batches;
}
