import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';

/** Every file below a folder of the build, as a browser asks for it. */
function built(folder: string): string[] {
	const root = join('build/client', folder);
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((name) => statSync(join(root, name)).isFile() && !name.endsWith('.br'))
		.map((name) => `/${folder}/${name.replaceAll('\\', '/')}`);
}

describe('after one visit', () => {
	let app: App;
	let kept: Map<string, number>;
	/** Bytes that came over the wire for the first screen. */
	let first = 0;

	beforeAll(async () => {
		app = await openApp();
		const sizes: Promise<void>[] = [];
		app.page.on('requestfinished', (request) => {
			if (request.serviceWorker()) return;
			sizes.push(request.sizes().then(({ responseBodySize }) => void (first += responseBodySize)));
		});
		await app.page.goto(app.address);
		await app.page.locator('#first').waitFor({ state: 'detached' });
		await app.page.getByRole('button', { name: 'Set up my practice' }).waitFor();
		await Promise.all(sizes);
		await app.page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
		const entries = await app.page.evaluate(async () => {
			const [name = ''] = await caches.keys();
			const cache = await caches.open(name);
			const keys = await cache.keys();
			return Promise.all(
				keys.map(async (request): Promise<[string, number]> => {
					const body = await (await cache.match(request))?.arrayBuffer();
					return [new URL(request.url).pathname, body?.byteLength ?? 0];
				})
			);
		});
		kept = new Map(entries);
	});

	afterAll(() => app.close());

	it.each([
		'/engine/tesseract/worker.min.js',
		'/engine/tesseract/eng.traineddata.gz',
		'/engine/tesseract/tesseract-core-relaxedsimd-lstm.wasm.js',
		'/engine/tesseract/tesseract-core-simd-lstm.wasm.js',
		'/engine/tesseract/tesseract-core-lstm.wasm.js',
		'/engine/pdf/wasm/jbig2.wasm',
		'/engine/pdf/wasm/openjpeg.wasm',
		'/engine/pdf/wasm/qcms_bg.wasm',
		'/manifest.webmanifest',
		'/icon-192.png',
		'/icon-512.png'
	])('%s is on this device, whole', (path) => {
		const file = readFileSync(join('build/client', path));
		// Served as gzip-encoded content, so the browser keeps what was in it.
		expect(kept.get(path)).toBe((path.endsWith('.gz') ? gunzipSync(file) : file).length);
	});

	it('whose first screen is here after less than 200 kB', () => {
		console.log(`the first screen took ${Math.round(first / 1000)} kB`);
		expect(first).toBeGreaterThan(100_000);
		expect(first).toBeLessThan(200_000);
	});

	it('so is every worker and every part of one', () => {
		const workers = built('_app/immutable/workers');
		expect(workers.length).toBeGreaterThan(4);
		expect(workers.filter((path) => !kept.has(path))).toEqual([]);
	});

	it('so is every screen, and every script and style', () => {
		const screens = [
			'/',
			'/feed',
			'/decide',
			'/charts',
			'/cabinet',
			'/release',
			'/checks',
			'/history',
			'/settings'
		];
		expect([...screens, ...built('_app/immutable')].filter((path) => !kept.has(path))).toEqual([]);
	});

	it('the app opens with the server gone, on any screen', async () => {
		await app.stopServer();
		for (const path of ['/', '/decide']) {
			await app.page.goto(`${app.address}${path}`);
			await app.page.locator('#first').waitFor({ state: 'detached' });
			await app.page.getByRole('button', { name: 'Set up my practice' }).waitFor();
		}
		expect(app.complaints).toEqual([]);
		expect(app.sink.arrived).toEqual([]);
	});

	it('the sink would have seen a request that left', async () => {
		// A window without our headers: whatever it asks for must arrive at the sink.
		const other = await app.context.newPage();
		await other.goto('about:blank');
		await other.evaluate(() => fetch('http://example.invalid/planted').catch(() => undefined));
		expect(app.sink.arrived.join()).toContain('example.invalid');
	});
});
