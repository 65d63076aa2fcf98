/** Scans that are not whole yet: waited for, told of when nobody goes on with them, and never taken in half. */
import { createHash } from 'node:crypto';
import {
	appendFile,
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	utimes,
	writeFile
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { slipsFile } from '../../src/bench/slips.ts';
import { statusOf } from '../../src/station/watch/status.ts';
import { mostSettle, WaitingFiles } from '../../src/station/watch/waiting-files.ts';
import { setUpStation, startWatch } from '../support/station.ts';

describe('a file that is not whole', { timeout: 120_000 }, () => {
	it('tells once of a file that never becomes whole, and again only after it went on', async () => {
		const { folder } = await setUpStation();
		const path = join(folder, 'a.pdf.part');
		await writeFile(path, 'half');
		await writeFile(join(folder, '.crumb'), 'x');
		await writeFile(join(folder, 'letter.pdf~'), 'x');
		const files = new WaitingFiles(folder, 1000);
		const told: string[] = [];
		const look = async (now: number): Promise<number> => {
			const { ready, changing, halves } = await files.look(now, (why) => told.push(why));
			expect({ ready, changing }).toEqual({ ready: [], changing: [] });
			return halves;
		};
		const stale = mostSettle * 1000;
		expect([await look(0), await look(stale - 1000), told.length]).toEqual([0, 0, 0]);
		expect([await look(stale), await look(stale + 1), told]).toEqual([1, 1, ['half-file']]);
		await appendFile(path, 'more');
		expect([await look(stale + 2), told.length]).toEqual([0, 1]);
		expect([await look(2 * stale + 2), told.length]).toEqual([1, 2]);
		await rename(path, join(folder, 'a.pdf'));
		expect((await files.look(2 * stale + 3)).halves).toBe(0);
	});

	it('takes a scan that is empty at first only once something is in it, and tells of it after ten minutes', async () => {
		const { folder } = await setUpStation();
		await mkdir(join(folder, 'Box'));
		const path = join(folder, 'Box/scan.pdf');
		await writeFile(path, '');
		await writeFile(join(folder, 'list.txt'), '');
		const files = new WaitingFiles(folder, 1000);
		const told: string[] = [];
		const look = (now: number) => files.look(now, (why) => told.push(why));
		const stale = mostSettle * 1000;
		await look(0);
		const waiting = { ready: [], changing: [], awaited: [{ folder: 'Box' }], halves: 0 };
		expect(await look(stale - 1000)).toMatchObject(waiting);
		expect(told).toEqual(['no-scan']);
		expect(await look(stale)).toEqual({ ...waiting, awaited: [], halves: 1 });
		expect(told).toEqual(['no-scan', 'empty-file']);
		await writeFile(path, 'filled');
		expect(await look(stale + 1)).toMatchObject({ changing: [{ name: 'scan.pdf' }], halves: 0 });
		expect((await look(stale + 1001)).ready).toMatchObject([{ name: 'scan.pdf' }]);
	});

	it('is counted where nobody waits for it', async () => {
		const practice = await setUpStation();
		await writeFile(join(practice.folder, 'empty.pdf'), '');
		await writeFile(join(practice.folder, 'half.pdf.part'), 'half');
		const { status, lines } = await startWatch(practice, ['--once']).ended;
		expect(status).toBe(1);
		expect(lines.at(-2)).toMatchObject({ event: 'waiting', files: 2 });
		const dry = await startWatch(practice, ['--dry-run']).ended;
		expect({ status: dry.status, lines: dry.lines }).toEqual({
			status: 1,
			lines: [{ waiting: 2 }]
		});
	});

	it('keeps a sub-folder’s box open for a scan that is still empty, and fails nothing', async () => {
		const practice = await setUpStation();
		const box = join(practice.folder, 'Box');
		await mkdir(box);
		await writeFile(join(box, 'a.tif'), await slipsFile('a', 2));
		await writeFile(join(box, 'b.tif'), '');
		const running = startWatch(practice, ['--box-by', 'folder']);
		await running.heard('started');
		await new Promise((resolve) => setTimeout(resolve, 2500));
		await writeFile(join(box, 'b.tif'), await slipsFile('b', 2));
		expect(await running.heard('box-spooled')).toMatchObject({ sides: 4 });
		running.child.kill('SIGTERM');
		const { lines } = await running.ended;
		expect(lines.map(({ event }) => event)).not.toContain('file-failed');
	});

	it('says in the log, the status and the report that a half file lies there, while it does', async () => {
		const practice = await setUpStation();
		const { folder, spool, pairingFile: pairing } = practice;
		const path = join(folder, 'Marisol.pdf.part');
		await writeFile(path, 'half');
		const long = new Date(Date.now() - 2 * mostSettle * 1000);
		await utimes(path, long, long);
		const report = join(dirname(folder), 'report');
		const ask = (json: boolean) => statusOf({ is: 'status', pairing, spool, json, report });
		const { status, lines } = await startWatch(practice, ['--once']).ended;
		expect(status).toBe(1);
		const file = createHash('sha256').update('half').digest('hex').slice(0, 16);
		const told = lines.filter(({ event }) => event === 'passed-over');
		expect(told).toEqual([expect.objectContaining({ why: 'half-file', file })]);
		expect(await readdir(folder)).toContain('Marisol.pdf.part');
		const words = 'there is a file that another program began and never finished';
		expect((await ask(false)).text).toContain(words);
		expect(JSON.parse((await ask(true)).text)).toMatchObject({ halfFiles: 1 });
		expect(await readFile(`${report}.html`, 'utf8')).toContain(words);
		await rm(path);
		expect((await startWatch(practice, ['--once']).ended).status).toBe(0);
		expect((await ask(false)).text).not.toContain(words);
	});
});
