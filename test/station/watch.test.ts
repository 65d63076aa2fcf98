import { execFileSync } from 'node:child_process';
import {
	appendFile,
	chmod,
	copyFile,
	mkdir,
	readdir,
	readFile,
	rename,
	writeFile
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Gray } from '#lib/imaging/picture.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { slipsFile } from '../../src/bench/slips.ts';
import { generateSlot } from '../spool/slot.ts';
import { drawnSheet } from '../separator/drawn-sheet.ts';
import {
	acknowledge,
	canMount,
	onlyBox,
	openSpool,
	setUpStation,
	startWatch,
	type OpenedBox
} from '../support/station.ts';

const typed = fileURLToPath(new URL('../paper/reading/typed.jpg', import.meta.url));
const fax = fileURLToPath(new URL('../paper/fax-g4.tif', import.meta.url));
const isRoot = process.getuid?.() === 0;
const slow = 120_000;

/** A sheet of letter size with one word on it. */
async function sheetWith(word: string): Promise<Gray> {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1700" height="2200"><rect width="1700" height="2200" fill="white"/><text x="200" y="300" font-size="60" font-family="sans-serif">${word}</text></svg>`;
	const data = await sharp(Buffer.from(svg)).grayscale().raw().toBuffer();
	return { width: 1700, height: 2200, data };
}

async function tiffOf(pages: readonly Gray[]): Promise<Buffer> {
	const pngs = pages.map(({ width, height, data }) =>
		sharp(data, { raw: { width, height, channels: 1 } })
			.png()
			.toBuffer()
	);
	return sharp(await Promise.all(pngs), { join: { animated: true } })
		.tiff({ compression: 'lzw', xres: 8, yres: 8 })
		.toBuffer();
}

function firstPage({ sides }: OpenedBox): number {
	return sides[0]?.facts.side.filePage ?? 0;
}

async function everythingIn(folder: string): Promise<Buffer> {
	const names = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = names.filter((entry) => entry.isFile());
	const bytes = await Promise.all(
		files.map(async (entry) => [
			Buffer.from(join(entry.parentPath, entry.name)),
			await readFile(join(entry.parentPath, entry.name))
		])
	);
	return Buffer.concat(bytes.flat());
}

describe('a station that watches a folder', { timeout: slow }, () => {
	it('seals every side to the clinician, words and names too, and says of each file where it went', async () => {
		const practice = await setUpStation();
		const { folder, spool } = practice;
		await copyFile(typed, join(folder, 'Marisol Quintero 2019.jpg'));
		await writeFile(join(folder, 'cut.jpg'), (await readFile(typed)).subarray(0, 9000));
		await writeFile(join(folder, 'list.txt'), 'no scan');
		const { status, lines, stderr } = await startWatch(practice, ['--once', '--jobs', '2']).ended;
		expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
		const { facts, sides } = onlyBox(await openSpool(practice));
		expect(facts).toMatchObject({ label: 'Marisol Quintero 2019.jpg', files: [{ sides: 1 }] });
		const original = new Uint8Array(await readFile(typed));
		expect(sides).toMatchObject([{ facts: { side: { sha256: await sha256Hex(original) } } }]);
		expect(sides[0]?.reading?.text).toContain('SKILLS');
		expect(Buffer.from(sides[0]?.picture ?? []).equals(original)).toBe(true);
		expect(await readdir(join(folder, 'done'))).toEqual(['Marisol Quintero 2019.jpg']);
		expect(await readdir(join(folder, 'failed'))).toEqual(['cut.jpg', 'cut.jpg.reason.txt']);
		expect(await readFile(join(folder, 'failed/cut.jpg.reason.txt'), 'utf8')).toMatch(
			/damaged.*\n$/
		);
		expect(await readdir(folder)).toContain('list.txt');
		const log = JSON.stringify(lines);
		const written = (await everythingIn(spool)).toString('latin1');
		for (const word of ['Marisol', 'Quintero', 'cut.jpg', 'SKILLS', 'list.txt'])
			expect([word, log.includes(word), written.includes(word)]).toEqual([word, false, false]);
		expect(written.includes(original.subarray(2000, 2032).toString())).toBe(false);
	});

	it('takes the same file once, however often it is dropped, and even when the journal was lost', async () => {
		const practice = await setUpStation();
		const { folder, spool, pairing } = practice;
		await copyFile(fax, join(folder, 'a.tif'));
		await copyFile(fax, join(folder, 'b.tif'));
		expect((await startWatch(practice, ['--once']).ended).status).toBe(0);
		const first = onlyBox(await openSpool(practice));
		expect((await readdir(join(folder, 'done'))).sort()).toEqual(['a.tif', 'b.tif']);
		await rename(join(spool, pairing.station, 'journal.txt'), join(spool, 'lost.txt'));
		await copyFile(fax, join(folder, 'a.tif'));
		await startWatch(practice, ['--once']).ended;
		const again = onlyBox(await openSpool(practice));
		expect(again.sides.map(({ page }) => page)).toEqual(first.sides.map(({ page }) => page));
		expect(again.manifest.box).toBe(first.manifest.box);
		expect(await readdir(join(folder, 'done'))).toContain('a (2).tif');
	});

	it('waits for a file that grows slowly, and for a name that says it is not whole', async () => {
		const practice = await setUpStation();
		const running = startWatch(practice);
		await running.heard('started');
		const bytes = await readFile(typed);
		const path = join(practice.folder, 'slow.jpg');
		await copyFile(typed, join(practice.folder, 'copying.jpg.part'));
		const pieces = 6;
		for (let i = 0; i < pieces; i++) {
			const part = Math.ceil(bytes.length / pieces);
			await appendFile(path, bytes.subarray(i * part, (i + 1) * part));
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
		expect(await running.heard('file-taken')).toMatchObject({ sides: 1, refused: 0 });
		running.child.kill('SIGTERM');
		const { status, lines } = await running.ended;
		expect(status).toBe(0);
		expect(lines.filter(({ event }) => event === 'file-failed')).toEqual([]);
		expect(lines.at(-1)).toMatchObject({ event: 'stopped' });
		expect(await readdir(practice.folder)).toContain('copying.jpg.part');
	});

	it('makes one box of a sub-folder, in the order of its names', async () => {
		const practice = await setUpStation();
		await mkdir(join(practice.folder, 'Box 7'));
		await copyFile(typed, join(practice.folder, 'Box 7/10.jpg'));
		await copyFile(fax, join(practice.folder, 'Box 7/2.tif'));
		expect((await startWatch(practice, ['--once', '--box-by', 'folder']).ended).status).toBe(0);
		const { facts, sides } = onlyBox(await openSpool(practice));
		expect(facts.label).toBe('Box 7');
		expect(facts.files.map(({ name }) => name)).toEqual(['2.tif', '10.jpg']);
		expect(sides.map(({ facts: { file } }) => file)).toEqual(
			sides.map((_, i) => (i < sides.length - 1 ? 1 : 2))
		);
		expect(await readdir(join(practice.folder, 'done/Box 7'))).toEqual(['10.jpg', '2.tif']);
	});

	it('makes a box of the papers behind each separator sheet, and of those before the first', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		const client = 'k'.repeat(26) as ClientId;
		const plain = { keepPrivate: false };
		const forClient = { client, provenance: 'sealed-envelope', keepPrivate: true } as const;
		const stack = [
			...[await sheetWith('cover'), drawnSheet(forClient), await sheetWith('one')],
			...[drawnSheet(plain), await sheetWith('two'), await sheetWith('three')]
		];
		await writeFile(join(folder, 'stack.tif'), await tiffOf(stack));
		const options = ['--once', '--box-by', 'separator'];
		const { status, lines } = await startWatch(practice, options).ended;
		expect(status).toBe(0);
		expect(lines.filter(({ event }) => event === 'box-spooled')).toHaveLength(3);
		const boxes = (await openSpool(practice)).toSorted((a, b) => firstPage(a) - firstPage(b));
		expect(boxes.map(({ sides }) => sides.map(({ facts }) => facts.separator ?? 'page'))).toEqual([
			['page'],
			[forClient, 'page'],
			[plain, 'page', 'page']
		]);
		expect(boxes.map(({ sides }) => sides.map(({ facts }) => facts.side.filePage))).toEqual([
			...[[1], [2, 3], [4, 5, 6]]
		]);
		for (const { facts, sides } of boxes)
			expect(facts.files).toEqual([{ name: 'stack.tif', sides: sides.length, refused: [] }]);
		// A sheet is counted and not read; the same stack again makes no box.
		expect(boxes.flatMap(({ sides }) => sides).filter(({ reading }) => !reading)).toHaveLength(2);
		await copyFile(join(folder, 'done/stack.tif'), join(folder, 'again.tif'));
		const again = await startWatch(practice, options).ended;
		expect(again.lines.map(({ event }) => event)).toContain('file-known');
		expect(await openSpool(practice)).toHaveLength(3);
	});

	it('lets no second station into the folder, nor at the same spool from another folder', async () => {
		const practice = await setUpStation();
		const first = startWatch(practice);
		await first.heard('started');
		const second = await startWatch(practice, ['--once']).ended;
		expect(second).toMatchObject({
			status: 3,
			lines: [{ event: 'halted', why: 'another-station' }]
		});
		const elsewhere = await setUpStation();
		const third = await startWatch({ ...practice, folder: elsewhere.folder }, ['--once']).ended;
		expect(third).toMatchObject({ status: 3, lines: [{ why: 'another-station' }] });
		// A lock of a station that was killed is nobody's.
		first.child.kill('SIGKILL');
		await first.ended;
		expect((await startWatch(practice, ['--once']).ended).status).toBe(0);
	});

	it('reads and counts on trial, and writes nothing', async () => {
		const practice = await setUpStation();
		await copyFile(typed, join(practice.folder, 'a.jpg'));
		const before = await readdir(dirname(practice.folder), { recursive: true });
		const { status, lines } = await startWatch(practice, ['--dry-run']).ended;
		expect({ status, lines }).toMatchObject({
			status: 0,
			lines: [{ sides: 1, blank: 0, refused: [] }]
		});
		expect(await readdir(dirname(practice.folder), { recursive: true })).toEqual(before);
	});
});

describe('a trial', { timeout: slow }, () => {
	it('ends when it is told to, and counts no file that it did not read to its end', async () => {
		const practice = await setUpStation();
		await writeFile(join(practice.folder, 'many.tif'), await slipsFile('Many', 200));
		await writeFile(join(practice.folder, '1.tif'), await slipsFile('One', 2));
		const running = startWatch(practice, ['--dry-run', '--jobs', '1']);
		await running.told();
		running.child.kill('SIGTERM');
		const { status, lines } = await running.ended;
		expect(status).toBe(1);
		expect(lines).toMatchObject([{ sides: 2 }]);
	});
});

describe('originals', { timeout: slow }, () => {
	it('are overwritten and deleted once the app has acknowledged every side, and not on anybody else’s word', async () => {
		const practice = await setUpStation();
		const { folder, spool, pairing } = practice;
		await copyFile(fax, join(folder, 'a.tif'));
		const options = ['--once', '--delete-originals'];
		await startWatch(practice, options).ended;
		expect(await readdir(join(folder, 'done'))).toEqual(['a.tif']);
		await acknowledge(practice, { ...(await generateSlot()), station: pairing.station });
		const forged = await startWatch(practice, options).ended;
		expect(forged.lines.map(({ event }) => event)).toContain('acknowledgement-refused');
		expect(await readdir(join(folder, 'done'))).toEqual(['a.tif']);
		await acknowledge(practice);
		const believed = await startWatch(practice, options).ended;
		expect(believed.lines.map(({ event }) => event)).toContain('file-deleted');
		expect(await readdir(join(folder, 'done'))).toEqual([]);
		// The spool is empty too, and the file is still known.
		expect(await readdir(join(spool, pairing.station, 'boxes'))).toEqual([]);
		await copyFile(fax, join(folder, 'again.tif'));
		const known = await startWatch(practice, ['--once']).ended;
		expect(known.lines.map(({ event }) => event)).toContain('file-known');
	});

	it('stay while one of the boxes that their sides went into has come back', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		const stack = [
			await sheetWith('one'),
			drawnSheet({ keepPrivate: false }),
			await sheetWith('two')
		];
		await writeFile(join(folder, 'stack.tif'), await tiffOf(stack));
		const options = ['--once', '--box-by', 'separator', '--delete-originals'];
		await startWatch(practice, options).ended;
		const [first, second, ...more] = (await openSpool(practice)).toSorted(
			(a, b) => firstPage(a) - firstPage(b)
		);
		if (!first || !second || more.length > 0) throw new Error('two boxes were meant');
		await acknowledge(practice, practice.pairing, first);
		await acknowledge(practice, practice.pairing, second, 'missing');
		const { lines } = await startWatch(practice, options).ended;
		expect(lines.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['box-acknowledged', 'box-returned'])
		);
		expect(await readdir(join(folder, 'done'))).toEqual(['stack.tif']);
	});

	it('are deleted with every copy of them', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		await mkdir(join(folder, 'drawer'));
		for (const name of ['a.tif', 'b.tif', 'drawer/a.tif']) await copyFile(fax, join(folder, name));
		await startWatch(practice, ['--once']).ended;
		const done = join(folder, 'done');
		const lying = async (): Promise<number> =>
			(await readdir(done, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
				.length;
		expect(await lying()).toBe(3);
		await acknowledge(practice);
		await startWatch(practice, ['--once', '--delete-originals']).ended;
		expect(await lying()).toBe(0);
	});
});

describe('a station that cannot work', { timeout: slow }, () => {
	it('says so of a folder that it may not write to', async () => {
		const practice = await setUpStation();
		await copyFile(fax, join(practice.folder, 'a.tif'));
		await chmod(practice.folder, 0o555);
		await chmod(dirname(practice.folder), 0o755);
		// For root no folder is read-only: the station then runs as nobody.
		const nobody = 65_534;
		const ended = await startWatch(practice, ['--once'], isRoot ? { uid: nobody } : {}).ended;
		expect(ended).toMatchObject({ status: 3, lines: [{ event: 'halted', why: 'read-only' }] });
		expect(await readdir(practice.folder)).toEqual(['a.tif']);
	});

	it('tells of a file that it may not read, leaves it where it is, and ends', async () => {
		const practice = await setUpStation();
		const home = dirname(practice.folder);
		await copyFile(fax, join(practice.folder, 'a.tif'));
		await chmod(join(practice.folder, 'a.tif'), 0o000);
		for (const open of [home, practice.folder]) await chmod(open, 0o777);
		const nobody = 65_534;
		const ended = await startWatch(practice, ['--once'], isRoot ? { uid: nobody } : {}).ended;
		expect(ended.status).toBe(1);
		expect(ended.lines.map(({ event }) => event)).toContain('file-forbidden');
		expect(await readdir(practice.folder)).toContain('a.tif');
	});

	it.runIf(canMount())(
		'says so of a full disk, loses nothing, and goes on once there is room',
		async () => {
			const practice = await setUpStation();
			const small = join(dirname(practice.folder), 'small');
			await mkdir(small);
			await copyFile(typed, join(practice.folder, 'a.jpg'));
			const tight = { ...practice, spool: small };
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
			try {
				const full = await startWatch(tight, ['--once']).ended;
				expect(full.status).toBe(3);
				expect(full.lines.at(-1)).toMatchObject({ event: 'halted', why: 'disk-full' });
				expect(await readdir(practice.folder)).toContain('a.jpg');
				execFileSync('mount', ['-o', 'remount,size=20m', small]);
				expect((await startWatch(tight, ['--once']).ended).status).toBe(0);
				expect(onlyBox(await openSpool(tight)).sides).toHaveLength(1);
			} finally {
				execFileSync('umount', [small]);
			}
		}
	);

	it('says so of a pairing file that is none', async () => {
		const practice = await setUpStation();
		await writeFile(practice.pairingFile, '{}');
		const ended = await startWatch(practice, ['--once']).ended;
		expect(ended).toMatchObject({ status: 3, lines: [{ why: 'no-pairing' }] });
	});
});
