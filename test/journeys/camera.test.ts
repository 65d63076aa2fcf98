/** Two sheets photographed by Chromium's fake camera, which films a page of ours lying on a desk. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxesInBackup, type KeptBox } from '../../src/bench/backed-up.ts';
import { saveBackups } from '../../src/bench/desk.ts';
import { photographed } from '../camera/photo.ts';
import { openApp, type App } from '../support/app.ts';
import { goTo, passphrase, setUp } from '../support/desk-steps.ts';

const photo = { width: 1440, height: 1800 };
const corners = [
	{ x: 170, y: 150 },
	{ x: 1290, y: 110 },
	{ x: 1340, y: 1640 },
	{ x: 120, y: 1610 }
] as const;

/** One frame is a film to the fake camera: it shows it again and again. */
async function film(file: string): Promise<void> {
	const page = await sharpCodec.decode(
		new Uint8Array(await readFile('test/paper/dev-001.jpg')),
		'image/jpeg'
	);
	const scene = {
		photo,
		corners,
		desk: [84, 62, 44] as const,
		grain: 0.2,
		noise: 2,
		falloff: 0.15
	};
	await writeFile(file, await sharpCodec.encodeJpeg(photographed(page, scene), 0.95));
}

describe('the camera', () => {
	let app: App;
	let folder: string;
	let refusal: string;
	let box: KeptBox | undefined;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'camera-'));
		const file = join(folder, 'desk.mjpeg');
		await film(file);
		app = await openApp({
			args: [
				'--use-fake-device-for-media-stream',
				'--use-fake-ui-for-media-stream',
				`--use-file-for-fake-video-capture=${file}`
			]
		});
		const { page } = app;
		await page.goto(app.address);
		await setUp(page);
		await goTo(page, 'Feed');
		await page.getByRole('link', { name: /camera/i }).click();
		await page.getByText('Edges found').waitFor();
		await page.keyboard.press('Space');
		await page.getByRole('button', { name: /^Sheet 1(?!, being)/ }).waitFor();
		await page.getByRole('button', { name: 'Take sheet 2' }).click();
		const second = page.getByRole('button', { name: /^Sheet 2(?!, being)/ });
		await second.click();
		await page.getByRole('button', { name: /^Top left corner/ }).press('Alt+ArrowLeft');
		await page.getByRole('button', { name: 'Flatten' }).click();
		await page.getByText(/^Flattened:/).waitFor();
		await page.getByRole('button', { name: 'Done' }).click();
		// Leaving with sheets in hand asks first.
		await page
			.getByRole('link', { name: /^Today/ })
			.first()
			.click();
		const asked = page.getByRole('alertdialog').or(page.getByRole('dialog'));
		refusal = await asked.innerText();
		await asked.getByRole('button', { name: 'Stay' }).click();
		await page.getByRole('button', { name: 'Put 2 sheets in the box' }).click();
		await page.getByRole('heading', { level: 1, name: 'Feed' }).waitFor();
		await page.getByRole('radio').first().check();
		await page.getByRole('button', { name: 'Feed 2 files' }).click();
		await page.getByRole('progressbar', { name: /^Reading/ }).waitFor();
		await page.getByRole('progressbar', { name: /^Reading/ }).waitFor({ state: 'detached' });
		[box] = await boxesInBackup(await saveBackups(page), passphrase);
	});

	afterAll(async () => {
		await app.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('asks before photographed sheets are left behind', () => {
		expect(refusal).toContain('Leave without these sheets?');
	});

	it('puts both sheets in as sides, and reads them', () => {
		expect(box?.pages).toHaveLength(2);
		for (const page of box?.pages ?? [])
			expect(page.reading?.text).toMatch(/LAKESHORE ANXIETY[^]*Monitoring form[^]*workbook/);
	});

	it('never trips over the content security policy, and sends nothing anywhere', () => {
		expect(app.complaints).toEqual([]);
		expect(app.sink.arrived).toEqual([]);
	});
});
