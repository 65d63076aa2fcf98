/** The tray's pages in an order: which wait, which come next, what became of a box. Pure. */
import { fates, type Fate } from '#lib/page/fate.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { paperOf } from '#lib/tray/kept.ts';
import type { TrayPage, TrayState } from '#lib/tray/state.ts';

/** As the paper lies, or those first that are hardest to tell. */
export type DeskOrder = 'paper' | 'doubt';

export function waitingOf(state: TrayState, order: DeskOrder = 'paper'): readonly TrayPage[] {
	const waiting = [...state.boxes.values()].flatMap((box) =>
		paperOf(state, box).filter(({ decision }) => !decision)
	);
	if (order === 'paper') return waiting;
	const doubts = new Map(waiting.map((page) => [page, doubtOf(page)]));
	return waiting.sort((a, b) => (doubts.get(b) ?? 0) - (doubts.get(a) ?? 0));
}

/** The more, the harder to tell: unread, unsure, both kinds on one side, kept apart, then the less sure. */
export function doubtOf({ suggestion, unread, behind }: TrayPage): number {
	if (unread !== undefined) return 4;
	// Not looked at yet: it is told when it is read.
	if (!suggestion) return -1;
	const unsure = 1 - suggestion.confidence;
	if (suggestion.kind === 'unsure') return 3 + unsure;
	if (suggestion.kind === 'mixed') return 2 + unsure;
	return (behind?.keepPrivate ? 1 : 0) + unsure;
}

/** The nearest page that waits, from this one on and round again. */
export function neighbourOf(
	state: TrayState,
	at: PageId | undefined,
	step: 1 | -1,
	order: DeskOrder = 'paper'
): PageId | undefined {
	const { boxes, pages } = state;
	const isDecided = at === undefined || pages.get(at)?.decision !== undefined;
	// From a page that has its fate, doubt knows no way but its own beginning.
	const ids =
		order === 'paper'
			? [...boxes.values()].flatMap((box) => paperOf(state, box)).map(({ side }) => side.page)
			: waitingOf(state, order).map(({ side }) => side.page);
	const here = at === undefined || (order === 'doubt' && isDecided) ? -1 : ids.indexOf(at);
	const from = here < 0 && step < 0 ? 0 : here;
	for (let i = 1; i <= ids.length; i++) {
		const id = ids[(from + step * i + ids.length * 2) % ids.length];
		if (id && !pages.get(id)?.decision) return id;
	}
	return undefined;
}

export interface FateTally {
	readonly pages: number;
	readonly fates: readonly (readonly [Fate, number])[];
}

/** What was decided in these boxes, or in the latest one when there are none. */
export function tallyOf(state: TrayState, worked: ReadonlySet<BoxId>): FateTally {
	const latest = [...state.boxes.keys()].at(-1);
	const boxes = worked.size > 0 || !latest ? worked : new Set([latest]);
	const decided = [...state.pages.values()].flatMap(({ side, decision }) =>
		decision && boxes.has(side.box) ? [decision.fate] : []
	);
	const counts = fates.map((fate) => [fate, decided.filter((one) => one === fate).length] as const);
	return { pages: decided.length, fates: counts.filter(([, count]) => count > 0) };
}
