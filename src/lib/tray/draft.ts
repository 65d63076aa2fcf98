/** The tray's state while events are folded into it. */
import type { LayeredMap } from '#lib/ledger/layered-map.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import type { TrayBox, TrayPage, TurnedAway } from './state.ts';

export interface Draft {
	boxes: LayeredMap<BoxId, TrayBox>;
	pages: LayeredMap<PageId, TrayPage>;
	undo: PageId[];
	turnedAway: TurnedAway[];
}

export function changeBox(draft: Draft, id: BoxId, change: (box: TrayBox) => TrayBox): void {
	const box = draft.boxes.get(id);
	if (!box) throw new Error('the tray holds no such box');
	draft.boxes.set(id, change(box));
}

export function changePage(draft: Draft, id: PageId, change: (page: TrayPage) => TrayPage): void {
	const page = draft.pages.get(id);
	if (!page) throw new Error('the tray holds no such page');
	draft.pages.set(id, change(page));
}
