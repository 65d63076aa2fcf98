/** The built app in a real Chromium of its own profile, with a sink for everything that would leave the origin. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { ensureChromium } from '../../src/build/chromium.ts';
import { serveApp, type Served } from '../../src/server/serve.ts';
import { openSink, type Sink } from './sink.ts';

export interface App {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly address: string;
	readonly profile: string;
	readonly sink: Sink;
	/** Breaches of the content security policy and errors that reached the console, as they happened. */
	readonly complaints: readonly string[];
	stopServer(): Promise<void>;
	/** Closes the browser, lets something be done to its profile, and starts it anew on the same one. */
	restart(meanwhile?: () => void): Promise<Page>;
	close(): Promise<void>;
}

/** Keeps Chromium's own calls home (updates, sign-in, its extensions) off the line: with these an empty window is silent. */
const quiet = [
	'--no-sandbox',
	'--disable-gpu',
	'--no-pings',
	'--disable-domain-reliability',
	'--disable-client-side-phishing-detection',
	'--disable-component-extensions-with-background-pages',
	'--disable-extensions',
	'--simulate-outdated-no-au=Tue, 31 Dec 2099 23:59:59 GMT',
	'--gaia-url=http://localhost:1/',
	'--google-apis-url=http://localhost:1/',
	'--check-for-update-interval=999999',
	'--component-updater=url-source=http://localhost:1/',
	'--gcm-checkin-url=http://localhost:1/',
	// Chromium asks Google about the shape of every form, whatever site it is on, and whether it may offer its AI mode;
	// it opens a line to the search engine at every page.
	'--disable-features=AimEnabled,AimServerEligibilityEnabled,PreconnectToSearch,AutofillServerCommunication,NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,Translate,HttpsUpgrades'
];

function stop({ server }: Served): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

export async function openApp(
	options: {
		readonly width?: number;
		readonly height?: number;
		/** The screen takes fingers as well. */
		readonly hasTouch?: boolean;
		/** More of Chromium's own switches. */
		readonly args?: readonly string[];
		/** Where scan stations leave what they have sealed. */
		readonly spool?: string;
	} = {}
): Promise<App> {
	const served = await serveApp({ host: '127.0.0.1', port: 0, spool: options.spool });
	const sink = await openSink();
	const profile = await mkdtemp(join(tmpdir(), 'chart-and-cabinet-'));
	const complaints: string[] = [];
	async function start(): Promise<readonly [BrowserContext, Page]> {
		const context = await chromium.launchPersistentContext(profile, {
			executablePath: ensureChromium(),
			headless: true,
			acceptDownloads: true,
			viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
			hasTouch: options.hasTouch ?? false,
			args: [
				...quiet,
				...(options.args ?? []),
				`--proxy-server=http://127.0.0.1:${sink.port}`,
				// Without `<-loopback>` Chromium would let every local address past the sink.
				`--proxy-bypass-list=<-loopback>;${new URL(served.address).host}`
			]
		});
		// Others are at work on this machine.
		context.setDefaultTimeout(90_000);
		const page = context.pages()[0] ?? (await context.newPage());
		page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
		page.on('console', (message) => {
			const text = message.text();
			if (message.type() === 'error' || /Content Security Policy|TrustedScript/.test(text)) {
				complaints.push(`${message.type()}: ${text}`);
			}
		});
		return [context, page];
	}
	const [context, page] = await start();
	let running = context;
	return {
		...{ page, context, profile, sink, complaints },
		address: served.address,
		stopServer: () => stop(served),
		async restart(meanwhile) {
			await running.close();
			meanwhile?.();
			const [again, opened] = await start();
			running = again;
			return opened;
		},
		async close() {
			await running.close();
			if (served.server.listening) await stop(served);
			await sink.close();
			await rm(profile, { recursive: true, force: true });
		}
	};
}
