/** The charts as their events tell them: clients, their pages, and every release. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { ChartsExport } from '#lib/page/charts-export.ts';
import type { Client } from '#lib/page/client.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, PageId, RequestId } from '#lib/page/ids.ts';
import { marksOf } from '#lib/page/marks.ts';
import type { PageNote } from '#lib/page/page-note.ts';
import { requestOf, type ListedRequest, type ReleaseSettings } from '#lib/page/records-request.ts';
import { stoodAt } from '#lib/page/upright.ts';
import { LayeredMap } from '#lib/ledger/layered-map.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { ChartAction } from './actions.ts';
import { beginIncidents, emptyAfter, foldAfter, pageIsBack, type AfterState } from './after.ts';
import type { ChartPage } from './reader.ts';

export interface ChartState {
	readonly clients: ReadonlyMap<ClientId, Client>;
	readonly pages: ReadonlyMap<PageId, ChartPage>;
	/** Oldest first; never removed (45 CFR 164.528: six years). */
	readonly disclosures: readonly Disclosure[];
	/**
	 * The pieces that released packets are made of: under the hash that the packet's recipe knows, where each lies now.
	 * They stay, whatever becomes of their pages, so that every packet can be made again.
	 */
	readonly kept: ReadonlyMap<string, BlobRef>;
	/** Every request that was ever listed, open or not. */
	readonly requests: ReadonlyMap<RequestId, ListedRequest>;
	readonly releaseSettings: ReleaseSettings;
	readonly after: AfterState;
	/** What was written on pages, oldest first. Apart from the pages: no reader of the chart for releases sees it. */
	readonly notes: ReadonlyMap<PageId, readonly PageNote[]>;
	/** Notes that were struck, should that be taken back. */
	readonly struckNotes: ReadonlyMap<PageId, readonly PageNote[]>;
	/** Oldest first. */
	readonly exports: readonly (ChartsExport & { readonly at: string })[];
}

export const emptyChart: ChartState = {
	clients: new Map(),
	pages: new Map(),
	disclosures: [],
	kept: new Map(),
	requests: new Map(),
	releaseSettings: { access: { days: 30, extension: 30 }, letterhead: {} },
	after: emptyAfter,
	notes: new Map(),
	struckNotes: new Map(),
	exports: []
};

/** Folds events in order. Withdrawing a page that is not there is harmless: the chart ends without it either way. */
export function foldChart(state: ChartState, events: readonly Told<ChartAction>[]): ChartState {
	const clients = new LayeredMap(state.clients);
	const pages = new LayeredMap(state.pages);
	const disclosures = [...state.disclosures];
	const requests = new LayeredMap(state.requests);
	const kept = new LayeredMap(state.kept);
	const notes = new LayeredMap(state.notes);
	const struckNotes = new LayeredMap(state.struckNotes);
	let { releaseSettings, after, exports } = state;
	for (const told of events) {
		const { action } = told;
		switch (action.is) {
			case 'client-added':
			case 'client-changed':
				clients.set(action.client.id, action.client);
				break;
			case 'page-filed': {
				const before = pages.get(action.page.page);
				// Nobody files a page with a word that was not signed as one.
				const { vouched: _, ...page } = action.page;
				if (before && before.client !== action.page.client)
					after = beginIncidents(after, disclosures, before, told);
				pages.set(page.page, page);
				after = pageIsBack(after, action.page);
				break;
			}
			case 'page-turned':
				change(pages, action.page, (page) => ({ ...page, ...stoodAt(page, action.turn) }));
				break;
			case 'page-read':
				change(pages, action.page, ({ readAs: _, vouched: __, ...page }) => ({
					...page,
					...stoodAt(page, action.turn),
					reading: action.reading
				}));
				break;
			case 'words-corrected':
				change(pages, action.page, (page) => withWords(page, action));
				break;
			case 'page-noted': {
				const note = { ...action.note, at: told.at, by: told.person };
				if (pages.has(action.page))
					notes.set(action.page, [...(notes.get(action.page) ?? []), note]);
				break;
			}
			case 'note-struck':
				if (action.back) moveNote(action, struckNotes, notes);
				else moveNote(action, notes, struckNotes);
				break;
			case 'pages-resealed':
				for (const { page: id, picture, thumbnail, reading, readAs, redacted } of action.pages)
					change(pages, id, (page) => ({
						...page,
						...{ picture, thumbnail, reading },
						...(page.readAs && readAs ? { readAs } : {}),
						...(page.redacted && redacted ? { redacted: { ...page.redacted, ...redacted } } : {})
					}));
				moveKept(kept, action.kept ?? []);
				break;
			case 'page-redacted':
				change(pages, action.page, (page) => ({ ...page, redacted: action.redacted }));
				break;
			case 'redaction-removed':
				change(pages, action.page, ({ redacted: _, ...page }) => page);
				break;
			case 'page-kept': {
				const { provenance } = action;
				change(pages, action.page, (page) => ({ ...page, provenance }));
				break;
			}
			case 'page-vouched': {
				const vouched = { because: action.because, at: told.at, by: told.person };
				change(pages, action.page, (page) => ({ ...page, vouched }));
				break;
			}
			case 'vouch-withdrawn':
				change(pages, action.page, ({ vouched: _, ...page }) => page);
				break;
			case 'page-marked':
				change(pages, action.page, (page) => ({ ...unmarked(page), ...marksOf(action.marks) }));
				break;
			case 'page-withdrawn': {
				const page = pages.get(action.page);
				if (page) after = beginIncidents(after, disclosures, page, told);
				pages.delete(action.page);
				notes.delete(action.page);
				struckNotes.delete(action.page);
				break;
			}
			case 'request-listed':
				requests.set(action.request.id, {
					packets: [],
					...requests.get(action.request.id),
					...requestOf(action.request)
				});
				break;
			case 'request-extended':
				change(requests, action.request, ({ extension, ...request }) => ({
					...request,
					// Once: a second one is not to be had (164.524(b)(2)(ii)(B)).
					extension: extension ?? action.extension
				}));
				break;
			case 'request-closed':
				change(requests, action.request, (request) => ({
					...request,
					closed: { because: action.because }
				}));
				break;
			case 'paper-attached':
				change(requests, action.request, ({ papers = [], ...request }) => ({
					...request,
					papers: papers.some(({ paper }) => paper === action.paper.paper)
						? papers.map((one) => (one.paper === action.paper.paper ? action.paper : one))
						: [...papers, action.paper]
				}));
				break;
			case 'paper-removed':
				change(requests, action.request, (request) => ({
					...request,
					papers: (request.papers ?? []).filter(({ paper }) => paper !== action.paper)
				}));
				break;
			case 'authority-revoked':
				change(requests, action.request, (request) => ({ ...request, revoked: action.revoked }));
				break;
			case 'packet-planned': {
				const { plan, since, by } = action;
				change(requests, action.request, (request) => ({
					...request,
					review: { plan, since, by }
				}));
				break;
			}
			case 'packet-seen-again':
				change(requests, action.request, (request) => ({
					...request,
					// A look at an earlier plan says nothing of this one.
					...(request.review?.plan === action.plan
						? { review: { ...request.review, seen: action.seen } }
						: {})
				}));
				break;
			case 'charts-exported':
				exports = [...exports, { ...action.exported, at: told.at }];
				break;
			case 'release-settings-set':
				releaseSettings = action.settings;
				break;
			case 'packet-released':
				disclosures.push(action.disclosure);
				for (const ref of [...(action.pieces ?? []), action.disclosure.recipe ?? []].flat())
					if (!kept.has(ref.sha256)) kept.set(ref.sha256, ref);
				if (action.disclosure.request)
					change(requests, action.disclosure.request, (request) => ({
						...request,
						packets: [...request.packets, action.disclosure.packet]
					}));
				break;
			case 'fees-worked-out':
				change(requests, action.request, (request) => ({ ...request, fees: action.fees }));
				break;
			case 'disclosure-entered':
			case 'disclosure-struck':
			case 'accounting-asked':
			case 'accounting-extended':
			case 'accounting-given':
			case 'accounting-closed':
			case 'incident-opened':
			case 'incident-written':
			case 'incident-closed':
			case 'incident-reopened':
				after = foldAfter(after, { ...told, action });
				break;
		}
	}
	return {
		...{ clients, pages, disclosures, kept, requests, releaseSettings, after },
		...{ notes, struckNotes, exports }
	};
}

type Corrected = Extract<ChartAction, { readonly is: 'words-corrected' }>;

/** What the machine had read is kept from the first correction on. */
function withWords({ vouched: _, ...page }: ChartPage, { reading, copy }: Corrected): ChartPage {
	const readAs = page.readAs ?? page.reading;
	return {
		...page,
		reading,
		...(readAs ? { readAs } : {}),
		...(page.redacted && copy ? { redacted: { ...page.redacted, reading: copy } } : {})
	};
}

type Notes = LayeredMap<PageId, readonly PageNote[]>;

/** Struck or put back; nothing where it does not lie. Notes stay in the order in which they were written. */
function moveNote(
	{ page, note: id }: Extract<ChartAction, { readonly is: 'note-struck' }>,
	from: Notes,
	to: Notes
): void {
	const note = from.get(page)?.find((one) => one.id === id);
	if (!note) return;
	change(from, page, (some) => some.filter((one) => one !== note));
	to.set(
		page,
		[...(to.get(page) ?? []), note].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
	);
}

/** Several recipes may know one piece under different hashes, when it was sealed anew in between. */
function moveKept(
	kept: LayeredMap<string, BlobRef>,
	moves: readonly { readonly was: string; readonly now: BlobRef }[]
): void {
	const to = new Map(moves.map(({ was, now }) => [was, now]));
	for (const [known, lies] of kept) {
		const now = to.get(lies.sha256);
		if (now) kept.set(known, now);
	}
}

/** What is said of a page is said anew as a whole. */
function unmarked(page: ChartPage): ChartPage {
	const { part2: _, session: __, contact: ___, author: ____, others: _____, ...bare } = page;
	return bare;
}

/** The stored pieces that no act may drop. */
export function keptPieces({ kept }: ChartState): ReadonlySet<string> {
	return new Set([...kept.values()].map(({ sha256 }) => sha256));
}

/** What is not there any more stays so: what another tab did to it came too late. */
function change<Id, Thing>(
	things: LayeredMap<Id, Thing>,
	id: Id,
	to: (thing: Thing) => Thing
): void {
	const thing = things.get(id);
	if (thing) things.set(id, to(thing));
}

/** A client's pages by date of service, undated ones last, then in the order of filing. */
export function pagesOfClient(state: ChartState, client: ClientId): readonly ChartPage[] {
	return [...state.pages.values()]
		.filter((page) => page.client === client)
		.sort((a, b) => order(a).localeCompare(order(b)));
}

function order({ serviceDate, filedOn }: ChartPage): string {
	return `${serviceDate ?? '9999'} ${filedOn}`;
}
