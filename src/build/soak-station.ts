/** `npm run soak:station [-- MOMENTS] [SEED]`: kills a station with kill -9 at 50 seeded moments. `-- pages [N]` watches its memory over 2,000 slips. */
import { runTool } from './run.ts';

const [moments = '50', seed = '1'] = process.argv.slice(2);
if (moments === 'pages') {
	const { soakPages } = await import('../bench/station-memory.ts');
	process.exitCode = (await soakPages(Number(process.argv[3] ?? 2000))) ? 0 : 1;
} else {
	const run = runTool(
		'vitest/vitest.mjs',
		['run', '--project', 'node', 'test/station/kill', '--reporter=default'],
		{ env: { KILL_MOMENTS: moments, KILL_SEED: seed } }
	);
	process.exitCode = run.status;
}
