/** The bench's results as a table that can go into a README as it is. */
import { medianOf, pagesPerMinute, type Run } from './run.ts';
import { characterErrorRate, scoreOf, sumOf, wordErrorRate, type Score } from './score.ts';
import type { Truth } from './truth.ts';

export interface Reader {
	readonly name: string;
	/** What the ratios are to: `tesseract` and `ocrmypdf` where they ran. */
	readonly key: string;
	readonly runs: readonly Run[];
}

const dash = '-';

/** A Markdown table; error columns only where there is a truth. */
export function readingTable(
	readers: readonly Reader[],
	pages: number,
	truth: Truth | undefined
): string {
	const rates = new Map(readers.map(({ key, runs }) => [key, rateOf(runs, pages)]));
	const media = truth ? mediaOf(readers, truth) : [];
	const head = [
		...['', 'pages/min', 'once warm', '× tesseract', '× OCRmyPDF'],
		...(truth ? ['CER', 'WER', ...media.map((medium) => `CER ${medium}`)] : [])
	];
	const rows = readers.map((reader) => {
		const rate = rates.get(reader.key) ?? NaN;
		const warm = medianOf(reader.runs.flatMap(({ warmRate }) => warmRate ?? []));
		return [
			[reader.name, remarkOf(reader.runs)].filter((part) => part).join(', '),
			rate.toFixed(1),
			Number.isNaN(warm) ? dash : warm.toFixed(1),
			...['tesseract', 'ocrmypdf'].map((key) => ratio(rate, rates.get(key))),
			...(truth ? errorCells(reader.runs, truth, media) : [])
		];
	});
	return markdown([head, ...rows]);
}

function rateOf(runs: readonly Run[], pages: number): number {
	return medianOf(runs.map(({ seconds }) => pagesPerMinute(pages, seconds)));
}

function remarkOf(runs: readonly Run[]): string {
	return [...new Set(runs.map(({ remark }) => remark ?? ''))].join(' or ');
}

function ratio(rate: number, base: number | undefined): string {
	return base === undefined ? dash : (rate / base).toFixed(2);
}

function mediaOf(readers: readonly Reader[], truth: Truth): string[] {
	const ids = readers.flatMap(({ runs }) => runs.flatMap(({ texts }) => [...texts.keys()]));
	return [...new Set(ids.flatMap((id) => truth.get(id)?.medium ?? []))].sort().reverse();
}

function errorCells(runs: readonly Run[], truth: Truth, media: readonly string[]): string[] {
	// Reading the same picture twice gives the same words: the first run speaks for all.
	const scored = [...(runs[0]?.texts ?? [])].flatMap(([id, text]) => {
		const page = truth.get(id);
		return page ? [{ medium: page.medium, score: scoreOf(page.text, text) }] : [];
	});
	const all = sumOf(scored.map(({ score }) => score));
	const of = (medium: string): Score =>
		sumOf(scored.filter((page) => page.medium === medium).map(({ score }) => score));
	return [
		percent(characterErrorRate(all)),
		percent(wordErrorRate(all)),
		...media.map((medium) => percent(characterErrorRate(of(medium))))
	];
}

function percent(rate: number | undefined): string {
	return rate === undefined ? dash : `${(rate * 100).toFixed(2)}%`;
}

/** Rows of cells as a Markdown table, the first its head. */
export function markdown(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, at) =>
		Math.max(...rows.map((row) => row[at]?.length ?? 0))
	);
	const line = (cells: readonly string[]): string =>
		`| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
	const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
	const [head = [], ...body] = rows;
	return [line(head), rule, ...body.map(line)].join('\n');
}
