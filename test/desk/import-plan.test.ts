import { describe, expect, it, test } from 'vitest';
import { depthOf, exportedFolders, mappingFor } from '#lib/desk/import-plan.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';

const today = ensureDate('2026-11-28');

function file(path: string): File {
	const made = new File(['x'], path.split('/').at(-1) ?? '');
	Object.defineProperty(made, 'webkitRelativePath', { value: path });
	return made;
}

describe('exported folders', () => {
	const files = [
		'Out/A/Okafor, Ana/Notes/2019-03-04.pdf',
		'Out/A/Okafor, Ana/2019-03-11.pdf',
		'Out/N/Nguyen, Bo/intake.pdf',
		'Out/list.pdf'
	].map(file);

	it.each([
		[0, ['']],
		[1, ['', 'A', 'N']],
		[2, ['', 'A/Okafor, Ana', 'N/Nguyen, Bo']],
		[3, ['', 'A/Okafor, Ana', 'A/Okafor, Ana/Notes', 'N/Nguyen, Bo']]
	])('at level %i are %j, and every file is in one of them', (level, paths) => {
		const folders = exportedFolders(files, level, today);
		expect(folders.map(({ path }) => path)).toEqual(paths);
		expect(folders.flatMap((folder) => folder.files)).toHaveLength(files.length);
	});

	it('say whose they are where a client’s folder was chosen itself, and not where they lie too high', () => {
		expect(depthOf(files)).toBe(3);
		const [own] = exportedFolders([file('Okafor, Ana/1.pdf')], 0, today);
		expect(own?.says).toEqual({ name: 'Ana Okafor' });
		const [loose] = exportedFolders(files, 2, today);
		expect(loose?.says).toEqual({});
	});

	it('give each file the day that it is named for', () => {
		const named = exportedFolders(files, 2, today).map(({ days }) => [...days.values()]);
		expect(named).toEqual([[], ['2019-03-04', '2019-03-11'], []]);
	});
});

const clients = [
	{ id: 'ana' as ClientId, name: 'Ana Okafor', recordNumber: '20417' },
	{ id: 'bo' as ClientId, name: 'Bo Nguyen' }
];

test.each([
	[{ name: 'Ana Okafor' }, { is: 'client', client: 'ana' }, true],
	[{ recordNumber: '20417' }, { is: 'client', client: 'ana' }, true],
	[{ name: 'Ana Okafur' }, { is: 'client', client: 'ana' }, false],
	[{ name: 'Ben Okafor' }, { is: 'new', client: { name: 'Ben Okafor' } }, false],
	[{ name: 'Cy Twombly' }, { is: 'new', client: { name: 'Cy Twombly' } }, true],
	[{ recordNumber: '99999' }, { is: 'each' }, false],
	[{ name: 'Unsorted' }, { is: 'each' }, false],
	[{}, { is: 'each' }, false]
] as const)('a folder that says %j is taken for %j', (says, mapping, isSure) => {
	expect(mappingFor({ says }, clients)).toEqual({ mapping, isSure });
});
