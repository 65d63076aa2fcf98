/** A keyword list, the method to beat: what a careful person would write in an afternoon. */
import type { PageKind } from '#lib/page/suggestion.ts';

const privateWords =
	/\b(?:dream(?:s|ed)?|fantas\w+|transference|countertransference|i felt|i wonder|i suspect|hunch|hypothesis|silence|supervision|my own)\b/gi;
const chartWords =
	/\b(?:mg|dx|diagnosis|plan|goals?|phq|gad|si|hi|medications?|mood|affect|sleep|weekly|min|minutes|cpt|\d{1,2}:\d\d)\b/gi;
const officeWords =
	/\b(?:copay|insurance|authoriz\w+|signature|fax|balance|invoice|consent|policy|release)\b/gi;

const count = (text: string, words: RegExp) => text.match(words)?.length ?? 0;

export function keywordKind(text: string): PageKind {
	const [analysis, record, office] = [privateWords, chartWords, officeWords].map((words) =>
		count(text, words)
	) as [number, number, number];
	if (analysis + record + office === 0) return 'unsure';
	if (analysis >= 2 && record >= 3) return 'mixed';
	if (analysis > record) return 'psychotherapy';
	return office > record ? 'administrative' : 'progress';
}
