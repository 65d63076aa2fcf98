/** How long ago the last backup was, in words. */
import type { BackupDesk } from '#lib/desk/backup.svelte.ts';

export function sinceWords(since: BackupDesk['since']): string {
	if (!since) return 'The charts and your private part were not both backed up yet.';
	const { days, sides } = since;
	const day = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
	const more = sides === 0 ? 'nothing' : sides === 1 ? 'one side' : `${sides} sides`;
	return `The last backup of both parts was ${day}; ${more} came in since.`;
}
