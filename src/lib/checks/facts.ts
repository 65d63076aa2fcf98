/** Which of the record's facts stand on a page, by its words and by what the sorter says of its lines. Pure. */
import { isReadable, type Reading } from '#lib/page/reading.ts';
import { chartElements, type ChartElement, type Suggestion } from '#lib/page/suggestion.ts';
import { plainText } from '#lib/sorting/folding.ts';
import { rulesIn } from '#lib/sorting/rules.ts';

/** The ten things that 45 CFR 164.501 keeps out of psychotherapy notes, in its order. */
export const excluded = [
	'medication',
	'session-times',
	'modality-frequency',
	'test-results',
	'diagnosis',
	'functional-status',
	'treatment-plan',
	'symptoms',
	'prognosis',
	'progress-to-date'
] as const satisfies readonly ChartElement[];
export type Excluded = (typeof excluded)[number];

export const factNames: Readonly<Record<Excluded, string>> = {
	medication: 'Medication',
	'session-times': 'Session start and stop times',
	'modality-frequency': 'Modality and frequency of treatment',
	'test-results': 'Test results',
	diagnosis: 'Diagnosis',
	'functional-status': 'Functional status',
	'treatment-plan': 'Treatment plan',
	symptoms: 'Symptoms',
	prognosis: 'Prognosis',
	'progress-to-date': 'Progress to date'
};

export interface Fact {
	readonly element: ChartElement;
	/** Index into the reading's lines. */
	readonly line: number;
	readonly text: string;
	/** A word that plainly names it, e.g. a dose or a code: not the sorter's opinion alone. */
	readonly plain: boolean;
}

/** What can be looked at of a page: its words, and what the sorter says of them now. */
export interface Looked {
	readonly reading: Reading;
	readonly suggestion: Suggestion;
}

/** From here on the sorter's word on a line counts where no plain word stands. */
const sureFrom = 0.5;

/** By line, in page order; a page whose words cannot be read shows none. */
export function factsOn({ reading, suggestion }: Looked): readonly Fact[] {
	if (!isReadable(reading)) return [];
	const saidOf = new Map(suggestion.lines.map((said) => [said.line, said]));
	return reading.lines.flatMap(({ text }, line) => {
		const rules = rulesIn(plainText(text));
		const said = saidOf.get(line);
		return chartElements.flatMap((element): readonly Fact[] => {
			const named = rules.filter((rule) => rule.element === element);
			const plain = named.some(({ strong }) => strong);
			const isSaid = said?.element === element && said.probability >= sureFrom;
			return plain || (isSaid && said.private < sureFrom) ? [{ element, line, text, plain }] : [];
		});
	});
}

/** Words that name it without a strong sign: enough to say that a note holds it, too little to hold anything against one. */
export function isMentioned(element: ChartElement, { reading }: Pick<Looked, 'reading'>): boolean {
	return reading.lines.some(({ text }) =>
		rulesIn(plainText(text)).some((rule) => rule.element === element)
	);
}
