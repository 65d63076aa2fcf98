/** Whether probabilities come true: pages by how sure the suggestion was, in ten bins. */
import type { Suggestion } from '#lib/page/suggestion.ts';
import type { LabelledKind } from './corpus.ts';

export interface Said {
	readonly kind: LabelledKind;
	readonly suggestion: Suggestion;
}

/** One row a bin: from, to, pages, mean probability of the likeliest kind, share in which it was right. */
export function reliabilityTable(said: readonly Said[]): string[] {
	const rows = said.map(({ kind, suggestion }) => ({
		p: suggestion.confidence,
		right: kind === (suggestion.kind === 'unsure' ? suggestion.runnerUp : suggestion.kind)
	}));
	return Array.from({ length: 10 }, (_, bin) => {
		const here = rows.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === bin);
		const name = `    ${(bin / 10).toFixed(1)}-${((bin + 1) / 10).toFixed(1)}`;
		if (here.length === 0) return `${name}  0 pages`;
		const mean = here.reduce((sum, { p }) => sum + p, 0) / here.length;
		const right = here.filter((row) => row.right).length / here.length;
		return `${name}  ${String(here.length)} pages, said ${mean.toFixed(2)}, right ${right.toFixed(2)}`;
	});
}
