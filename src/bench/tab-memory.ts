/** How much memory the app's tab holds: as the browser counts it, and as the operating system does. */
import { existsSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';

/** Bytes of one moment, or of the highest moment. */
export interface Held {
	/** The tab's own memory (RssAnon + VmSwap of proc(5)): what Chromium's task manager calls its footprint on Linux. */
	readonly own: number;
	/** Shared memory: almost all of it pictures that the browser has decoded and lets go when memory runs short. */
	readonly shared: number;
	/** Everything resident, the browser's program file included. */
	readonly resident: number;
}

export interface MemoryWatch {
	/** What is held now; `undefined` where the system does not say (it is read from /proc). */
	now(): Held | undefined;
	/** The most of each that was seen, not necessarily at one moment. */
	peak(): Held | undefined;
	/** The most that `measureUserAgentSpecificMemory` counted: the page with its workers and their wasm. */
	countedPeak(): Promise<number>;
	stop(): void;
}

const sampleMs = 250;

/** Starts counting in the page, and finds and samples its process. */
export async function watchMemory(context: BrowserContext, page: Page): Promise<MemoryWatch> {
	await countInPage(page);
	const pid = await processOf(context);
	const now = () => heldBy(pid);
	let peak = now();
	const timer = setInterval(() => {
		const held = now();
		if (!held || !peak) return;
		peak = {
			own: Math.max(peak.own, held.own),
			shared: Math.max(peak.shared, held.shared),
			resident: Math.max(peak.resident, held.resident)
		};
	}, sampleMs);
	return {
		now,
		peak: () => peak,
		countedPeak: () =>
			page.evaluate(() => (globalThis as unknown as { counted: { peak: number } }).counted.peak),
		stop: () => clearInterval(timer)
	};
}

/** One count after another: the browser answers each at a time of its choosing, after collecting garbage. */
function countInPage(page: Page): Promise<void> {
	return page.evaluate(() => {
		const counted = { peak: 0 };
		Object.assign(globalThis, { counted });
		const { measureUserAgentSpecificMemory: measure } = performance as unknown as {
			measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
		};
		if (!measure) return;
		const count = async (): Promise<void> => {
			const { bytes } = await measure.call(performance);
			counted.peak = Math.max(counted.peak, bytes);
			setTimeout(() => void count(), 500);
		};
		void count();
	});
}

/** The renderer that has worked most is the one with the page: the others are spares. */
async function processOf(context: BrowserContext): Promise<number | undefined> {
	const browser = context.browser();
	if (!browser) return undefined;
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const renderers = processInfo.filter(({ type }) => type === 'renderer');
	return renderers.sort((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
}

function heldBy(pid: number | undefined): Held | undefined {
	const file = `/proc/${String(pid)}/status`;
	if (pid === undefined || !existsSync(file)) return undefined;
	const status = readFileSync(file, 'utf8');
	const bytes = (field: string): number =>
		Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
	return {
		own: bytes('RssAnon') + bytes('VmSwap'),
		shared: bytes('RssShmem'),
		resident: bytes('VmRSS')
	};
}
