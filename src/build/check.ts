/** `npm run check`, `lint`, `format:check`, `format`: the static checks, each with warnings as failures. */
import { runTool } from './run.ts';

const checks: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
	check: [
		['@sveltejs/kit/svelte-kit.js', 'sync'],
		['svelte-check/bin/svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings'],
		// The release room sees only what its own project lists: the compiler's half of the private wall.
		['typescript/bin/tsc', '-p', 'src/lib/release/tsconfig.json'],
		['typescript/bin/tsc', '-p', 'src/service-worker.tsconfig.json']
	],
	lint: [
		['@sveltejs/kit/svelte-kit.js', 'sync'],
		['eslint/bin/eslint.js', '.', '--max-warnings', '0']
	],
	'format:check': [['prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn']],
	format: [['prettier/bin/prettier.cjs', '--write', '.', '--log-level', 'warn']]
};

const steps = checks[process.argv[2] ?? ''];
if (!steps) throw new Error(`usage: check.ts ${Object.keys(checks).join('|')}`);
for (const [tool, ...args] of steps) {
	const { status } = runTool(tool, args);
	if (status !== 0) process.exit(status);
}
