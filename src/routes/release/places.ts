/** Where a request's letter lies: an opaque id in the query, and nothing else of a client. */
import { resolve } from '$app/paths';
import type { ClientId, RequestId } from '#lib/page/ids.ts';

export function extensionLetterHref(extension: RequestId): string {
	return `${resolve('/release/letter')}?${new URLSearchParams({ extension }).toString()}`;
}

/** Down to the form that a request was taken up into. */
export function focusRequest(): void {
	document.getElementById('the-request')?.focus();
}

/** A look at what would leave of a client's chart, without a request. */
export function dryRunHref(client?: ClientId): string {
	const query = client ? `?${new URLSearchParams({ client }).toString()}` : '';
	return `${resolve('/release/try')}${query}`;
}
