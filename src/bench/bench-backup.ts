/**
 * What a large backup costs in memory where it is checked and put back: `station verify` with a kit, and the built app in
 * a fresh browser, which restores it, saves it again, and reads that back.
 * Run: npm run bench:backup -- [--pages N]
 */
import { spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../build/build.ts';
import { root } from '../build/run.ts';
import { countOf } from './arguments.ts';
import { openBuiltApp } from './browser.ts';
import { runBench } from './command.ts';
import { goTo, passphrase } from './desk.ts';
import { writeLargeBackup, type LargeBackup } from './large-backup.ts';
import { largePractice, type PaperPage } from './large-practice.ts';
import { watchMemory, type MemoryWatch } from './tab-memory.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const megabytes = (bytes: number | undefined): string =>
	bytes === undefined ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`;
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(0)} s`;
const hour = 3_600_000;

/** The most that a process ever held (VmHWM of proc(5)), as long as it can be asked. */
function mostHeld(pid: number | undefined): number | undefined {
	const file = `/proc/${String(pid)}/status`;
	const found = existsSync(file) && /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'));
	return found ? Number(found[1]) * 1024 : undefined;
}

async function stationVerifies({ files }: LargeBackup, kit: string, folder: string): Promise<void> {
	const paper = join(folder, 'kit.txt');
	await writeFile(paper, `${kit}\n`);
	const begun = performance.now();
	const args = ['src/station/station.ts', 'verify', '--kit', paper, files.chart];
	const running = spawn(process.execPath, args, {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let row = '';
	running.stdout.on('data', (text: Buffer) => (row += text.toString()));
	let most: number | undefined;
	const timer = setInterval(() => (most = mostHeld(running.pid) ?? most), 100);
	const code = await new Promise((resolve) => running.once('close', resolve));
	clearInterval(timer);
	if (code !== 0) throw new Error(`the backup is not whole: ${row}`);
	print(`station verify --kit: ${seconds(begun)}, at most ${megabytes(most)} resident`);
}

async function appRestores({ files }: LargeBackup, pages: number): Promise<void> {
	const app = await openBuiltApp();
	const { page, context, browser } = app;
	context.setDefaultTimeout(hour);
	let memory: MemoryWatch | undefined;
	try {
		await page.getByText('I have a backup of a practice').click();
		await page.waitForTimeout(2_000);
		// The app's own process is the one that has worked by now.
		memory = await watchMemory(context, page);
		print(`${browser}; an empty tab: ${megabytes(memory.now()?.own)}`);
		const tell = (what: string, since: number): boolean =>
			print(
				`${what}: ${seconds(since)}, the tab's own memory at most ${megabytes(memory?.peak()?.own)} so far`
			);
		let begun = performance.now();
		await page.getByLabel(/^Backup files/).setInputFiles(Object.values(files));
		await page.getByRole('button', { name: 'Check and restore' }).click();
		await page.getByLabel('Passphrase', { exact: true }).waitFor();
		tell('checked and restored', begun);
		await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
		await goTo(page, 'Settings');
		begun = performance.now();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save a backup file' }).first().click();
		const saved = await (await saving).path();
		tell('saved again', begun);
		begun = performance.now();
		await page.getByLabel(/^Read a saved backup back/).setInputFiles(saved);
		await page.getByText('all whole and signed').waitFor();
		tell(`read back, ${pages} pages`, begun);
	} finally {
		memory?.stop();
		await app.close();
	}
}

/** Pages of 400 kB that do not shrink, as scans do not. */
function* scans(count: number): Generator<PaperPage, void> {
	const size = { width: 1700, height: 2200, dpi: 200 } as const;
	for (let n = 0; n < count; n++)
		yield { picture: randomFillSync(new Uint8Array(400_000)), ...size };
}

const usage = 'npm run bench:backup -- [--pages N]\n';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { pages: { type: 'string', default: '3000' } } });
	const pages = countOf('--pages', values.pages);
	await ensureBuilt();
	const [cpu] = cpus();
	print(`${cpus().length} cores (${cpu?.model ?? 'unknown'}), Node ${process.versions.node}`);
	const folder = await mkdtemp(join(tmpdir(), 'bench-backup-'));
	try {
		const { practice, kit } = await largePractice(scans(pages));
		const backup = await writeLargeBackup(practice, folder);
		await practice.close();
		print(`a backup of ${pages} pages: ${megabytes(backup.bytes)}`);
		await stationVerifies(backup, kit, folder);
		await appRestores(backup, pages);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

await runBench(usage, main);
