import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeReader } from '../release/packets.ts';
import type { App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import { clientName, goTo, openWithTwoPages, release, unlock } from '../support/desk-steps.ts';
import { pdftotext } from '../support/pdftotext.ts';

/** Somebody else's name stands on the page that is filed for the client. */
const stranger = 'Venkataraman';
const covered = `Priya ${stranger}`;

/** So many cells across and down: each is smaller than a covered name, and larger than a stroke of a letter. */
const [across, down] = [90, 140];
const cells = Array.from({ length: across * down }, (_, i) => ({
	x: (i % across) / across,
	y: Math.floor(i / across) / down,
	width: 1 / across,
	height: 1 / down
}));

interface Opened {
	readonly words: string;
	/** Cells that are black all through. */
	readonly black: number;
}

async function opened(bytes: Uint8Array): Promise<Opened> {
	const spots = new Map(Array.from({ length: 12 }, (_, i) => [i + 1, cells] as const));
	const words: string[] = [];
	let black = 0;
	for await (const found of nodeReader(new Uint8Array(bytes), { spots })) {
		if (found.is !== 'page') continue;
		words.push(...found.page.words);
		const seen = found.page.pictures.flatMap(({ shown }) => shown?.lightest ?? []);
		black += seen.filter((grey) => grey < 40).length;
	}
	return { words: words.join(' '), black };
}

describe('somebody else on a client’s page', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openWithTwoPages();
		({ page } = app);
	});

	afterAll(async () => {
		await app.close();
	});

	it('is covered by keyboard, looked at twice, and kept beside the page', async () => {
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).click();
		await page.getByRole('button', { name: /^Page 1\b/ }).click();
		await page.getByText(stranger).first().waitFor();
		expect(await barriersOn(page)).toEqual([]);
		await page.getByRole('link', { name: /^Redact/ }).press('Enter');
		await page.getByRole('heading', { name: /^Redact page/ }).waitFor();
		await page.getByLabel('Cover words by name').fill(covered);
		await page.keyboard.press('Enter');
		await page.getByText(/^\d+ places? covered\.$/).waitFor();
		expect(await barriersOn(page)).toEqual([]);
		// A box by hand, moved and made smaller, then let go.
		await page.getByRole('button', { name: 'Add a box' }).press('Enter');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Shift+ArrowLeft');
		await page.keyboard.press('Delete');
		await page.keyboard.press('Escape');
		const leaving = page.getByRole('alertdialog', { name: 'Leave without the redacted copy?' });
		await leaving.getByRole('button', { name: 'Stay' }).press('Enter');
		await leaving.waitFor({ state: 'hidden' });
		await page.getByRole('button', { name: 'Lock', exact: true }).press('Enter');
		await unlock(page);
		await page.getByRole('link', { name: 'The redaction of a page' }).press('Enter');
		await page.getByText('What you were typing is here again').waitFor();
		expect(await barriersOn(page)).toEqual([]);
		await page.getByRole('button', { name: /^Second look/ }).press('Enter');
		const look = page.getByRole('dialog', { name: 'What can still be read?' });
		const words = await look.getByRole('region', { name: 'The words of the copy' }).innerText();
		expect(words).toContain('Panic');
		expect(words).not.toContain(stranger);
		expect(await barriersOn(page)).toEqual([]);
		await look.getByRole('button', { name: 'Keep this copy' }).press('Enter');
		await page.getByText('A redacted copy lies beside the page now.').waitFor();
	});

	it('still stands on the page, and one key shows the copy', async () => {
		const words = page.getByRole('region', { name: 'Words of the page' });
		await words.getByText(stranger).first().waitFor();
		await page.keyboard.press('v');
		await words.getByText(stranger).first().waitFor({ state: 'detached' });
		expect(await words.getByText(stranger).count()).toBe(0);
		await page.keyboard.press('v');
		await words.getByText(stranger).first().waitFor();
	});

	it('leaves no trace in the packet but the black', async () => {
		const bytes = await release(page);
		const { words, black } = await opened(bytes);
		expect(words).toContain('Panic');
		expect(words).toContain('redacted');
		expect(words).not.toMatch(new RegExp(`Priya|${stranger}`, 'i'));
		expect(black).toBeGreaterThan(4);
		// As somebody would look for it who means harm.
		expect(pdftotext(bytes) ?? '').not.toMatch(new RegExp(`Priya|${stranger}`, 'i'));
		expect(Buffer.from(bytes).toString('latin1')).not.toContain(stranger);
		expect(app.complaints).toEqual([]);
		expect(app.sink.arrived).toEqual([]);
	});

	it('goes out whole only for a reason that somebody writes', async () => {
		await page.getByRole('button', { name: 'Next request' }).click();
		await page.getByRole('combobox', { name: 'Client' }).click();
		await page.getByRole('option', { name: /Ana Journey/ }).click();
		await page.getByLabel('Name of whoever asks').fill(clientName);
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await page.getByText(/Redacted copy, \d+ places? covered/).waitFor();
		await page.getByRole('button', { name: /^Send it whole/ }).click();
		await page.getByRole('button', { name: 'Send it whole', exact: true }).click();
		await page.getByText('Say why it may go out whole.').waitFor();
		await page.getByLabel('The reason').fill('The other client has agreed in writing.');
		await page.getByRole('button', { name: 'Send it whole', exact: true }).click();
		await page.getByText('Goes out whole, though it has a redacted copy').waitFor();
		await page.getByRole('button', { name: /^Send the redacted copy/ }).click();
		await page.getByText(/Redacted copy, \d+ places? covered/).waitFor();
		expect(await page.getByText('Goes out whole').count()).toBe(0);
	});
});
