/** Hands a file to the browser to save. */

/** The browser has read the file long before this; then the bytes are let go of. */
const keptFor = 60_000;

export function download(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const anchor = document.createElement('a');
	anchor.href = url;
	anchor.download = name;
	document.body.append(anchor);
	anchor.click();
	anchor.remove();
	setTimeout(() => URL.revokeObjectURL(url), keptFor);
}
