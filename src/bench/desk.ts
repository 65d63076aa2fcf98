/** What a person does at the desk to have a box read: setting up, feeding, waiting, saving a backup. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** They guard invented pages in a profile that is thrown away. */
export const passphrase = 'sorrel lantern quay thimble oat';
const cabinetPassphrase = 'vellum harrow inkling dusk pear';

export async function setUp(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Set up my practice' }).click();
	await page.getByLabel('Name of the practice').fill('Bench');
	await page.getByLabel('Your name').fill('Ida Morrow');
	await page.getByLabel('Your credential').fill('LCSW');
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByLabel('Passphrase for the desk', { exact: true }).fill(passphrase);
	await page
		.getByLabel('Passphrase for your locked cabinet', { exact: true })
		.fill(cabinetPassphrase);
	await page.getByRole('button', { name: 'Make my keys' }).click();
	for (const act of ['Go on to your own kit', 'Finish set-up']) {
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as a file instead' }).click();
		const kit = await readFile(await (await saving).path(), 'utf8');
		const secret = kit.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
		await page.getByLabel('Type the code from your paper').fill(secret.slice(16));
		await page.getByRole('button', { name: act }).click();
		await page.getByRole('button', { name: act }).waitFor({ state: 'detached' });
	}
	await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
}

export async function goTo(page: Page, screen: string): Promise<void> {
	await page
		.getByRole('link', { name: new RegExp(`^${screen}\\b`) })
		.first()
		.click();
	await page.getByRole('heading', { level: 1, name: new RegExp(`^${screen}`) }).waitFor();
}

/** An owner adds front-desk staff, who type their passphrase at this workstation. */
export async function addStaff(page: Page, name: string, theirs: string): Promise<void> {
	await goTo(page, 'Settings');
	await page.getByRole('link', { name: 'Add someone' }).click();
	await page.getByRole('radio', { name: 'Staff' }).check();
	await page.getByLabel('Their name').fill(name);
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByLabel('Passphrase for the desk', { exact: true }).fill(theirs);
	await page.getByRole('button', { name: 'Join the practice' }).click();
	await page.getByText(`${name} has joined`).waitFor();
}

/** Everything but the files themselves: the Feed screen waits for them. */
export async function readyToFeed(page: Page): Promise<void> {
	await goTo(page, 'Feed');
	await page.getByRole('radio').first().check();
}

/** The files go in as one box; resolves when the browser has them, which is when feeding begins. */
export async function feedFiles(page: Page, files: readonly string[]): Promise<void> {
	await page.getByLabel('Files to feed').setInputFiles([...files]);
	const go = page.getByRole('button', { name: /^Feed \d+ files?$/ });
	if (await go.isVisible()) await go.click();
}

/** How far the newest box has come, as its account on the Feed screen says. */
export interface Account {
	readonly sides: number;
	/** Sides that do not wait to be read any more: read, unreadable, or our own separator sheets. */
	readonly finished: number;
	/** Files are still being taken in, or pages read. */
	readonly isBusy: boolean;
}

export interface Moment extends Account {
	/** Milliseconds on the page's own clock. */
	readonly at: number;
}

/** Watches the newest box's account from within the page, so that no moment is lost on the way out. */
export async function watchBox(page: Page): Promise<BoxWatch> {
	await page.evaluate(() => {
		const count = (label: string): number => {
			const terms = [...document.querySelectorAll('main dl dt')];
			const term = terms.find((each) => each.textContent.trim() === label);
			// "12 of 24", where somebody counted the sheets.
			return parseInt(term?.parentElement?.querySelector('dd')?.textContent ?? '0', 10);
		};
		const seen: Moment[] = [];
		const look = (): void => {
			const sides = count('Sides in');
			const undecided = document.querySelector('main .undecided')?.textContent ?? '';
			const finished = sides - parseInt(/(\d+) still to be read/.exec(undecided)?.[1] ?? '0', 10);
			const isBusy = document.querySelector('main [role=progressbar]') !== null;
			const last = seen.at(-1);
			const isNews = last?.sides !== sides || last.finished !== finished || last.isBusy !== isBusy;
			if (isNews) seen.push({ at: performance.now(), sides, finished, isBusy });
		};
		setInterval(look, 50);
		Object.assign(globalThis, { seenByBench: seen });
	});
	const moments = (): Promise<Moment[]> =>
		page.evaluate(() => (globalThis as unknown as { seenByBench: Moment[] }).seenByBench);
	return { now: () => page.evaluate(() => performance.now()), moments };
}

export interface BoxWatch {
	/** The page's own clock, milliseconds. */
	now(): Promise<number>;
	/** Every change that was seen, oldest first. */
	moments(): Promise<readonly Moment[]>;
}

/** Whether the box is in and nothing of it waits any more. */
export function isDone(moment: Moment | undefined): boolean {
	return (
		moment !== undefined && !moment.isBusy && moment.sides > 0 && moment.finished >= moment.sides
	);
}

/** The moment at which each page was finished, oldest first. */
export function endsOf(moments: readonly Moment[]): number[] {
	let before = 0;
	return moments.flatMap(({ at, finished }) => {
		const ends = Array.from({ length: Math.max(0, finished - before) }, () => at);
		before = Math.max(before, finished);
		return ends;
	});
}

/** Both parts of a backup, as files. */
export async function saveBackups(page: Page): Promise<Uint8Array<ArrayBuffer>[]> {
	await goTo(page, 'Settings');
	const files: Uint8Array<ArrayBuffer>[] = [];
	for (const place of [0, 1]) {
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save a backup file' }).nth(place).click();
		files.push(new Uint8Array(await readFile(await (await saving).path())));
	}
	return files;
}
