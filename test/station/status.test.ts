import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { layout } from '#lib/spool/layout.ts';
import { JournalFile } from '../../src/station/watch/journal-file.ts';
import { takeLock } from '../../src/station/watch/lock.ts';
import { statusOf } from '../../src/station/watch/status.ts';
import { setUpStation, startWatch, type Practice } from '../support/station.ts';

const box = `m5gojcuy${'a'.repeat(18)}` as BoxId;
const file = 'f'.repeat(64);
const ref = { sha256: 'a'.repeat(64), size: 1 };
const at = '2026-03-01T08:00:00.000Z';

/** One box with one side, sealed. */
async function sealOne({ spool, pairing }: Practice): Promise<void> {
	const path = join(spool, pairing.station, layout.journal);
	await mkdir(dirname(path), { recursive: true });
	const journal = await JournalFile.open(path, pairing);
	const side = { page: 'p'.repeat(26) as PageId, facts: ref, picture: ref, thumbnail: ref };
	await journal.add({ is: 'box-begun', box, at, files: [file] });
	await journal.add({
		...{ is: 'side-sealed', box, file, filePage: 1, side, mark: 'm', blank: 'no' }
	});
	await journal.add({ is: 'box-spooled', box, at, seconds: 3 });
	await journal.close();
}

describe('the status of a station', () => {
	const ask = ({ pairingFile: pairing, spool }: Practice, report?: string, json = false) =>
		statusOf({ is: 'status', pairing, spool, json, report });
	const askJson = async (practice: Practice): Promise<unknown> =>
		JSON.parse((await ask(practice, undefined, true)).text);

	it('counts what waits for the app', async () => {
		const practice = await setUpStation();
		await sealOne(practice);
		const { ok, text } = await ask(practice);
		expect(ok).toBe(true);
		expect(text).toContain('Waiting for the app: 1 box, 1 side.');
		expect(text).toContain('Taken by the app: 0 boxes, 0 sides.');
		expect(text).toContain('Files seen: 1 (1 taken, 0 known already, 0 failed).');
	});

	it('says so where nothing was taken in, for the spool may be another one', async () => {
		const { text } = await ask(await setUpStation());
		expect(text).toContain('or the spool is another one');
	});

	it('writes a report with the number that stands on the box, or says that it cannot', async () => {
		const practice = await setUpStation();
		await sealOne(practice);
		const name = join(dirname(practice.folder), 'report');
		expect(await ask(practice, name)).toMatchObject({ ok: true });
		expect(await readFile(`${name}.csv`, 'utf8')).toContain('"M5GO-JCUY",');
		expect(await readFile(`${name}.html`, 'utf8')).toContain('M5GO-JCUY');
		const nowhere = await ask(practice, join(name, 'below a file', 'report'));
		expect(nowhere).toEqual({
			...{ ok: false, text: expect.stringMatching(/^The report could not be written/) as string }
		});
	});

	it('believes no journal that was changed', async () => {
		const practice = await setUpStation();
		await sealOne(practice);
		const path = join(practice.spool, practice.pairing.station, layout.journal);
		const text = await readFile(path, 'utf8');
		await writeFile(path, text.replace('"blank":"no"', '"blank":"yes"'));
		expect(await ask(practice)).toMatchObject({
			...{ ok: false, text: expect.stringMatching(/damaged, or was changed.*\(line 2\)/) as string }
		});
	});

	it('says whether a station is at work, which one that was killed is not', async () => {
		const practice = await setUpStation();
		expect((await ask(practice)).text).toContain('No station is at work with this spool');
		expect(await askJson(practice)).toMatchObject({ running: false });
		const running = startWatch(practice);
		await running.heard('started');
		expect((await ask(practice)).text).toContain('A station is at work with this spool.');
		expect(await askJson(practice)).toMatchObject({ running: true });
		running.child.kill('SIGKILL');
		await running.ended;
		expect(await readdir(join(practice.spool, practice.pairing.station))).toContain(layout.lock);
		expect((await ask(practice)).text).toContain('No station is at work with this spool');
		expect(await askJson(practice)).toMatchObject({ running: false });
	});

	it('is in nobody’s way: a station that starts while somebody looks is not turned away', async () => {
		const path = join((await setUpStation()).folder, 'lock.db');
		takeLock(path)?.release();
		const looking = `
			const { DatabaseSync } = require('node:sqlite');
			const database = new DatabaseSync(process.argv[1], { readOnly: true });
			database.exec('BEGIN');
			database.prepare('SELECT count(*) FROM sqlite_schema').get();
			console.log('looking');
			setTimeout(() => database.close(), 100);`;
		const child = spawn(process.execPath, ['-e', looking, path]);
		await once(child.stdout, 'data');
		const lock = takeLock(path);
		expect(lock).toBeDefined();
		lock?.release();
	});

	it('says what is wrong as JSON where JSON was asked for', async () => {
		const practice = await setUpStation();
		const nowhere = { ...practice, pairingFile: join(practice.folder, 'nope') };
		expect(await ask(nowhere, undefined, true)).toMatchObject({ ok: false });
		expect(await askJson(nowhere)).toEqual({
			...{ error: expect.stringMatching(/^The pairing file/) as string, why: 'no-pairing' }
		});
	});
});
