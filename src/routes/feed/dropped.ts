/** Files out of a drop or a folder: every file of every folder in it, without what systems leave lying about. */

const litter = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** Files that a person meant: hidden files and systems' own notes are no paper. */
export function withoutLitter(files: Iterable<File>): readonly File[] {
	return [...files].filter(({ name }) => !litter.test(name));
}

/** All files of a drop, folders opened. Call it in the drop event itself: its items are gone afterwards. */
export async function filesOf(drop: DataTransfer): Promise<readonly File[]> {
	const entries = [...drop.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
	if (entries.length === 0) return withoutLitter(drop.files);
	const files = await Promise.all(entries.map(filesIn));
	return withoutLitter(files.flat());
}

async function filesIn(entry: FileSystemEntry): Promise<readonly File[]> {
	if (isDirectory(entry)) {
		const inside = await Promise.all((await entriesOf(entry)).map(filesIn));
		return inside.flat();
	}
	const file = await new Promise<File>((resolve, reject) => {
		(entry as FileSystemFileEntry).file(resolve, reject);
	});
	// A dropped folder's files come without their path: two "scan 1" must be told apart.
	const path = entry.fullPath.replace(/^\//, '');
	if (path !== file.name) Object.defineProperty(file, 'webkitRelativePath', { value: path });
	return [file];
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
	return entry.isDirectory;
}

/** Chromium hands a folder out a hundred entries at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const all: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
			reader.readEntries(resolve, reject);
		});
		if (some.length === 0) return all;
		all.push(...some);
	}
}
