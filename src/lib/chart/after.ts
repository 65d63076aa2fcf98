/** What is known after a release: lines that people entered, accountings, incidents. Nothing here is ever removed by a person. */
import type { AccountingRequest } from '#lib/page/accounting.ts';
import type { Disclosure, EnteredDisclosure, LineId, StruckLine } from '#lib/page/disclosure.ts';
import type { IncidentId, PageId, RequestId } from '#lib/page/ids.ts';
import { idOfBegun, isDraft, type Incident } from '#lib/page/incident.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { AfterAction } from './after-actions.ts';
import type { ChartPage } from './reader.ts';

export interface AfterState {
	/** Lines of the log that were entered by hand, oldest first. */
	readonly entered: readonly EnteredDisclosure[];
	/** Lines that speak of what did not happen. */
	readonly struck: ReadonlyMap<LineId, StruckLine>;
	readonly accountings: ReadonlyMap<RequestId, AccountingRequest>;
	readonly incidents: ReadonlyMap<IncidentId, Incident>;
}

export const emptyAfter: AfterState = {
	entered: [],
	struck: new Map(),
	accountings: new Map(),
	incidents: new Map()
};

type OfOneRequest = Extract<AfterAction, { readonly is: 'fees-worked-out' }>;

export function foldAfter(
	state: AfterState,
	{ action, at }: Told<Exclude<AfterAction, OfOneRequest>>
): AfterState {
	switch (action.is) {
		case 'disclosure-entered':
			return { ...state, entered: [...state.entered, action.entered] };
		case 'disclosure-struck': {
			const { line, because, by } = action;
			return { ...state, struck: new Map(state.struck).set(line, { because, at, by }) };
		}
		case 'accounting-asked': {
			const { accounting } = action;
			const accountings = new Map(state.accountings);
			return { ...state, accountings: accountings.set(accounting.id, accounting) };
		}
		case 'accounting-extended':
			return withAccounting(state, action.accounting, ({ extension, ...asked }) => ({
				...asked,
				// Once (164.528(c)(1)(ii)(B)).
				extension: extension ?? action.extension
			}));
		case 'accounting-given':
			return withAccounting(state, action.accounting, (asked) => ({
				...asked,
				given: action.given
			}));
		case 'accounting-closed':
			return withAccounting(state, action.accounting, (asked) => ({
				...asked,
				closed: { because: action.because }
			}));
		case 'incident-opened':
			return withIncident(state, { ...action.incident, openedAt: at });
		case 'incident-written':
			return changeIncident(state, action.incident, (incident) => ({
				...incident,
				form: action.form
			}));
		case 'incident-closed': {
			const { outcome, because, by } = action;
			return changeIncident(state, action.incident, (incident) => ({
				...incident,
				closed: { outcome, because, by, at }
			}));
		}
		case 'incident-reopened':
			return changeIncident(state, action.incident, ({ closed: _, ...incident }) => incident);
	}
}

/**
 * A page that had gone out was taken out of the chart, wherever it goes: that begins an incident by itself, for each client
 * whose packets held it. A person says whether anything was wrong with it. See 45 CFR 164.402.
 */
export function beginIncidents(
	state: AfterState,
	disclosures: readonly Disclosure[],
	page: ChartPage,
	{ n, at }: Pick<Told<never>, 'n' | 'at'>
): AfterState {
	const held = disclosures.filter(({ holds }) => holds?.includes(page.page));
	const clients = [...new Set(held.map(({ client }) => client))];
	return clients.reduce((now, client, index) => {
		const known = [...now.incidents.values()].some(
			(incident) => incident.client === client && isDraft(incident) && isAbout(incident, page.page)
		);
		if (known) return now;
		const packets = held.filter((one) => one.client === client).map(({ packet }) => packet);
		return withIncident(now, {
			id: idOfBegun(page.page, n * 8 + index),
			...{ client, packets, openedAt: at, openedBy: '', form: {} },
			began: { page: page.page, sha256: page.sha256, at }
		});
	}, state);
}

/** The very page is in the same client's chart again: a draft that nobody has looked at has lost its cause. */
export function pageIsBack(state: AfterState, page: ChartPage): AfterState {
	const gone = [...state.incidents.values()].filter(
		(incident) =>
			isDraft(incident) &&
			incident.client === page.client &&
			isAbout(incident, page.page) &&
			incident.began?.sha256 === page.sha256
	);
	if (gone.length === 0) return state;
	const incidents = new Map(state.incidents);
	for (const { id } of gone) incidents.delete(id);
	return { ...state, incidents };
}

function isAbout({ began }: Incident, page: PageId): boolean {
	return began?.page === page;
}

function withIncident(state: AfterState, incident: Incident): AfterState {
	return { ...state, incidents: new Map(state.incidents).set(incident.id, incident) };
}

function changeIncident(
	state: AfterState,
	id: IncidentId,
	to: (incident: Incident) => Incident
): AfterState {
	const incident = state.incidents.get(id);
	return incident ? withIncident(state, to(incident)) : state;
}

function withAccounting(
	state: AfterState,
	id: RequestId,
	to: (asked: AccountingRequest) => AccountingRequest
): AfterState {
	const asked = state.accountings.get(id);
	if (!asked) return state;
	return { ...state, accountings: new Map(state.accountings).set(id, to(asked)) };
}
