/** What a chart page is found by besides its own words, and when it must be indexed anew. Pure. */
import type { ChartKind, ChartPage } from '#lib/chart/reader.ts';
import type { Client } from '#lib/page/client.ts';
import { formatDate } from '#lib/page/date.ts';

const kinds: Readonly<Record<ChartKind, string>> = {
	progress: 'progress note',
	administrative: 'administrative',
	'mixed-part': 'mixed page part',
	other: 'page'
};

export function aboutWords(page: ChartPage, client: Client | undefined): string {
	const { serviceDate, kind } = page;
	return [
		client?.name,
		client?.recordNumber,
		kinds[kind],
		serviceDate && `${formatDate(serviceDate)} ${serviceDate}`
	]
		.filter(Boolean)
		.join(' ');
}

/** Two pages with one print are indexed alike. */
export function printOf(page: ChartPage, client: Client | undefined): string {
	return [page.reading?.sha256 ?? '', page.client, aboutWords(page, client)].join('|');
}
