/** `npm run soak:marks -- [--histories N] [--seed N]`: random histories, each with a packet that is searched for planted marks. */
import { parseArgs } from 'node:util';
import { runTool } from './run.ts';

const { values } = parseArgs({
	options: {
		histories: { type: 'string', default: '1000' },
		seed: { type: 'string', default: '1' }
	}
});
const run = runTool(
	'vitest/vitest.mjs',
	['run', '--project', 'node', 'test/release/marks.test.ts', '--reporter=verbose'],
	{ env: { MARK_HISTORIES: values.histories, MARK_SEED: values.seed } }
);
process.exitCode = run.status;
