/** Files out of a drop or a folder: every file of every folder in it, without what systems leave lying about. */

const litter = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** Files that a person meant: hidden files and systems' own notes are no paper. */
export function withoutLitter(files: Iterable<File>): readonly File[] {
	return [...files].filter(({ name }) => !litter.test(name));
}

/** What was dropped, and the paths of what could not be opened. */
export interface Dropped {
	readonly files: readonly File[];
	readonly unread: readonly string[];
}

/** All files of a drop, folders opened. Call it in the drop event itself: its items are gone afterwards. */
export async function filesOf(drop: DataTransfer): Promise<Dropped> {
	const entries = [...drop.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
	if (entries.length === 0) return { files: withoutLitter(drop.files), unread: [] };
	const unread: string[] = [];
	const files = await Promise.all(entries.map((entry) => filesIn(entry, unread)));
	return { files: withoutLitter(files.flat()), unread };
}

/** Files move and go while somebody drops them; the others come in all the same. */
async function filesIn(entry: FileSystemEntry, unread: string[]): Promise<readonly File[]> {
	try {
		if (!isDirectory(entry)) return [await fileOf(entry as FileSystemFileEntry)];
		const entries = await entriesOf(entry);
		return (await Promise.all(entries.map((inside) => filesIn(inside, unread)))).flat();
	} catch {
		unread.push(pathOf(entry));
		return [];
	}
}

function pathOf(entry: FileSystemEntry): string {
	return entry.fullPath.replace(/^\//, '');
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
	const file = await new Promise<File>((resolve, reject) => {
		entry.file(resolve, reject);
	});
	// A dropped folder's files come without their path: two "scan 1" must be told apart.
	const path = pathOf(entry);
	if (path !== file.name) Object.defineProperty(file, 'webkitRelativePath', { value: path });
	return file;
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
