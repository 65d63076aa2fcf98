/**
 * How often a clinician's decisions differed from the suggestions, in both directions: counted from the tray's own history,
 * which nobody else opens. Pure.
 */
import type { Fate } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { PageKind } from '#lib/page/suggestion.ts';
import type { TrayAction } from '#lib/tray/actions.ts';

/** An entry of the tray's history. */
interface TrayEvent {
	readonly at: string;
	readonly action: TrayAction;
}

/** How much of a page the chart gets: all, a part, nothing. */
export const shares = ['all', 'part', 'nothing'] as const;
export type Share = (typeof shares)[number];

export interface Withheld {
	/** Pages that were filed, and had a suggestion that said where. */
	readonly pages: number;
	/** By what was suggested, then by what was decided. */
	readonly counts: Readonly<Record<Share, Readonly<Record<Share, number>>>>;
	/** The chart got less than was suggested. */
	readonly more: number;
	/** The chart got more than was suggested. */
	readonly less: number;
	/** Filed, and the suggestion was "I can't tell", or there was none. */
	readonly untold: number;
	/** Days of the first and the last of these decisions, ISO 8601 times. */
	readonly from?: string;
	readonly to?: string;
}

const suggested: Readonly<Record<PageKind, Share | undefined>> = {
	progress: 'all',
	administrative: 'all',
	mixed: 'part',
	psychotherapy: 'nothing',
	blank: undefined,
	unsure: undefined
};
const decided: Readonly<Partial<Record<Fate, Share>>> = {
	chart: 'all',
	split: 'part',
	cabinet: 'nothing'
};

interface Filed {
	readonly share: Share;
	readonly wanted: Share | undefined;
	readonly at: string;
}

/** Each page counts once, as it stands: a decision that was taken back is none. */
export function withheldIn(history: readonly TrayEvent[]): Withheld {
	const wanted = new Map<PageId, Share | undefined>();
	const filed = new Map<PageId, Filed>();
	for (const { action, at } of history) {
		if (action.is === 'page-read') wanted.set(action.page, suggested[action.suggestion.kind]);
		else if (action.is === 'page-turned') wanted.delete(action.page);
		else if (action.is === 'page-undone') filed.delete(action.page);
		else if (action.is === 'page-decided') {
			const share = decided[action.decision.fate];
			if (share) filed.set(action.page, { share, at, wanted: wanted.get(action.page) });
			else filed.delete(action.page);
		}
	}
	const all = [...filed.values()];
	const told = all.filter((one) => one.wanted !== undefined);
	const count = (want: Share, share: Share): number =>
		told.filter((one) => one.wanted === want && one.share === share).length;
	const row = (want: Share): Record<Share, number> => ({
		...{ all: count(want, 'all'), part: count(want, 'part'), nothing: count(want, 'nothing') }
	});
	const counts = { all: row('all'), part: row('part'), nothing: row('nothing') };
	const days = told.map(({ at }) => at).toSorted();
	const [from, to] = [days[0], days.at(-1)];
	return {
		pages: told.length,
		counts,
		more: counts.all.part + counts.all.nothing + counts.part.nothing,
		less: counts.nothing.part + counts.nothing.all + counts.part.all,
		untold: all.length - told.length,
		...(from && to ? { from, to } : {})
	};
}
