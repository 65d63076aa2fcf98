/** The boxes in the tray with their accounts, and what a person does to a whole box: explain it, order it, put it away. */
import type { Fate } from '#lib/page/fate.ts';
import type { BoxId } from '#lib/page/ids.ts';
import {
	asFed,
	countsDisagree,
	idsOf,
	interleave,
	stacksOf,
	whyNotReordered,
	type HowFed
} from '#lib/tray/collate.ts';
import { addUp, pagesOf, type Account } from '#lib/tray/reconcile.ts';
import type { TrayBox, TrayPage, TurnedAway } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

export interface BoxSummary {
	readonly box: TrayBox;
	/** Its sides in its order. */
	readonly pages: readonly TrayPage[];
	readonly account: Account;
	/** What became of each side, in the order of the paper. */
	readonly standings: readonly (Fate | 'undecided')[];
}

export class FeedBoxes {
	/** The latest first. A box that did not change stays the same object. */
	all = $state.raw<readonly BoxSummary[]>([]);
	/** What others wrote into the tray that it did not take. */
	turnedAway = $state.raw<readonly TurnedAway[]>([]);

	readonly #tray: Pick<Tray, 'act' | 'state' | 'onChange'>;
	#known = new Map<BoxId, BoxSummary>();

	constructor(tray: Pick<Tray, 'act' | 'state' | 'onChange'>) {
		this.#tray = tray;
		tray.onChange(() => this.#look());
		this.#look();
	}

	/** Notes a person's word on why the box does not add up. */
	async explain(box: BoxId, words: string): Promise<Outcome> {
		const note = words.trim();
		if (note === '') return { ok: false, sentence: 'Write in a few words what happened.' };
		return outcomeOf(await this.#tray.act({ is: 'box-explained', box, note }));
	}

	async putAway(box: BoxId, away: boolean): Promise<Outcome> {
		return outcomeOf(await this.#tray.act({ is: 'box-put-away', box, away }));
	}

	/** Puts fronts and backs together; refused with both counts when they disagree. */
	async collate(box: BoxId, how: HowFed): Promise<Outcome> {
		const { pages } = this.#summaryOf(box);
		const stacks = stacksOf(pages);
		if (!stacks)
			return {
				ok: false,
				sentence: 'This box was not fed as one stack of fronts and one of backs.'
			};
		const done = interleave(stacks, how);
		if (!done.ok) return { ok: false, sentence: countsDisagree(done, how) };
		return this.#order(box, done.order);
	}

	/** Back to the order in which the sides were fed. */
	async takeApart(box: BoxId): Promise<Outcome> {
		return this.#order(box, asFed(this.#summaryOf(box).pages));
	}

	async #order(id: BoxId, order: readonly TrayPage[]): Promise<Outcome> {
		const { box, pages } = this.#summaryOf(id);
		const sentence = whyNotReordered(box, pages);
		if (sentence !== undefined) return { ok: false, sentence };
		return outcomeOf(await this.#tray.act({ is: 'box-collated', box: id, pages: idsOf(order) }));
	}

	#summaryOf(id: BoxId): BoxSummary {
		const found = this.#known.get(id);
		if (!found) throw new Error('the tray holds no such box');
		return found;
	}

	/** Every act calls this, hundreds of times in a feed: only what changed is added up anew. */
	#look(): void {
		const { state } = this.#tray;
		const known = new Map<BoxId, BoxSummary>();
		for (const box of state.boxes.values()) {
			const pages = pagesOf(state, box);
			const before = this.#known.get(box.box);
			const isSame = before?.box === box && pages.every((page, i) => page === before.pages[i]);
			known.set(box.box, isSame ? before : summaryOf(box, pages));
		}
		this.#known = known;
		this.all = [...known.values()].reverse();
		this.turnedAway = state.turnedAway;
	}
}

function summaryOf(box: TrayBox, pages: readonly TrayPage[]): BoxSummary {
	const standings = pages.map(({ decision }) => decision?.fate ?? ('undecided' as const));
	return { box, pages, account: addUp(box, pages), standings };
}
