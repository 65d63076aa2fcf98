/** The origin's own files as a stand-in for a stick: the same handles, without the dialog. */

/** An empty one. */
export async function emptyStick(): Promise<FileSystemDirectoryHandle> {
	const origin = await navigator.storage.getDirectory();
	await origin.removeEntry('stick', { recursive: true }).catch(() => undefined);
	return origin.getDirectoryHandle('stick', { create: true });
}

/** What lies in a folder, by path. */
export async function filesIn(
	folder: FileSystemDirectoryHandle,
	path = ''
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
	const found = new Map<string, Uint8Array<ArrayBuffer>>();
	for await (const [name, handle] of folder.entries()) {
		if (handle.kind === 'directory') {
			const inner = await filesIn(handle, `${path}${name}/`);
			for (const [at, bytes] of inner) found.set(at, bytes);
		} else {
			const file = await handle.getFile();
			found.set(`${path}${name}`, new Uint8Array(await file.arrayBuffer()));
		}
	}
	return found;
}
