import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import {
	clientName,
	decideByKey,
	feed,
	goTo,
	newClient,
	setUp,
	unlock
} from '../support/desk-steps.ts';

const station = 'src/station/station.ts';

/** What lies in the stand-in for a stick, by path, in base64. */
async function dump(): Promise<readonly (readonly [string, string])[]> {
	const found: [string, string][] = [];
	async function walk(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
		for await (const [name, handle] of folder.entries()) {
			if (handle.kind === 'directory') {
				await walk(handle, `${path}${name}/`);
				continue;
			}
			const file = await handle.getFile();
			const bytes = new Uint8Array(await file.arrayBuffer());
			const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
			found.push([path + name, btoa(text)]);
		}
	}
	const origin = await navigator.storage.getDirectory();
	await walk(await origin.getDirectoryHandle('stick'), '');
	return found;
}

describe('a backup into a folder', () => {
	let app: App;
	let fresh: App | undefined;
	let copy: string;

	beforeAll(async () => {
		app = await openApp();
		copy = await mkdtemp(join(tmpdir(), 'stick-'));
		// The dialog itself cannot be driven: the origin's own files stand in for the stick.
		await app.page.addInitScript(() => {
			Object.assign(globalThis, {
				showDirectoryPicker: async () =>
					(await navigator.storage.getDirectory()).getDirectoryHandle('stick', { create: true })
			});
		});
		await app.page.goto(app.address);
		await setUp(app.page);
	});

	afterAll(async () => {
		await app.close();
		await fresh?.close();
		await rm(copy, { recursive: true, force: true });
	});

	it('is asked for on Today, chosen once, and written with one press', async () => {
		const { page } = app;
		await feed(page, ['test/paper/dev-001.jpg', 'test/paper/dev-010.jpg'], 2);
		await goTo(page, 'Decide');
		await newClient(page);
		await decideByKey(page, 'c', 1);
		await decideByKey(page, 'p', 2);
		await goTo(page, 'Today');
		await page.getByText('It is time for a backup').waitFor();
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: 'Choose a folder' }).click();
		await page.getByRole('button', { name: 'Back up to “stick”' }).click();
		await page.getByText('every file was read back there').waitFor({ timeout: 60_000 });
		await page
			.getByText(/^The last backup of both parts was made today \(.+\)\. Came in since: nothing\.$/)
			.waitFor();
		await goTo(page, 'Today');
		expect(await page.getByText('It is time for a backup').count()).toBe(0);
	});

	it('is remembered after a reload, and found whole without the app', async () => {
		const { page } = app;
		await page.reload();
		await unlock(page);
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: 'Back up to “stick”' }).waitFor();
		for (const [path, bytes] of await page.evaluate(dump)) {
			const at = join(copy, path);
			await mkdir(dirname(at), { recursive: true });
			await writeFile(at, Buffer.from(bytes, 'base64'));
		}
		const parts = ['charts', 'private'].map((part) => join(copy, `chart-and-cabinet-${part}`));
		const run = spawnSync(process.execPath, [station, 'verify', ...parts], { encoding: 'utf8' });
		expect(run.stderr).toBe('');
		expect(run.status).toBe(0);
		const rows = run.stdout.trim().split('\n');
		expect(rows).toHaveLength(2);
		expect(run.stdout).not.toContain('error');
	});

	it('is restored from that folder in a fresh browser, and work goes on', async () => {
		fresh = await openApp();
		const { page } = fresh;
		await page.goto(fresh.address);
		await page.getByText('I have a backup of a practice').click();
		await page.getByLabel('Or the folder that backups went into').setInputFiles(copy);
		await page.getByRole('button', { name: 'Check and restore' }).click();
		await unlock(page);
		await goTo(page, 'Charts');
		expect(await page.locator('main').innerText()).toContain(clientName);
	});
});
