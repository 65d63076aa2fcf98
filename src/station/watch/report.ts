/** The batch report: what each box of the spool came to, as a page to print and a table to calculate with. Hashes, no names. Pure. */
import { boxNumber } from '#lib/page/box-number.ts';
import { csvTable } from '#lib/page/csv.ts';
import { dayOf } from '#lib/page/date.ts';
import { shortOf } from './log.ts';
import { seenOf, type BoxTally, type FileTally, type Tally } from './tally.ts';

export interface Report {
	readonly html: string;
	readonly csv: string;
}

/** A line of the report: a box, a file that is in none, or all of them. */
type Line = Partial<BoxTally> & { readonly name: string; readonly fileTally: FileTally };

type Column = readonly [head: string, of: (line: Line) => string | number | undefined];

const columns: readonly Column[] = [
	['Box', ({ name }) => name],
	['Begun', ({ begunAt }) => begunAt],
	['Sealed', ({ spooledAt }) => spooledAt],
	['In the tray', ({ acknowledgedAt }) => acknowledgedAt],
	['Files seen', ({ fileTally }) => seenOf(fileTally)],
	['Taken', ({ fileTally }) => fileTally.taken],
	['Known', ({ fileTally }) => fileTally.known],
	['Failed', ({ fileTally }) => fileTally.failed],
	['Sides', ({ sides }) => sides],
	['Blank', ({ blanks }) => blanks],
	['Perhaps blank', ({ maybeBlank }) => maybeBlank],
	['Separators', ({ separators }) => separators],
	['Same original', ({ duplicates }) => duplicates],
	['Unread', ({ unread }) => unread],
	['Refused', ({ refused }) => refused],
	['Sides a minute', ({ sidesPerMinute }) => sidesPerMinute]
];

/** In the table to calculate with alone: which originals to look for in done or failed. */
const originals: Column = [
	'Originals',
	({ files }) => files?.map((file) => shortOf(file)).join(' ')
];

/** What is summed over the boxes. Files are not: several boxes can come of one. */
const sums = [
	...(['sides', 'blanks', 'maybeBlank', 'separators', 'duplicates', 'unread', 'refused'] as const)
];

function linesOf({ boxes, unboxed, files }: Tally): readonly Line[] {
	const total = (key: (typeof sums)[number]): number =>
		boxes.reduce((sum, box) => sum + box[key], 0);
	return [
		...boxes.map((box) => ({ ...box, name: boxNumber(box.box) })),
		// As the log calls it.
		...unboxed.map(({ file, fileTally }) => ({ name: `none: file ${shortOf(file)}`, fileTally })),
		{ ...Object.fromEntries(sums.map((key) => [key, total(key)])), name: 'All', fileTally: files }
	];
}

const moments = ['Begun', 'Sealed', 'In the tray'];

/** A moment where the station is, short enough that all columns fit a sheet; the table to calculate with keeps it whole. */
function shortMoment(at: string): string {
	const time = new Date(at);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${dayOf(time)} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Of files in the watched folder that another program began and never finished: its name says so, or it is empty. */
export function halfFilesWords(files: number): string {
	const are = files === 1 ? 'is a file' : `are ${files} files`;
	return `In the watched folder there ${are} that another program began and never finished. Nothing of that is counted or taken in.`;
}

/** `code` is the station's, as it stands in the app; `halves` counts half files in the watched folder. */
export function reportOf(code: string, tally: Tally, madeAt: string, halves = 0): Report {
	const lines = linesOf(tally);
	const table = (of: readonly Column[]): readonly (readonly string[])[] =>
		lines.map((line) => of.map(([, cell]) => String(cell(line) ?? '')));
	const all = [...columns, originals];
	const heads = columns.map(([head]) => head);
	const rows = table(columns);
	const shown = rows.map((row) =>
		row.map((cell, i) => (cell && moments.includes(heads[i] ?? '') ? shortMoment(cell) : cell))
	);
	return {
		csv: csvTable([all.map(([head]) => head), ...table(all)]),
		html: htmlOf({
			...{ code, halves, heads, madeAt: shortMoment(madeAt) },
			...{ rows: shown.slice(0, -1), total: shown.at(-1) ?? [] }
		})
	};
}

interface Shown {
	readonly code: string;
	readonly madeAt: string;
	readonly halves: number;
	readonly heads: readonly string[];
	readonly rows: readonly (readonly string[])[];
	readonly total: readonly string[];
}

function htmlOf({ code, madeAt, halves, heads, rows, total }: Shown): string {
	const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
		`<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Scan station ${escaped(code)}</title>
<style>
body { font: 1rem/1.4 system-ui, sans-serif; margin: 2rem; color: #222; }
table { border-collapse: collapse; font-size: 0.85rem; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid #bbb; text-align: right; white-space: nowrap; }
th { white-space: normal; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; font-family: monospace; }
tfoot { display: table-row-group; font-weight: 600; }
tr { break-inside: avoid; }
main { overflow-x: auto; }
@page { size: landscape; margin: 14mm; }
@media print { body { margin: 0; } table { width: 100%; font-size: 0.75rem; } th, td { padding: 0.25rem 0.4rem; } main { overflow: visible; } }
</style>
<h1>Scan station ${escaped(code)}</h1>
<p>As of ${escaped(madeAt)}. A box has the number that stands on its sheet and label. What a page says, and how a file was
called, stands in the clinician’s tray alone. “Same original” counts sides whose picture is the same, byte by byte, as
an earlier one; nothing of them was left out. What was refused lies in the folder “failed” with its reason.</p>
<p>Files seen are those taken (or being taken), those known (dropped again after they were dealt with), and those that
failed: nothing of them could be taken in, or the app gave their box back and they were not dropped again. A file that is
in no box stands in a line of its own, named as in the log. One that separator sheets part stands at each of its boxes, and
counts once in all.</p>
${halves > 0 ? `<p><strong>${halfFilesWords(halves)}</strong></p>\n` : ''}<main>
<table>
<thead>${row(heads, 'th')}</thead>
<tbody>${rows.map((cells) => row(cells, 'td')).join('\n')}</tbody>
<tfoot>${row(total, 'td')}</tfoot>
</table>
</main>
</html>
`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
