/** The keys that answer now, told by whatever stands on the screen and answers them. */
import { SvelteSet } from 'svelte/reactivity';
import type { ShortcutGroup } from './shortcut.ts';

type Groups = () => readonly ShortcutGroup[];

const told = new SvelteSet<Groups>();

/** To be called while a component is made: its keys are listed for as long as it stands there. */
export function tellKeys(groups: Groups): void {
	$effect(() => {
		told.add(groups);
		return () => told.delete(groups);
	});
}

export function keysNow(): readonly ShortcutGroup[] {
	return [...told].flatMap((groups) => groups());
}
