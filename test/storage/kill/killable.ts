/** A real Chromium in a process group of its own, to be killed whole at once and started again on the same profile. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../../src/build/chromium.ts';

export interface Killable {
	readonly page: Page;
	/** SIGKILL to every process of it; resolves when the last is gone. */
	kill(): Promise<void>;
}

export async function startKillable(profile: string): Promise<Killable> {
	const told = join(profile, 'DevToolsActivePort');
	rmSync(told, { force: true });
	const switches = ['--no-sandbox', '--disable-gpu', '--headless=new', '--no-first-run'];
	const running = spawn(
		ensureChromium(),
		[...switches, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
		{ detached: true, stdio: 'ignore' }
	);
	const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
	const { pid } = running;
	if (pid === undefined) throw new Error('the browser did not start');
	for (let i = 0; !existsSync(told) || !readFileSync(told, 'utf8').includes('\n'); i++) {
		if (i > 400) throw new Error('the browser does not answer');
		await wait(50);
	}
	const port = readFileSync(told, 'utf8').split('\n')[0] ?? '';
	const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
	const context = browser.contexts()[0];
	if (!context) throw new Error('the browser has no window');
	const page = context.pages()[0] ?? (await context.newPage());
	return {
		page,
		async kill() {
			process.kill(-pid, 'SIGKILL');
			await ended;
			while (isAlive(-pid)) await wait(20);
			await browser.close().catch(() => undefined);
		}
	};
}

function isAlive(group: number): boolean {
	try {
		process.kill(group, 0);
		return true;
	} catch {
		return false;
	}
}
