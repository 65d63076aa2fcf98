/** What the screen asks before a verdict is carried out, and what it was about. */
import type { Answered, Question } from '#lib/desk/questions.ts';
import type { Client } from '#lib/page/client.ts';
import type { Fate } from '#lib/page/fate.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { Rect, Rotation } from '#lib/page/reading.ts';

export interface Details {
	readonly colleague?: PersonId;
	readonly regions?: readonly Rect[];
	readonly turn?: Rotation;
	readonly sure?: Answered;
	/** Whom else the page is about, and whether Part 2 protects it. */
	readonly marks?: PageMarks;
	/** Why paper that was kept in the chart is private. */
	readonly attested?: string;
}

export interface Asked {
	readonly fate: Fate;
	readonly questions: readonly Question[];
	readonly details: Details;
	readonly client: Client | undefined;
}

/** Before paper that was kept in the chart is locked away: what was asked for, to go on with. */
export interface Attesting {
	readonly fate: Fate;
	readonly details: Details;
}
