/** What is in folders that another system exported: whose each seems to be, and of what day each file is named. Pure. */
import { clientNamed, dayNamed, type NamedClient } from '#lib/intake/exported-names.ts';
import { foldName, type Client } from '#lib/page/client.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { likelyClient } from '#lib/page/likely-client.ts';

/** Whose papers a folder's files are taken for. */
export type Mapping =
	| { readonly is: 'client'; readonly client: ClientId }
	/** A chart is begun for somebody who has none. */
	| { readonly is: 'new'; readonly client: Omit<Client, 'id'> }
	/** Of several people, or of nobody that the folder names: each page says whose it is, or a person does. */
	| { readonly is: 'each' }
	/** It is not taken in. */
	| { readonly is: 'none' };

export interface ExportedFolder {
	/** Below the folder that was chosen; empty for files that lie in no client's folder. */
	readonly path: string;
	readonly says: NamedClient;
	readonly files: readonly File[];
	readonly days: ReadonlyMap<File, CalendarDate>;
}

/** Folders below the one that was chosen, outermost first. */
function foldersOf({ webkitRelativePath }: File): readonly string[] {
	return webkitRelativePath.split('/').slice(1, -1);
}

/** How deep the folders go below the one that was chosen. */
export function depthOf(files: readonly File[]): number {
	return files.reduce((deepest, file) => Math.max(deepest, foldersOf(file).length), 0);
}

/** One entry a client's folder. `level` is how deep those lie; at 0 the chosen folder itself is a client's. */
export function exportedFolders(
	files: readonly File[],
	level: number,
	today: CalendarDate
): readonly ExportedFolder[] {
	const grouped = Map.groupBy(files, (file) => foldersOf(file).slice(0, level).join('/'));
	const byName = new Intl.Collator('en', { numeric: true });
	return [...grouped]
		.sort(([a], [b]) => byName.compare(a, b))
		.map(([path, some]) => {
			const own = level === 0 ? some[0]?.webkitRelativePath.split('/')[0] : path.split('/').at(-1);
			const isDeep = level === 0 || path.split('/').length === level;
			const named = some.flatMap((file) => {
				const day = dayNamed(file.name, today);
				return day ? [[file, day] as const] : [];
			});
			return {
				path,
				says: isDeep && own ? clientNamed(own) : {},
				files: some,
				days: new Map(named)
			};
		});
}

/** What a folder is taken for until a person says otherwise, and whether that wants a look. */
export function mappingFor(
	{ says }: Pick<ExportedFolder, 'says'>,
	clients: readonly Client[]
): { readonly mapping: Mapping; readonly isSure: boolean } {
	const likely = likelyClient(says, clients);
	if (likely) {
		return { mapping: { is: 'client', client: likely.client.id }, isSure: likely.isExact };
	}
	const { name, ...rest } = says;
	// One word alone is more often “Unsorted” than somebody.
	if (!name?.includes(' ')) return { mapping: { is: 'each' }, isSure: false };
	// Another spelling of somebody who has a chart would get a second one.
	const isLikeOne = clients.some((client) => sharesPart(client.name, name));
	return { mapping: { is: 'new', client: { name, ...rest } }, isSure: !isLikeOne };
}

/** A part of the name that is more than an initial, e.g. a family's. */
function sharesPart(a: string, b: string): boolean {
	const parts = foldName(b).split(' ');
	return foldName(a)
		.split(' ')
		.some((part) => part.length > 2 && parts.includes(part));
}
