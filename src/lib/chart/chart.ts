/** The chart folder: what is releasable, under the practice's chart key. */
import { Folder, type FolderDoor } from '#lib/ledger/folder.ts';
import { chartKinds, type ChartAction } from './actions.ts';
import type { ChartReader } from './reader.ts';
import { emptyChart, foldChart, keptPieces, pagesOfClient, type ChartState } from './state.ts';

export type Chart = Folder<'chart', ChartAction, ChartState>;

/**
 * Of the state in a snapshot: raised when `ChartState` takes another one, and when the same entries fold into another state:
 * a snapshot of before would be taken for a false one.
 */
export const chartShape = 10;

export function openChart(door: FolderDoor<'chart', ChartAction>): Promise<Chart> {
	return Folder.open({
		...door,
		...{ empty: emptyChart, fold: foldChart, keeps: keptPieces },
		...{ kinds: chartKinds, shape: chartShape }
	});
}

/** The chart as the release room sees it: pages, and ciphertext on request. */
export function readerOf(chart: Chart): ChartReader {
	return {
		client: (id) => chart.state.clients.get(id),
		pagesOf: (client) => pagesOfClient(chart.state, client),
		sealed: (ref) => chart.sealed(ref)
	};
}
