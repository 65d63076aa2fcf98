/**
 * What a scan station does in a night: pages a minute and pages per second of processor time, sealing and spooling
 * included, against native Tesseract and OCRmyPDF over the same pages in the same run; and what each worker holds.
 * Run: npm run bench:station -- [FOLDER] [--limit N]
 */
import { copyFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseReadingBench } from './arguments.ts';
import { runBench } from './command.ts';
import { measured, type Cost } from './measured.ts';
import { withBound } from './ocrmypdf-run.ts';
import { pagesIn, shippedPages, type BenchPage } from './pages.ts';
import { versionOf } from './processes.ts';
import { stationPlace } from './station-place.ts';
import { markdown } from './table.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

async function station(pages: readonly BenchPage[], jobs: number): Promise<Cost> {
	const place = await stationPlace();
	try {
		for (const { file } of pages) await copyFile(file, join(place.folder, basename(file)));
		const cost = await measured(process.execPath, place.command(jobs), {
			env: place.env
		});
		if (cost.status !== 0) throw new Error('the station did not take everything in');
		return cost;
	} finally {
		await rm(place.home, { recursive: true, force: true });
	}
}

/** Native Tesseract, so many processes side by side, one thread each. */
function tesseract(pages: readonly BenchPage[], jobs: number): Promise<Cost> {
	const each = 'OMP_THREAD_LIMIT=1 tesseract "$0" stdout -l eng';
	const list = pages.map(({ file }) => file);
	return measured('bash', [
		'-c',
		`printf '%s\\0' "$@" | xargs -0 -P ${jobs} -n 1 sh -c '${each}'`,
		'bash',
		...list
	]);
}

const usage = `npm run bench:station -- [FOLDER] [--limit N]
  FOLDER      pictures (JPEG, PNG, WebP), one side each; without it, the pages of test/paper
  --limit N   the first N pictures, by name
`;

async function main(): Promise<void> {
	const { folder, limit } = parseReadingBench(process.argv.slice(2));
	const found =
		folder === undefined
			? shippedPages().pages
			: pagesIn(resolve(process.env['INIT_CWD'] ?? '.', folder));
	const pages = found.slice(0, limit);
	const cores = availableParallelism();
	print(`${pages.length} pages, ${cores} cores (${cpus()[0]?.model ?? 'unknown'})`);
	const rows: (readonly [string, Cost])[] = [];
	const add = (name: string, cost: Cost): void => {
		rows.push([name, cost]);
		print(`${name}: ${cost.seconds.toFixed(1)} s, ${cost.cpuSeconds.toFixed(1)} s of processor`);
	};
	for (const jobs of new Set([1, 2, cores]))
		add(`station watch --jobs ${jobs}`, await station(pages, jobs));
	if (versionOf('tesseract')) add('tesseract, 2 processes', await tesseract(pages, 2));
	if (versionOf('ocrmypdf'))
		add(
			'ocrmypdf --rotate-pages --deskew --jobs 2',
			await withBound(pages, (args) => measured('ocrmypdf', args))
		);
	const table = rows.map(([name, { seconds, cpuSeconds, peakMb }]) => [
		name,
		((pages.length / seconds) * 60).toFixed(1),
		(pages.length / cpuSeconds).toFixed(2),
		name.startsWith('station') && peakMb !== undefined ? `${Math.round(peakMb)} MB` : '-'
	]);
	print(`\n${markdown([['', 'pages/min', 'pages per CPU-second', 'most memory'], ...table])}`);
	const [one, two] = [rows[0]?.[1].peakMb, rows[1]?.[1].peakMb];
	if (one !== undefined && two !== undefined)
		print(`\nA second worker holds ${Math.round(two - one)} MB more.`);
}

await runBench(usage, main);
