/** The press of exported files: draws each from sealed chart pages. Holds the chart's key and nothing else. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { Setter, type Built } from '#lib/packet/setter.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { ExportFile } from './export-plan.ts';
import { draftExport } from './front.ts';

export interface ExportJob {
	readonly file: ExportFile;
	readonly imprint: Imprint;
	readonly key: ChartKey;
}

/** A page's ciphertexts, as they lie in the chart. */
export interface SealedChartPage {
	readonly page: PageId;
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Uint8Array<ArrayBuffer> | undefined;
}

/** One file at a time: begin, each page in its order, finish. In a worker or in Node. */
export interface ExportPress {
	begin(job: ExportJob): Promise<void>;
	add(page: SealedChartPage): Promise<void>;
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
			return setter.add(sealed.page, async (page) => {
				if (!('page' in page)) throw new Error('an exported file has no copies');
				if (page.reading && !sealed.reading) throw new Error('a page’s reading is missing');
				return {
					picture: await openChartBlob(key, page.picture, sealed.picture),
					reading:
						page.reading &&
						sealed.reading &&
						(await openChartBlob(key, page.reading, sealed.reading))
				};
			});
		},
		async finish() {
			const { setter } = atWork();
			work = undefined;
			return setter.finish();
		}
	};
}
