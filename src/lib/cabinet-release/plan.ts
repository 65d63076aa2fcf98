/** Which private pages go out: those that the originator chose one by one, of one client, and no others. Pure. */
import type { HeldPage } from '#lib/cabinet/state.ts';
import type { Client } from '#lib/page/client.ts';
import type { NotesRequest } from './request.ts';

export interface NotesPlan {
	readonly request: NotesRequest;
	readonly client: Pick<Client, 'id' | 'name' | 'birthDate' | 'recordNumber'>;
	/** By date of service, undated last. */
	readonly pages: readonly HeldPage[];
}

/** Throws when a page is another client's or comes twice: that is a bug, not a choice. */
export function planNotes(
	request: NotesRequest,
	client: NotesPlan['client'],
	pages: readonly HeldPage[]
): NotesPlan {
	if (client.id !== request.client) throw new Error('the request is for another client');
	if (pages.some((page) => page.client !== client.id)) {
		throw new Error('a page of another client cannot be planned');
	}
	if (new Set(pages.map(({ page }) => page)).size !== pages.length) {
		throw new Error('a page came twice');
	}
	return { request, client, pages: [...pages].sort(inOrder) };
}

function inOrder(a: HeldPage, b: HeldPage): number {
	const [left, right] = [a, b].map(
		({ serviceDate, droppedOn, page }) => `${serviceDate ?? '9999-99-99'} ${droppedOn} ${page}`
	);
	return (left ?? '') < (right ?? '') ? -1 : 1;
}
