/** The press: draws sheet after sheet of one packet from sealed chart pages. Holds the chart's key and nothing else. */
import { openChartBlob, type ChartKey } from '#lib/chart/open.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { setSealed, type SealedSheet } from '#lib/packet/sealed-sheet.ts';
import { Setter, type Built } from '#lib/packet/setter.ts';
import type { Draft, Volume } from '#lib/packet/sheets.ts';
import { pagesIn, type OutgoingPage, type Plan } from '../plan.ts';
import { draftPacket } from './draft.ts';
import type { ReleaseImprint } from './papers.ts';

export interface Job {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly key: ChartKey;
	/** What the file opens with, when it is to be locked. */
	readonly password?: string | undefined;
}

/** One packet at a time: begin, each picture of the draft in its order, finish. In a worker or in Node. */
export interface Press {
	begin(job: Job): Promise<void>;
	add(page: SealedSheet): Promise<void>;
	finish(): Promise<Built>;
}

export function pressWith(codec: Codec): Press {
	let work: { readonly key: ChartKey; readonly setter: Setter<OutgoingPage> } | undefined;

	function atWork(): NonNullable<typeof work> {
		if (!work) throw new Error('no packet was begun');
		return work;
	}

	return {
		begin({ plan, imprint, key, password }) {
			const draftOf = (volume?: Volume): Draft<OutgoingPage> =>
				draftPacket(plan, volume ? { ...imprint, volume } : imprint);
			const sizeHint = pagesIn(plan).reduce((sum, page) => sum + page.picture.size, 0);
			work = { key, setter: new Setter(draftOf, codec, { password, sizeHint }) };
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
