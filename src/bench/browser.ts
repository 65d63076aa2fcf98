/** The built app in a real Chromium with a profile of its own, which is thrown away afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { ensureChromium } from '../build/chromium.ts';
import { serveApp } from '../server/serve.ts';

export interface OpenedApp {
	readonly page: Page;
	readonly context: BrowserContext;
	/** E.g. `Chromium 140.0`. */
	readonly browser: string;
	close(): Promise<void>;
}

export async function openBuiltApp(args: readonly string[] = []): Promise<OpenedApp> {
	const { server, address } = await serveApp({ host: '127.0.0.1', port: 0 });
	const profile = await mkdtemp(join(tmpdir(), 'bench-profile-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: ensureChromium(),
		headless: true,
		acceptDownloads: true,
		viewport: { width: 1440, height: 900 },
		args: ['--no-sandbox', '--disable-gpu', '--disable-extensions', ...args]
	});
	context.setDefaultTimeout(120_000);
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(address);
	return {
		page,
		context,
		browser: `Chromium ${context.browser()?.version() ?? 'of unknown version'}`,
		async close() {
			await context.close();
			server.close();
			server.closeAllConnections();
			await rm(profile, { recursive: true, force: true });
		}
	};
}
