/** Hands a file to the browser's downloads: the only way that anything leaves, and only when a person asks. */

/** What a file was made of, and so with which lock it must be let go of. */
export type SavedFrom = 'practice' | 'cabinet';

/** The browser has read the file long before this; then the bytes are let go of. */
const keptFor = 60_000;
const offered = new Map<string, SavedFrom>();

export function saveFile(file: Blob, name: string, from: SavedFrom = 'practice'): void {
	const url = URL.createObjectURL(file);
	offered.set(url, from);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => letGo(url), keptFor);
}

/** From inside the open cabinet: within reach no longer than the cabinet is open. */
export function savePrivateFile(file: Blob, name: string): void {
	saveFile(file, name, 'cabinet');
}

/** At lock nothing that was saved may stay within reach of the page: all of it, or what came from the cabinet. */
export function letGoOfSaved(of?: SavedFrom): void {
	for (const [url, from] of offered) if (of === undefined || of === from) letGo(url);
}

function letGo(url: string): void {
	URL.revokeObjectURL(url);
	offered.delete(url);
}
