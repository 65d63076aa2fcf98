/** The draft of one exported file: pages of a chart, stamped, and nothing before or behind them. Pure. */
import type { ChartPage } from '#lib/chart/reader.ts';
import { draftOf } from '#lib/packet/draft.ts';
import type { Draft, Imprint } from '#lib/packet/sheets.ts';
import { formatDate } from '#lib/page/date.ts';
import { kindNames, type ExportFile } from './export-plan.ts';

export function draftExport({ client, pages }: ExportFile, imprint: Imprint): Draft<ChartPage> {
	const number = client.recordNumber ? ` · record ${client.recordNumber}` : '';
	return draftOf(pages, {
		// Viewers show it and files carry it: nothing of the client.
		title: 'Pages of a chart',
		imprint,
		parts: [{ is: 'pages' }],
		rows: () => [],
		notices: [],
		indexCells: ({ serviceDate, kind }) => [
			serviceDate ? formatDate(serviceDate) : 'undated',
			kindNames[kind]
		],
		stamp: {
			whose: `${client.name}${number}`,
			to: `Exported from the chart kept by ${imprint.practice.name}`
		}
	});
}
