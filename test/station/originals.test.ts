/** What becomes of originals and their folders, also when a kill comes between the deed and its line in the journal. */
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readJournal, type Journal } from '#lib/spool/journal.ts';
import { layout } from '#lib/spool/layout.ts';
import { hashOf, removeEmptied } from '../../src/station/watch/endings.ts';
import { JournalFile } from '../../src/station/watch/journal-file.ts';
import { Originals } from '../../src/station/watch/originals.ts';
import { seenOf, tallyOf } from '../../src/station/watch/tally.ts';
import { acknowledge, setUpStation, startWatch, type Practice } from '../support/station.ts';

const fax = fileURLToPath(new URL('../paper/fax-g4.tif', import.meta.url));

const journalPath = ({ spool, pairing }: Practice): string =>
	join(spool, pairing.station, layout.journal);

async function journalOf(practice: Practice): Promise<Journal> {
	const read = await readJournal(await readFile(journalPath(practice), 'utf8'), practice.pairing);
	if (!read.ok) throw new Error('the journal is damaged');
	return read.journal;
}

/** As a kill leaves it: the deed is done, and its line, the last one, is not written. */
async function withoutLastLine(practice: Practice, is: string): Promise<void> {
	const path = journalPath(practice);
	const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
	expect(lines.at(-1)).toContain(`"is":"${is}"`);
	await writeFile(path, `${lines.slice(0, -1).join('\n')}\n`);
}

const run = (practice: Practice, more: readonly string[] = []) =>
	startWatch(practice, ['--once', ...more]).ended;

describe('a kill after an original was moved', { timeout: 60_000 }, () => {
	it('does not leave a file that was dropped again out of the count, nor count it twice', async () => {
		const practice = await setUpStation();
		await copyFile(fax, join(practice.folder, 'a.tif'));
		await run(practice);
		await copyFile(fax, join(practice.folder, 'again.tif'));
		await run(practice);
		await withoutLastLine(practice, 'file-ended');
		for (const _ of [1, 2]) {
			await run(practice);
			const { files } = tallyOf(await journalOf(practice));
			expect(files).toEqual({ taken: 1, known: 1, failed: 0 });
		}
	});

	it('does not count what was never moved', async () => {
		const practice = await setUpStation();
		await copyFile(fax, join(practice.folder, 'a.tif'));
		await run(practice);
		await withoutLastLine(practice, 'file-ended');
		await rename(join(practice.folder, 'done/a.tif'), join(practice.folder, 'a.tif'));
		expect((await run(practice)).status).toBe(0);
		expect(seenOf(tallyOf(await journalOf(practice)).files)).toBe(1);
		expect(await readdir(join(practice.folder, 'done'))).toEqual(['a.tif']);
	});

	it('keeps no original that the app has taken from being deleted', async () => {
		const practice = await setUpStation();
		await copyFile(fax, join(practice.folder, 'a.tif'));
		await run(practice);
		await withoutLastLine(practice, 'file-ended');
		await acknowledge(practice);
		const { lines } = await run(practice, ['--delete-originals']);
		expect(lines.map(({ event }) => event)).toContain('file-deleted');
		expect(await readdir(join(practice.folder, 'done'))).toEqual([]);
	});
});

describe('a kill amid the deleting of an original', { timeout: 60_000 }, () => {
	it.each([
		['overwritten and not deleted', true],
		['deleted', false]
	])('is made good at the next start: %s', async (_, isLeft) => {
		const practice = await setUpStation();
		await mkdir(join(practice.folder, 'Marisol'));
		await copyFile(fax, join(practice.folder, 'Marisol/a.tif'));
		await run(practice);
		await acknowledge(practice);
		await run(practice, ['--delete-originals']);
		await withoutLastLine(practice, 'file-ended');
		const { ending } = await journalOf(practice);
		const folder = join(practice.folder, 'done/Marisol');
		if (isLeft) {
			await mkdir(folder);
			await writeFile(join(folder, ending?.to ?? ''), 'half overwritten');
		}
		await run(practice);
		expect(await readdir(join(practice.folder, 'done'))).toEqual([]);
		expect([...(await journalOf(practice)).endings.values()]).toEqual(['deleted']);
	});
});

describe('a sub-folder whose files were moved', { timeout: 60_000 }, () => {
	it.each([
		['goes with them where it was a box', ['--box-by', 'folder'], ['kept', 'taken']],
		['stays for the scanner where it was none', [], ['kept', 'taken', 'taken/Marisol']]
	])('%s', async (_, more, left) => {
		const practice = await setUpStation();
		const { folder } = practice;
		await mkdir(join(folder, 'taken/Marisol'), { recursive: true });
		await mkdir(join(folder, 'kept'));
		await copyFile(fax, join(folder, 'taken/Marisol/a.tif'));
		await writeFile(join(folder, 'taken/notes.txt'), 'no scan');
		await run(practice, more);
		const found = await readdir(folder, { recursive: true, withFileTypes: true });
		const folders = found
			.filter((each) => each.isDirectory())
			.map((each) => relative(folder, join(each.parentPath, each.name)));
		expect(folders.filter((each) => !/^(done|failed)/.test(each)).sort()).toEqual(left);
		expect(await readdir(join(folder, 'done/taken/Marisol'))).toEqual(['a.tif']);
	});

	it('goes whichever way the watched folder was written', async () => {
		const { folder } = await setUpStation();
		await mkdir(join(folder, 'a/b'), { recursive: true });
		await removeEmptied(join(folder, 'a/b/gone.tif'), `${relative('.', folder)}/../scans/`);
		expect(await readdir(folder)).toEqual([]);
	});

	it('goes only after ten minutes while a station watches, and not while something is in it', async () => {
		const practice = await setUpStation();
		const { folder, pairing } = practice;
		await run(practice);
		const journal = await JournalFile.open(journalPath(practice), pairing);
		const originals = new Originals({
			...{ folder, pairing, journal, log: () => undefined, isFolderBox: true }
		});
		const move = async (name: string, now: number): Promise<void> => {
			await mkdir(join(folder, name), { recursive: true });
			const path = join(folder, name, 'a.tif');
			await copyFile(fax, path);
			const file = { path, folder: name, name: 'a.tif' };
			expect(await originals.move(file, await hashOf(path), [], now)).toBe(true);
		};
		await move('one', 0);
		await move('two', 1);
		await writeFile(join(folder, 'two/b.tif.part'), 'half');
		await originals.removeEmptied(false, 599_999);
		expect(await readdir(folder)).toEqual(expect.arrayContaining(['one', 'two']));
		await originals.removeEmptied(false, 600_001);
		expect(await readdir(folder)).not.toContain('one');
		expect(await readdir(folder)).toContain('two');
		await journal.close();
	});
});
