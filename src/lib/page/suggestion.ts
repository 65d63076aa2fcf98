/** What the sorter may say of a page. A suggestion never files anything. */

/** What belongs in the record whatever the heading says: the ten exclusions of 45 CFR 164.501, and three that follow. */
export const chartElements = [
	'medication',
	'session-times',
	'modality-frequency',
	'test-results',
	'diagnosis',
	'functional-status',
	'treatment-plan',
	'symptoms',
	'prognosis',
	'progress-to-date',
	'intervention',
	'risk-safety',
	'administrative'
] as const;

/** What documents or analyzes the conversation itself (45 CFR 164.501, "psychotherapy notes"). */
export const privateElements = [
	'conversation-analysis',
	'hypothesis',
	'transference',
	'countertransference',
	'dream-fantasy',
	'third-party',
	'supervision'
] as const;

export type ChartElement = (typeof chartElements)[number];
export type PrivateElement = (typeof privateElements)[number];
export type Element = ChartElement | PrivateElement | 'neutral';

export const pageKinds = [
	'progress',
	'psychotherapy',
	'mixed',
	'administrative',
	'blank',
	'unsure'
] as const;
export type PageKind = (typeof pageKinds)[number];

/** From this confidence on a suggestion is "likely", below it "probably"; a number would promise more than it knows. */
export const likelyFrom = 0.85;
export const probablyFrom = 0.6;

/** One line on the page that speaks for the suggestion, and why. */
export interface Evidence {
	/** Index into the reading's lines. */
	readonly line: number;
	/** The line's words; absent in what is kept of a suggestion, see {@link withoutWords}. */
	readonly text?: string;
	readonly element: Element;
	/** 0 to 1. */
	readonly probability: number;
	/** One plain sentence, ending in its citation, e.g. "… 45 CFR 164.501". */
	readonly reason: string;
}

/** A line's most probable element; `private` is the summed probability of the private elements. */
export interface LineElement {
	readonly line: number;
	readonly element: Element;
	readonly probability: number;
	readonly private: number;
}

/** Where a doubt comes from: the reading, the words themselves, or a page that is unlike all that is known. */
export type DoubtSource = 'reading' | 'words' | 'unknown';

export interface Doubt {
	readonly source: DoubtSource;
	/** One plain sentence. */
	readonly sentence: string;
}

export type RemarkCode =
	'also-in-chart' | 'part-2' | 'names-others' | 'keep-succinct' | 'heading-differs';

/** Something that the person should know whatever they decide. */
export interface Remark {
	readonly code: RemarkCode;
	/** Index into the reading's lines; nothing when it is about the page as a whole. */
	readonly line?: number;
	/** One plain sentence, ending in its citation where it has one. */
	readonly sentence: string;
}

/** Neighbouring lines that fall on one side of a cut, both ends inclusive. */
export interface CutRun {
	readonly from: number;
	readonly to: number;
	readonly side: 'chart' | 'private';
}

export interface Suggestion {
	readonly kind: PageKind;
	/** 0 to 1. */
	readonly confidence: number;
	/** The most telling lines first, at most five. */
	readonly evidence: readonly Evidence[];
	/** Every line that says something, in page order: what a split of a mixed page starts from. */
	readonly lines: readonly LineElement[];
	/** One plain sentence on why this kind, or why it cannot tell. */
	readonly summary: string;
	readonly runnerUp?: PageKind;
	/** One plain sentence on what would change the suggestion. */
	readonly wouldChange?: string;
	/** Index into the reading's lines: the line that `wouldChange` speaks of. */
	readonly changeLine?: number;
	/** Every source of doubt, also on pages that are not `unsure`; empty or missing when there is none. */
	readonly doubts?: readonly Doubt[];
	readonly remarks?: readonly Remark[];
	/** For a page with both sides: where each line goes, in page order; lines without words are left out. */
	readonly cut?: readonly CutRun[];
}

/**
 * What is kept of a suggestion: where its lines are and what they are about, and none of their words. A history is for
 * ever; the words go with the sealed reading, which is removed when the page leaves for its folder.
 */
export function withoutWords({ evidence, ...suggestion }: Suggestion): Suggestion {
	return { ...suggestion, evidence: evidence.map(({ text: _, ...told }) => told) };
}

/** What is kept once the page lies in its folder alone: what was suggested, and nothing that points at its lines. */
export function verdictOf({ kind, confidence, summary, doubts }: Suggestion): Suggestion {
	return { kind, confidence, summary, ...(doubts ? { doubts } : {}), evidence: [], lines: [] };
}

const privateSet: ReadonlySet<Element> = new Set(privateElements);

export function isPrivateElement(element: Element): element is PrivateElement {
	return privateSet.has(element);
}
