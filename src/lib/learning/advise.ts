/**
 * What a clinician's earlier decisions say of a page, on top of its suggestion.
 *
 * [Note: What learning may not do]
 * It may make anything private, held or mixed more likely. It may suggest "chart" only for a page on which nothing
 * speaks for private: the bar that a page with private evidence has to clear is the same after any number of lessons.
 * A page that nobody could read is judged by its paper and its neighbours, never above "probably".
 */
import type { FiledFate, Provenance } from '#lib/page/fate.ts';
import { isPrivateElement, type PageKind, type Suggestion } from '#lib/page/suggestion.ts';
import { alikeLessons } from './alike.ts';
import type { Lesson, PageFacts } from './lesson.ts';

/** Decisions on pages like it before anything is said, and the share of them that must agree. */
export const fewest = 5;
const agreement = 0.8;
/** For "chart" on a page that nobody could read: a leak costs most. */
const fewestUnread = 8;
/** Below the confidence from which the screen says "likely". */
const most = 0.8;
const least = 0.62;
/** Half the strength of a rule that fires: even less than this already counts as private evidence here. */
const privateFrom = 0.4;

/** Where the pages next to it in its box went. */
export type Around = readonly FiledFate[];

export interface Habit {
	readonly fate: FiledFate;
	/** Pages like this one that went there, of how many. */
	readonly pages: number;
	readonly of: number;
}

/** The suggestion, changed where this clinician's habit says otherwise and nothing forbids it. */
export function advised(
	suggestion: Suggestion,
	facts: PageFacts,
	lessons: readonly Lesson[],
	around: Around = []
): Suggestion {
	if (suggestion.kind === 'blank') return suggestion;
	const habit = habitOf(alikeLessons(facts, lessons));
	if (!habit) return suggestion;
	const isRead = facts.says.length > 0;
	const kind = isRead ? kindOfRead(suggestion, habit) : kindOfUnread(habit, facts, around);
	if (kind === undefined || kind === suggestion.kind) return suggestion;
	const confidence = kind === 'unsure' ? suggestion.confidence : confidenceOf(habit);
	const { wouldChange: _, ...rest } = suggestion;
	return {
		...rest,
		kind,
		confidence,
		...(kind === suggestion.runnerUp || suggestion.kind !== 'unsure'
			? { runnerUp: suggestion.kind }
			: {}),
		summary: isRead ? readWords(habit, kind) : unreadWords(habit, around)
	};
}

/** What was decided of most of these pages; nothing when they are too few or of several minds. */
export function habitOf(lessons: readonly Lesson[]): Habit | undefined {
	if (lessons.length < fewest) return undefined;
	for (const fate of ['cabinet', 'split', 'chart'] as const) {
		const pages = lessons.filter((lesson) => lesson.fate === fate).length;
		if (pages / lessons.length >= agreement) return { fate, pages, of: lessons.length };
	}
	return undefined;
}

function kindOfRead(suggestion: Suggestion, { fate }: Habit): PageKind | undefined {
	const { kind, runnerUp } = suggestion;
	if (fate === 'chart') {
		if (speaksForPrivate(suggestion)) return undefined;
		if (kind === 'psychotherapy' || kind === 'mixed') return 'unsure';
		if (kind !== 'unsure' || !wasReadWell(suggestion)) return undefined;
		return runnerUp === 'administrative' ? runnerUp : 'progress';
	}
	// Locked away whole, what the record needs would be buried.
	if (kind === 'unsure') {
		if (fate === 'split') return 'mixed';
		return speaksForChart(suggestion) ? undefined : 'psychotherapy';
	}
	if (kind === 'progress' || kind === 'administrative') return 'unsure';
	return undefined;
}

function kindOfUnread({ fate, pages, of }: Habit, facts: PageFacts, around: Around): PageKind {
	if (fate === 'cabinet')
		return around.includes('chart') && pages < of ? 'unsure' : 'psychotherapy';
	const isPlain =
		fate === 'chart' && pages >= fewestUnread && pages === of && !keptApart[facts.provenance];
	return isPlain && around.every((next) => next === 'chart') ? 'progress' : 'unsure';
}

const keptApart: Readonly<Record<Provenance, boolean>> = {
	'separate-folder': true,
	'sealed-envelope': true,
	interfiled: false,
	unknown: false
};

function speaksForPrivate({ lines, evidence, kind, doubts = [] }: Suggestion): boolean {
	return (
		lines.some((line) => line.private >= privateFrom) ||
		evidence.some(({ element }) => isPrivateElement(element)) ||
		(kind === 'psychotherapy' && doubts.length === 0)
	);
}

function speaksForChart({ evidence, remarks = [] }: Suggestion): boolean {
	return (
		remarks.some(({ code }) => code === 'also-in-chart') ||
		evidence.some(({ element }) => element !== 'neutral' && !isPrivateElement(element))
	);
}

function wasReadWell({ doubts = [] }: Suggestion): boolean {
	return !doubts.some(({ source }) => source === 'reading');
}

/** Never above "probably", however many there are. */
function confidenceOf({ pages }: Habit): number {
	return Math.min(most, least + 0.02 * (pages - fewest));
}

const went: Readonly<Record<FiledFate, string>> = {
	chart: 'filed to the chart',
	cabinet: 'locked away',
	split: 'split'
};

function readWords({ fate, pages, of }: Habit, kind: PageKind): string {
	const said = `You ${went[fate]} ${count(pages, of)} like this one.`;
	return kind === 'unsure' ? `${said} Its words say otherwise: please look.` : said;
}

function unreadWords({ fate, pages, of }: Habit, around: Around): string {
	const beside = around.length > 0 ? ' and by the pages next to it' : '';
	return `Not read: judged by its paper and layout${beside}. You ${went[fate]} ${count(pages, of)} that look like it.`;
}

function count(pages: number, of: number): string {
	return pages === of ? `all ${of} pages` : `${pages} of ${of} pages`;
}
