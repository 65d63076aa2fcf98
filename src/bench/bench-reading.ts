/**
 * How fast and how well pages are read: by the station, by the built app in Chromium, and, where they are
 * installed, by native Tesseract and OCRmyPDF, on the same pages in the same run.
 * Run: npm run bench:reading -- [FOLDER] [--truth FILE] [--limit N] [--rounds N]
 */
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { ensureBuilt } from '../build/build.ts';
import { runApp } from './app-run.ts';
import { parseReadingBench, usage, type ReaderName, type ReadingBench } from './arguments.ts';
import { runBench } from './command.ts';
import { runOcrmypdf } from './ocrmypdf-run.ts';
import { pagesIn, shippedPages, truthBeside, type BenchPage } from './pages.ts';
import { versionOf } from './processes.ts';
import { pagesPerMinute, type Run } from './run.ts';
import { runStation } from './station-run.ts';
import { readingTable } from './table.ts';
import { runTesseract } from './tesseract-run.ts';
import { readTruth, type Truth } from './truth.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

const runs: Readonly<Record<ReaderName, (pages: readonly BenchPage[]) => Promise<Run>>> = {
	station: runStation,
	app: runApp,
	tesseract: runTesseract,
	ocrmypdf: runOcrmypdf
};

const names: Readonly<Record<ReaderName, string>> = {
	station: 'station read --jobs 2',
	app: 'the app in Chromium',
	tesseract: 'tesseract, 2 processes',
	ocrmypdf: 'ocrmypdf --rotate-pages --deskew --jobs 2'
};

/** npm runs commands in the project's folder; relative paths are meant from where npm was called. */
function fromWhereTheyStand(path: string): string {
	return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

function whatToRead({ folder, truth, limit }: ReadingBench): {
	pages: BenchPage[];
	truth: Truth | undefined;
} {
	const place = folder === undefined ? undefined : fromWhereTheyStand(folder);
	const found =
		place === undefined ? shippedPages() : { pages: pagesIn(place), truth: truthBeside(place) };
	const told = truth === undefined ? found.truth : readTruth(fromWhereTheyStand(truth));
	return { pages: found.pages.slice(0, limit), truth: told };
}

/** Those that are here; the others are said. */
function present(only: readonly ReaderName[]): ReaderName[] {
	return only.filter((name) => {
		if (name === 'station' || name === 'app') return true;
		const version = versionOf(name);
		print(version === undefined ? `${name} is not installed: left out.` : `${name}: ${version}`);
		return version !== undefined;
	});
}

async function main(): Promise<void> {
	const order = parseReadingBench(process.argv.slice(2));
	const { pages, truth } = whatToRead(order);
	if (pages.length === 0) throw new Error('there is no JPEG, PNG or WebP picture in that folder');
	const [cpu] = cpus();
	print(
		`${pages.length} pages; ${cpus().length} cores (${cpu?.model ?? 'unknown'}), ` +
			`${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`
	);
	const readers = present(order.only);
	if (readers.includes('app')) await ensureBuilt();
	const done = new Map(readers.map((name): [ReaderName, Run[]] => [name, []]));
	for (let round = 1; round <= order.rounds; round++) {
		for (const name of readers) {
			const run = await runs[name](pages);
			done.get(name)?.push(run);
			const rate = pagesPerMinute(pages.length, run.seconds).toFixed(1);
			print(`round ${round}: ${names[name]}: ${run.seconds.toFixed(1)} s, ${rate} pages/min`);
		}
	}
	const table = readers.map((key) => ({ key, name: names[key], runs: done.get(key) ?? [] }));
	print(`\n${readingTable(table, pages.length, truth)}`);
	if (!truth) print('No truth was given: speed only.');
}

await runBench(usage, main);
