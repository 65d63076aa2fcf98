/** A station that is stopped by whoever started it: npm, a service manager, or a person at a terminal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { setUpStation } from '../support/station.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fax = fileURLToPath(new URL('../paper/fax-g4.tif', import.meta.url));
const slow = 60_000;

interface Started {
	readonly npm: ChildProcess;
	/** What the log tells of, once nobody can write to it any more: npm, and the station below it, are gone. */
	readonly events: Promise<readonly unknown[]>;
}

/** As `npm run station` is started, at the head of a group of its own; resolves once a file is being taken in. */
async function startByNpm(): Promise<Started> {
	const { folder, spool, pairingFile } = await setUpStation();
	const command = ['watch', folder, '--for', pairingFile, '--spool', spool, '--settle', '0.4'];
	const npm = spawn('npm', ['run', '--silent', 'station', '--', ...command], {
		...{ cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] }
	});
	// Whatever a red test leaves running.
	onTestFinished(() => {
		try {
			process.kill(-(npm.pid ?? NaN), 'SIGKILL');
		} catch {
			// All of them have ended.
		}
	});
	let log = '';
	npm.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
	const events = new Promise<readonly unknown[]>((resolve) => {
		npm.on('close', () => {
			const lines = log.trimEnd().split('\n');
			resolve(lines.map((line) => (JSON.parse(line) as { event: unknown }).event));
		});
	});
	while (!log.includes('"started"')) await new Promise((resolve) => setTimeout(resolve, 20));
	await copyFile(fax, join(folder, 'a.tif'));
	// It lies still by then, and is being read.
	await new Promise((resolve) => setTimeout(resolve, 2000));
	return { npm, events };
}

describe.skipIf(process.platform === 'win32')(
	'a station that npm has started',
	{ timeout: slow },
	() => {
		it.each<[string, (pid: number) => void]>([
			['npm alone is stopped', (pid) => process.kill(pid, 'SIGTERM')],
			['its whole group is, as a service is', (pid) => process.kill(-pid, 'SIGTERM')],
			['its whole group is interrupted', (pid) => process.kill(-pid, 'SIGINT')],
			[
				'it is told twice',
				(pid) => {
					process.kill(-pid, 'SIGTERM');
					setTimeout(() => process.kill(-pid, 'SIGTERM'), 30);
				}
			]
		])('ends once and cleanly when %s', async (_, stop) => {
			const { npm, events } = await startByNpm();
			stop(npm.pid ?? NaN);
			const told = await events;
			expect(told.filter((event) => event === 'stopped')).toHaveLength(1);
			expect(told.at(-1)).toBe('stopped');
		});
	}
);
