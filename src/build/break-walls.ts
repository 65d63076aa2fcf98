/**
 * `npm run break:walls`: breaks each wall around the private side in a copy of the sources, and asks the test that guards
 * it to go red. A breach that could not be made, or a test that was red before, is a failure too.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { breaches, type Breach } from './breaches.ts';
import { root, runTool } from './run.ts';

export interface Tried {
	readonly breach: Breach;
	/** What is not as it has to be; absent when the guard turned red, and over this. */
	readonly wrong?: string;
}

const copied = [
	'src',
	'test',
	'.svelte-kit',
	'package.json',
	'tsconfig.json',
	'vite.config.ts',
	'svelte.config.js'
];

/** Tries every breach that is given, one after the other, and tells of each as it is done. */
export function tryBreaches(
	wanted: readonly Breach[],
	tell: (tried: Tried) => void = () => undefined
): readonly Tried[] {
	// A fresh clone has no `.svelte-kit` yet, which the copy's compiler settings build on.
	const { status } = runTool('@sveltejs/kit/svelte-kit.js', ['sync'], { keep: true });
	if (status !== 0) throw new Error('svelte-kit sync failed');
	const tree = mkdtempSync(join(tmpdir(), 'broken-walls-'));
	try {
		for (const name of copied) cpSync(join(root, name), join(tree, name), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
		// A guard that is red in the untouched copy would prove nothing.
		const guards = new Map<string, Guarded>();
		return wanted.map((breach) => {
			const name = breach.test.join(': ');
			const guard = guards.get(name) ?? runGuard(tree, breach.test);
			guards.set(name, guard);
			const wrong =
				guard.status === 0
					? tryOne(tree, breach)
					: `its guard is red by itself: ${tail(guard.output)}`;
			const tried = { breach, ...(wrong === undefined ? {} : { wrong }) };
			tell(tried);
			return tried;
		});
	} finally {
		rmSync(tree, { recursive: true, force: true });
	}
}

function tryOne(tree: string, { file, from, to, test, says }: Breach): string | undefined {
	const path = join(tree, file);
	const whole = readFileSync(path, 'utf8');
	const found = whole.split(from).length - 1;
	if (found !== 1) return `the place to break is there ${found} times in ${file}`;
	writeFileSync(
		path,
		whole.replace(from, () => to)
	);
	const { status, output } = runGuard(tree, test);
	writeFileSync(path, whole);
	if (status === 0) return 'no test turned red';
	return output.includes(says)
		? undefined
		: `the test is red, but over something else: ${tail(output)}`;
}

interface Guarded {
	readonly status: number;
	readonly output: string;
}

function runGuard(tree: string, [file, name]: Breach['test']): Guarded {
	const vitest = join(root, 'node_modules/vitest/vitest.mjs');
	const args = ['run', '--project', 'node', '--no-color', file, ...(name ? ['-t', name] : [])];
	const { status, stdout, stderr, error } = spawnSync(process.execPath, [vitest, ...args], {
		cwd: tree,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		env: { ...process.env, MARK_HISTORIES: '4', NO_COLOR: '1' }
	});
	if (error) throw error;
	const output = stdout + stderr;
	// A name that picks no test is no guard.
	const ran = /Tests .*\d+ (passed|failed)/.test(output);
	return { status: ran ? (status ?? 1) : 1, output };
}

function tail(output: string): string {
	return output.trim().split('\n').slice(-12).join('\n');
}

if (process.argv[1]?.endsWith('break-walls.ts')) {
	const width = Math.max(...breaches.map(({ does }) => does.length));
	const tried = tryBreaches(breaches, ({ breach: { wall, does, test }, wrong }) => {
		const row = `${wall.padEnd(20)}${does.padEnd(width + 2)}`;
		console.log(wrong === undefined ? `${row}red: ${test.join(' › ')}` : `${row}FAILED: ${wrong}`);
	});
	const failed = tried.filter(({ wrong }) => wrong !== undefined).length;
	console.log(`\n${tried.length} breaches, ${tried.length - failed} turned their test red`);
	process.exitCode = failed > 0 ? 1 : 0;
}
