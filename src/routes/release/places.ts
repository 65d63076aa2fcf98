/** Where the screens about a release lie: an opaque id in the query, and nothing else of a client. */
import { resolve } from '$app/paths';
import {
	isId,
	type ClientId,
	type IncidentId,
	type PacketId,
	type RequestId
} from '#lib/page/ids.ts';
import type { LineId } from '#lib/page/disclosure.ts';
import type { AnswerName } from '#lib/release/answers.ts';

export function extensionLetterHref(extension: RequestId): string {
	return `${resolve('/release/letter')}?${new URLSearchParams({ extension }).toString()}`;
}

export function logHref(of: { readonly client?: ClientId; readonly line?: LineId } = {}): string {
	const query = new URLSearchParams(Object.entries(of)).toString();
	return `${resolve('/release/log')}${query && `?${query}`}`;
}

export function incidentHref(id?: IncidentId): string {
	return `${resolve('/release/incidents')}${id ? `?${new URLSearchParams({ id }).toString()}` : ''}`;
}

export function incidentLetterHref(letter: 'recall' | 'notice', id: IncidentId): string {
	return `${resolve('/release/incidents/letter')}?${new URLSearchParams({ [letter]: id }).toString()}`;
}

export function accountingHref(id?: RequestId): string {
	return `${resolve('/release/accountings')}${id ? `?${new URLSearchParams({ id }).toString()}` : ''}`;
}

export function accountingLetterHref(id: RequestId): string {
	return `${resolve('/release/accountings/letter')}?${new URLSearchParams({ id }).toString()}`;
}

export function feesHref(request: RequestId): string {
	return `${resolve('/release/fees')}?${new URLSearchParams({ request }).toString()}`;
}

/** What a query names; something that cannot be an id names nothing. */
export function idNamed(query: URLSearchParams, name: string): string | undefined {
	const text = query.get(name);
	return text !== null && isId(text) ? text : undefined;
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

export function answerLetterHref(request: RequestId, answer: AnswerName): string {
	return `${resolve('/release/letter')}?${new URLSearchParams({ request, answer }).toString()}`;
}

export function certificateHref(packet: PacketId): string {
	return `${resolve('/release/certificate')}?${new URLSearchParams({ packet }).toString()}`;
}
