/** The station over the pages: `station read --jobs 2`, from its start to its last row. */
import { join } from 'node:path';
import { root } from '../build/run.ts';
import type { BenchPage } from './pages.ts';
import { runToEnd } from './processes.ts';
import { warmRateOf, type Run } from './run.ts';

interface Row {
	readonly file: string;
	readonly text?: string;
}

export async function runStation(pages: readonly BenchPage[]): Promise<Run> {
	const ids = new Map(pages.map(({ id, file }) => [file, id]));
	const texts = new Map<string, string>();
	const ends: number[] = [];
	const start = performance.now();
	const onLine = (line: string): void => {
		ends.push(performance.now());
		const { file, text } = JSON.parse(line) as Row;
		texts.set(ids.get(file) ?? file, text ?? '');
	};
	const command = [join(root, 'src/station/station.ts'), 'read', '--jobs', '2'];
	await runToEnd(process.execPath, [...command, ...ids.keys()], { onLine });
	if (ends.length === 0) throw new Error('the station read nothing');
	return { seconds: (Math.max(...ends) - start) / 1000, warmRate: warmRateOf(ends), texts };
}
