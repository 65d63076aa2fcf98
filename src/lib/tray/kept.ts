/** Where a page's paper was kept: whoever looked at this very page knows best, then the sheet laid before it, then the box. */
import type { Provenance } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { TrayBox, TrayPage, TrayState } from './state.ts';

export function keptOf(
	{ kept, behind }: Pick<TrayPage, 'kept' | 'behind'>,
	box: Pick<TrayBox, 'provenance'> | undefined
): Provenance {
	return kept ?? behind?.provenance ?? box?.provenance ?? 'unknown';
}

type Held = Pick<TrayState, 'boxes' | 'pages'>;

/** The box whose paper a page is: where a better scan took the place of a side, that side's. */
export function homeOf({ boxes, pages }: Held, page: TrayPage): TrayBox | undefined {
	const old = page.replaces && pages.get(page.replaces);
	return old ? homeOf({ boxes, pages }, old) : boxes.get(page.side.box);
}

/** The sides of a box as its paper lies now: better scans in the places of those that they replace. */
export function paperOf(state: Held, box: TrayBox): readonly TrayPage[] {
	const latest = (id: PageId): TrayPage | undefined => {
		const page = state.pages.get(id);
		return page?.replacedBy ? latest(page.replacedBy) : page;
	};
	return box.pages.flatMap((id) => {
		const own = state.pages.get(id);
		return own && !own.replaces ? (latest(id) ?? []) : [];
	});
}
