/** What lies in a watched folder and is no good scan: each is told of, and everything else is taken in. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
	appendFile,
	chmod,
	copyFile,
	mkdir,
	open,
	readdir,
	readFile,
	rename,
	rm,
	symlink,
	utimes,
	writeFile
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hexOf } from '#lib/page/bytes.ts';
import { layout } from '#lib/spool/layout.ts';
import { macOf } from '#lib/vault/mac.ts';
import { slipsFile } from '../../src/bench/slips.ts';
import { openFile } from '../../src/station/watch/opened-file.ts';
import { WaitingFiles } from '../../src/station/watch/waiting-files.ts';
import {
	canMount,
	openSpool,
	pagesIn,
	setUpStation,
	startWatch,
	stationCommand,
	type Practice
} from '../support/station.ts';

const fax = fileURLToPath(new URL('../paper/fax-g4.tif', import.meta.url));
const locked = fileURLToPath(new URL('../paper/boxes/locked-with-secret.pdf', import.meta.url));
const turned = fileURLToPath(new URL('../paper/boxes/turned.pdf', import.meta.url));
const isLinux = process.platform === 'linux';
/** Has a size, and gives no byte of it: the kernel knows no speed of the loopback. */
const unreadable = '/sys/class/net/lo/speed';
/** For root nothing is forbidden: the station then runs as nobody. */
const asNobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
const slow = 120_000;

/** Everybody may do everything in it, so that the station can run as somebody else. */
async function openToAll({ folder }: Practice): Promise<void> {
	for (const each of [dirname(folder), folder]) await chmod(each, 0o777);
}

async function reasonFor({ folder }: Practice, name: string): Promise<string> {
	return readFile(join(folder, 'failed', `${name}.reason.txt`), 'utf8');
}

/** Resolves once a file of the practice is in the journal. */
async function begun({ spool, pairing }: Practice): Promise<void> {
	for (;;) {
		const path = join(spool, pairing.station, layout.journal);
		if ((await readFile(path, 'utf8').catch(() => '')).includes('box-begun')) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

describe('a station whose folder holds what it cannot take', { timeout: slow }, () => {
	it('says of each file why it failed, whatever it is called', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		const side = 7800;
		const dots = sharp({
			create: { width: side, height: side, channels: 3, background: 'white' }
		});
		const cut = (await readFile(turned)).subarray(0, 2000);
		const long = `${'ü'.repeat(120)}.jpg`;
		await Promise.all([
			copyFile(locked, join(folder, 'locked\nwith a line.pdf')),
			writeFile(join(folder, 'cut.pdf'), cut),
			writeFile(join(folder, long), 'no picture'),
			dots.png({ compressionLevel: 9, palette: true }).toFile(join(folder, 'large.png')),
			copyFile(fax, join(folder, '日本 – é.tif'))
		]);
		const { status, lines, stderr } = await startWatch(practice, ['--once']).ended;
		expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
		expect(await reasonFor(practice, 'locked\nwith a line.pdf')).toMatch(/locked with a password/);
		expect(await reasonFor(practice, 'cut.pdf')).toMatch(/\w.*\.\n$/);
		expect(await reasonFor(practice, 'large.png')).toMatch(/dots/);
		const reasons = (await readdir(join(folder, 'failed'))).filter((name) => name.startsWith('ü'));
		expect(reasons).toHaveLength(2);
		expect(await readdir(join(folder, 'done'))).toEqual(['日本 – é.tif']);
		expect(lines.filter(({ why }) => why === 'not-moved')).toEqual([]);
	});

	it('takes what lies in a folder of any name but its own two', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		await mkdir(join(folder, 'reports'));
		await copyFile(fax, join(folder, 'reports/a.tif'));
		const { status } = await startWatch(practice, ['--once']).ended;
		expect(status).toBe(0);
		expect(await readdir(join(folder, 'done/reports'))).toEqual(['a.tif']);
	});

	it('follows no link, neither round in a circle nor out of the folder', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		const outside = join(dirname(folder), 'outside.tif');
		await copyFile(fax, outside);
		await mkdir(join(folder, 'below'));
		await symlink('..', join(folder, 'below/loop'));
		await symlink('itself', join(folder, 'itself'));
		await symlink(outside, join(folder, 'scan.tif'));
		const { status, lines } = await startWatch(practice, ['--once']).ended;
		expect(status).toBe(1);
		const told = lines.filter(({ event }) => event === 'passed-over');
		expect(told.map(({ why }) => why)).toEqual(['link', 'link', 'link']);
		expect(told[0]?.['sentence']).toMatch(/Links are not followed/);
		expect(await openSpool(practice)).toEqual([]);
		expect(await readFile(outside)).toEqual(await readFile(fax));
	});

	it('goes on beside a sub-folder and a file that it may not open', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		await openToAll(practice);
		for (const [name, mode] of [
			['shut', 0o000],
			['listed', 0o444]
		] as const) {
			await mkdir(join(folder, name));
			await copyFile(fax, join(folder, name, 'a.tif'));
			await chmod(join(folder, name), mode);
		}
		await writeFile(join(folder, 'good.tif'), await slipsFile('Good', 2));
		const { status, lines } = await startWatch(practice, ['--once'], asNobody).ended;
		expect(status).toBe(1);
		const told = lines.filter(({ event }) => event === 'passed-over').map(({ why }) => why);
		expect(told.sort()).toEqual(['forbidden-file', 'forbidden-folder']);
		expect(lines).toContainEqual(expect.objectContaining({ event: 'file-taken', sides: 2 }));
		const dry = await startWatch(practice, ['--dry-run'], asNobody).ended;
		expect({ status: dry.status, stderr: dry.stderr }).toEqual({ status: 1, stderr: '' });
		expect(dry.lines).toContainEqual({
			pathMark: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
			leftAlone: expect.stringMatching(/may not be opened/) as string
		});
	});

	it('names what it leaves by its hash, or by a mark of its place that nobody can guess at', async () => {
		const practice = await setUpStation();
		const { folder, pairing } = practice;
		await openToAll(practice);
		const [list, shut, link] = ['Marisol list.txt', 'Marisol.tif', 'Marisol link.tif'];
		await writeFile(join(folder, list), 'no scan');
		await writeFile(join(folder, shut), 'x', { mode: 0o000 });
		await symlink(list, join(folder, link));
		const mark = async (name: string): Promise<string> =>
			hexOf(await macOf(pairing.secret, 'path', [name])).slice(0, 16);
		const hash = createHash('sha256').update('no scan').digest('hex').slice(0, 16);
		const { lines } = await startWatch(practice, ['--once'], asNobody).ended;
		const told = lines.filter(({ event }) => event === 'passed-over' || event === 'file-forbidden');
		const names = told.map(({ event, why, file, pathMark }) => ({
			is: why ?? event,
			file,
			pathMark
		}));
		expect(names).toHaveLength(3);
		expect(names).toContainEqual({ is: 'no-scan', file: hash });
		expect(names).toContainEqual({ is: 'link', pathMark: await mark(link) });
		expect(names).toContainEqual({ is: 'file-forbidden', pathMark: await mark(shut) });
		const dry = await startWatch(practice, ['--dry-run'], asNobody).ended;
		expect(dry.lines.map(({ file, pathMark }) => file ?? pathMark).sort()).toEqual(
			[hash, await mark(link), await mark(shut)].sort()
		);
		expect(JSON.stringify([lines, dry.lines])).not.toMatch(/Marisol/);
	});

	it.runIf(isLinux)('tells of a name that is no text', async () => {
		const practice = await setUpStation();
		const name = Buffer.concat([Buffer.from(`${practice.folder}/lat`), Buffer.from([0xe9])]);
		await using file = await open(Buffer.concat([name, Buffer.from('.jpg')]), 'w');
		await file.write('x');
		const { status, lines } = await startWatch(practice, ['--once']).ended;
		expect(status).toBe(1);
		expect(lines).toContainEqual(expect.objectContaining({ why: 'odd-name' }));
	});

	it('loses no side of files whose folder is renamed, or which vanish, while they are read', async () => {
		const practice = await setUpStation();
		const { folder } = practice;
		await mkdir(join(folder, 'Drawer'));
		for (const name of ['a', 'b'])
			await writeFile(join(folder, 'Drawer', `${name}.tif`), await slipsFile(name, 4));
		const running = startWatch(practice, ['--once', '--jobs', '1']);
		await begun(practice);
		await rename(join(folder, 'Drawer'), join(folder, 'Renamed'));
		const { status, lines } = await running.ended;
		expect(status).toBe(0);
		expect(lines.map(({ event }) => event)).toContain('file-changed');
		const pages = pagesIn(await openSpool(practice));
		expect({ sides: pages.length, once: new Set(pages).size }).toEqual({ sides: 8, once: 8 });
		expect(await readdir(join(folder, 'done/Renamed'))).toEqual(['a.tif', 'b.tif']);
	});

	it.each<[string, (path: string) => Promise<void>, number]>([
		['written on, which comes again whole', (path) => appendFile(path, Buffer.alloc(100)), 4],
		[
			'written over, so that what was read of it stays',
			async (path) => writeFile(path, await slipsFile('b', 3)),
			7
		]
	])('gives each side once of a file that is read too soon and %s', async (_name, go, sides) => {
		const practice = await setUpStation();
		const path = join(practice.folder, 'a.tif');
		await writeFile(path, await slipsFile('a', 4));
		const running = startWatch(practice, ['--once', '--jobs', '1']);
		await begun(practice);
		await go(path);
		const { status, lines } = await running.ended;
		expect(status).toBe(0);
		expect(lines.map(({ event }) => event)).toContain('file-changed');
		const pages = pagesIn(await openSpool(practice));
		expect({ sides: pages.length, once: new Set(pages).size }).toEqual({ sides, once: sides });
		expect(await readdir(join(practice.folder, 'done'))).toEqual(['a.tif']);
	});

	it.runIf(isLinux)('knows a file that cannot be read from one that is gone', async () => {
		expect(await openFile('/proc/self/mem')).toEqual({ is: 'unreadable' });
		expect(await openFile('/nowhere/at/all.pdf')).toEqual({ is: 'gone' });
	});

	it.runIf(existsSync(unreadable) && canMount())(
		'tells of a file on a bad disk, and ends',
		async () => {
			const practice = await setUpStation();
			const bad = join(practice.folder, 'bad.pdf');
			await writeFile(bad, '');
			await writeFile(join(practice.folder, 'good.tif'), await slipsFile('Good', 2));
			execFileSync('mount', ['--bind', unreadable, bad]);
			try {
				const { status, lines } = await startWatch(practice, ['--once']).ended;
				expect(status).toBe(1);
				expect(lines.filter(({ event }) => event === 'file-unreadable')).toHaveLength(1);
				expect(lines).toContainEqual(expect.objectContaining({ event: 'file-taken', sides: 2 }));
			} finally {
				execFileSync('umount', [bad]);
			}
		}
	);

	it('finds a file complete whatever the clocks say', async () => {
		const { folder } = await setUpStation();
		await copyFile(fax, join(folder, 'ahead.tif'));
		await copyFile(fax, join(folder, 'behind.tif'));
		await utimes(join(folder, 'ahead.tif'), new Date('2099-01-01'), new Date('2099-01-01'));
		await utimes(join(folder, 'behind.tif'), new Date('1971-01-01'), new Date('1971-01-01'));
		const files = new WaitingFiles(folder, 1000);
		expect((await files.look(0)).ready).toEqual([]);
		expect((await files.look(1000)).ready).toHaveLength(2);
	});

	it('stops with its own sentence when the watched folder goes away', async () => {
		const practice = await setUpStation();
		const running = startWatch(practice);
		await running.heard('started');
		await rename(practice.folder, `${practice.folder}-gone`);
		const { status, lines } = await running.ended;
		expect(status).toBe(3);
		expect(lines.at(-1)).toMatchObject({ event: 'halted', why: 'no-folder' });
	});

	it.runIf(isLinux)('does not end well when its log cannot be written', async () => {
		const { folder, pairingFile, spool } = await setUpStation();
		await using full = await open('/dev/full', 'w');
		const args = ['watch', folder, '--for', pairingFile, '--spool', spool, '--once'];
		const child = spawn(process.execPath, [stationCommand, ...args], {
			stdio: ['ignore', full.fd, 'ignore']
		});
		expect(await new Promise((resolve) => child.on('close', resolve))).toBe(3);
	});

	it('says that the spool, and not the folder, cannot be written to', async () => {
		const practice = await setUpStation();
		await openToAll(practice);
		await mkdir(practice.spool, { mode: 0o555 });
		const { status, lines } = await startWatch(practice, ['--once'], asNobody).ended;
		expect({ status, why: lines[0]?.['why'] }).toEqual({ status: 3, why: 'no-spool' });
	});

	it.each<[string, (spool: string) => Promise<void>]>([
		['a file', (spool) => writeFile(spool, '')],
		['below a file', (spool) => writeFile(dirname(spool), '')],
		['a link to nowhere', (spool) => symlink('nowhere/at/all', spool)]
	])('says that there can be no spool where its name is %s', async (_name, lay) => {
		const practice = await setUpStation();
		const spool = join(dirname(practice.spool), 'taken', 'spool');
		if (_name !== 'below a file') await mkdir(dirname(spool));
		await lay(spool);
		const { status, lines, stderr } = await startWatch({ ...practice, spool }, ['--once']).ended;
		expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
		expect(lines).toEqual([
			expect.objectContaining({
				...{ event: 'halted', why: 'no-spool' },
				sentence: expect.stringMatching(/Choose another with --spool/) as string
			})
		]);
	});

	it('says that it is the spool where only its lock cannot be made', async () => {
		const practice = await setUpStation();
		await openToAll(practice);
		await startWatch(practice, ['--once'], asNobody).ended;
		const root = join(practice.spool, practice.pairing.station);
		await rm(join(root, layout.lock));
		await chmod(root, 0o555);
		const { status, lines } = await startWatch(practice, ['--once'], asNobody).ended;
		expect({ status, why: lines[0]?.['why'] }).toEqual({ status: 3, why: 'no-spool' });
	});
});
