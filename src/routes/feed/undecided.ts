/** What a box's undecided sides are, each counted once: what stands first is what a person should know first. Pure. */
import type { TrayPage } from '#lib/tray/state.ts';

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
