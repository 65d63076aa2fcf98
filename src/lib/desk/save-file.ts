/** Hands a file to the browser's downloads: the only way that anything leaves, and only when a person asks. */

/** The browser has read the file long before this; then the bytes are let go of. */
const keptFor = 60_000;
const offered = new Set<string>();

export function saveFile(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	offered.add(url);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => letGo(url), keptFor);
}

/** At lock nothing that was saved may stay within reach of the page. */
export function letGoOfSaved(): void {
	for (const url of offered) letGo(url);
}

function letGo(url: string): void {
	URL.revokeObjectURL(url);
	offered.delete(url);
}
