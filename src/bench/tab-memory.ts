/** How much memory the app's tab holds: as the browser counts it, and as the operating system does. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';

export interface MemoryWatch {
	/** What is held now, in bytes; `undefined` where the system does not say. */
	resident(): number | undefined;
	/** The most that the tab's process held since this began, in bytes, shared libraries included (Linux alone says it). */
	residentPeak(): number | undefined;
	/** The most that `measureUserAgentSpecificMemory` counted: the page with its workers and their wasm. */
	countedPeak(): Promise<number>;
}

/** Starts counting in the page and finds its process. */
export async function watchMemory(context: BrowserContext, page: Page): Promise<MemoryWatch> {
	await countInPage(page);
	const pid = await processOf(context);
	forgetPeak(pid);
	return {
		resident: () => statusOf(pid, 'VmRSS'),
		residentPeak: () => statusOf(pid, 'VmHWM'),
		countedPeak: () =>
			page.evaluate(() => (globalThis as unknown as { counted: { peak: number } }).counted.peak)
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

/** Set-up hardens passphrases with 128 MiB at a time, which is not what is measured here (proc(5), clear_refs). */
function forgetPeak(pid: number | undefined): void {
	const file = `/proc/${String(pid)}/clear_refs`;
	if (pid !== undefined && existsSync(file)) writeFileSync(file, '5');
}

function statusOf(pid: number | undefined, field: string): number | undefined {
	const file = `/proc/${String(pid)}/status`;
	if (pid === undefined || !existsSync(file)) return undefined;
	const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
		readFileSync(file, 'utf8')
	)?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
