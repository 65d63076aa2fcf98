/** The press of exported files: draws each from sealed chart pages. Holds the chart's key and nothing else. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { setSealed, type SealedSheet } from '#lib/packet/sealed-sheet.ts';
import { Setter, type Built } from '#lib/packet/setter.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { ExportFile } from './export-plan.ts';
import { draftExport } from './front.ts';

export interface ExportJob {
	readonly file: ExportFile;
	readonly imprint: Imprint;
	readonly key: ChartKey;
}

/** One file at a time: begin, each page in its order, finish. In a worker or in Node. */
export interface ExportPress {
	begin(job: ExportJob): Promise<void>;
	add(page: SealedSheet): Promise<void>;
	finish(): Promise<Built>;
}

export function exportPressWith(codec: Codec): ExportPress {
	let work: { readonly key: ChartKey; readonly setter: Setter<ChartPage> } | undefined;

	function atWork(): NonNullable<typeof work> {
		if (!work) throw new Error('no file was begun');
		return work;
	}

	return {
		begin({ file, imprint, key }) {
			work = { key, setter: new Setter(() => draftExport(file, imprint), codec) };
			return Promise.resolve();
		},
		add(sealed) {
			const { key, setter } = atWork();
			return setSealed(setter, sealed, (ref, bytes) => openChartBlob(key, ref, bytes));
		},
		async finish() {
			const { setter } = atWork();
			work = undefined;
			return setter.finish();
		}
	};
}
