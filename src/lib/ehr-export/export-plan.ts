/** What an export writes: for each client a folder, in it a file for each date and kind, named by a pattern. Pure. */
import type { ChartKind, ChartPage } from '#lib/chart/reader.ts';
import type { Client } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import { safeName, uniqueName } from './safe-name.ts';

/** How folders and files are named; what stands in braces is filled in. */
export interface NamePattern {
	readonly folder: string;
	/** Without its ending. */
	readonly file: string;
}

export const usualPattern: NamePattern = { folder: '{name} {record}', file: '{date} {kind}' };

/** What a pattern may ask for, and what it is in words. */
export const placeholders = {
	name: 'the client’s name',
	record: 'the record number',
	born: 'the birth date',
	date: 'the date of service',
	kind: 'the kind of page',
	pages: 'how many pages'
} as const;
type Placeholder = keyof typeof placeholders;

export interface ExportFile {
	/** From the export's root, with `/`. */
	readonly path: string;
	readonly client: Client;
	readonly serviceDate?: DateOfService;
	readonly kind: ChartKind;
	/** In the chart's order, at least one. */
	readonly pages: readonly ChartPage[];
}

export interface ChartToExport {
	readonly client: Client;
	/** In the chart's order. */
	readonly pages: readonly ChartPage[];
}

export const kindNames: Readonly<Record<ChartKind, string>> = {
	progress: 'progress note',
	administrative: 'administrative',
	'mixed-part': 'chart part',
	other: 'page'
};

/** What of a pattern's braces means nothing; empty for a pattern that can be used. */
export function unknownIn(pattern: string): readonly string[] {
	return [...pattern.matchAll(/\{([^{}]*)\}/g)]
		.map(([, name = '']) => name)
		.filter((name) => !(name in placeholders));
}

/** Every file, clients in the order in which they are given. Two clients of one name get two folders. */
export function planExport(
	charts: readonly ChartToExport[],
	pattern: NamePattern
): readonly ExportFile[] {
	const folders = new Set<string>(reserved);
	return charts.flatMap(({ client, pages }) => {
		const groups = groupsOf(pages);
		const [first] = groups;
		if (!first) return [];
		const named = filled(pattern.folder, { client, ...first, pages });
		const folder = uniqueName(safeName(named, 'client'), folders);
		const files = new Set<string>();
		return groups.map((group): ExportFile => {
			const name = safeName(filled(pattern.file, { client, ...group }), 'pages');
			return { path: `${folder}/${uniqueName(name, files)}.pdf`, client, ...group };
		});
	});
}

/** Names at the root that are the export's own. */
const reserved = ['proofs', 'chart-export.json', 'chart-export.csv'] as const;

type Group = Pick<ExportFile, 'serviceDate' | 'kind' | 'pages'>;

function groupsOf(pages: readonly ChartPage[]): readonly Group[] {
	const groups = new Map<string, ChartPage[]>();
	for (const page of pages) {
		const key = `${page.serviceDate ?? ''} ${page.kind}`;
		const group = groups.get(key);
		if (group) group.push(page);
		else groups.set(key, [page]);
	}
	return [...groups.values()].flatMap((some) => {
		const [first] = some;
		if (!first) return [];
		const { serviceDate, kind } = first;
		return [{ kind, pages: some, ...(serviceDate ? { serviceDate } : {}) }];
	});
}

function filled(
	pattern: string,
	{ client, serviceDate, kind, pages }: Omit<ExportFile, 'path'>
): string {
	const values: Readonly<Record<Placeholder, string>> = {
		name: client.name,
		record: client.recordNumber ?? '',
		born: client.birthDate ?? '',
		date: serviceDate ?? 'undated',
		kind: kindNames[kind],
		pages: String(pages.length)
	};
	return pattern.replace(/\{([^{}]*)\}/g, (_, name: string) =>
		name in values ? values[name as Placeholder] : ''
	);
}
