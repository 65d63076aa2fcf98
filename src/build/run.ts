/** Runs a tool that an npm package brings, on the project's own Node. */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ran {
	readonly status: number;
	readonly output: string;
}

/** Runs a tool's own script (a path below `node_modules`) and shows what it prints unless it is kept. */
export function runTool(
	script: string,
	args: readonly string[],
	{ keep = false, env = {} }: { keep?: boolean; env?: Record<string, string> } = {}
): Ran {
	const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
		cwd: root,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		stdio: keep ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		env: {
			...process.env,
			PATH: [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter),
			...env
		}
	});
	if (run.error) throw run.error;
	return { status: run.status ?? 1, output: keep ? run.stdout + run.stderr : '' };
}
