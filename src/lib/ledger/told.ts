/** An event as it reads once it is opened and found sound: who did what, and when. */
import type { PersonId } from '#lib/page/ids.ts';

export interface Told<Action> {
	/** 1-based place in the chain. */
	readonly n: number;
	/** ISO 8601 time by this device's clock: for people to read, never to order by. */
	readonly at: string;
	readonly person: PersonId;
	readonly action: Action;
}

/** The kinds of a folder's actions, each exactly once: an action that is added must be added here, too. */
export type Kinds<Action extends { readonly is: string }> = Readonly<Record<Action['is'], true>>;
