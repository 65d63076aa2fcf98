/** What was learned, in groups of alike pages and in plain words, for the person whose habits they are. */
import { isPrivateElement, chartElements, privateElements } from '#lib/page/suggestion.ts';
import { alikeLessons } from './alike.ts';
import { fewest, habitOf, type Habit } from './advise.ts';
import type { Lesson, PageFacts } from './lesson.ts';

export interface Group {
	/** E.g. "Unread pages on darker paper, half full". */
	readonly words: string;
	readonly pages: number;
	/** What is suggested for pages like them; nothing while they are too few or of several minds. */
	readonly habit: Habit | undefined;
	/** Decisions that are still missing before anything is said. */
	readonly missing: number;
}

/** The order of {@link PageFacts.says}. */
export const traits = [...chartElements, ...privateElements, 'neutral'] as const;

/** The largest first. Each decision stands in one group only. */
export function groupsOf(lessons: readonly Lesson[]): readonly Group[] {
	const groups: Group[] = [];
	let left = lessons;
	while (left.length > 0) {
		const members = left
			.map(({ facts }) => alikeLessons(facts, left))
			.reduce((largest, each) => (each.length > largest.length ? each : largest), left.slice(0, 1));
		const of = members.length;
		const middle = members[0]?.facts ?? { says: [], look: [], provenance: 'unknown' };
		const missing = Math.max(0, fewest - of);
		groups.push({ words: wordsFor(middle), pages: of, habit: habitOf(members), missing });
		left = left.filter((lesson) => !members.includes(lesson));
	}
	return groups;
}

const about: Readonly<Partial<Record<(typeof traits)[number], string>>> = {
	medication: 'medication',
	'session-times': 'session times',
	'modality-frequency': 'kind and frequency of treatment',
	'test-results': 'test results',
	diagnosis: 'diagnoses',
	'functional-status': 'daily functioning',
	'treatment-plan': 'the treatment plan',
	symptoms: 'symptoms',
	prognosis: 'prognosis',
	'progress-to-date': 'progress',
	intervention: 'interventions',
	'risk-safety': 'safety',
	administrative: 'letters, forms and billing',
	'conversation-analysis': 'what was said in session',
	hypothesis: 'your hypotheses',
	transference: 'transference',
	countertransference: 'your own reactions',
	'dream-fantasy': 'dreams and fantasies',
	'third-party': 'other people',
	supervision: 'supervision'
};

function wordsFor({ says, look }: PageFacts): string {
	if (says.length === 0) return `Pages that could not be read, ${lookWords(look)}`;
	const named = traits
		.map((trait, i) => ({ trait, share: says[i] ?? 0 }))
		.filter(({ trait, share }) => trait !== 'neutral' && share >= 0.15)
		.sort((a, b) => b.share - a.share || Number(isPrivateElement(b.trait)))
		.slice(0, 2)
		.flatMap(({ trait }) => about[trait] ?? []);
	return named.length === 0
		? 'Pages about nothing in particular'
		: `Pages about ${named.join(' and ')}`;
}

function lookWords([paper = 1, ink = 0]: readonly number[]): string {
	const on =
		paper < 0.82
			? 'on dark or coloured paper'
			: paper < 0.93
				? 'on tinted paper'
				: 'on white paper';
	const full = ink < 0.04 ? 'nearly empty' : ink < 0.12 ? 'partly filled' : 'closely written';
	return `${on}, ${full}`;
}
