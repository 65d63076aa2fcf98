/** How long ago the last backup was, in words. */
import type { Since } from '#lib/desk/backup-notes.ts';
import { momentWords } from '#lib/ui/moments.ts';

/** `charts`: for those who see nothing else. */
export function sinceWords(since: Since | undefined, of: 'all' | 'charts' = 'all'): string {
	if (!since) return 'The charts and the private part were not both backed up here yet.';
	const { madeAt, days, pages } = since;
	const at = momentWords(madeAt);
	if (days < 0) {
		return `The last backup of both parts bears a day that has not come yet: ${at}. See that the clock of this device is right, and back up again.`;
	}
	const more = pages === 0 ? 'nothing' : pages === 1 ? 'one page' : `${pages} pages`;
	const came = of === 'charts' ? `Filed to the charts since: ${more}.` : `Came in since: ${more}.`;
	return `${madeWords(days, at)} ${came}`;
}

function madeWords(days: number, at: string): string {
	if (days === 0) return `The last backup of both parts was made today (${at}).`;
	if (days === 1) return `The last backup of both parts was made yesterday (${at}).`;
	return `The last backup of both parts was made ${days} days ago (${at}).`;
}
