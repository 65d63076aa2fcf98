/** The measures of page sorting. Both kinds of error are always told, never one accuracy number. */
import type { PageKind } from '#lib/page/suggestion.ts';
import type { LabelledKind } from './corpus.ts';

export interface Judged {
	readonly id: string;
	readonly kind: LabelledKind;
	readonly guess: PageKind;
}

export interface Score {
	readonly pages: number;
	readonly private: number;
	readonly mixed: number;
	readonly chart: number;
	/** Private-bearing pages (psychotherapy, mixed) suggested for the chart: the worst error. */
	readonly leaked: number;
	/** Mixed pages suggested as wholly private: record content would vanish into the cabinet. */
	readonly buried: number;
	/** Chart pages suggested private or mixed. */
	readonly over: number;
	/** Pages left to the person. */
	readonly held: number;
	/** The suggested kind is the labelled kind. */
	readonly exact: number;
}

const isPrivate = (kind: PageKind) => kind === 'psychotherapy' || kind === 'mixed';
const isChart = (kind: PageKind) => kind === 'progress' || kind === 'administrative';

export function scoreOf(judged: readonly Judged[]): Score {
	const count = (claim: (page: Judged) => boolean) => judged.filter(claim).length;
	return {
		pages: judged.length,
		private: count(({ kind }) => isPrivate(kind)),
		mixed: count(({ kind }) => kind === 'mixed'),
		chart: count(({ kind }) => isChart(kind)),
		leaked: count(({ kind, guess }) => isPrivate(kind) && (isChart(guess) || guess === 'blank')),
		buried: count(({ kind, guess }) => kind === 'mixed' && guess === 'psychotherapy'),
		over: count(({ kind, guess }) => isChart(kind) && isPrivate(guess)),
		held: count(({ guess }) => guess === 'unsure'),
		exact: count(({ kind, guess }) => kind === guess)
	};
}

const share = (n: number, of: number) =>
	of ? `${String(n)}/${String(of)} (${((100 * n) / of).toFixed(1)}%)` : '-';

export function scoreLine(name: string, score: Score): string {
	return [
		name.padEnd(34),
		`leaked ${share(score.leaked, score.private)}`,
		`buried ${share(score.buried, score.mixed)}`,
		`over ${share(score.over, score.chart)}`,
		`held ${share(score.held, score.pages)}`,
		`exact ${share(score.exact, score.pages)}`
	].join('  ');
}
