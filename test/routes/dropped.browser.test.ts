import { expect, test } from 'vitest';
import { filesOf, withoutLitter } from '../../src/routes/feed/dropped.ts';

/** A folder as Chromium hands it out: a hundred entries at a time. */
function folder(fullPath: string, inside: readonly FileSystemEntry[]): FileSystemEntry {
	return {
		isDirectory: true,
		fullPath,
		createReader() {
			let at = 0;
			return {
				readEntries(resolve: (entries: readonly FileSystemEntry[]) => void) {
					const some = inside.slice(at, at + 100);
					at += some.length;
					resolve(some);
				}
			};
		}
	} as unknown as FileSystemEntry;
}

function file(fullPath: string): FileSystemEntry {
	const name = fullPath.slice(fullPath.lastIndexOf('/') + 1);
	return {
		isDirectory: false,
		fullPath,
		file: (resolve: (made: File) => void) => resolve(new File(['1'], name))
	} as unknown as FileSystemEntry;
}

function dropOf(entries: readonly FileSystemEntry[]): DataTransfer {
	const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
	return { items, files: [] } as unknown as DataTransfer;
}

const numbered = (path: string, count: number) =>
	Array.from({ length: count }, (_, i) => file(`${path}/scan ${i + 1}.jpg`));

test('a dropped folder gives every file of every folder in it, with its path, and no litter', async () => {
	const inner = folder('/box/second drawer', [
		...numbered('/box/second drawer', 130),
		file('/box/second drawer/Thumbs.db')
	]);
	const { files, unread } = await filesOf(
		dropOf([
			folder('/box', [...numbered('/box', 120), file('/box/.DS_Store'), inner]),
			file('/loose.pdf')
		])
	);
	expect(unread).toEqual([]);
	expect(files).toHaveLength(251);
	expect(
		new Set(files.map(({ webkitRelativePath, name }) => webkitRelativePath || name)).size
	).toBe(251);
	expect(files.at(-1)).toMatchObject({ name: 'loose.pdf', webkitRelativePath: '' });
	expect(files.map((each) => each.webkitRelativePath)).toContain('box/second drawer/scan 130.jpg');
});

test('an empty folder gives nothing, and files without entries are taken as they are', async () => {
	expect((await filesOf(dropOf([folder('/empty', [])]))).files).toEqual([]);
	const plain = [new File(['1'], 'a.pdf'), new File(['1'], 'desktop.ini')];
	expect(withoutLitter(plain).map(({ name }) => name)).toEqual(['a.pdf']);
	const drop = { items: [], files: plain } as unknown as DataTransfer;
	expect((await filesOf(drop)).files).toHaveLength(1);
});

test('what cannot be opened is named, and the others come in all the same', async () => {
	const gone = {
		...{ isDirectory: false, fullPath: '/box/scan 2.jpg' },
		file: (_: unknown, reject: (why: Error) => void) =>
			reject(new DOMException('', 'NotFoundError'))
	} as unknown as FileSystemEntry;
	const closed = {
		...{ isDirectory: true, fullPath: '/box/closed' },
		createReader: () => ({
			readEntries: (_: unknown, reject: (why: Error) => void) => reject(new Error('no'))
		})
	} as unknown as FileSystemEntry;
	const inside = [file('/box/scan 1.jpg'), gone, closed, file('/box/scan 3.jpg')];
	const { files, unread } = await filesOf(dropOf([folder('/box', inside)]));
	expect(files.map(({ name }) => name)).toEqual(['scan 1.jpg', 'scan 3.jpg']);
	expect(unread.toSorted()).toEqual(['box/closed', 'box/scan 2.jpg']);
});
