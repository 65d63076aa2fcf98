/** What has to be asked before a page is filed: it may be another client's, private, or hold what the chart needs. Pure. */
import type { Client } from '#lib/page/client.ts';
import { isFiled, type Fate } from '#lib/page/fate.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { namesAnother } from '#lib/page/likely-client.ts';
import { likelyFrom, probablyFrom } from '#lib/page/suggestion.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { mustAlsoBeInChart } from './split.ts';
import { namesSomebody, wasUnderstood, type Source } from './whose-page.ts';

/**
 * [Note: What is asked before filing]
 * A question costs a key press, so one is asked only where the verdict goes against what is known of the page; all
 * of a page's questions are asked at once.
 *
 * - `wrong-client`: the page names another client. Whatever the verdict, it would be found and released as theirs.
 * - `kept-apart`: a separator says that the paper is private until somebody has looked, and it would go to the chart.
 * - `likely-private`, `maybe-private`: the suggestion is the cabinet, likely or probably, and the whole page would go to
 *   the chart. A leak is the worst mistake, so it is asked of the weaker suggestion, too, and the key that was pressed
 *   does not answer it. Of a mixed or unsure page it is not: these are suggested for nothing that a slip could miss.
 * - `also-in-chart`: the page would be locked away whole, and a fact on it must be in the chart, too.
 * - `kept-client`: the page names nobody; the client is only the one of the page before, or of the box. Nothing speaks
 *   against it, so the same key again is answer enough.
 */
export type Question =
	| 'wrong-client'
	| 'kept-apart'
	| 'likely-private'
	| 'maybe-private'
	| 'also-in-chart'
	| 'kept-client';

/** What a person has answered, and whose page they took it for then: a reading may come later and say otherwise. */
export interface Answered {
	readonly client: ClientId | undefined;
	readonly questions: readonly Question[];
}

/** Whose page it would be filed as. */
export interface FiledAs {
	readonly client: Client | undefined;
	readonly clientFrom: Source;
	readonly clients: readonly Client[];
	/** The page before it on the desk is the page before it in the paper. */
	readonly inPaperOrder: boolean;
}

/** See [Note: What is asked before filing]. The gravest first. By what was read alone: a habit is no reason to ask less. */
export function questionsFor(
	page: TrayPage,
	fate: Fate,
	{ client, clientFrom, clients, inPaperOrder }: FiledAs
): readonly Question[] {
	if (page.decision || !isFiled(fate) || !client) return [];
	const asked: Question[] = [];
	if (namesAnother(page.hints, client, clients)) asked.push('wrong-client');
	if (page.behind?.keepPrivate && fate !== 'cabinet') asked.push('kept-apart');
	const secret = fate === 'chart' ? readsPrivate(page) : undefined;
	if (secret) asked.push(secret);
	if (fate === 'cabinet' && mustAlsoBeInChart(page)) asked.push('also-in-chart');
	// A page that was understood goes on where the one before it ended; of one that was not, nothing is known.
	const isGuess = clientFrom === 'kept' || clientFrom === 'box';
	const goesOn = wasUnderstood(page) && (clientFrom === 'box' || (inPaperOrder && !mayBegin(page)));
	if (isGuess && !namesSomebody(page.hints) && !goesOn) asked.push('kept-client');
	return asked;
}

/** How surely the cabinet was suggested for it, if it was. */
function readsPrivate({ suggestion }: TrayPage): Question | undefined {
	if (suggestion?.kind !== 'psychotherapy' || suggestion.confidence < probablyFrom)
		return undefined;
	return suggestion.confidence < likelyFrom ? 'maybe-private' : 'likely-private';
}

/** A page with a day of its own begins a paper; where there is doubt, the name on it may be what could not be read. */
function mayBegin({ hints, suggestion }: TrayPage): boolean {
	return hints?.serviceDate !== undefined && (suggestion?.doubts ?? []).length > 0;
}

/** What still has to be asked; `true`: whoever answers for it has asked everything. */
export function unanswered(
	asked: readonly Question[],
	client: ClientId | undefined,
	sure: true | Answered | undefined
): Question | undefined {
	if (sure === true) return undefined;
	if (!sure) return asked[0];
	if (sure.client !== client) return asked[0] ?? 'wrong-client';
	return asked.find((question) => !sure.questions.includes(question));
}
