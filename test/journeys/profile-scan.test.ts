import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import {
	cabinetPassphrase,
	clientName,
	decideByKey,
	feed,
	goTo,
	newClient,
	openCabinet,
	passphrase,
	placeOnDesk,
	release,
	setUp,
	until
} from '../support/desk-steps.ts';
import { findPlanted } from '../support/planted.ts';

const files = ['test/paper/dev-001.jpg', 'test/paper/dev-010.jpg'];
/** Names that stand on the pages or were typed, and nowhere in the app. */
const planted = [clientName, passphrase, cabinetPassphrase, 'Venkataraman'];
/** 64 bytes from the middle of each scan. */
const pieces = Object.fromEntries(
	files.map((file) => {
		const bytes = readFileSync(file);
		const middle = bytes.length >> 1;
		return [file, bytes.subarray(middle, middle + 64)];
	})
);

describe('the browser’s profile after a whole day’s work', () => {
	let app: App;

	beforeAll(async () => {
		app = await openApp();
		const { page } = app;
		await page.goto(app.address);
		await setUp(page);
		await feed(page, files, files.length);
		await goTo(page, 'Decide');
		await newClient(page);
		for (const [i, key] of ['c', 'p'].entries()) {
			await until(page, `page ${i + 1}`, async () => (await placeOnDesk(page)) === i + 1);
			await decideByKey(page, key, i + 1);
		}
		await until(page, 'the end of the box', async () => (await placeOnDesk(page)) === 0);
		await goTo(page, 'Charts');
		await openCabinet(page);
		await page.getByRole('button', { name: 'Lock the cabinet' }).click();
		await release(page);
		await goTo(page, 'Settings');
		for (const i of [0, 1]) {
			const saving = page.waitForEvent('download');
			await page.getByRole('button', { name: 'Save a backup file' }).nth(i).click();
			await (await saving).path();
		}
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await page.getByLabel('Passphrase', { exact: true }).waitFor();
		// A browser that is closed has written what it ever writes.
		await app.context.close();
	});

	afterAll(() => app.close());

	it('holds the practice', () => {
		expect(findPlanted(app.profile, ['age-encryption.org/v1'])).not.toEqual([]);
	});

	it('holds no client, no passphrase, no word and no piece of a picture', () => {
		expect(findPlanted(app.profile, planted, pieces)).toEqual([]);
	});

	it('holds no secret key', () => {
		const keys = Array.from('qpzry9x8gf2tvdw0s3jn54khce6mua7l', (c) => `AGE-SECRET-KEY-1${c}`);
		expect(findPlanted(app.profile, keys, {}, { disguised: false })).toEqual([]);
	});
});

describe('the search', () => {
	const text = `The client ${clientName} came`;
	it.each([
		['plain', Buffer.from(text)],
		['in capitals', Buffer.from(text.toUpperCase())],
		['as UTF-16', Buffer.from(text, 'utf16le')],
		['inside zlib', deflateSync(text)],
		['inside gzip', gzipSync(text)]
	])('finds a name that is planted on purpose, %s', (_, bytes) => {
		const folder = mkdtempSync(join(tmpdir(), 'chart-and-cabinet-planted-'));
		try {
			const around = Buffer.alloc(999, 7);
			writeFileSync(join(folder, '000003.log'), Buffer.concat([around, bytes, around]));
			expect(findPlanted(folder, [clientName])).toEqual([{ file: '000003.log', what: clientName }]);
			expect(findPlanted(folder, ['Nobody Else'])).toEqual([]);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
