/** Two commands in a fresh tree: real processes, on whatever Node runs here, and an install that only takes its time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const module = resolve('src/build/install-once.js');
let tree: string;
let running: ChildProcess[];

beforeEach(() => {
	tree = mkdtempSync(join(tmpdir(), 'install-'));
	running = [];
});
afterEach(() => {
	for (const child of running) child.kill('SIGKILL');
	rmSync(tree, { recursive: true, force: true });
});

/** Empties `node_modules` as npm does, takes its time, and stamps it at last. */
const command = `
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { installOnce } from ${JSON.stringify(module)};
const [milliseconds, outcome] = process.argv.slice(1);
installOnce({
	lock: '.cache/installing',
	isDone: () => existsSync('node_modules/.installed'),
	install() {
		appendFileSync('log', 'begun ');
		rmSync('node_modules', { recursive: true, force: true });
		mkdirSync('node_modules');
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(milliseconds));
		if (outcome === 'fails') throw new Error('no network');
		appendFileSync('log', 'done ');
		writeFileSync('node_modules/.installed', '');
	},
	say: (sentence) => process.stderr.write(sentence)
});
if (!existsSync('node_modules/.installed')) process.exit(3);
`;

interface Run {
	readonly child: ChildProcess;
	readonly said: () => string;
	readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

function run(milliseconds: number, outcome = 'works'): Run {
	const args = ['--input-type=module', '-e', command, String(milliseconds), outcome];
	const child = spawn(process.execPath, args, { cwd: tree, stdio: ['ignore', 'ignore', 'pipe'] });
	running.push(child);
	let said = '';
	child.stderr.on('data', (text: Buffer) => (said += text.toString()));
	return {
		child,
		said: () => said,
		ended: new Promise((end) => child.on('close', (code) => end({ code, said })))
	};
}

const log = (): string => {
	const file = join(tree, 'log');
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

async function begun(): Promise<void> {
	await expect.poll(log, { timeout: 20_000, interval: 10 }).toContain('begun');
}

it('of several at once one installs, and the others wait for it', async () => {
	const all = Array.from({ length: 4 }, () => run(400));
	const ended = await Promise.all(all.map((one) => one.ended));
	expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
	expect(log()).toBe('begun done ');
	expect(existsSync(join(tree, '.cache/installing'))).toBe(false);
});

it('goes on where the process that installed was killed', async () => {
	const first = run(60_000);
	await begun();
	const others = [run(300), run(300)];
	for (const { said } of others)
		await expect.poll(said, { timeout: 20_000, interval: 10 }).toContain('Waiting for it');
	first.child.kill('SIGKILL');
	const ended = await Promise.all(others.map((one) => one.ended));
	expect(ended.map(({ code }) => code)).toEqual([0, 0]);
	expect(log()).toBe('begun begun done ');
});

it('tries itself after another has failed', async () => {
	const first = run(500, 'fails');
	await begun();
	const second = run(100);
	expect([(await first.ended).code, (await second.ended).code]).toEqual([1, 0]);
	expect(log()).toBe('begun begun done ');
});

it('asks nobody where everything is installed, whatever lock was left', async () => {
	mkdirSync(join(tree, 'node_modules'));
	writeFileSync(join(tree, 'node_modules/.installed'), '');
	mkdirSync(join(tree, '.cache/installing'), { recursive: true });
	expect(await run(100).ended).toEqual({ code: 0, said: '' });
	expect(log()).toBe('');
});
