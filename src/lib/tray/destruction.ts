/** The certificate of destroyed paper: a sheet of its own, to be signed and kept. Pure. */
import { dayOf } from '#lib/page/date.ts';
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
	return `${dayIn(at)}, by ${by}${seen}, ${how.trim()}`;
}

/** An HTML file without any script, which prints on one sheet or more. */
export function destructionSheet({ practice, by, how, witness, at, boxes }: Destruction): string {
	const rows = boxes
		.map(
			({ box, sides, settledAt }) =>
				`<tr><td>${escaped(box.box.slice(0, 8))}</td><td>${escaped(box.label ?? '')}</td><td>${sides}</td><td>${dayIn(box.openedAt)}</td><td>${dayIn(settledAt)}</td></tr>`
		)
		.join('\n');
	const sides = boxes.reduce((sum, box) => sum + box.sides, 0);
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Certificate of destroyed paper</title>
<style>
body { font: 1rem/1.5 Georgia, serif; margin: 2.5rem auto; max-width: 46rem; color: #111; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { padding: 0.3rem 0.5rem; border-bottom: 1px solid #999; text-align: left; }
.line { border-top: 1px solid #111; margin-top: 4rem; padding-top: 0.3rem; }
</style>
<h1>Certificate of destroyed paper</h1>
<p>${escaped(practice)}, ${dayIn(at)}</p>
<p>The paper of the boxes below was destroyed: ${escaped(how)}. Before that, each of its ${sides} sides had been scanned, counted,
decided by a clinician, filed, and read back from a backup.</p>
<table>
<thead><tr><th>Box</th><th>What was on it</th><th>Sides</th><th>Scanned</th><th>Decided</th></tr></thead>
<tbody>${rows}</tbody>
</table>
<p class="line">Destroyed by ${escaped(by)} (signature, date)</p>
<p class="line">Witnessed by ${escaped(witness)} (signature, date)</p>
</html>
`;
}

/** The day of a moment where the reader is; empty where there was none. */
function dayIn(at: string | undefined): string {
	return at === undefined ? '' : dayOf(new Date(at));
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
