/** Where the charts' screens lie: opaque ids in the query, and nothing else of a client. */
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { isId, type ClientId, type PageId } from '#lib/page/ids.ts';

export function chartHref(client: ClientId, page?: PageId): string {
	const query = new URLSearchParams({ client, ...(page ? { page } : {}) });
	return `${resolve('/charts')}?${query.toString()}`;
}

/** Where a page is redacted; `plan` leads back to the plan of a release. */
export function redactHref(client: ClientId, page: PageId, from?: 'plan'): string {
	const query = new URLSearchParams({ client, page, ...(from ? { from } : {}) });
	return `${resolve('/charts/redact')}?${query.toString()}`;
}

/** Where a client's chart is exported, or all charts. */
export function exportHref(client?: ClientId): string {
	const query = client ? `?${new URLSearchParams({ client }).toString()}` : '';
	return `${resolve('/charts/export')}${query}`;
}

/** The same page's lines in the history of the whole practice. */
export function historyHref(page: PageId): string {
	const query = new URLSearchParams({ page });
	return `${resolve('/history')}?${query.toString()}`;
}

/** Turning pages is one visit: "back" goes to the chart, not through every page again. */
export function goToChart(
	client: ClientId,
	page?: PageId,
	{ turning = false }: { readonly turning?: boolean } = {}
): Promise<void> {
	// eslint-disable-next-line svelte/no-navigation-without-resolve -- `chartHref` resolves it
	return goto(chartHref(client, page), {
		replaceState: turning,
		keepFocus: turning,
		noScroll: turning
	});
}

/** What a query names; something that cannot be an id names nothing. */
export function idIn(query: URLSearchParams, name: 'client' | 'page'): string | undefined {
	const text = query.get(name);
	return text !== null && isId(text) ? text : undefined;
}
