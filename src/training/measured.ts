/** The bench's counts as the app shows them: written to a file that is committed, so that no screen's number is typed by hand. */
import { writeFileSync } from 'node:fs';
import { costs } from '#lib/sorting/decide.ts';
import type { Score } from './score.ts';

/** Which pages, and by which models they were judged. */
export interface Judging {
	readonly set: string;
	/** `file-unseen`: the models never saw the set; `writer-unseen`: nor anything else by its writer; `shipped`: as the app is; `probe`: the same, on our own probe. */
	readonly judged: 'file-unseen' | 'writer-unseen' | 'shipped' | 'probe';
}

export interface MeasuredRow extends Judging, Score {
	/** What was judged, as the bench prints it: "text", "scans, typed", "keyword list". */
	readonly name: string;
}

const root = new URL('../../', import.meta.url);
const file = new URL('src/routes/how/measured.json', root);

/** Renews the file. `on` is the day of the bench, `YYYY-MM-DD`. */
export function writeMeasured(rows: readonly MeasuredRow[], on: string): void {
	const weighed = {
		leaked: costs.psychotherapy.progress,
		buried: costs.mixed.psychotherapy,
		over: costs.progress.mixed,
		held: costs.progress.unsure
	};
	writeFileSync(file, `${JSON.stringify({ on, costs: weighed, rows }, undefined, '\t')}\n`);
}
