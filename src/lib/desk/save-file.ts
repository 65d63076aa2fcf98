/** Hands a file to the browser's downloads: the only way that anything leaves, and only when a person asks. */
export function saveFile(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The download has begun by then; the URL must not keep the bytes alive.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
