/** The charts as their events tell them: clients, their pages, and every release. */
import type { Client } from '#lib/page/client.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { stoodAt } from '#lib/page/upright.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { ChartAction } from './actions.ts';
import type { ChartPage } from './reader.ts';

export interface ChartState {
	readonly clients: ReadonlyMap<ClientId, Client>;
	readonly pages: ReadonlyMap<PageId, ChartPage>;
	/** Oldest first; never removed (45 CFR 164.528: six years). */
	readonly disclosures: readonly Disclosure[];
}

export const emptyChart: ChartState = { clients: new Map(), pages: new Map(), disclosures: [] };

/** Folds events in order. Withdrawing a page that is not there is harmless: the chart ends without it either way. */
export function foldChart(state: ChartState, events: readonly Told<ChartAction>[]): ChartState {
	const clients = new Map(state.clients);
	const pages = new Map(state.pages);
	const disclosures = [...state.disclosures];
	for (const { action } of events) {
		switch (action.is) {
			case 'client-added':
			case 'client-changed':
				clients.set(action.client.id, action.client);
				break;
			case 'page-filed':
				pages.set(action.page.page, action.page);
				break;
			case 'page-turned':
				change(pages, action.page, (page) => ({ ...page, ...stoodAt(page, action.turn) }));
				break;
			case 'page-read':
				change(pages, action.page, (page) => ({
					...page,
					...stoodAt(page, action.turn),
					reading: action.reading
				}));
				break;
			case 'page-withdrawn':
				pages.delete(action.page);
				break;
			case 'packet-released':
				disclosures.push(action.disclosure);
				break;
		}
	}
	return { clients, pages, disclosures };
}

/** A page that was withdrawn meanwhile stays so: what another tab did to it came too late. */
function change(
	pages: Map<PageId, ChartPage>,
	id: PageId,
	to: (page: ChartPage) => ChartPage
): void {
	const page = pages.get(id);
	if (page) pages.set(id, to(page));
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
