/** Pages that are decided in one act, and taken back in one: each is its own entry, and all of them name their run. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { PageId, RunId } from '#lib/page/ids.ts';
import type { Done, Filing } from '#lib/tray/filing.ts';
import type { TrayState } from '#lib/tray/state.ts';
import { decisionOf } from './decision-of.ts';
import { offeredMarks } from './offered-marks.ts';
import type { Run } from './run-of.ts';

/** Files one after the other. What could not be filed waits, and so does all that comes after it. */
export async function fileRun(
	filing: Filing,
	{ fate, pages }: Run,
	run: RunId
): Promise<{ readonly filed: readonly PageId[]; readonly outcome: Done }> {
	const filed: PageId[] = [];
	for (const { page, ...whose } of pages) {
		const outcome = await filing.decide(
			page.side.page,
			decisionOf(fate, whose, { run, marks: offeredMarks(page) })
		);
		if (!outcome.ok) return { filed, outcome };
		filed.push(page.side.page);
	}
	return { filed, outcome: { ok: true } };
}

/** The page and all that were decided with it and still stand so; the first of the paper last. */
export function togetherWith({ pages, undo }: TrayState, target: PageId): readonly PageId[] {
	const run = pages.get(target)?.decision?.run;
	if (run === undefined) return [target];
	return undo.filter((page) => pages.get(page)?.decision?.run === run).reverse();
}

export async function undoAll(
	filing: Filing,
	pages: readonly PageId[],
	cabinet: OpenCabinet | undefined
): Promise<Done> {
	for (const page of pages) {
		const undone = await filing.undo(page, cabinet);
		if (!undone.ok) return undone;
	}
	return { ok: true };
}
