import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { readPacket } from '#lib/intake/packet-reader.ts';
import { nodeEngine, nodePdf } from '#lib/intake/pdf-node.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveBackups } from '../../src/bench/desk.ts';
import { slipsFile } from '../../src/bench/slips.ts';
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
import { startWatch, stationCommand, type Ended } from '../support/station.ts';

/** What office scanners make of a drawer: a PDF of six pages, and a TIFF of three sheets with blank backs. */
const drawer = ['box.pdf', 'boxes/duplex.tif'];
const keyFor = { progress: 'c', administrative: 'c', psychotherapy: 'p', mixed: 'm' } as const;
const papers = JSON.parse(readFileSync('test/paper/pages.json', 'utf8')) as {
	readonly kind: keyof typeof keyFor;
	readonly filePage?: number;
}[];
/** What a clinician decides of its sides, in their order. */
const keys = [
	...papers
		.filter(({ filePage }) => filePage !== undefined)
		.sort((a, b) => (a.filePage ?? 0) - (b.filePage ?? 0))
		.map(({ kind }) => keyFor[kind]),
	...(['c', 'b', 'c', 'b', 'c', 'b'] as const)
];

/** A press of "Take them in…", the question about the paper, and the press that takes. */
async function takeIn(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Take them in…' }).click();
	await page
		.getByRole('radio', { name: /separate|own/i })
		.first()
		.check();
	await page.getByRole('button', { name: /^Take \d+ box(es)? in$/ }).click();
}

function stickPicker(): void {
	Object.assign(globalThis, {
		showDirectoryPicker: async () =>
			(await navigator.storage.getDirectory()).getDirectoryHandle('stick', { create: true })
	});
}

/** Copies a folder onto the stick, instead of what lay there. */
async function carry(page: Page, folder: string): Promise<void> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = await Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map(async ({ parentPath, name }) => {
				const path = relative(folder, join(parentPath, name)).split(sep);
				return { path, base64: await readFile(join(parentPath, name), 'base64') };
			})
	);
	await page.evaluate(async (all) => {
		const root = await navigator.storage.getDirectory();
		await root.removeEntry('stick', { recursive: true }).catch(() => undefined);
		for (const { path, base64 } of all) {
			let at = await root.getDirectoryHandle('stick', { create: true });
			for (const part of path.slice(0, -1))
				at = await at.getDirectoryHandle(part, { create: true });
			const handle = await at.getFileHandle(path.at(-1) ?? '', { create: true });
			const file = await handle.createWritable();
			await file.write(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)));
			await file.close();
		}
	}, files);
}

/** Copies what the app has written on the stick to where the station finds it. */
async function carryBack(page: Page, spool: string): Promise<void> {
	const [station = ''] = await readdir(spool);
	const found = await page.evaluate(async (name) => {
		const root = await navigator.storage.getDirectory();
		const stick = await root.getDirectoryHandle('stick');
		const said = await (await stick.getDirectoryHandle(name)).getDirectoryHandle('acknowledged');
		const texts: [string, string][] = [];
		for await (const handle of said.values())
			if (handle.kind === 'file') texts.push([handle.name, await (await handle.getFile()).text()]);
		return texts;
	}, station);
	expect(found).toHaveLength(1);
	for (const [name, text] of found)
		await writeFile(join(spool, station, 'acknowledged', name), text);
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
		// The dialog itself cannot be driven: the origin's own files stand in for the stick.
		await page.addInitScript(stickPicker);
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
		for (const path of drawer)
			await copyFile(join('test/paper', path), join(home, 'scans/Drawer 2', basename(path)));
		page = await app.restart();
		await page.addInitScript(stickPicker);
		await page.goto('about:blank');
		const { status, lines } = await scan(['--box-by', 'folder']);
		expect(status).toBe(0);
		expect(lines.find(({ event }) => event === 'box-spooled')).toMatchObject({
			sides: keys.length
		});
		expect(await readdir(join(home, 'scans/done/Drawer 2'))).toHaveLength(drawer.length);
		// The folder was the box: it is gone with what was in it.
		expect(await readdir(join(home, 'scans'))).not.toContain('Drawer 2');
	});

	it('hands the box to the app, which reconciles it side by side and reads nothing twice', async () => {
		await page.goto(app.address);
		await unlock(page);
		await goTo(page, 'Feed');
		await page.getByText(`1 box with ${keys.length} sides waiting`).waitFor();
		await takeIn(page);
		await page
			.getByText(`${keys.length} sides in the station’s list, ${keys.length} in your tray.`)
			.waitFor();
		await page.getByText('Nothing waits on this computer.').waitFor();
		await page.getByText('Drawer 2').first().waitFor();
		// The station hears of it, and clears its spool.
		const { lines } = await scan(['--delete-originals', '--box-by', 'folder']);
		expect(lines.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['box-acknowledged', 'file-deleted'])
		);
		expect(await readdir(join(home, 'scans/done'))).toEqual([]);
	});

	it('prints a label and a sheet for the box, with the number of the report and no name that nobody asked for', async () => {
		await page.getByRole('link', { name: 'Print labels for the paper of these boxes' }).click();
		await page.getByText('Choose the boxes that you want it for.').waitFor();
		await page.getByRole('checkbox', { name: /Drawer 2/ }).check();
		const report = join(home, 'report');
		const { pairingFile, spool } = place();
		const asked = ['status', '--for', pairingFile, '--spool', spool, '--report', report];
		execFileSync(process.execPath, [stationCommand, ...asked]);
		const number = /[A-Z2-7]{4}-[A-Z2-7]{4}/.exec(await readFile(`${report}.csv`, 'utf8'))?.[0];
		const printed = (): Promise<string> =>
			page.getByRole('group', { name: 'The paper as it prints' }).innerText();
		const label = await printed();
		expect(label).toContain(number);
		expect(label).toContain(`${keys.length} sides`);
		expect(label).not.toContain('Drawer 2');
		await page.getByLabel('Print what the box is called').check();
		expect(await printed()).toContain('Drawer 2');
		await page.getByRole('radio', { name: /^Box sheets/ }).check();
		const sheet = await printed();
		expect(sheet).toContain(number);
		expect(sheet).toMatch(new RegExp(`Sides in\\s+${keys.length}`));
		expect(sheet).toMatch(/In a folder of its own/);
		const pdf = await nodePdf.open(new Uint8Array(await page.pdf({ format: 'letter' })));
		expect(pdf).toMatchObject({ ok: true, pdf: { pages: 1 } });
		if (pdf.ok) await pdf.pdf.close();
		await goTo(page, 'Feed');
		await page.getByText('Nothing waits on this computer.').waitFor();
	});

	it('takes the same paper once, when it is dropped in again', async () => {
		await mkdir(join(home, 'scans/Drawer 2'), { recursive: true });
		await copyFile('test/paper/box.pdf', join(home, 'scans/Drawer 2/once more.pdf'));
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
		await page
			.getByText(/1 side was changed after it was sealed.*1 of 1.*from “third\.jpg”\./)
			.waitFor();
		// The box itself tells the one way in which the side can still come, also after the station has heard.
		await page.getByText('0 of 1 side came in from the scan station.').waitFor();
		const advice =
			'Move the file from the station’s folder “done” (or “failed”) back into the folder';
		expect(await page.getByText(advice).count()).toBe(2);
		expect(await page.getByText('Go on with this box').count()).toBe(0);
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
		// As the sentence says: dropped in again, it is sealed anew.
		await copyFile(join(home, 'scans/done/fourth.jpg'), join(home, 'scans/fourth.jpg'));
		expect((await scan()).lines.map(({ event }) => event)).toContain('box-returned');
		await page.getByRole('button', { name: 'Look again' }).click();
		await page.getByText('1 box with 1 side waiting').waitFor();
		expect(await page.getByText('A box was refused').count()).toBe(0);
		await takeIn(page);
		await page.getByText('1 side in the station’s list, 1 in your tray.').waitFor();
	});

	it('takes a spool in that was carried over in a folder, and the station hears of it when it is carried back', async () => {
		const away = { ...place(), spool: join(home, 'spool-elsewhere') };
		await writeFile(join(home, 'scans/basement.tif'), await slipsFile('Basement', 4));
		await startWatch(away, ['--once']).ended;
		await carry(page, away.spool);
		await page.getByRole('button', { name: 'Take in from a folder…' }).click();
		await page.getByText('1 box with 4 sides waiting in the folder that you chose').waitFor();
		await takeIn(page);
		await page.getByText('4 sides in the station’s list, 4 in your tray.').waitFor();
		await page.getByText('basement.tif').first().waitFor();
		await carryBack(page, away.spool);
		const { lines } = await startWatch(away, ['--once']).ended;
		expect(lines.find(({ event }) => event === 'box-acknowledged')).toMatchObject({ taken: 4 });
		// A folder that is no spool is said to be none.
		await carry(page, join(home, 'scans'));
		await page.getByRole('button', { name: 'Take in from a folder…' }).click();
		await page.getByText('No station’s spool lies in this folder').waitFor();
	});

	it('ends in a packet like any other paper', async () => {
		await goTo(page, 'Decide');
		await newClient(page);
		for (const [i, key] of keys.entries()) {
			await until(page, `page ${i + 1}`, async () => (await placeOnDesk(page)) === i + 1);
			await decideByKey(page, key, i + 1);
		}
		let pictures = 0;
		for await (const found of readPacket(await release(page), await nodeEngine())) {
			if (found.is === 'unreadable') throw new Error(`the packet cannot be read: ${found.why}`);
			if (found.is === 'page') pictures += found.page.pictures.length;
		}
		expect(pictures).toBe(keys.filter((key) => key === 'c' || key === 'm').length);
	});

	it('comes on the list of paper that may be destroyed once it is filed, backed up and held, and leaves a certificate', async () => {
		const toChecks = async (): Promise<void> => {
			await goTo(page, 'Checks');
			await page.getByRole('heading', { name: 'Paper that may be destroyed' }).waitFor();
			const days = page.getByLabel('Hold paper for so many days after its last decision');
			await days.fill('0');
			await days.press('Tab');
		};
		await toChecks();
		await page.getByText('No box is ready.').waitFor();
		await page.getByText(/^Not yet \(/).click();
		const drawer = page.getByRole('listitem').filter({ hasText: 'Drawer 2' });
		expect(await drawer.innerText()).toContain('no backup of both parts since its last decision');
		const readBack = page.getByLabel(/^Read a saved backup back/);
		for (const [i, bytes] of (await saveBackups(page)).entries()) {
			const path = join(home, `${i}.zip`);
			await writeFile(path, bytes);
			await readBack.setInputFiles(path);
			await until(page, `backup ${i} read back`, async () => {
				return (await page.getByText(/^Read back whole/).count()) === i + 1;
			});
		}
		await toChecks();
		await page.getByRole('checkbox', { name: `Drawer 2: ${keys.length} sides` }).check();
		await page.getByLabel('How it was destroyed').fill('cross-cut shredder, here');
		await page.getByLabel(/Who saw it/).fill('Bo Witness');
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Note it, and save the certificate' }).click();
		const certificate = await readFile(await (await saving).path(), 'utf8');
		expect(certificate).toMatch(new RegExp(`Drawer 2</td><td class="figure">${keys.length}</td>`));
		expect(certificate).toContain('cross-cut shredder, here');
		expect(certificate).toContain('Bo Witness');
		// The log is the box’s own account, here and under Feed.
		await page.getByText('It is noted in each box’s account.').waitFor();
		await page.getByText('Destroyed (1)').click();
		const log =
			/Paper destroyed: \d{4}-\d\d-\d\d, by .*, witnessed by Bo Witness, cross-cut shredder, here/;
		expect(await drawer.innerText()).toMatch(log);
		expect(await page.getByRole('checkbox', { name: /Drawer 2/ }).count()).toBe(0);
		await goTo(page, 'Feed');
		await page.getByText(log).first().waitFor();
	});

	it('has asked nobody outside, and broken no policy', () => {
		expect(app.sink.arrived).toEqual([]);
		expect(app.complaints).toEqual([]);
	});
});
