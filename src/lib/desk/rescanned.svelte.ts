/** Sides that were to be scanned again: which still wait for a better scan, and which page is one. */
import type { PageId } from '#lib/page/ids.ts';
import { homeOf, paperOf } from '#lib/tray/kept.ts';
import { slipOf, type RescanSlip } from '#lib/tray/rescans.ts';
import type { TrayBox, TrayPage } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

/** A side that wants a better scan. */
export interface WantedSide {
	readonly page: TrayPage;
	readonly box: TrayBox;
	/** In its box as the paper lies, from 1. */
	readonly place: number;
}

export interface RescannedParts {
	readonly tray: Tray;
	/** The earlier page that a page looks like. */
	readonly twinOf: (page: PageId) => PageId | undefined;
}

export class RescannedDesk {
	#state = $state.raw<Tray['state']>() as Tray['state'];
	readonly #parts: RescannedParts;

	/** The newest wish first. */
	readonly wanted = $derived(wantedIn(this.#state));

	constructor(parts: RescannedParts) {
		this.#parts = parts;
		this.#state = parts.tray.state;
		parts.tray.onChange(() => (this.#state = parts.tray.state));
	}

	/** The sides that this page could be a better scan of: it came after somebody asked for one. */
	openFor(page: TrayPage): readonly WantedSide[] {
		if (page.decision || page.replaces) return [];
		return this.wanted.filter(
			(one) => page.takenAt > (one.page.decision?.at ?? '') && one.page.side.page !== page.side.page
		);
	}

	/** The one of them that it looks like. */
	likelyFor(page: TrayPage): WantedSide | undefined {
		const twin = this.#parts.twinOf(page.side.page);
		return this.openFor(page).find((one) => one.page.side.page === twin);
	}

	/** In whose place a page stands. */
	placeOf(page: TrayPage): WantedSide | undefined {
		const old = page.replaces && this.#state.pages.get(page.replaces);
		const box = old && homeOf(this.#state, old);
		if (!old || !box) return undefined;
		const place = paperOf(this.#state, box).findIndex(({ side }) => side.page === page.side.page);
		return { page: old, box, place: place + 1 };
	}

	/** The new scan takes the old side's place, and what was known of its paper; the old side stays, counted as it was. */
	async replace(old: PageId, by: PageId): Promise<Outcome> {
		return outcomeOf(await this.#parts.tray.act({ is: 'side-replaced', page: old, by }));
	}

	/** It is another page after all. */
	async giveBack(old: PageId): Promise<Outcome> {
		return outcomeOf(await this.#parts.tray.act({ is: 'side-replaced', page: old }));
	}

	/** How many sides wait for a better scan: of boxes that this person fed, and of all others. */
	countFor(me: TrayBox['fedBy']): { readonly own: number; readonly others: number } {
		const own = this.slipsOf(me).reduce((sum, { wanted }) => sum + wanted.length, 0);
		return { own, others: this.wanted.length - own };
	}

	/** What is to be scanned again of the boxes that this person fed, as a list for the scanner. */
	slipsOf(me: TrayBox['fedBy']): readonly RescanSlip[] {
		return [...this.#state.boxes.values()]
			.filter(({ fedBy }) => fedBy === me)
			.map((box) => slipOf(this.#state, box, me))
			.filter(({ wanted }) => wanted.length > 0);
	}
}

function wantedIn(state: Tray['state']): readonly WantedSide[] {
	const found = [...state.boxes.values()].flatMap((box) =>
		paperOf(state, box).flatMap((page, i): WantedSide[] =>
			page.decision?.fate === 'rescan' ? [{ page, box, place: i + 1 }] : []
		)
	);
	return found.sort((a, b) => ((a.page.decision?.at ?? '') < (b.page.decision?.at ?? '') ? 1 : -1));
}
