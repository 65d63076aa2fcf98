/** `npm run pictures`: walks through the built app, takes every screen's picture, and renews those of the README. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { ensureBuilt } from './build.ts';
import { firstVisit } from './pictures/first-visit.ts';
import { lookAtTheFrontDesk } from './pictures/front-desk.ts';
import { openBrowser, openCamera, type Camera } from './pictures/camera.ts';
import { paper, walkTheSample } from './pictures/sample.ts';
import { lookAtStorage } from './pictures/storage.ts';
import { root } from './run.ts';

const folder = join(root, '.cache/pictures');
const forReadme = join(root, '.pictures');
/** A README is read on phones, too. */
const atMost = 250_000;

/** Writes a picture for the README, with fewer colours until it is small enough. */
async function keep(name: string, from: Sharp): Promise<void> {
	const file = join(forReadme, `${name}.png`);
	const png = await from.png().toBuffer();
	for (const colours of [256, 128, 64, 32]) {
		await sharp(png).png({ palette: true, colours, effort: 10 }).toFile(file);
		if (statSync(file).size <= atMost) return;
	}
	throw new Error(`.pictures/${name}.png is too large`);
}

/** A packet's first two pages side by side; `false` without poppler's `pdftoppm`. */
async function drawPacket(pdf: string): Promise<boolean> {
	const at = join(folder, 'packet');
	const drawn = spawnSync('pdftoppm', ['-r', '80', '-l', '2', '-png', pdf, at]);
	if (drawn.status !== 0) return false;
	// pdftoppm pads the number to the width of the document's last page.
	const pages = sharp(await sheet(at, 1)).metadata();
	const { width, height } = await pages;
	const gap = 24;
	const ground = { width: width * 2 + gap * 3, height: height + gap * 2, channels: 3 as const };
	await keep(
		'packet',
		sharp({ create: { ...ground, background: '#e9e2d2' } }).composite([
			{ input: await sheet(at, 1), left: gap, top: gap },
			{ input: await sheet(at, 2), left: width + gap * 2, top: gap }
		])
	);
	return true;
}

async function sheet(at: string, page: number): Promise<Buffer> {
	for (const name of [`${at}-${page}.png`, `${at}-0${page}.png`]) {
		if (statSync(name, { throwIfNoEntry: false })) return sharp(name).png().toBuffer();
	}
	throw new Error(`page ${page} of the packet was not drawn`);
}

async function walk(open: () => Promise<Camera>): Promise<readonly string[]> {
	const first = await open();
	await firstVisit(first);
	await first.close();

	const troubled = await open();
	await lookAtStorage(troubled, paper);
	await troubled.close();

	const desk = await open();
	await lookAtTheFrontDesk(desk, paper);
	await desk.close();

	const sample = await open();
	const packet = await walkTheSample(sample);
	const light = (name: string): Sharp => sharp(join(folder, `light-1440/${name}.png`));
	mkdirSync(forReadme, { recursive: true });
	await keep(
		'feeding',
		light('feed-going-in').extract({ left: 0, top: 0, width: 1440, height: 900 })
	);
	await keep('deciding', light('decide-06'));
	await keep('deciding-handwritten', light('decide-10'));
	if (!(await drawPacket(packet))) await keep('packet', light('release-proof'));
	await keep('how', light('how').extract({ left: 0, top: 0, width: 1440, height: 715 }));
	await sample.close();
	return [first, troubled, desk, sample].flatMap(({ complaints }) => complaints);
}

await ensureBuilt();
const { serveApp } = await import('../server/serve.ts');
const { server, address } = await serveApp({ host: '127.0.0.1', port: 0 });
const browser = await openBrowser();
rmSync(folder, { recursive: true, force: true });
try {
	const complaints = await walk(() => openCamera(browser, address, folder));
	for (const complaint of complaints) console.error(complaint);
	if (complaints.length > 0) process.exitCode = 1;
} finally {
	await browser.close();
	server.close();
	server.closeAllConnections();
}
