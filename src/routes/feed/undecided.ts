/** What a box's undecided sides are, each counted once: what stands first is what a person should know first. Pure. */
import type { TrayPage } from '#lib/tray/state.ts';
import { confidenceWord } from '#lib/ui/fate-words.ts';

type Facts = Pick<TrayPage, 'decision' | 'reading' | 'unread' | 'suggestion'>;

/** Words with how many sides they are true of, without zeros; together they are all that wait for a decision. */
export function countUndecided(pages: readonly Facts[]): readonly (readonly [string, number])[] {
	const counts = { toRead: 0, unread: 0, blank: 0, read: 0 };
	for (const page of pages) if (!page.decision) counts[standingOf(page)]++;
	const words = [
		['read', counts.read],
		[counts.blank === 1 ? 'seems blank' : 'seem blank', counts.blank],
		['not readable', counts.unread],
		['still to be read', counts.toRead]
	] as const;
	return words.filter(([, number]) => number > 0);
}

function standingOf({
	reading,
	unread,
	suggestion
}: Facts): 'toRead' | 'unread' | 'blank' | 'read' {
	if (!reading) return unread === undefined ? 'toRead' : 'unread';
	return suggestion?.kind === 'blank' ? 'blank' : 'read';
}

/** How sure a suggestion is, from what may be decided at a glance to what a person has to read. */
export const sureness = ['likely', 'probably', "can't tell"] as const;

/** How many undecided sides have a suggestion that is so sure; sides without one are in none. */
export function countDoubt(
	pages: readonly Facts[]
): Readonly<Record<(typeof sureness)[number], number>> {
	const counts = { likely: 0, probably: 0, "can't tell": 0 };
	for (const { decision, suggestion } of pages) {
		if (decision || !suggestion) continue;
		counts[confidenceWord(suggestion.kind, suggestion.confidence)]++;
	}
	return counts;
}
