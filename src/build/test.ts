/** `npm test`: set-up, then unit, browser and journey tests; ends with one plain line. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { lookForTools } from './outside-tools.ts';
import { root, runTool } from './run.ts';

interface Report {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly testResults: readonly {
		readonly status: string;
		readonly assertionResults: readonly unknown[];
	}[];
}

async function main(): Promise<void> {
	process.env['CHROMIUM_PATH'] = ensureChromium();
	lookForTools();
	runTool('@sveltejs/kit/svelte-kit.js', ['sync'], { keep: true });
	await ensureBuilt();

	const reports = join(root, '.cache');
	mkdirSync(reports, { recursive: true });
	const file = join(reports, 'tests.json');
	const run = runTool('vitest/vitest.mjs', [
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
		...process.argv.slice(2)
	]);
	const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
	// A file that could not even be loaded counts as one failure: it holds tests nobody ran.
	const unloaded = report.testResults.filter(
		(result) => result.status === 'failed' && result.assertionResults.length === 0
	).length;
	const failed = report.numFailedTests + unloaded;
	const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : '';
	console.log(`\n${report.numPassedTests} passed, ${failed} failed${skipped}`);
	process.exitCode = run.status !== 0 || failed > 0 || report.numPassedTests === 0 ? 1 : 0;
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
