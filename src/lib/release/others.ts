/** Couples, families and groups: who else is on a page, and whose authority a release of it still lacks. Pure. */
import type { ChartPage } from '#lib/chart/reader.ts';
import { foldName, type Client } from '#lib/page/client.ts';
import type { OtherPerson } from '#lib/page/marks.ts';
import type { OtherAuthority } from './request.ts';

/** Everybody on the page but the client, as it was typed. */
export function othersOn({ others = [] }: ChartPage, client: Client): readonly OtherPerson[] {
	return others.filter(({ name }) => foldName(name) !== foldName(client.name));
}

/** It stands for somebody only with words: who signed what, or which basis it is. */
function covers({ name, words }: OtherAuthority, other: OtherPerson): boolean {
	return words.trim() !== '' && foldName(name) === foldName(other.name);
}

/** The names on this page that nothing in the request speaks for. */
export function missingOn(
	page: ChartPage,
	client: Client,
	agreed: readonly OtherAuthority[] = []
): readonly string[] {
	return othersOn(page, client)
		.filter((other) => !agreed.some((authority) => covers(authority, other)))
		.map(({ name }) => name);
}

/** More than one person was in the room, and nobody has said who. */
export function isUnnamed(page: ChartPage, client: Client): boolean {
	const { session } = page;
	return session !== undefined && session !== 'individual' && othersOn(page, client).length === 0;
}
