/** The certificate of destroyed paper: a sheet of its own, to be signed and kept. Pure. */
import { boxNumber } from '#lib/page/box-number.ts';
import { dayOf, formatDate } from '#lib/page/date.ts';
import { shownName } from '#lib/page/shown-name.ts';
import type { PaperBox } from './shred.ts';

export interface Destruction {
	readonly practice: string;
	readonly by: string;
	/** E.g. cross-cut shredder here, or a company and its certificate's number. */
	readonly how: string;
	readonly witness: string;
	/** ISO time. */
	readonly at: string;
	readonly boxes: readonly Pick<PaperBox, 'box' | 'sides' | 'settledAt'>[];
}

/** The note in each box's own account. */
export function destructionNote({ at, by, how, witness }: Omit<Destruction, 'boxes'>): string {
	const seen = witness.trim() === '' ? '' : `, witnessed by ${witness.trim()}`;
	return `${dayOf(new Date(at))}, by ${by}${seen}, ${how.trim()}`;
}

/** An HTML file without any script, which prints on one sheet or more. */
export function destructionSheet({ practice, by, how, witness, at, boxes }: Destruction): string {
	const rows = boxes
		.map(
			({ box, sides, settledAt }) =>
				`<tr><td class="number">${boxNumber(box.box)}</td><td>${escaped(shownName(box.label ?? ''))}</td><td class="figure">${sides}</td><td class="day">${dateIn(box.openedAt)}</td><td class="day">${dateIn(settledAt)}</td></tr>`
		)
		.join('\n');
	const sides = boxes.reduce((sum, box) => sum + box.sides, 0);
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Certificate of destroyed paper</title>
<style>${style}</style>
<header><h1>Certificate of destroyed paper</h1><p>${escaped(practice)} · ${dateIn(at)}</p></header>
<p>The paper of the boxes below was destroyed on ${dateIn(at)}. Before that, ${sides === 1 ? 'its only side' : `each of its ${sides} sides`} had
been scanned, counted, decided by a clinician, filed, and read back from a backup.</p>
<p><strong>How:</strong> ${escaped(how.trim())}</p>
<table>
<thead><tr><th>Box</th><th>What it was called</th><th class="figure">Sides</th><th>Scanned</th><th>Decided</th></tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><td>${boxes.length === 1 ? '1 box' : `${boxes.length} boxes`}</td><td></td><td class="figure">${sides}</td><td></td><td></td></tr></tfoot>
</table>
<section>
${signature('Destroyed by', by)}
${signature(witness.trim() === '' ? 'Witness, if there was one' : 'Witnessed by', witness)}
</section>
<footer>A box’s number is its number in the app, on its sheet and label, and in the scan station’s report. Keep this
certificate with the practice’s records.</footer>
</html>
`;
}

function signature(what: string, name: string): string {
	const who = name.trim();
	return `<div class="line"><p>${what}${who === '' ? '' : ` <strong>${escaped(who)}</strong>`}</p><p>Signature</p><p>Date</p></div>`;
}

const style = `
@page { margin: 18mm; }
body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; margin: 2.5rem auto; padding: 0 1.25rem; max-width: 46rem; color: #111; background: #fff; }
header { border-bottom: 2px solid #111; padding-bottom: 0.5rem; margin-bottom: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 0.3rem; }
header p { margin: 0; color: #333; }
table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid #999; text-align: left; vertical-align: baseline; overflow-wrap: anywhere; }
th { border-bottom: 1.5px solid #111; }
thead { display: table-header-group; }
tfoot { display: table-row-group; font-weight: bold; }
tr { break-inside: avoid; }
.number { font-family: ui-monospace, 'Courier New', monospace; font-size: 0.95em; }
.number, .day, .figure, th { white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
section { break-inside: avoid; margin-top: 1rem; }
.line { display: grid; grid-template-columns: 2fr 2fr 1fr; gap: 1.5rem; margin-top: 3.5rem; }
.line p { margin: 0; border-top: 1px solid #111; padding-top: 0.3rem; font-size: 0.9rem; }
footer { margin-top: 2.5rem; font-size: 0.85rem; color: #444; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
`;

/** The day of a moment where the reader is, in words; empty where there was none. */
function dateIn(at: string | undefined): string {
	return at === undefined ? '' : formatDate(dayOf(new Date(at)));
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
