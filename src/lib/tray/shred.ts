/**
 * Which boxes' paper may be destroyed: only what is in whole, decided, filed, read back from a backup and past the
 * holding period. Whether the law lets paper go at all is not for this program to say.
 */
import type { CalendarDate } from '#lib/page/date.ts';
import { addDays, dayOf } from '#lib/page/date.ts';
import { isFiled } from '#lib/page/fate.ts';
import { addUp, pagesOf } from './reconcile.ts';
import { isAwaited } from './places.ts';
import type { TrayBox, TrayPage, TrayState } from './state.ts';

export type NotYet =
	/** It does not add up, and nobody has said why. */
	| 'difference'
	| 'undecided'
	/** A decision is on its way to its folder, or on its way back. */
	| 'unfiled'
	/** A better scan is asked for and has not come. */
	| 'rescan'
	/** Something of it was decided after the last backup of that part that was read back. */
	| 'not-backed-up'
	| 'held';

export interface PaperBox {
	readonly box: TrayBox;
	readonly sides: number;
	/** When its last side was decided, ISO time; absent while one is not. */
	readonly settledAt?: string;
	/** The first day on which the holding period is over. */
	readonly heldUntil?: CalendarDate;
	/** Empty: its paper may be destroyed. */
	readonly notYet: readonly NotYet[];
	/** It was destroyed, as a person has noted. */
	readonly destroyed?: { readonly at: string; readonly note: string };
}

export interface ShredFacts {
	/** When each part was last read back whole, ISO time. */
	readonly backedUp: { readonly chart?: string; readonly private?: string };
	readonly holdingDays: number;
	readonly now: Date;
}

/** How a box's note begins that says its paper is gone: the log of destroyed paper is the tray's own signed history. */
export const destroyedMark = 'Paper destroyed: ';

/** Boxes that hold paper, the longest settled first. */
export function paperBoxes(state: TrayState, facts: ShredFacts): readonly PaperBox[] {
	return [...state.boxes.values()]
		.map((box) => paperBox(box, pagesOf(state, box), facts))
		.filter(({ sides }) => sides > 0)
		.sort((a, b) => (a.settledAt ?? '~').localeCompare(b.settledAt ?? '~'));
}

function paperBox(box: TrayBox, pages: readonly TrayPage[], facts: ShredFacts): PaperBox {
	const account = addUp(box, pages);
	const times = pages.flatMap(({ decision }) => decision?.at ?? []);
	const settledAt = account.undecided === 0 ? times.toSorted().at(-1) : undefined;
	const heldUntil =
		settledAt === undefined ? undefined : addDays(dayOf(new Date(settledAt)), facts.holdingDays);
	const destroyed = box.notes.findLast(({ note }) => note.startsWith(destroyedMark));
	const isHeld = heldUntil !== undefined && dayOf(facts.now) < heldUntil;
	const notYet: NotYet[] = [
		...(account.differences.length > 0 && !account.explained ? (['difference'] as const) : []),
		...(account.undecided > 0 ? (['undecided'] as const) : []),
		...(pages.some(isOnItsWay) ? (['unfiled'] as const) : []),
		...(pages.some(isAwaited) ? (['rescan'] as const) : []),
		...(settledAt !== undefined && !isBackedUp(settledAt, facts)
			? (['not-backed-up'] as const)
			: []),
		...(isHeld ? (['held'] as const) : [])
	];
	return {
		...{ box, sides: pages.length, notYet },
		...(settledAt === undefined ? {} : { settledAt }),
		...(heldUntil === undefined ? {} : { heldUntil }),
		...(destroyed ? { destroyed } : {})
	};
}

function isOnItsWay({ decision, receipts, owed }: TrayPage): boolean {
	return owed !== undefined || (decision !== undefined && isFiled(decision.fate) && !receipts);
}

/** Both parts: a box's sides can lie in either, and its account lies in the tray. */
function isBackedUp(settledAt: string, { backedUp }: ShredFacts): boolean {
	const { chart, private: own } = backedUp;
	return chart !== undefined && own !== undefined && chart > settledAt && own > settledAt;
}
