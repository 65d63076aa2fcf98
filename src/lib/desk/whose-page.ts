/** Whose page it seems to be: the page's own words against the clients that have a chart. Pure. */
import type { Client, PageHints } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { likelyClient, type Likely } from '#lib/page/likely-client.ts';
import type { TrayPage } from '#lib/tray/state.ts';

/** Where the client or date that a page would be filed under comes from; `likely`: the page says nearly so. */
export type Source = 'page' | 'likely' | 'separator' | 'box' | 'file' | 'kept' | 'person';

/** Whose page it would be, and of when. */
export interface Whose {
	readonly client: ClientId | undefined;
	readonly clientFrom: Source;
	readonly serviceDate: DateOfService | undefined;
	readonly dateFrom: Source;
}

/**
 * What a page is offered under: the separator sheet that it lies behind goes first, then its own words, then
 * what the page before it in its box was filed under, then whose papers whoever fed the box said they are. A date that
 * its file is named for goes before one that was hard to read and before the day of the page before; a date is not carried
 * on to another client's page, nor to one that nobody could read.
 */
export function offerFor(
	page: TrayPage,
	clients: readonly Client[],
	kept: Partial<Pick<Whose, 'client' | 'serviceDate'>>,
	indexed?: ClientId
): Whose {
	const { hints, behind, side } = page;
	const sheet = clients.find(({ id }) => id === behind?.client)?.id;
	const named = likelyClient(hints, clients);
	const own = sheet ?? named?.client.id;
	const fed = clients.find(({ id }) => id === indexed)?.id;
	const client = own ?? kept.client ?? fed;
	const goesOn = client === kept.client && wasUnderstood(page);
	const said = hints?.dateUnsure && side.fileDay ? undefined : hints?.serviceDate;
	return {
		client,
		clientFrom: sheet
			? 'separator'
			: named
				? fromPage(named)
				: fed && client === fed
					? 'box'
					: 'kept',
		serviceDate: said ?? side.fileDay ?? (goesOn ? kept.serviceDate : undefined),
		dateFrom: said ? (hints?.dateUnsure ? 'likely' : 'page') : side.fileDay ? 'file' : 'kept'
	};
}

/** What the page says is used, or what it most likely says. */
export function fromPage({ isExact }: Likely): Source {
	return isExact ? 'page' : 'likely';
}

/** Whether the page's own words say whose it is, rightly read or not. */
export function namesSomebody(hints: PageHints | undefined): boolean {
	return hints?.name !== undefined || hints?.recordNumber !== undefined;
}

/**
 * Whether the page was read well enough to be taken for what it says: of one that was not, nothing may be
 * supposed, not even that it goes on where the page before it ended.
 */
export function wasUnderstood({ suggestion, unread }: TrayPage): boolean {
	if (!suggestion || unread !== undefined || suggestion.kind === 'blank') return false;
	return suggestion.kind !== 'unsure' || suggestion.confidence > 0;
}

/**
 * What taking the page at its word would do: choose its client and day, begin a chart for somebody who has none,
 * or nothing, where it says nothing or all of it is chosen.
 */
export function toTake(
	hints: PageHints | undefined,
	named: ClientId | undefined,
	{ client, serviceDate }: Pick<Whose, 'client' | 'serviceDate'>
): 'new-client' | 'use' | undefined {
	if (namesSomebody(hints) && named === undefined) return 'new-client';
	const isOther = named !== undefined && named !== client;
	const isOtherDay = hints?.serviceDate !== undefined && hints.serviceDate !== serviceDate;
	return isOther || isOtherDay ? 'use' : undefined;
}
