import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '#lib/backup/zip.ts';
import { held } from '../backup/backups.ts';
import { secretsFile, type Secrets } from '../vectors/vector.ts';

const station = fileURLToPath(new URL('../../src/station/station.ts', import.meta.url));
const vector = 'test/vectors/format-1';
const secrets = JSON.parse(readFileSync(join(vector, secretsFile), 'utf8')) as Secrets;

interface Row {
	readonly part?: string;
	readonly error?: string;
	readonly folders?: readonly { kind: string; events: number; pieces: number; opened?: number }[];
}

let place: string;
beforeAll(() => {
	place = mkdtempSync(join(tmpdir(), 'verify-'));
	for (const [name, secret] of Object.entries(secrets.kits))
		writeFileSync(join(place, `${name}.txt`), `# Recovery kit\n${secret}\n`);
});

function verify(...args: readonly string[]): { status: number | null; rows: Row[]; text: string } {
	const run = spawnSync(process.execPath, [station, 'verify', ...args], { encoding: 'utf8' });
	const rows = run.stdout.split('\n').filter(Boolean);
	return { status: run.status, rows: rows.map((row) => JSON.parse(row) as Row), text: run.stdout };
}

const backup = (name: string): string => join(vector, `${name}.zip`);

/** How many folders of each kind a kit opens whole, of how many; one that it opens in part is told as such. */
function openedBy(kit: string, name: string): Record<string, string> {
	const { rows } = verify('--kit', join(place, `${kit}.txt`), backup(name));
	const folders = rows[0]?.folders ?? [];
	const told: Record<string, string> = {};
	for (const kind of new Set(folders.map((folder) => folder.kind))) {
		const those = folders.filter((folder) => folder.kind === kind);
		const whole = those.filter(({ events, pieces, opened }) => opened === events + pieces).length;
		const none = those.filter(({ opened }) => opened === 0).length;
		told[kind] = whole + none === those.length ? `${whole} of ${those.length}` : 'in part';
	}
	return told;
}

describe('station verify', () => {
	it('finds whole backups whole, and names nobody', () => {
		const { status, rows, text } = verify(backup('chart'), backup('ida'), backup('bea'));
		expect(status).toBe(0);
		expect(rows.map(({ part }) => part)).toEqual(['chart', 'private', 'private']);
		expect(text).not.toMatch(/Ida|Bea|Sam|Ana|Test Practice/);
	});

	it.each([
		['practice', 'chart', { chart: '1 of 1' }],
		// Everybody's sealed folders go into a private backup; each kit opens its own clinician's alone.
		['practice', 'ida', { tray: '0 of 2', cabinet: '0 of 2' }],
		['ida', 'ida', { tray: '1 of 2', cabinet: '1 of 2' }],
		['bea', 'ida', { tray: '1 of 2', cabinet: '1 of 2' }],
		['bea', 'bea', { tray: '1 of 2', cabinet: '1 of 2' }],
		['bea', 'chart', { chart: '0 of 1' }]
	])('the kit of %s opens of the backup %s: %o', (kit, name, expected) => {
		expect(openedBy(kit, name)).toEqual(expected);
	});

	it('says so, and fails, when a kit opens nothing', () => {
		const { status, rows } = verify('--kit', join(place, 'practice.txt'), backup('ida'));
		expect(status).toBe(1);
		expect(rows[0]?.error).toContain('opens nothing');
	});

	it('checks a folder that a backup was unpacked to, and finds one byte that is wrong in it', async () => {
		const files = await held(await readZip(new Blob([readFileSync(backup('chart'))])));
		const folder = join(place, 'unpacked');
		for (const [path, bytes] of files) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), bytes);
		}
		expect(verify(folder).status).toBe(0);
		const [blob = ''] = [...files.keys()].filter((path) => path.startsWith('blobs/'));
		const bytes = files.get(blob)?.slice() ?? new Uint8Array();
		bytes[99] = (bytes[99] ?? 0) ^ 1;
		writeFileSync(join(folder, blob), bytes);
		const { status, rows } = verify(folder);
		expect([status, rows[0]?.error]).toEqual([1, expect.stringContaining('is damaged')]);
	});

	it.each([
		['not there', 'missing.zip', 1],
		['not a backup', 'practice.txt', 1]
	])('tells of a file that is %s, and goes on', (_, name, status) => {
		const run = verify(join(place, name), backup('chart'));
		expect(run.status).toBe(status);
		expect(run.rows[0]?.error).toMatch(/\.$/);
		expect(run.rows[1]?.part).toBe('chart');
	});

	it('is not understood without a backup, or with what it does not take', () => {
		expect(verify().status).toBe(2);
		expect(verify('--jobs', '2', backup('chart')).status).toBe(2);
	});
});
