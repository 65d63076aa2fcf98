import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceFor } from '#lib/desk/sentences.ts';
import { serveApp, type Served } from '../../src/server/serve.ts';
import { openApp, type App } from '../support/app.ts';
import { goTo, setUp, unlock, until } from '../support/desk-steps.ts';

/**
 * The build as a later version would be: another mark, and folders of one more shape that shuts older programs out. Its
 * files keep their names, so the browser's own cache of them is emptied before they are asked for.
 */
function makeNewer(): string {
	mkdirSync('.cache', { recursive: true });
	const newer = mkdtempSync(join('.cache', 'newer-'));
	cpSync('build', newer, { recursive: true, filter: (path) => !path.endsWith('.br') });
	const { version } = JSON.parse(read(join(newer, 'client/_app/version.json'))) as {
		readonly version: string;
	};
	const lastStep = /\{stores:\{removed:(["'`])id\1\}\}\]/g;
	let steps = 0;
	for (const name of readdirSync(newer, { recursive: true, encoding: 'utf8' })) {
		if (!/\.(js|json|html)$/.test(name)) continue;
		const path = join(newer, name);
		const before = read(path);
		const after = before.replaceAll(version, `${version}1`).replace(lastStep, (step) => {
			steps++;
			return `${step.slice(0, -1)},{stores:{later:'id'},shutsOut:!0}]`;
		});
		if (after !== before) writeFileSync(path, after);
	}
	if (steps === 0) throw new Error('the build does not name its last shape as expected');
	return newer;
}

function read(path: string): string {
	return readFileSync(path, 'utf8');
}

const clients = async (page: Page): Promise<string> => {
	await goTo(page, 'Charts');
	return page.locator('main').innerText();
};

async function addClient(page: Page, name: string): Promise<void> {
	await goTo(page, 'Charts');
	await page.getByRole('button', { name: 'Add a client' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Add a client' });
	await dialog.getByLabel('Name').first().fill(name);
	await page.keyboard.press('Enter');
}

/** The builds that this browser holds. */
function kept(page: Page): Promise<readonly string[]> {
	return page.evaluate(async () => (await caches.keys()).filter((key) => key.startsWith('build-')));
}

describe('a newer version is served', () => {
	let app: App;
	let page: Page;
	let newer = '';
	let served: Served;
	/** Unlocked in the older version, and at the door of it. */
	let stale: Page;
	let late: Page;
	let older: readonly string[] = [];

	beforeAll(async () => {
		newer = makeNewer();
		app = await openApp();
		({ page } = app);
		await page.goto(app.address);
		await setUp(page);
		await addClient(page, 'Ana Before');
		await page.getByText('Ana Before').first().waitFor();
		await page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
		older = await kept(page);
		stale = await app.context.newPage();
		await stale.goto(app.address);
		await unlock(stale);
		late = await app.context.newPage();
		await late.goto(app.address);
		await late.getByLabel('Passphrase', { exact: true }).waitFor();

		const { port } = new URL(app.address);
		await app.stopServer();
		served = await serveApp({ host: '127.0.0.1', port: Number(port), build: newer });
		const session = await app.context.newCDPSession(page);
		await session.send('Network.clearBrowserCache');
	});

	afterAll(async () => {
		await app.close();
		served.server.close();
		served.server.closeAllConnections();
		rmSync(newer, { recursive: true, force: true });
	});

	it('and is kept ready, while the open tabs go on with the one that they have', async () => {
		await page.evaluate(async () => {
			await (await navigator.serviceWorker.getRegistration())?.update();
		});
		await until(page, 'the newer version to lie ready', () =>
			page.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration();
				return registration?.waiting?.state === 'installed';
			})
		);
		expect(older).toHaveLength(1);
		expect(await kept(page)).toEqual(expect.arrayContaining([...older]));
		expect(await kept(page)).toHaveLength(2);
		await addClient(page, 'Bo Between');
		await page.getByText('Bo Between').first().waitFor();
	});

	it('is taken at lock, and everything opens in it', async () => {
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await until(page, 'the older version to be let go of', async () => {
			const names = await kept(page).catch(() => []);
			return names.length === 1 && !older.includes(names[0] ?? '');
		});
		await page.getByLabel('Passphrase', { exact: true }).waitFor();
		await unlock(page);
		const text = await clients(page);
		expect(text).toContain('Ana Before');
		expect(text).toContain('Bo Between');
		await addClient(page, 'Cy After');
		await page.getByText('Cy After').first().waitFor();
	});

	it('puts the older tab that was open out of work, with a way on', async () => {
		await stale.getByRole('heading', { name: 'This tab is out of date' }).waitFor();
		expect(await stale.getByRole('button', { name: 'Lock', exact: true }).count()).toBe(0);
	});

	it('takes nothing from an older tab that is unlocked only then, which says what to do', async () => {
		await unlock(late);
		await addClient(late, 'Di Never');
		await late.getByText(sentenceFor('outdated')).first().waitFor();
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await unlock(page);
		expect(await clients(page)).not.toContain('Di Never');
	});

	it('and is what the older tab reloads into', async () => {
		await stale.getByRole('button', { name: 'Reload' }).click();
		await stale.getByLabel('Passphrase', { exact: true }).waitFor();
		await unlock(stale);
		expect(await clients(stale)).toContain('Cy After');
		await addClient(stale, 'Ed Again');
		await stale.getByText('Ed Again').first().waitFor();
		expect(app.complaints).toEqual([]);
	});
});
