import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import {
	decideByKey,
	goTo,
	newClient,
	placeOnDesk,
	release,
	setUp,
	unlock,
	until
} from '../support/desk-steps.ts';
import { startWatch, type Ended } from '../support/station.ts';

/** A press of "Take them in…", the question about the paper, and the press that takes. */
async function takeIn(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Take them in…' }).click();
	await page
		.getByRole('radio', { name: /separate|own/i })
		.first()
		.check();
	await page.getByRole('button', { name: /^Take \d+ box(es)? in$/ }).click();
}

describe('a scan station beside the app', () => {
	let app: App;
	let home: string;
	let page: Page;

	const place = (): { folder: string; spool: string; pairingFile: string } => ({
		folder: join(home, 'scans'),
		spool: join(home, 'spool'),
		pairingFile: join(home, 'pairing.json')
	});
	const scan = (more: readonly string[] = []): Promise<Ended> =>
		startWatch(place(), ['--once', ...more]).ended;

	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), 'scan-station-'));
		await mkdir(join(home, 'scans'));
		app = await openApp({ spool: join(home, 'spool') });
		page = app.page;
		await page.goto(app.address);
		await setUp(page);
	});

	afterAll(async () => {
		await app.close();
		await rm(home, { recursive: true, force: true });
	});

	it('is paired by a file that holds nothing that opens, and by a code that stands on both sides', async () => {
		await goTo(page, 'Settings');
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Pair a scan station' }).click();
		const text = await readFile(await (await saving).path(), 'utf8');
		expect(text).not.toMatch(/AGE-SECRET-KEY/i);
		await writeFile(place().pairingFile, text);
		const code = await page.locator('.callout strong.code').innerText();
		const { lines } = await scan();
		expect(lines[0]).toMatchObject({ event: 'started', code });
	});

	it('seals a box over night while the app is closed', async () => {
		await mkdir(join(home, 'scans/Drawer 2'));
		for (const name of ['dev-001.jpg', 'dev-010.jpg'])
			await copyFile(`test/paper/${name}`, join(home, 'scans/Drawer 2', name));
		page = await app.restart();
		await page.goto('about:blank');
		const { status, lines } = await scan(['--box-by', 'folder']);
		expect(status).toBe(0);
		expect(lines.find(({ event }) => event === 'box-spooled')).toMatchObject({ sides: 2 });
		expect(await readdir(join(home, 'scans/done/Drawer 2'))).toHaveLength(2);
	});

	it('hands the box to the app, which reconciles it side by side and reads nothing twice', async () => {
		await page.goto(app.address);
		await unlock(page);
		await goTo(page, 'Feed');
		await page.getByText('1 box with 2 sides waiting').waitFor();
		await takeIn(page);
		await page.getByText('2 sides in the station’s list, 2 in your tray.').waitFor();
		await page.getByText('Nothing waits on this computer.').waitFor();
		await page.getByText('Drawer 2').first().waitFor();
		// The station hears of it, and clears its spool.
		const { lines } = await scan(['--delete-originals', '--box-by', 'folder']);
		expect(lines.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['box-acknowledged', 'file-deleted'])
		);
		expect(await readdir(join(home, 'scans/done/Drawer 2'))).toEqual([]);
	});

	it('takes the same paper once, when it is dropped in again', async () => {
		await mkdir(join(home, 'scans/Drawer 2'), { recursive: true });
		await copyFile('test/paper/dev-001.jpg', join(home, 'scans/Drawer 2/once more.jpg'));
		expect((await scan()).lines.map(({ event }) => event)).toContain('file-known');
		await page.getByRole('button', { name: 'Look again' }).click();
		await page.getByText('Nothing waits on this computer.').waitFor();
	});

	it('refuses a side that was changed in the spool, by name, and takes it once it is sealed anew', async () => {
		await copyFile('test/paper/dev-037.jpg', join(home, 'scans/third.jpg'));
		await scan();
		const { spool } = place();
		const boxes = join(spool, (await readdir(spool))[0] ?? '', 'boxes');
		const box = join(boxes, (await readdir(boxes))[0] ?? '');
		const pieces = (await readdir(box)).filter((each) => each.endsWith('.age'));
		const sealed = await Promise.all(pieces.map((name) => readFile(join(box, name))));
		// The largest is the picture.
		const most = Math.max(...sealed.map(({ length }) => length));
		const at = sealed.findIndex(({ length }) => length === most);
		const [name = '', bytes = Buffer.alloc(0)] = [pieces[at], sealed[at]];
		bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
		await writeFile(join(box, name), bytes);
		await page.getByRole('button', { name: 'Look again' }).click();
		await page.getByText('1 box with 1 side waiting').waitFor();
		await takeIn(page);
		await page.getByText('The box does not add up').waitFor();
		await page.getByText('1 side was changed after it was sealed.').waitFor();
		expect((await scan()).lines.map(({ event }) => event)).toContain('box-returned');
		await copyFile(join(home, 'scans/done/third.jpg'), join(home, 'scans/third.jpg'));
		await scan();
		await page.getByRole('button', { name: 'Look again' }).click();
		await page.getByText('1 box with 1 side waiting').waitFor();
		await takeIn(page);
		await page.getByText('1 side in the station’s list, 1 in your tray.').waitFor();
		expect(await page.getByText('does not add up').count()).toBe(0);
	});

	it('refuses a box whose list was changed', async () => {
		await copyFile('test/paper/dev-083.jpg', join(home, 'scans/fourth.jpg'));
		await scan();
		const { spool } = place();
		const boxes = join(spool, (await readdir(spool))[0] ?? '', 'boxes');
		for (const name of await readdir(boxes)) {
			const path = join(boxes, name, 'manifest.txt');
			const text = await readFile(path, 'utf8');
			await writeFile(path, text.replace('"files":1', '"files":2'));
		}
		await page.getByRole('button', { name: 'Look again' }).click();
		await page.getByText('A box was refused').first().waitFor();
		await page.getByText('Its list of sides is not as the station wrote it').first().waitFor();
		expect(await page.getByRole('button', { name: 'Take them in…' }).count()).toBe(0);
	});

	it('ends in a packet like any other paper', async () => {
		await goTo(page, 'Decide');
		await newClient(page);
		for (const placed of [1, 2]) {
			await until(page, `page ${placed}`, async () => (await placeOnDesk(page)) === placed);
			await decideByKey(page, 'c', placed);
		}
		const packet = await release(page);
		expect(new TextDecoder('latin1').decode(packet.subarray(0, 5))).toBe('%PDF-');
	});

	it('has asked nobody outside, and broken no policy', () => {
		expect(app.sink.arrived).toEqual([]);
		expect(app.complaints).toEqual([]);
	});
});
