/** Native Tesseract over the pages: two processes side by side, one thread each, one page after another. */
import type { BenchPage } from './pages.ts';
import { runToEnd } from './processes.ts';
import { warmRateOf, type Run } from './run.ts';

const sideBySide = 2;

export async function runTesseract(pages: readonly BenchPage[]): Promise<Run> {
	const texts = new Map<string, string>();
	const ends: number[] = [];
	const waiting = [...pages];
	const start = performance.now();
	const lane = async (): Promise<void> => {
		for (let page = waiting.shift(); page; page = waiting.shift()) {
			const { status, output } = await runToEnd('tesseract', [page.file, 'stdout', '-l', 'eng'], {
				env: { OMP_THREAD_LIMIT: '1' }
			});
			ends.push(performance.now());
			texts.set(page.id, status === 0 ? output : '');
		}
	};
	await Promise.all(Array.from({ length: sideBySide }, lane));
	return { seconds: (Math.max(...ends) - start) / 1000, warmRate: warmRateOf(ends), texts };
}
