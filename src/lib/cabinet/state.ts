/** The cabinet as its events tell it. Only an open cabinet can be folded. */
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { NotesRelease } from '#lib/page/notes-release.ts';
import { stoodAt } from '#lib/page/upright.ts';
import { LayeredMap } from '#lib/ledger/layered-map.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { CabinetAction, CabinetPage } from './actions.ts';
import {
	keptElsewhere,
	layInChart,
	takenBackOf,
	type Correction,
	type TakenBack
} from './interfiled.ts';
import { foldLoan, noLoans, type LoanAction, type Loans } from './loans.ts';
import { isSound } from './sound.ts';

export interface HeldPage extends CabinetPage {
	readonly droppedOn: string;
	/** Who put it in: the cabinet's clinician, or somebody through the slot. */
	readonly droppedBy: PersonId;
	/** Where its paper was kept was corrected, oldest first. */
	readonly corrections?: readonly Correction[];
}

/** What others wrote about a page that is not theirs: it is on record, and has changed nothing. */
export interface TurnedAway {
	readonly n: number;
	readonly at: string;
	readonly person: PersonId;
}

export interface CabinetState {
	readonly pages: ReadonlyMap<PageId, HeldPage>;
	/** Pages of the interfiled report that were taken back, oldest first. */
	readonly takenBack: readonly TakenBack[];
	readonly turnedAway: readonly TurnedAway[];
	/** What left, oldest first. */
	readonly releases: readonly NotesRelease[];
	readonly loans: Loans;
}

export const emptyCabinet: CabinetState = {
	pages: new Map(),
	takenBack: [],
	turnedAway: [],
	releases: [],
	loans: noLoans
};

/**
 * Folds events in order. The same page dropped twice is one page: a filing that was cut short may be repeated. Who has
 * only the slot reaches no page but those that they dropped themselves: a page's id is no secret. The `owner` reaches all.
 */
export function foldCabinet(
	state: CabinetState,
	events: readonly Told<CabinetAction>[],
	owner: PersonId
): CabinetState {
	const pages = new LayeredMap(state.pages);
	const takenBack = [...state.takenBack];
	const turnedAway = [...state.turnedAway];
	const releases = [...state.releases];
	let { loans } = state;
	for (const { n, at, person, action } of events) {
		// Whoever sealed another shape into the slot must not keep its clinician out of the cabinet.
		if (person !== owner && !isSound(action)) {
			turnedAway.push({ n, at, person });
			continue;
		}
		if (isLoan(action)) {
			const folded = foldLoan(loans, { at, person, action }, owner);
			if (folded) loans = folded;
			else turnedAway.push({ n, at, person });
			continue;
		}
		const id = action.is === 'page-dropped' ? action.page.page : 'page' in action && action.page;
		const held = id === false ? undefined : pages.get(id);
		if (held && person !== owner && person !== held.droppedBy) {
			turnedAway.push({ n, at, person });
			continue;
		}
		if (action.is === 'page-dropped') {
			pages.set(action.page.page, { ...action.page, droppedOn: at, droppedBy: person });
		} else if (action.is === 'page-withdrawn') {
			const { because } = action;
			if (held && layInChart(held)) takenBack.push(takenBackOf(held, { at, by: person, because }));
			pages.delete(action.page);
		} else if (action.is === 'page-kept') {
			const { provenance: to, because, attested } = action;
			if (held)
				pages.set(action.page, keptElsewhere(held, { at, by: person, to, because }, attested));
		} else if (action.is === 'page-turned' || action.is === 'page-read') {
			const page = pages.get(action.page);
			// A page that was taken out meanwhile stays out.
			if (!page) continue;
			const reading = action.is === 'page-read' ? action.reading : page.reading;
			pages.set(action.page, { ...page, ...stoodAt(page, action.turn), reading });
		} else if (action.is === 'pages-released') releases.push(action.release);
	}
	return { pages, takenBack, turnedAway, releases, loans };
}

function isLoan(action: CabinetAction): action is LoanAction {
	return action.is.startsWith('loan-');
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
