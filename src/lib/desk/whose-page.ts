/** Whose page it seems to be: the page's own words against the clients that have a chart. Pure. */
import { foldName, type Client, type PageHints } from '#lib/page/client.ts';

/** The one client that the page's own words point to; none when two would fit. */
export function clientFor(
	hints: PageHints | undefined,
	clients: readonly Client[]
): Client | undefined {
	if (!hints) return undefined;
	const fits = clients.filter(
		(client) =>
			(hints.recordNumber !== undefined && client.recordNumber === hints.recordNumber) ||
			(hints.name !== undefined && foldName(client.name) === foldName(hints.name))
	);
	return fits.length === 1 ? fits[0] : undefined;
}

/** Whether the page names a birth date, record number or whole name that is not the client's. */
export function looksLikeAnother(
	hints: PageHints | undefined,
	client: Client | undefined
): boolean {
	if (!hints || !client) return false;
	const differs = (a: string | undefined, b: string | undefined): boolean =>
		a !== undefined && b !== undefined && a !== b;
	if (hints.recordNumber !== undefined && hints.recordNumber === client.recordNumber) return false;
	if (differs(hints.birthDate, client.birthDate)) return true;
	// Beside the right name another number is most often a misreading.
	if (hints.name === undefined) return differs(hints.recordNumber, client.recordNumber);
	const [said, known] = [foldName(hints.name).split(' '), foldName(client.name).split(' ')];
	// One shared part of the name ("Mrs. Okafor") is enough: pages abbreviate.
	return said.length > 1 && !said.some((part) => part.length > 2 && known.includes(part));
}
