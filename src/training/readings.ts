/** What the reader makes of the scans, for the bench alone: each picture is read once and remembered under `.cache/`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Blank } from '#lib/page/reading.ts';
import type { PageWords } from '#lib/sorting/suggest.ts';
import { rowsOf } from './corpus.ts';

interface ReadRow {
	readonly sha256: string;
	readonly lines: readonly { readonly text: string; readonly confidence: number }[];
	readonly blank: Blank;
	readonly confidence: number;
}

const root = new URL('../../', import.meta.url);
const cache = new URL('.cache/sorting-readings.jsonl', root);
const station = fileURLToPath(new URL('src/station/station.ts', root));
const batch = 20;

const remembered = (): Map<string, ReadRow> =>
	new Map(
		existsSync(cache) ? (rowsOf(cache) as ReadRow[]).map((row) => [row.sha256, row] as const) : []
	);

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Reads what was never read, a few pictures at a time, so that a bench that is stopped loses little. */
function readMissing(files: readonly string[]): void {
	mkdirSync(new URL('.cache/', root), { recursive: true });
	for (let at = 0; at < files.length; at += batch) {
		const some = files.slice(at, at + batch);
		const { stdout } = spawnSync(process.execPath, [station, 'read', '--jobs', '1', ...some], {
			encoding: 'utf8',
			maxBuffer: 1 << 28
		});
		appendFileSync(cache, stdout);
	}
}

/** The words of each scan by the name of its file without its ending, i.e. by page id; none where there are no scans. */
export function readingsOf(folder: URL): Map<string, PageWords> {
	if (!existsSync(folder)) return new Map();
	const files = readdirSync(folder)
		.filter((name) => name.endsWith('.jpg'))
		.map((name) => fileURLToPath(new URL(name, folder)));
	const hashes = new Map(files.map((file) => [file, hashOf(file)]));
	const before = remembered();
	readMissing(files.filter((file) => !before.has(hashes.get(file) ?? '')));
	const rows = remembered();
	return new Map(
		files.flatMap((file) => {
			const row = rows.get(hashes.get(file) ?? '');
			if (!row) return [];
			const { lines, blank, confidence } = row;
			return [[basename(file, '.jpg'), { lines, blank, confidence }] as const];
		})
	);
}
