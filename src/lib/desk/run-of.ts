/**
 * Pages that look alike and are suggested alike: one decision may be made of them together. Pure.
 *
 * [Note: What may be decided together]
 * Pages of one box beside the page on the desk, of its kind and its client, each likely and none with anything to ask:
 * no other client, nothing kept apart, nothing that the chart must also hold, nobody else on it, no earlier twin, no
 * attestation wanted. What is left over is decided one by one. That each was looked at is the screen's to see to.
 */
import { alikeFrom, likeness } from '#lib/learning/alike.ts';
import type { PageFacts } from '#lib/learning/lesson.ts';
import type { Client } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Fate } from '#lib/page/fate.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { likelyFrom, type PageKind } from '#lib/page/suggestion.ts';
import { needsAttestation } from '#lib/tray/filed-page.ts';
import { factsOf } from '#lib/tray/page-facts.ts';
import type { TrayPage, TrayState } from '#lib/tray/state.ts';
import { questionsFor, type FiledAs } from './questions.ts';
import { offerFor } from './whose-page.ts';

/** A page with what it would be filed under. */
export interface InRun {
	readonly page: TrayPage;
	readonly client: ClientId | undefined;
	readonly serviceDate: DateOfService | undefined;
}

export interface Run {
	readonly fate: RunFate;
	/** In the order of the paper. */
	readonly pages: readonly InRun[];
	/** Alike as well, but not shown with these: they come next. */
	readonly more: number;
}

/** Mixed pages are cut one by one. */
export type RunFate = Extract<Fate, 'chart' | 'cabinet' | 'blank'>;

/** As many whole pictures as are kept open at once. */
export const mostTogether = 8;
/** Two are decided as quickly one by one. */
const fewestTogether = 3;
/** How far from the page on the desk its likes are looked for. */
const reach = 60;

const fateOf: Readonly<Partial<Record<PageKind, RunFate>>> = {
	progress: 'chart',
	administrative: 'chart',
	psychotherapy: 'cabinet',
	blank: 'blank'
};

export interface RunFrom {
	readonly state: TrayState;
	/** As it is suggested to this clinician. */
	readonly advised: (page: TrayPage) => TrayPage;
	readonly page: TrayPage | undefined;
	/** What the page on the desk would be filed under, and where that comes from. */
	readonly whose: Omit<InRun, 'page'> & Pick<FiledAs, 'clientFrom' | 'inPaperOrder'>;
	readonly clients: readonly Client[];
	readonly hasTwin: (page: TrayPage) => boolean;
}

export function runOf(from: RunFrom): Run | undefined {
	const { state, page, whose } = from;
	const fate = page && firmFate(from, page);
	if (!page || !fate || (fate !== 'blank' && !whose.client)) return undefined;
	const ids = state.boxes.get(page.side.box)?.pages ?? [];
	const at = ids.indexOf(page.side.page);
	const near = ids.slice(Math.max(0, at - reach), at + reach + 1);
	const kind = from.advised(page).suggestion?.kind;
	const found: InRun[] = [];
	let before: InRun | undefined;
	for (const id of near) {
		const next = state.pages.get(id);
		const isOwn = next === page;
		const isLike =
			next &&
			(isOwn ||
				(firmFate(from, next) === fate &&
					from.advised(next).suggestion?.kind === kind &&
					isAlikeTo(page, next, state, fate)));
		before = isLike ? filedWith(from, next, fate, before) : undefined;
		if (before) found.push(before);
	}
	if (!found.some((one) => one.page === page) || found.length < fewestTogether) return undefined;
	// Those that follow first: what lies before was passed over on purpose.
	const own = found.findIndex((one) => one.page === page);
	const shown = new Set([...found.slice(own), ...found.slice(0, own)].slice(0, mostTogether));
	return {
		fate,
		pages: found.filter((one) => shown.has(one)),
		more: found.length - shown.size
	};
}

/** What a page's suggestion comes to when it is likely, and nothing about the page wants a look of its own. */
function firmFate({ state, advised, hasTwin }: RunFrom, asRead: TrayPage): RunFate | undefined {
	const { suggestion, decision, unread, behind, separator } = advised(asRead);
	if (!suggestion || decision || separator || unread !== undefined) return undefined;
	if (suggestion.confidence < likelyFrom || behind?.keepPrivate || hasTwin(asRead))
		return undefined;
	if (
		suggestion.remarks?.some(({ code }) => code !== 'keep-succinct' && code !== 'heading-differs')
	)
		return undefined;
	const fate = fateOf[suggestion.kind];
	return fate && needsAttestation(state, asRead, fate) ? undefined : fate;
}

/** Facts are dear to make, and a page object never changes. */
const factsByPage = new WeakMap<TrayPage, PageFacts>();

function factsFor(page: TrayPage, state: TrayState): PageFacts {
	const known = factsByPage.get(page);
	if (known) return known;
	const facts = factsOf(page, state.boxes.get(page.side.box));
	factsByPage.set(page, facts);
	return facts;
}

/** Blank sides are alike by being blank. */
function isAlikeTo(page: TrayPage, other: TrayPage, state: TrayState, fate: RunFate): boolean {
	if (fate === 'blank') return true;
	return likeness(factsFor(page, state), factsFor(other, state)) >= alikeFrom;
}

/** With its client and date, when they are the run's client and nothing has to be asked. */
function filedWith(
	{ state, clients, whose, page: own }: RunFrom,
	page: TrayPage,
	fate: RunFate,
	before: InRun | undefined
): InRun | undefined {
	if (fate === 'blank') return { page, client: undefined, serviceDate: undefined };
	const fed = state.boxes.get(page.side.box)?.client;
	const kept = { client: whose.client, ...(before ? { serviceDate: before.serviceDate } : {}) };
	const offered = { ...offerFor(page, clients, kept, fed), inPaperOrder: before !== undefined };
	const { client: id, clientFrom, serviceDate, inPaperOrder } = page === own ? whose : offered;
	if (id !== whose.client) return undefined;
	const client = clients.find((one) => one.id === id);
	const asked = questionsFor(page, fate, { client, clientFrom, clients, inPaperOrder });
	return asked.length === 0 ? { page, client: id, serviceDate } : undefined;
}
