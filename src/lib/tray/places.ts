/** Where sides lie in their boxes: behind which separator sheet, and in whose place a better scan stands. */
import type { BoxId, PageId, PersonId } from '#lib/page/ids.ts';
import type { Separator } from '#lib/page/separator.ts';
import type { RescanNamed, SidePlace } from './actions.ts';
import { changePage, type Draft } from './draft.ts';
import type { TrayPage } from './state.ts';

/** The new scan stands where the old side stood: it lies behind what that lay behind, and its paper was kept there. */
export function replace(draft: Draft, old: PageId, by: PageId | undefined): void {
	const before = draft.pages.get(old)?.replacedBy;
	if (before === by) return;
	if (before) {
		changePage(draft, before, ({ replaces: _, rescanOf: __, ...page }) => page);
		layBehind(draft, draft.pages.get(before)?.side.box);
	}
	changePage(draft, old, ({ replacedBy: _, ...page }) => (by ? { ...page, replacedBy: by } : page));
	if (!by) return;
	const { kept, side } = draft.pages.get(old) ?? {};
	changePage(draft, by, (page) => ({ ...page, ...(kept ? { kept } : {}), replaces: old }));
	layBehind(draft, side?.box);
}

/** Each side lies behind the last separator sheet before it in its box. */
export function layBehind(draft: Draft, id: BoxId | undefined): void {
	let sheet: Separator | undefined;
	for (const page of (id && draft.boxes.get(id)?.pages) ?? []) {
		const before = sheet;
		const held = draft.pages.get(page);
		// A side that a person took for something else separates nothing.
		const own = held?.decision?.fate === 'separator' ? held.separator : undefined;
		sheet = own ?? sheet;
		const behind = own ? undefined : before;
		// One that stands in another's place lies where that lay.
		if (!held?.replaces) lay(draft, page, behind);
		if (held?.replacedBy) lay(draft, held.replacedBy, behind);
	}
}

/** A page that lies where it lay stays the same object: screens look no further. */
function lay(draft: Draft, page: PageId, behind: Separator | undefined): void {
	if (draft.pages.get(page)?.behind === behind) return;
	changePage(draft, page, ({ behind: _, ...rest }) => (behind ? { ...rest, behind } : rest));
}

/** A sheet of ours is taken for a page after all, or for a sheet again: what lies behind it follows. */
export function layAgain(draft: Draft, id: PageId): void {
	const page = draft.pages.get(id);
	if (page?.separator) layBehind(draft, page.side.box);
}

interface Named {
	readonly box: BoxId;
	readonly rescans?: readonly RescanNamed[];
}

/**
 * Whoever fed a box says which of its sides are better scans, and of which: all of it anew. A side that the clinician wants
 * scanned again gives its place to the better scan; everything else that is said stays a hint, and stops nothing.
 */
export function nameRescans(draft: Draft, { box, rescans = [] }: Named, person: PersonId): void {
	for (const id of draft.boxes.get(box)?.pages ?? []) {
		const before = draft.pages.get(id)?.rescanOf;
		const said = rescans.find(({ page }) => page === id)?.of;
		if (before?.box === said?.box && before?.place === said?.place) continue;
		const page = draft.pages.get(id);
		if (page?.replaces && !page.decision) replace(draft, page.replaces, undefined);
		changePage(draft, id, ({ rescanOf: _, ...rest }) =>
			said ? { ...rest, rescanOf: said } : rest
		);
		const old = said && wantedAt(draft, said, person);
		if (old && old !== id && !draft.pages.get(id)?.decision) replace(draft, old, id);
	}
}

/** The side at a place of a box that this person fed, where a better scan of it is wanted and none is there. */
function wantedAt(draft: Draft, { box, place }: SidePlace, person: PersonId): PageId | undefined {
	const fed = draft.boxes.get(box);
	if (fed?.fedBy !== person) return undefined;
	return fed.pages.find((id) => {
		const page = draft.pages.get(id);
		return page !== undefined && isAwaited(page) && page.side.order + 1 === place;
	});
}

/** A better scan of the page is wanted, and none has taken its place. */
export function isAwaited({
	decision,
	replacedBy
}: Pick<TrayPage, 'decision' | 'replacedBy'>): boolean {
	return decision?.fate === 'rescan' && replacedBy === undefined;
}
