/** A packet built and proved in the built app, by the steps of a person at the release desk. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { dayOf } from '#lib/page/date.ts';
import { openBuiltApp } from './browser.ts';
import { goTo, passphrase } from './desk.ts';
import { observeLongTasks } from './main-thread.ts';
import { writeLargeBackup } from './large-backup.ts';
import { clientName, type LargePractice } from './large-practice.ts';
import type { PacketRun } from './packet-in-node.ts';
import { watchMemory } from './tab-memory.ts';

const hour = 3_600_000;

export interface AppRun extends PacketRun {
	readonly browser: string;
	/** Seconds of the self-test before it. */
	readonly selfTest: number;
	/** Milliseconds of the longest task of the screen's thread: while it tested itself, and in all. */
	readonly longest: { readonly testing: number; readonly all: number };
}

/** The practice comes into the browser as its backup. */
export async function packetInApp({ practice }: LargePractice): Promise<AppRun> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-packet-'));
	const app = await openBuiltApp();
	const { page, context, browser } = app;
	context.setDefaultTimeout(hour);
	try {
		const { files } = await writeLargeBackup(practice, folder);
		await page.getByText('I have a backup of a practice').click();
		await page.getByLabel(/^Backup files/).setInputFiles(Object.values(files));
		await page.getByRole('button', { name: 'Check and restore' }).click();
		await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
		await untilTheGate(page);
		await watchSteps(page);
		const longTasks = await observeLongTasks(page);
		const memory = await watchMemory(context, page);
		const before = memory.now()?.own ?? 0;
		await page.getByRole('button', { name: 'Build the packet' }).click();
		const save = page.getByRole('button', { name: /^Save/ }).first();
		await save.waitFor();
		const most = (memory.peak()?.own ?? 0) - before;
		memory.stop();
		const { testing, ...steps } = await stepsIn(page);
		const tasks = await longTasks();
		const longestOf = (some: typeof tasks): number => Math.max(0, ...some.map(({ ms }) => ms));
		const saving = page.waitForEvent('download');
		await save.click();
		const { size } = await stat(await (await saving).path());
		return {
			...{ browser, bytes: size, ...steps },
			selfTest: (testing.to - testing.from) / 1000,
			longest: {
				testing: longestOf(tasks.filter(({ at }) => at >= testing.from && at < testing.to)),
				all: longestOf(tasks)
			},
			memory: [["the tab's own memory, at most over what it was before", most]]
		};
	} finally {
		await app.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** The client's own request for everything, every question of the gate answered. */
async function untilTheGate(page: Page): Promise<void> {
	await goTo(page, 'Release');
	const client = page.getByRole('combobox', { name: 'Client' });
	await client.click();
	await page.getByRole('listbox').getByRole('option').first().click();
	await page.getByLabel('Name of whoever asks').fill(clientName);
	await page.getByLabel('How you made sure of who asks').selectOption('known');
	await page.getByLabel('Request received on').fill(dayOf(new Date()));
	const undated = page.getByRole('checkbox', { name: /without a date of service/ });
	if (await undated.isVisible()) await undated.check();
	await page.getByRole('button', { name: 'Look at the plan' }).click();
	await page.getByRole('button', { name: 'Go on to the gate' }).click();
	await page.getByRole('heading', { name: 'The gate' }).waitFor();
	await page.getByText('Looking at every page once more').waitFor({ state: 'detached' });
	for (const word of await page.getByLabel('Your word on it').all())
		await word.fill('These are invented pages.');
}

interface Steps extends Pick<PacketRun, 'build' | 'proof'> {
	/** Milliseconds on the page's own clock. */
	readonly testing: { readonly from: number; readonly to: number };
}
type Seen = Record<'test' | 'build' | 'prove' | 'done', number | undefined>;

/** Notes in the page when each step is first seen, so that no moment is lost on the way out. */
function watchSteps(page: Page): Promise<void> {
	return page.evaluate(() => {
		const seen: Seen = { test: undefined, build: undefined, prove: undefined, done: undefined };
		Object.assign(globalThis, { seenByBench: seen });
		const look = (): void => {
			const bar = document.querySelector('main [role=progressbar]');
			const name = bar?.getAttribute('aria-labelledby');
			const label = name == null ? undefined : document.getElementById(name)?.textContent.trim();
			const isTesting = label?.startsWith('Testing') === true;
			const isBuilding = label?.startsWith('Building') === true;
			const isProving = label?.startsWith('Proving') === true;
			if (isTesting) seen.test ??= performance.now();
			if (isBuilding) seen.build ??= performance.now();
			if (isProving) seen.prove ??= performance.now();
			if (seen.prove !== undefined && label === undefined) seen.done ??= performance.now();
		};
		new MutationObserver(look).observe(document.body, {
			...{ subtree: true, childList: true, attributes: true, characterData: true }
		});
	});
}

async function stepsIn(page: Page): Promise<Steps> {
	const { test, build, prove, done } = await page.evaluate(
		() => (globalThis as unknown as { seenByBench: Seen }).seenByBench
	);
	if (test === undefined || build === undefined || prove === undefined || done === undefined)
		throw new Error('the steps were not seen');
	return {
		testing: { from: test, to: build },
		build: (prove - build) / 1000,
		proof: (done - prove) / 1000
	};
}
