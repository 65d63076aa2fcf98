/** Says that a page was locked away, and offers to take it back where the chart would have it again as it was. */
import type { LockedAway } from '#lib/desk/lock-away.ts';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';
import { undoing } from '../undoing.ts';

export function sayLockedAway(toasts: Toasts, message: string, back: LockedAway['back']): void {
	const said = (): string => 'Taken back. It is in the chart again.';
	toasts.show(message, {
		tone: 'cabinet',
		...(back ? { action: undoing(toasts, { back, said, tone: 'chart' }) } : {})
	});
}
