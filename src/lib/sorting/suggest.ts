/** Words in, suggestion out. Synchronous, pure, and it never files anything. */
import type { Blank, Reading } from '#lib/page/reading.ts';
import { readableFrom } from '#lib/page/reading.ts';
import type { Doubt, PageKind, Suggestion } from '#lib/page/suggestion.ts';
import { isPrivateElement } from '#lib/page/suggestion.ts';
import { type Answer, cheapest } from './decide.ts';
import { cutOf } from './cut.ts';
import { doubtsOf, familiarity, poorReading, strangeBelow } from './doubt.ts';
import { evidenceFor, lineElements } from './evidence.ts';
import type { LineModel } from './model.ts';
import {
	kindProbabilities,
	type KindProbabilities,
	type PageModel,
	type SortedKind,
	sortedKinds
} from './page-model.ts';
import { passagesOf } from './passages.ts';
import { remarksOf } from './remarks.ts';
import { shippedModels } from './shipped.ts';
import { blankPage, cannotBeRead, noWords, partUnread, summaryOf, tooFewWords } from './summary.ts';
import { pageFeatures, weigh, type Weighed } from './weighing.ts';
import { wouldChange } from './what-if.ts';

export interface PageWords {
	readonly lines: readonly { readonly text: string; readonly confidence: number }[];
	readonly blank: Blank;
	/** 0 to 1, over the whole page. */
	readonly confidence: number;
}

export interface Models {
	readonly lines: LineModel;
	readonly page: PageModel;
}

export function wordsOf(reading: Reading): PageWords {
	return {
		lines: reading.lines.map(({ text, confidence }) => ({ text, confidence })),
		blank: reading.blank,
		confidence: reading.confidence
	};
}

/** Text that a person typed or a file already holds: nothing in it was misread. */
export function wordsOfText(text: string): PageWords {
	const lines = text.split('\n').map((line) => ({ text: line, confidence: 1 }));
	return { lines, blank: text.trim() ? 'no' : 'maybe', confidence: 1 };
}

const fewestWords = 6;
/** With a larger share of the words in badly read lines, nothing may be suggested for the chart. */
const unreadShare = 0.2;

function plainly(
	kind: PageKind,
	confidence: number,
	summary: string,
	doubts: readonly Doubt[] = []
): Suggestion {
	return { kind, confidence, evidence: [], lines: [], summary, doubts };
}

const countWords = (text: string) => text.match(/[\p{L}\p{N}]{2,}/gu)?.length ?? 0;

/** The share of the page's words that stand in lines which were read badly. */
function shareUnread({ lines }: PageWords): number {
	const words = lines.reduce((sum, { text }) => sum + countWords(text), 0);
	const bad = lines.reduce(
		(sum, { text, confidence }) => sum + (confidence < readableFrom ? countWords(text) : 0),
		0
	);
	return bad / Math.max(words, 1);
}

const speaksStrongly = (one: Weighed, side: 'private' | 'chart') =>
	(side === 'private' ? one.private > 0.5 : one.clinical > 0.6) &&
	one.rules.some(
		({ strong, element }) =>
			strong && element !== 'administrative' && isPrivateElement(element) === (side === 'private')
	);

/** What a plain rule against a kind leaves of its probability. */
const doubted = 0.1;

interface Ruled {
	readonly likely: KindProbabilities;
	readonly open: readonly SortedKind[];
}

/**
 * What the rules say, however the line model sees it: no chart with a passage that is plainly the clinician's own
 * analysis, no wholly private page with an excluded element of 45 CFR 164.501 on it.
 */
export function underRules(
	likely: KindProbabilities,
	weighed: readonly Weighed[],
	unread: boolean
): Ruled {
	const analysis = weighed.some((one) => speaksStrongly(one, 'private'));
	const excluded = weighed.some((one) => speaksStrongly(one, 'chart'));
	const against = (kind: SortedKind) =>
		kind === 'psychotherapy' ? excluded : kind !== 'mixed' && analysis;
	const left = sortedKinds.map((kind) => likely[kind] * (against(kind) ? doubted : 1));
	const total = left.reduce((sum, p) => sum + p, 0);
	const [progress = 0, psychotherapy = 0, mixed = 0, administrative = 0] = left.map(
		(p) => p / total
	);
	return {
		likely: { progress, psychotherapy, mixed, administrative },
		open: sortedKinds.filter(
			(kind) => !against(kind) && !(unread && (kind === 'progress' || kind === 'administrative'))
		)
	};
}

/** For `unsure`, how near the likeliest kind came; nothing when part of the page was never read. */
function confidenceOf(kind: Answer, likely: KindProbabilities, unread: boolean): number {
	if (kind !== 'unsure') return likely[kind];
	return unread ? 0 : Math.max(...Object.values(likely));
}

const ranked = (likely: KindProbabilities) => sortedKinds.toSorted((a, b) => likely[b] - likely[a]);

interface Judged {
	readonly likely: KindProbabilities;
	readonly kind: Answer;
}

/** The rules and the costs on top of what the page model says of these passages. */
function judge(models: Models, weighed: readonly Weighed[], unread: boolean): Judged {
	const hidden = unread || familiarity(weighed) < strangeBelow;
	const { likely, open } = underRules(kindProbabilities(models.page, weighed), weighed, hidden);
	return { likely, kind: cheapest(likely, open) };
}

function assemble(
	models: Models,
	page: PageWords,
	weighed: readonly Weighed[],
	shareOfUnread: number
): Suggestion {
	const unread = shareOfUnread > unreadShare;
	const { likely, kind } = judge(models, weighed, unread);
	const lines = page.lines.map(({ text }) => text);
	const evidence = evidenceFor(kind, weighed, lines);
	const runnerUp = ranked(likely).find((other) => other !== kind);
	const split = kind === 'mixed' || (kind === 'unsure' && likely.mixed > 0.2);
	return {
		kind,
		confidence: confidenceOf(kind, likely, unread),
		evidence,
		lines: lineElements(weighed, lines.length),
		summary: kind === 'unsure' && unread ? partUnread : summaryOf(kind, evidence),
		...wouldChange(kind, weighed, (rest) => judge(models, rest, unread).kind),
		doubts: doubtsOf(likely, weighed, shareOfUnread),
		remarks: remarksOf(kind, weighed, lines),
		...(split ? { cut: cutOf(weighed, lines) } : {}),
		...(runnerUp ? { runnerUp } : {})
	};
}

const weighPage = (models: Models, page: PageWords) =>
	passagesOf(page.lines.map(({ text }) => text)).map((passage) => weigh(passage, models.lines));

/** A page as the page model sees it, for whatever else learns from pages; as long for every page. */
export function pageVector(page: PageWords, models: Models = shippedModels()): readonly number[] {
	return pageFeatures(weighPage(models, page));
}

/** The suggestion by given models; `suggest` uses the ones that come with the app. */
export function suggestBy(models: Models, page: PageWords): Suggestion {
	const words = page.lines.reduce((sum, { text }) => sum + countWords(text), 0);
	if (words === 0) {
		return page.blank === 'yes' ? plainly('blank', 0.95, blankPage) : plainly('unsure', 0, noWords);
	}
	if (page.confidence < readableFrom) return plainly('unsure', 0, cannotBeRead, [poorReading]);
	if (words < fewestWords) return plainly('unsure', 0, tooFewWords);
	return assemble(models, page, weighPage(models, page), shareUnread(page));
}

export function suggest(page: PageWords, models: Models = shippedModels()): Suggestion {
	return suggestBy(models, page);
}
