/** Databases as earlier versions left them, in a real Chromium: they open for ever, and older programs keep out of newer ones. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundled, servePage, type InPage } from '../../../src/bench/in-page.ts';
import { startKillable, type Killable } from '../kill/killable.ts';
import type { Frozen } from './frozen.ts';
import type * as Shape from './in-page.ts';

const here = import.meta.dirname;
const kept = readdirSync(here).filter((name) => name.endsWith('.json.gz'));

type InTab = { readonly shape: typeof Shape };

describe.each(kept)('storage of the shape %s', (name) => {
	const text = gunzipSync(readFileSync(join(here, name))).toString();
	const frozen = JSON.parse(text) as Frozen & { readonly kinds: Record<string, string> };
	let served: InPage;
	let browser: Killable;
	let profile: string;

	beforeAll(async () => {
		served = await servePage(await bundled('test/storage/shapes/in-page.ts', 'shape'));
	}, 60_000);
	beforeEach(async () => {
		profile = mkdtempSync(join(tmpdir(), 'shape-'));
		browser = await startKillable(profile);
		await browser.page.goto(served.address);
		await browser.page.evaluate(
			(before) => (globalThis as unknown as InTab).shape.thaw(before),
			frozen as Frozen
		);
	});
	afterEach(async () => {
		await browser.kill();
		rmSync(profile, { recursive: true, force: true });
	});
	afterAll(() => {
		served.server.close();
		served.server.closeAllConnections();
	});

	const open = (): Promise<Shape.Opened> => browser.page.evaluate('shape.open()');
	const freeze = (): Promise<Frozen> => browser.page.evaluate('shape.freeze()');

	it('opens with every page where it was, and opens so again', async () => {
		const whole = {
			tray: ['page 4', 'page 5'],
			chart: ['page 0', 'page 2'],
			cabinet: ['page 1', 'page 3'],
			verified: true
		};
		expect(await open()).toEqual(whole);
		expect(await open()).toEqual(whole);
	});

	it('then lists every piece that lies in it, and lets no older program write', async () => {
		await open();
		const { databases } = await freeze();
		for (const database of Object.values(frozen.kinds)) {
			const stores = databases.find((one) => one.name === database)?.stores ?? [];
			const rows = (store: string) => stores.find((one) => one.name === store)?.rows ?? [];
			expect(rows('blobs').length).toBeGreaterThan(0);
			expect(rows('listed')).toEqual(rows('blobs').map(({ id }) => ({ id })));
			expect(rows('marks')).toEqual([{ name: 'min-writer', value: 2 }]);
		}
	});

	it('is let go of by an older tab, which is told so and writes no more, then or later', async () => {
		const { chart = '' } = frozen.kinds;
		const before = await browser.page.evaluate(async (database) => {
			const { shape } = globalThis as unknown as InTab;
			const old = shape.anOldTab(database);
			Object.assign(globalThis, { old });
			return old.write();
		}, chart);
		expect(before).toBe('written');
		await open();
		const after = await browser.page.evaluate(async (database) => {
			const { shape, old } = globalThis as unknown as InTab & {
				old: ReturnType<typeof Shape.anOldTab>;
			};
			const again = shape.anOldTab(database);
			return { notices: old.notices, wrote: [await old.write(), await again.write()] };
		}, chart);
		expect(after).toEqual({ notices: ['newer-elsewhere'], wrote: ['outdated', 'outdated'] });
	});
});
