/** An old folder of thirty pages decided by keyboard alone, with every press counted; a few more by touch on a phone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import {
	feed,
	goTo,
	openCabinet,
	setUp,
	tooWideOnPhone,
	unlock,
	until,
	verdictsTaken
} from '../support/desk-steps.ts';
import { drawWalk, touched, walk, type WalkKind } from '../support/walk-paper.ts';

const keyFor: Readonly<Record<WalkKind, string>> = {
	progress: 'c',
	administrative: 'c',
	psychotherapy: 'p',
	mixed: 'm',
	blank: 'b'
};
const phone = { width: 390, height: 844 };

/** "Page 3 of 30" as numbers; nothing while it changes. */
async function onDesk(page: Page): Promise<{ place: number; of: number } | undefined> {
	const where = page.locator('.where strong');
	const words = await where.innerText({ timeout: 1000 }).catch(() => '');
	const found = /Page (\d+) of (\d+)/.exec(words);
	return found ? { place: Number(found[1]), of: Number(found[2]) } : undefined;
}

async function pictureOf(page: Page, place: number): Promise<void> {
	const picture = page.getByRole('img', { name: new RegExp(`^Page ${place} of`) }).first();
	await picture.waitFor();
}

const countOf = (kinds: readonly WalkKind[]): number =>
	[...walk, ...touched].filter(({ kind }) => kinds.includes(kind)).length;

describe('deciding an old folder', () => {
	let app: App;
	let page: Page;
	let folder: string;
	let presses = 0;
	/** Pages that were decided together, in the order of deciding. */
	const together: number[] = [];

	async function press(key: string): Promise<void> {
		presses++;
		await page.keyboard.press(key);
	}

	/** One key; and what the screen asks before the page is gone from the desk. */
	async function decide(kind: WalkKind, place: number): Promise<void> {
		await pictureOf(page, place);
		await verdictsTaken(page);
		await press(keyFor[kind]);
		await until(page, `page ${place} to be decided`, async () => {
			if (await page.getByRole('heading', { name: /^Split page/ }).isVisible()) {
				const sheet = page.getByRole('alertdialog');
				// The safe answer has the focus: the other one is the next.
				if (await sheet.isVisible()) await press('Tab');
				await press('Enter');
				return false;
			}
			if (await page.getByRole('alertdialog').isVisible()) await press(keyFor[kind]);
			const now = await onDesk(page);
			return !now || now.place !== place || now.of !== walk.length;
		});
	}

	/** Pages that look alike: each comes on the screen, one key for all. Returns how many there were. */
	async function decideTogether(kind: WalkKind): Promise<number> {
		await press('g');
		const sheet = page.getByRole('dialog', { name: /look alike/ });
		await sheet.waitFor();
		const pages = await sheet.getByRole('listitem').count();
		const seen = sheet.getByText('All were on the screen');
		await until(page, 'every page to be seen', async () => {
			// Nothing is decided before each was on the screen.
			await page.waitForTimeout(800);
			if (await seen.isVisible()) return true;
			await press('ArrowDown');
			return false;
		});
		await press(keyFor[kind]);
		await sheet.waitFor({ state: 'hidden' });
		return pages;
	}

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'chart-and-cabinet-walk-'));
		app = await openApp({ hasTouch: true });
		({ page } = app);
		const drawing = await app.context.newPage();
		await drawing.setViewportSize({ width: 1500, height: 1200 });
		const files = await drawWalk(drawing, [...walk, ...touched], folder);
		await drawing.close();
		await page.goto(app.address);
		await setUp(page);
		await feed(page, files.slice(0, walk.length), walk.length);
		await feed(page, files.slice(walk.length), touched.length);
		await goTo(page, 'Decide');
	});

	afterAll(async () => {
		await app.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('takes fewer than 75 key presses for thirty pages', async () => {
		await pictureOf(page, 1);
		await press('a');
		const dialog = page.getByRole('dialog', { name: 'New client' });
		await dialog.waitFor();
		await expect.poll(() => dialog.getByLabel('Name').inputValue()).toBe('Ana Journey');
		await until(page, 'the way on to have the focus', () =>
			dialog
				.getByRole('button', { name: 'Add the client' })
				.evaluate((b) => b === document.activeElement)
		);
		await press('Enter');
		await dialog.waitFor({ state: 'hidden' });

		for (let now = await onDesk(page); now?.of === walk.length; now = await onDesk(page)) {
			const paper = walk[now.place - 1];
			if (!paper) throw new Error(`no page ${now.place}`);
			if (await page.getByText(/look alike/).isVisible()) {
				const count = await decideTogether(paper.kind);
				if (together.length === 0) {
					// The whole act goes back with one key.
					await press('u');
					await page.getByText(`Taken back: ${count} pages wait for you again.`).waitFor();
					expect(await onDesk(page)).toEqual(now);
					await until(page, 'the pages to look alike again', () =>
						page.getByText(/look alike/).isVisible()
					);
					await decideTogether(paper.kind);
				}
				together.push(count);
			} else await decide(paper.kind, now.place);
			await until(page, 'the next page', () => onDesk(page));
		}
		expect(await onDesk(page)).toEqual({ place: 1, of: touched.length });
		console.log(`${walk.length} pages, ${presses} key presses, together: ${together.join(' + ')}`);
		expect(presses).toBeLessThan(75);
		expect(together.length).toBeGreaterThan(0);
	});

	it('goes by touch on a phone, with the verdicts at the thumb and nothing too wide', async () => {
		await page.setViewportSize(phone);
		const bar = page.getByRole('group', { name: 'Decide this page' });
		for (const [i, { kind }] of touched.entries()) {
			await pictureOf(page, i + 1);
			const labels = { progress: 'Chart', administrative: 'Chart', psychotherapy: 'Private' };
			const label = kind === 'mixed' ? 'Mixed' : kind === 'blank' ? 'Blank' : labels[kind];
			const verdict = bar.getByRole('button', { name: new RegExp(`^${label}`) });
			expect(await fromBelow(verdict)).toBeLessThan(phone.height * 0.4);
			expect(await tooWideOnPhone(page)).toBeLessThanOrEqual(0);
			await verdict.tap();
			if (kind === 'mixed') {
				const split = page.getByRole('heading', { name: /^Split page/ });
				await split.waitFor();
				expect(await tooWideOnPhone(page)).toBeLessThanOrEqual(0);
				expect(await barriersOn(page)).toEqual([]);
				await page.getByRole('button', { name: 'File the split' }).tap();
				const anyway = page.getByRole('button', { name: 'File the split anyway' });
				await until(page, 'the split to be filed', async () => {
					if (await anyway.isVisible()) await anyway.tap();
					return !(await split.isVisible());
				});
			}
			if (i === 0) {
				// Taken back with a finger, and decided again.
				await until(page, 'the second page', async () => (await onDesk(page))?.place === 2);
				await page.getByRole('button', { name: /^Undo/ }).first().tap();
				await until(page, 'the first page again', async () => (await onDesk(page))?.place === 1);
				await pictureOf(page, 1);
				await verdict.tap();
			}
			await until(
				page,
				`page ${i + 1} to be gone`,
				async () => (await onDesk(page))?.place !== i + 1
			);
		}
		await page.getByRole('heading', { name: 'Every page has its fate' }).waitFor();
		expect(await tooWideOnPhone(page)).toBeLessThanOrEqual(0);
		const tally = await page.getByRole('list', { name: 'Decided, by fate' }).innerText();
		const said = new Map(
			[...tally.matchAll(/(\d+)\s+(Chart|Cabinet|Split|Blank)/g)].map((m) => [m[2], Number(m[1])])
		);
		expect(said).toEqual(
			new Map([
				['Chart', countOf(['progress', 'administrative'])],
				['Cabinet', countOf(['psychotherapy'])],
				['Split', countOf(['mixed'])],
				['Blank', countOf(['blank'])]
			])
		);
	});

	it('is undone step by step after a reload, the last page first', async () => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.reload();
		await unlock(page);
		// The last page but one is a split, whose whole lies in the cabinet.
		await openCabinet(page);
		await goTo(page, 'Decide');
		for (const waits of ['1 page waits', '2 pages wait']) {
			await page.keyboard.press('u');
			await page.locator('.where').getByText(waits).waitFor();
			const now = await onDesk(page);
			expect(now?.of).toBe(touched.length);
			// Elsewhere on the desk: what is on it is taken back first.
			await page.keyboard.press('Escape');
		}
		// A sheet from beside the page lies over it: a key that is pressed there decides nothing.
		await page.keyboard.press('k');
		await page.getByRole('button', { name: 'Correct where it was kept…' }).click();
		const sheet = page.getByRole('dialog', { name: 'Where was this paper kept?' });
		await sheet.getByRole('button', { name: 'Go back' }).focus();
		await page.keyboard.press('b');
		await sheet.getByRole('button', { name: 'Go back' }).press('Enter');
		await sheet.waitFor({ state: 'hidden' });
		await page.locator('.where').getByText('2 pages wait').waitFor();
		expect(app.complaints).toEqual([]);
		expect(app.sink.arrived).toEqual([]);
	});
});

/** How far the top of something is from the bottom of the phone's screen. */
async function fromBelow(locator: Locator): Promise<number> {
	const box = await locator.boundingBox();
	if (!box) throw new Error('it is not on the screen');
	return phone.height - box.y;
}
