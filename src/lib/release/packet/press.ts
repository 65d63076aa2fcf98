/** The press: draws sheet after sheet of one packet from sealed chart pages. Holds the chart's key and nothing else. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { Setter, type MadePage } from '#lib/packet/setter.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Plan } from '../plan.ts';
import { draftPacket } from './draft.ts';

export interface Job {
	readonly plan: Plan;
	readonly imprint: Imprint;
	readonly key: ChartKey;
}

/** A page's ciphertexts, as they lie in the chart. */
export interface SealedPage {
	readonly page: PageId;
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Uint8Array<ArrayBuffer> | undefined;
}

/** One packet at a time: begin, each page of the plan in its order, finish. In a worker or in Node. */
export interface Press {
	begin(job: Job): Promise<void>;
	add(page: SealedPage): Promise<MadePage>;
	finish(): Promise<Uint8Array<ArrayBuffer>>;
}

export function pressWith(codec: Codec): Press {
	let work: { readonly key: ChartKey; readonly setter: Setter<ChartPage> } | undefined;

	function atWork(): NonNullable<typeof work> {
		if (!work) throw new Error('no packet was begun');
		return work;
	}

	return {
		begin({ plan, imprint, key }) {
			work = { key, setter: new Setter(draftPacket(plan, imprint), codec) };
			return Promise.resolve();
		},
		add(sealed) {
			const { key, setter } = atWork();
			return setter.add(sealed.page, async (page) => {
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
