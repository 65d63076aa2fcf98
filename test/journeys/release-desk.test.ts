import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#lib/page/date.ts';
import { consentElements } from '#lib/release/part2.ts';
import { authorizationElements } from '#lib/release/authority.ts';
import type { App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import {
	buildAndSave,
	clientName,
	follow,
	goTo,
	openWithTwoPages,
	passGate,
	tooWideOnPhone,
	until
} from '../support/desk-steps.ts';

const today = dayOf(new Date());
/** Any scan will do for a signed form: a person reads it, not the program. */
const paper = 'test/paper/dev-010.jpg';

const screens = [
	...['/', '/feed', '/decide', '/charts', '/cabinet', '/history', '/checks', '/settings'],
	...['/release', '/release/log', '/release/accountings', '/release/incidents', '/release/try'],
	...['/how', '/protected']
];

const card = (page: Page, name: string) => page.getByRole('region', { name });

async function askAsAttorney(page: Page): Promise<void> {
	await goTo(page, 'Release');
	await page.getByRole('combobox', { name: 'Client' }).click();
	await page.getByRole('option', { name: new RegExp(clientName) }).click();
	await page.getByLabel('Who asks', { exact: true }).selectOption('attorney');
	await page.getByLabel('Name of whoever asks').fill('Dana Whitfield, Esq.');
	await page.getByLabel('How you made sure of who asks').selectOption('official');
	await page.getByRole('textbox', { name: 'Purpose' }).fill('a claim for disability benefits');
	await page.getByLabel('Request received on').fill(addDays(today, -3));
	const basis = card(page, 'What allows it');
	await basis.getByLabel('Signed on').fill(addDays(today, -40));
	await basis.getByLabel('Expires on').fill(addDays(today, 60));
	await basis.getByLabel('Made out to').fill('Whitfield, Dana');
	for (const words of Object.values(authorizationElements))
		await basis.getByRole('checkbox', { name: words }).check();
}

async function attach(page: Page, kind: string, pictures: number): Promise<void> {
	const papers = card(page, 'Its papers');
	await papers.getByLabel('What the next paper is').selectOption(kind);
	await papers.getByLabel('Attach a paper').setInputFiles(paper);
	await until(
		page,
		'the paper to be attached',
		async () => (await papers.getByRole('img').count()) === pictures
	);
}

/** Nothing too wide on a phone, and nobody kept out there. */
async function expectOpenOnPhone(page: Page): Promise<void> {
	expect(await tooWideOnPhone(page)).toBe(0);
	const before = page.viewportSize() ?? { width: 1440, height: 900 };
	await page.setViewportSize({ width: 390, height: 844 });
	expect.soft(await barriersOn(page)).toEqual([]);
	await page.setViewportSize(before);
}

describe('the release desk', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openWithTwoPages();
		({ page } = app);
	});

	afterAll(async () => {
		await app.close();
	});

	it('sends an attorney’s authorization back with its two defects, and takes it mended', async () => {
		await askAsAttorney(page);
		await attach(page, 'authorization', 1);
		expect(await tooWideOnPhone(page)).toBe(0);
		const scan = card(page, 'Its papers').getByRole('img');
		const before = await scan.getAttribute('src');
		await page.getByRole('button', { name: 'Turn right' }).click();
		await until(page, 'the paper to be turned', async () => {
			const now = await scan.getAttribute('src').catch(() => null);
			return now !== null && now !== before;
		});
		const basis = card(page, 'What allows it');
		await basis.getByLabel('Expires on').fill(addDays(today, -1));
		await basis.getByRole('checkbox', { name: /the recipient may pass it on/ }).uncheck();
		await basis.getByLabel('Made out to').fill('Any insurer');
		await basis.getByLabel('Last day that it covers').fill(addDays(today, -400));
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		const blocked = page.getByRole('alert');
		await blocked.getByText('The authorization has expired.').waitFor();
		await blocked.getByText(/^The authorization is made out to somebody else/).waitFor();
		await blocked.getByText(/^The authorization covers pages dated until/).waitFor();
		expect(await blocked.getByRole('listitem').count()).toBe(5);
		const on = page.getByRole('button', { name: 'Go on to the gate' });
		expect(await on.isDisabled()).toBe(true);
		await page.getByRole('button', { name: 'Change the request' }).first().click();
		// The paper is kept with the request while it is mended.
		expect(await card(page, 'Its papers').getByRole('img').count()).toBe(1);
		await basis.getByLabel('Expires on').fill(addDays(today, 60));
		await basis.getByRole('checkbox', { name: /the recipient may pass it on/ }).check();
		await basis.getByRole('checkbox', { name: /the form means whoever asks/ }).check();
		await basis.getByLabel('Last day that it covers').fill('');
		await expectOpenOnPhone(page);
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await page.getByRole('button', { name: 'Go on to the gate' }).waitFor();
		await expectOpenOnPhone(page);
		await passGate(page);
		await expectOpenOnPhone(page);
		await buildAndSave(page);
		await expectOpenOnPhone(page);
		await page.getByRole('button', { name: 'Next request' }).click();
	});

	it('lets nothing more leave on it once it was revoked', async () => {
		const answered = card(page, 'Requests that were answered');
		expect(await answered.textContent()).toMatch(/Ana Journey\s+for Dana Whitfield, Esq\./);
		await answered.getByRole('button', { name: 'Revoked…' }).click();
		await page.getByLabel('How the practice learned of it').fill('A letter from the client');
		await page.getByRole('button', { name: 'Enter the revocation' }).click();
		await answered.getByText('Revoked', { exact: true }).waitFor();
		await answered.getByRole('button', { name: 'Look at it again' }).click();
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await page.getByText(/nothing further may leave on it/).waitFor();
		expect(await page.getByRole('button', { name: 'Go on to the gate' }).isDisabled()).toBe(true);
		await page.getByRole('button', { name: 'Change the request' }).first().click();
		await page.getByRole('button', { name: 'Put it back', exact: true }).first().click();
		const asks = page.getByLabel('Name of whoever asks');
		await asks.fill('Somebody');
		await page.getByRole('button', { name: 'Clear the form' }).click();
		const drop = page.getByRole('alertdialog', { name: 'Drop what is typed here?' });
		await drop.getByRole('button', { name: 'Stay' }).click();
		expect(await asks.inputValue()).toBe('Somebody');
		await page.getByRole('button', { name: 'Clear the form' }).click();
		await drop.getByRole('button', { name: 'Drop it' }).click();
		await drop.waitFor({ state: 'hidden' });
		expect(await asks.inputValue()).toBe('');
	});

	it('keeps a Part 2 page and a couple’s page until each has its own paper', async () => {
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).first().click();
		await page.getByRole('button', { name: /^Page 1/ }).click();
		await page.getByRole('button', { name: 'Who is on it…' }).click();
		const sheet = page.getByRole('dialog', { name: 'Who else is on this page?' });
		await sheet.getByLabel('Who was in the room').selectOption('couple');
		await sheet.getByRole('button', { name: 'Add a person' }).click();
		await sheet.getByLabel('Person 1').fill('Sam Ito');
		await sheet.getByLabel('Who they are to the client').fill('spouse');
		await sheet.getByRole('checkbox', { name: /Part 2 program/ }).check();
		await sheet.getByRole('button', { name: 'Save' }).click();
		await page.getByText('Part 2 record, couple session, with Sam Ito (spouse)').first().waitFor();

		await askAsAttorney(page);
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await page.getByText('Still missing: the authority of Sam Ito.').waitFor();
		await page.getByRole('button', { name: 'Go on to the gate' }).click();
		await page.getByText(/A general medical release is not enough/).waitFor();
		await page.getByText(/nothing here says that Sam Ito’s part may leave/).waitFor();
		expect(await page.getByRole('button', { name: /^Build/ }).isDisabled()).toBe(true);

		await page.getByRole('button', { name: 'Back to the plan' }).click();
		await page.getByLabel('What speaks for Sam Ito').selectOption('authorization');
		await page.getByLabel('Signed when, and until when').fill('Signed last week, until June');
		await page.getByText('Still missing: the authority of Sam Ito.').waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Change the request' }).first().click();
		const consent = card(page, 'Substance use records');
		await consent.getByLabel('What allows them to leave').selectOption('consent');
		await consent.getByLabel('Signed on').fill(addDays(today, -10));
		await consent.getByLabel('Expires on').fill(addDays(today, 60));
		for (const words of Object.values(consentElements))
			await consent.getByRole('checkbox', { name: words }).check();
		await attach(page, 'part2-consent', 1);
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await passGate(page);
		await buildAndSave(page);
		await page.getByText('The release stands in the disclosure log').waitFor();
		expect(await page.getByRole('button', { name: 'Next request' }).isVisible()).toBe(true);
	});

	it('shows what would go out today without a request', async () => {
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).first().click();
		await page.getByRole('link', { name: 'What would go out today?' }).click();
		await page.getByText(/2 of 2 pages would be in the packet/).waitFor();
		await page.getByLabel('As if').selectOption('third-party');
		await page.getByText(/A general medical release is not enough/).waitFor();
		expect(await page.getByLabel('Your word on it').count()).toBe(0);
		expect(page.url()).not.toMatch(/ana.?journey|Ana|Journey/);
	});

	it('fits every screen on a phone', async () => {
		const wide: Record<string, number> = {};
		for (const path of screens) {
			await follow(page, path);
			const over = await tooWideOnPhone(page);
			if (over > 0) wide[path] = over;
		}
		expect(wide).toEqual({});
	});

	it('keeps nobody out of any screen, by the rules that a machine can check', async () => {
		const barriers: Record<string, readonly string[]> = {};
		for (const path of screens) {
			await follow(page, path);
			const found = await barriersOn(page);
			if (found.length > 0) barriers[path] = found;
		}
		expect(barriers).toEqual({});
	});
});
