/** `npm run soak:kill [MOMENTS] [SEED]`: kills a real Chromium at 50 seeded moments while it works. */
import { ensureChromium } from './chromium.ts';
import { runTool } from './run.ts';

const [moments = '50', seed = '1'] = process.argv.slice(2);
const run = runTool(
	'vitest/vitest.mjs',
	['run', '--project', 'node', 'test/storage/kill', '--reporter=default'],
	{ env: { CHROMIUM_PATH: ensureChromium(), KILL_MOMENTS: moments, KILL_SEED: seed } }
);
process.exitCode = run.status;
