/** The batch report: what each box of the spool came to, as a page to print and a table to calculate with. Hashes, no names. Pure. */
import { boxNumber } from '#lib/page/box-number.ts';
import { dayOf } from '#lib/page/date.ts';
import type { BoxTally } from './tally.ts';

export interface Report {
	readonly html: string;
	readonly csv: string;
}

const columns: readonly (readonly [
	head: string,
	of: (box: BoxTally) => string | number | undefined
])[] = [
	['Box', ({ box }) => boxNumber(box)],
	['Begun', ({ begunAt }) => begunAt],
	['Sealed', ({ spooledAt }) => spooledAt],
	['In the tray', ({ acknowledgedAt }) => acknowledgedAt],
	['Files', ({ files }) => files.length],
	['Sides', ({ sides }) => sides],
	['Blank', ({ blanks }) => blanks],
	['Perhaps blank', ({ maybeBlank }) => maybeBlank],
	['Separators', ({ separators }) => separators],
	['Same original', ({ duplicates }) => duplicates],
	['Unread', ({ unread }) => unread],
	['Refused', ({ refused }) => refused],
	['Sides a minute', ({ sidesPerMinute }) => sidesPerMinute]
];

const sums = [
	'Files',
	'Sides',
	'Blank',
	'Perhaps blank',
	'Separators',
	'Same original',
	'Unread',
	'Refused'
];

const moments = ['Begun', 'Sealed', 'In the tray'];

/** A moment where the station is, short enough that all columns fit a sheet; the table to calculate with keeps it whole. */
function shortMoment(at: string): string {
	const time = new Date(at);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${dayOf(time)} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** `code` is the station's, as it stands in the app. */
export function reportOf(code: string, boxes: readonly BoxTally[], madeAt: string): Report {
	const heads = columns.map(([head]) => head);
	const rows = boxes.map((box) => columns.map(([, of]) => String(of(box) ?? '')));
	const total = columns.map(([head, of], i) =>
		i === 0
			? 'All'
			: sums.includes(head)
				? String(boxes.reduce((sum, box) => sum + Number(of(box) ?? 0), 0))
				: ''
	);
	const shown = rows.map((row) =>
		row.map((cell, i) => (cell && moments.includes(heads[i] ?? '') ? shortMoment(cell) : cell))
	);
	const html = htmlOf(code, shortMoment(madeAt), heads, shown, total);
	return { csv: csvOf([heads, ...rows, total]), html };
}

/** RFC 4180; a spreadsheet must take no cell for a formula. */
function csvOf(rows: readonly (readonly string[])[]): string {
	const cell = (text: string): string => {
		const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
		return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	return `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function htmlOf(
	code: string,
	madeAt: string,
	heads: readonly string[],
	rows: readonly (readonly string[])[],
	total: readonly string[]
): string {
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
<main>
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
