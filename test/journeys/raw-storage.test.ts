import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveBackups } from '../../src/bench/desk.ts';
import { openApp, type App } from '../support/app.ts';
import {
	cabinetPassphrase,
	clientName,
	decideByKey,
	feed,
	goTo,
	newClient,
	openCabinet,
	setUp,
	unlock
} from '../support/desk-steps.ts';

const emptied = 'return { ...record, bytes: new Uint8Array(0) };';

interface Store {
	readonly database: string;
	readonly store: string;
}

/**
 * Alters records behind the app's back, and returns how to lay them as they were. `becomes` is the body of a function of
 * `record`, which returns another in its place, or nothing.
 */
async function harm(page: Page, where: Store, becomes: string): Promise<() => Promise<void>> {
	const kept = await page.evaluateHandle(
		async ([{ database, store }, becomes]) => {
			// eslint-disable-next-line @typescript-eslint/no-implied-eval -- it says what the test does to a record
			const change = new Function('record', becomes) as (record: unknown) => unknown;
			const asked = indexedDB.open(database);
			await new Promise((done) => (asked.onsuccess = done));
			const all = asked.result.transaction(store, 'readwrite').objectStore(store);
			const found = all.getAll();
			await new Promise((done) => (found.onsuccess = done));
			const before = found.result as readonly unknown[];
			for (const record of before) {
				const now = change(structuredClone(record));
				if (now !== undefined) all.put(now);
			}
			await new Promise((done) => (all.transaction.oncomplete = done));
			asked.result.close();
			return { database, store, before };
		},
		[where, becomes] as const
	);
	return () =>
		kept.evaluate(async ({ database, store, before }) => {
			const asked = indexedDB.open(database);
			await new Promise((done) => (asked.onsuccess = done));
			const all = asked.result.transaction(store, 'readwrite').objectStore(store);
			all.clear();
			for (const record of before) all.put(record);
			await new Promise((done) => (all.transaction.oncomplete = done));
			asked.result.close();
		});
}

interface StoredBytes {
	readonly path?: string;
	readonly n?: number;
	readonly bytes: readonly number[];
}

/** Every record of a store, its bytes as numbers. */
function recordsIn(page: Page, where: Store): Promise<readonly StoredBytes[]> {
	return page.evaluate(async ({ database, store }) => {
		const asked = indexedDB.open(database);
		await new Promise((done) => (asked.onsuccess = done));
		const found = asked.result.transaction(store).objectStore(store).getAll();
		await new Promise((done) => (found.onsuccess = done));
		asked.result.close();
		const all = found.result as readonly { readonly bytes: Uint8Array }[];
		return all.map((record) => ({ ...record, bytes: [...record.bytes] }));
	}, where);
}

const practiceFiles = { database: 'cc-practice', store: 'files' } as const;

/** The folders of the practice by their kind, as the list of its people names them. */
async function foldersOf(page: Page): Promise<Readonly<Record<string, string>>> {
	const files = await recordsIn(page, practiceFiles);
	const text = files.map(({ bytes }) => Buffer.from(bytes).toString()).join('\n');
	const names = await page.evaluate(async () =>
		(await indexedDB.databases()).map(({ name = '' }) => name)
	);
	const kinds = /"kind":"(chart|tray|cabinet)"/;
	return Object.fromEntries(
		names.flatMap((name) => {
			const id = name.slice('cc-'.length);
			const kind = [...text.matchAll(new RegExp(`[{][^{}]*"${id}"[^{}]*[}]`, 'g'))]
				.map(([slot]) => kinds.exec(slot)?.[1])
				.find((kind) => kind !== undefined);
			return kind ? [[kind, id]] : [];
		})
	);
}

describe('somebody at the raw storage', () => {
	let app: App;
	let page: Page;
	let folders: Readonly<Record<string, string>>;

	const tryCabinet = async (): Promise<void> => {
		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(cabinetPassphrase);
		await page.keyboard.press('Enter');
	};

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		await page.goto(app.address);
		await setUp(page);
		await feed(page, ['test/paper/dev-001.jpg', 'test/paper/dev-010.jpg'], 2);
		await goTo(page, 'Decide');
		await newClient(page);
		await decideByKey(page, 'c', 1);
		await decideByKey(page, 'p', 2);
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await unlock(page);
		folders = await foldersOf(page);
	});

	afterAll(async () => {
		await app.close();
	});

	it('opens no cabinet with an exchanged key file, and changes nothing in it', async () => {
		const { cabinet = '', tray = '' } = folders;
		const keyOf = (folder: string): string => `folders/${folder}/e1.key.age`;
		const files = await recordsIn(page, practiceFiles);
		const ofTray = files.find(({ path }) => path === keyOf(tray))?.bytes ?? [];
		const putBack = await harm(
			page,
			practiceFiles,
			`return record.path === '${keyOf(cabinet)}'
				? { ...record, bytes: Uint8Array.from([${ofTray.join()}]) }
				: undefined;`
		);
		// Beside the cabinet lies a copy of its right key file, and its owner's word on it.
		const copies = await harm(page, { database: `cc-${cabinet}`, store: 'kept' }, emptied);
		await tryCabinet();
		await page.getByText('The key file of this cabinet is missing').waitFor();
		expect(await page.getByRole('button', { name: 'Lock the cabinet' }).count()).toBe(0);
		await copies();
		await openCabinet(page);
		const now = await recordsIn(page, practiceFiles);
		expect(now.find(({ path }) => path === keyOf(cabinet))).toEqual(
			files.find(({ path }) => path === keyOf(cabinet))
		);
		await putBack();
		expect(await page.getByRole('row', { name: clientName }).innerText()).toMatch(/\t1\b/);
		await page.getByRole('button', { name: 'Lock the cabinet' }).click();
		await goTo(page, 'Today');
		const told = page.getByText('A key file was put back');
		await told.waitFor();
		await page.getByRole('button', { name: 'I have read this' }).click();
		await told.waitFor({ state: 'hidden' });
	});

	it('keeps a cabinet closed whose history holds another folder’s entry', async () => {
		const { cabinet = '', chart = '' } = folders;
		const theirs = await recordsIn(page, { database: `cc-${chart}`, store: 'events' });
		const first = theirs.find(({ n }) => n === 1)?.bytes ?? [];
		const putBack = await harm(
			page,
			{ database: `cc-${cabinet}`, store: 'events' },
			`return record.n === 1 ? { ...record, bytes: Uint8Array.from([${first.join()}]) } : undefined;`
		);
		// What a snapshot spared it at once, an unlock without one does not.
		const snapshot = await harm(page, { database: `cc-${cabinet}`, store: 'kept' }, emptied);
		await tryCabinet();
		await page.getByText('The history of this cabinet does not hold').waitFor();
		expect(await page.getByRole('button', { name: 'Lock the cabinet' }).count()).toBe(0);
		await putBack();
		await snapshot();
		await openCabinet(page);
	});

	it('shows no emptied page as if it were one, and names it when the cabinet is looked through', async () => {
		const blobs = { database: `cc-${folders['cabinet'] ?? ''}`, store: 'blobs' };
		const putBack = await harm(page, blobs, emptied);
		await page.getByRole('button', { name: 'Check every page' }).click();
		await page.getByText('1 of what this cabinet holds is missing or altered').waitFor();
		await page.getByRole('rowheader', { name: clientName }).getByRole('button').click();
		await page
			.getByRole('button', { name: /^(Open )?page 1/i })
			.first()
			.click();
		await page.getByText('This page is damaged in storage').waitFor();
		expect(await page.getByRole('img', { name: /^Page 1 of/ }).count()).toBe(0);
		await putBack();
	});

	it('has changed pages that Checks finds, and brings back from the two backup files', async () => {
		await goTo(page, 'Settings');
		const backups = (await saveBackups(page)).map((bytes, at) => ({
			...{ name: `backup-${at}.zip`, mimeType: 'application/zip' },
			buffer: Buffer.from(bytes)
		}));
		for (const folder of Object.values(folders)) {
			await harm(page, { database: `cc-${folder}`, store: 'blobs' }, emptied);
		}
		await goTo(page, 'Checks');
		await page.getByRole('button', { name: 'Check all now' }).click();
		await page.getByText('Damaged pages were found').waitFor();
		const damaged = (): Promise<number> =>
			page.locator('details:has-text("Their numbers") li').count();
		const atFirst = await damaged();
		const bringBack = page.getByLabel('Bring them back from a backup');
		await bringBack.setInputFiles(backups.slice(0, 1));
		await expect.poll(damaged, { timeout: 30_000 }).toBeLessThan(atFirst);
		await bringBack.setInputFiles(backups.slice(1));
		await page.getByText('All of them are whole').first().waitFor();
		expect(app.complaints).toEqual([]);
	});
});
