/** What the twins' worker answers: it keeps the pages that it was told of, and says which look like which. */
import type { PageId } from '#lib/page/ids.ts';
import { TwinFinder, type Compared, type Twin } from './twins.ts';

/** What has changed in the tray since the last time. */
export interface TrayNews {
	readonly changed: readonly Compared[];
	readonly dropped: readonly PageId[];
	readonly order: readonly PageId[];
}

export function twinHandlers() {
	const finder = new TwinFinder();
	return {
		compare({ changed, dropped, order }: TrayNews): ReadonlyMap<PageId, Twin> {
			for (const page of dropped) finder.drop(page);
			for (const compared of changed) finder.take(compared);
			return finder.twins(order);
		}
	};
}

export type TwinApi = ReturnType<typeof twinHandlers>;
