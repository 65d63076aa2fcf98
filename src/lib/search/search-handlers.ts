/** What the search worker answers. It is handed the chart's key and ciphertext, and hands out page ids and a sealed index. */
import { DamagedBlob, openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import { PageIndex, type Found, type IndexedFacts, type Wanted } from './page-index.ts';
import { openIndex, sealIndex } from './sealed-index.ts';

/** A page as the chart has it: its words still sealed. */
export interface SealedPage extends IndexedFacts {
	readonly about: string;
	readonly reading: { readonly ref: BlobRef; readonly sealed: Uint8Array<ArrayBuffer> } | undefined;
}

export interface Beginning {
	readonly key: ChartKey;
	/** What was kept of an earlier day; absent when nothing was. */
	readonly kept: Uint8Array<ArrayBuffer> | undefined;
}

export interface SearchApi {
	/** What the kept index knows; nothing when it could not be used. */
	begin(input: Beginning): Promise<readonly IndexedFacts[]>;
	/** Pages whose words could not be opened are found by their client, date and kind alone. */
	add(pages: readonly SealedPage[]): Promise<void>;
	remove(pages: readonly PageId[]): void;
	find(wanted: Wanted): Found;
	/** The index as it is to be kept. */
	seal(input: undefined): Promise<Transferring<Uint8Array<ArrayBuffer>>>;
}

export function searchHandlers(): SearchApi {
	let work: { readonly key: ChartKey; readonly index: PageIndex } | undefined;

	function atWork(): NonNullable<typeof work> {
		if (!work) throw new Error('no index was begun');
		return work;
	}

	return {
		async begin({ key, kept }) {
			const index = (kept && (await openIndex(key, kept))) ?? new PageIndex();
			work = { key, index };
			return index.facts;
		},
		async add(pages) {
			const { key, index } = atWork();
			for (const { reading, ...page } of pages) {
				const text = reading ? await textOf(key, reading) : '';
				index.add({ ...page, text });
			}
		},
		remove(pages) {
			for (const page of pages) atWork().index.remove(page);
		},
		find: (wanted) => atWork().index.find(wanted),
		async seal() {
			const { key, index } = atWork();
			const bytes = await sealIndex(key, index);
			return transferring(bytes, [bytes.buffer]);
		}
	};
}

async function textOf(
	key: ChartKey,
	{ ref, sealed }: NonNullable<SealedPage['reading']>
): Promise<string> {
	try {
		const bytes = await openChartBlob(key, ref, sealed);
		const { lines } = JSON.parse(new TextDecoder().decode(bytes)) as Reading;
		return lines.map(({ text }) => text).join('\n');
	} catch (error) {
		if (error instanceof DamagedBlob || error instanceof SyntaxError) return '';
		throw error;
	}
}
