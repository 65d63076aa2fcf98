/** A browser on the built app that takes each screen's picture at two widths, light and dark, and in forced colours. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from '../chromium.ts';

const sizes = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
] as const;
/** Who sees little may have the system choose every colour; what a screen says by colour alone is then gone. */
const looks = [
	{ name: 'light', colorScheme: 'light', forcedColors: 'none', sizes },
	{ name: 'dark', colorScheme: 'dark', forcedColors: 'none', sizes },
	{ name: 'forced', colorScheme: 'dark', forcedColors: 'active', sizes: [sizes[0]] }
] as const;

/** Loud enough for a machine that does other things too. */
const patience = 240_000;

/** What the reading engine says to itself of a page. */
const chatter = /^(Detected \d+ diacritics|Empty page!!|Estimating resolution as \d+)$/;

export interface Camera {
	readonly page: Page;
	/** Errors and breaches of the content security policy that reached the console, with the screen they came on. */
	readonly complaints: readonly string[];
	/** Takes the screen as it is now; `whole` takes what lies below the fold, too. */
	readonly snap: (name: string, options?: { readonly whole?: boolean }) => Promise<void>;
	close(): Promise<void>;
}

export function openBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: ensureChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
}

/** A visit of its own storage. Pictures go to `<folder>/<look>-<width>/<name>.png`. */
export async function openCamera(
	browser: Browser,
	address: string,
	folder: string
): Promise<Camera> {
	const context = await browser.newContext({
		viewport: sizes[0],
		colorScheme: 'light',
		reducedMotion: 'reduce',
		locale: 'en-US',
		acceptDownloads: true
	});
	context.setDefaultTimeout(patience);
	const page = await context.newPage();
	const complaints: string[] = [];
	let latest = 'start';
	page.on('pageerror', (error) => complaints.push(`after ${latest}: ${error.message}`));
	page.on('console', (message) => {
		const text = message.text();
		if (chatter.test(text)) return;
		if (message.type() === 'error' || /Content Security Policy|TrustedScript/.test(text))
			complaints.push(`after ${latest}: ${text}`);
	});
	await page.goto(address);

	async function snap(name: string, { whole = false } = {}): Promise<void> {
		latest = name;
		for (const { name: look, colorScheme, forcedColors, sizes: widths } of looks) {
			await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
			for (const size of widths) {
				await page.setViewportSize(size);
				// What is fixed to the window stands where a person sees it first.
				if (whole) await page.evaluate(() => scrollTo(0, 0));
				// The layout follows the window in an observer's own time, and colours go over into the other theme's.
				await page.waitForTimeout(500);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				if (wide > 0) complaints.push(`${name} is ${wide} px too wide at ${size.width} px`);
				const place = join(folder, `${look}-${size.width}`);
				mkdirSync(place, { recursive: true });
				await page.screenshot({ path: join(place, `${name}.png`), fullPage: whole });
			}
		}
		await page.emulateMedia({
			colorScheme: 'light',
			forcedColors: 'none',
			reducedMotion: 'reduce'
		});
		await page.setViewportSize(sizes[0]);
		console.log(name);
	}
	return { page, complaints, snap, close: () => context.close() };
}
