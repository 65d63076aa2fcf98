/** The cabinet as its events tell it. Only an open cabinet can be folded. */
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { stoodAt } from '#lib/page/upright.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { CabinetAction, CabinetPage } from './actions.ts';

export interface HeldPage extends CabinetPage {
	readonly droppedOn: string;
}

export interface CabinetState {
	readonly pages: ReadonlyMap<PageId, HeldPage>;
}

export const emptyCabinet: CabinetState = { pages: new Map() };

/** Folds events in order. The same page dropped twice is one page: a filing that was cut short may be repeated. */
export function foldCabinet(
	state: CabinetState,
	events: readonly Told<CabinetAction>[]
): CabinetState {
	const pages = new Map(state.pages);
	for (const { at, action } of events) {
		if (action.is === 'page-dropped') {
			pages.set(action.page.page, { ...action.page, droppedOn: at });
		} else if (action.is === 'page-withdrawn') pages.delete(action.page);
		else if (action.is === 'page-turned' || action.is === 'page-read') {
			const page = pages.get(action.page);
			// A page that was taken out meanwhile stays out.
			if (!page) continue;
			const reading = action.is === 'page-read' ? action.reading : page.reading;
			pages.set(action.page, { ...page, ...stoodAt(page, action.turn), reading });
		}
	}
	return { pages };
}

/** A client's private pages by date of service, undated ones last. */
export function heldPagesOf(state: CabinetState, client: ClientId): readonly HeldPage[] {
	return [...state.pages.values()]
		.filter((page) => page.client === client)
		.sort((a, b) =>
			`${a.serviceDate ?? '9999'} ${a.droppedOn}`.localeCompare(
				`${b.serviceDate ?? '9999'} ${b.droppedOn}`
			)
		);
}
