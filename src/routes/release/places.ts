/** Where a request's letter lies: an opaque id in the query, and nothing else of a client. */
import { resolve } from '$app/paths';
import type { RequestId } from '#lib/page/ids.ts';

export function extensionLetterHref(extension: RequestId): string {
	return `${resolve('/release/letter')}?${new URLSearchParams({ extension }).toString()}`;
}

/** Down to the form that a request was taken up into. */
export function focusRequest(): void {
	document.getElementById('the-request')?.focus();
}
