/** The tray's pages in the order of the paper: which wait, which come next, what became of a box. Pure. */
import { fates, type Fate } from '#lib/page/fate.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import type { TrayPage, TrayState } from '#lib/tray/state.ts';

export function waitingOf({ boxes, pages }: TrayState): readonly TrayPage[] {
	return [...boxes.values()].flatMap((box) =>
		box.pages
			.map((page) => pages.get(page))
			.filter((page): page is TrayPage => page !== undefined && !page.decision)
	);
}

/** The nearest page that waits, from this one on and round again. */
export function neighbourOf(
	{ boxes, pages }: TrayState,
	at: PageId | undefined,
	step: 1 | -1
): PageId | undefined {
	const ids = [...boxes.values()].flatMap((box) => box.pages);
	const here = at === undefined ? -1 : ids.indexOf(at);
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
