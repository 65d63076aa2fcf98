/** What would change a suggestion: the page judged again without the line that most speaks against it. */
import type { PageKind, Suggestion } from '#lib/page/suggestion.ts';
import { plainText } from './folding.ts';
import type { Weighed } from './weighing.ts';

/** What a kind is called in a sentence. */
const called: Readonly<Record<PageKind, string>> = {
	progress: 'a progress note',
	psychotherapy: 'a psychotherapy note',
	mixed: 'a mixed page',
	administrative: 'office paper',
	blank: 'a blank page',
	unsure: 'unclear'
};

const otherwise: Readonly<Record<PageKind, string>> = {
	progress:
		"A line of the clinician's own analysis, feelings or guesses would make it a mixed page.",
	administrative:
		"A note of what was said in a session, or the clinician's own thoughts, would change this.",
	psychotherapy:
		'Any of the excluded elements, such as medication, session times or a diagnosis, would make it a mixed page.',
	mixed: 'With one side struck out it would belong wholly to the other.',
	unsure: 'A person who knows the client and the clinician can tell.',
	blank: 'Any writing on it, however faint, would change this.'
};

/** The one passage that most holds the page where it is. */
function pivot(kind: PageKind, weighed: readonly Weighed[]): Weighed | undefined {
	const strength = (one: Weighed) =>
		kind === 'psychotherapy' ? -1 : one.private * (one.clinical > one.private ? 0.5 : 1);
	const first = weighed[0];
	if (!first) return undefined;
	return weighed.reduce((best, one) => (strength(one) > strength(best) ? one : best), first);
}

/** `judge` says which kind the page would be with these passages alone. */
export function wouldChange(
	kind: PageKind,
	weighed: readonly Weighed[],
	judge: (rest: readonly Weighed[]) => PageKind
): Pick<Suggestion, 'wouldChange' | 'changeLine'> {
	const one = kind === 'psychotherapy' ? undefined : pivot(kind, weighed);
	if (one && one.private > 0.3 && plainText(one.passage.text).length > 0) {
		const rest = weighed.filter((other) => other !== one);
		const then = rest.length === 0 ? kind : judge(rest);
		if (then !== kind && then !== 'unsure')
			return {
				wouldChange: `Without line ${String(one.passage.from + 1)} it would look like ${called[then]}.`,
				changeLine: one.passage.from
			};
	}
	return { wouldChange: otherwise[kind] };
}
