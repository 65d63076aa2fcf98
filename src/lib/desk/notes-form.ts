/** The choices of a notes release in words. Pure. */
import { doorNames, doors, type DoorName } from '#lib/cabinet-release/doors.ts';
import type { Choice } from './release-form.ts';

export const doorChoices: readonly Choice[] = doorNames.map((value) => ({
	value,
	label: doors[value].label
}));

export function doorOf(form: Readonly<Record<string, string>>): DoorName | undefined {
	return doorNames.find((name) => name === form['door']);
}

/** What the paper of this door is, and what the door is for. */
export function doorHelp(name: DoorName): { readonly paper: string; readonly hint: string } {
	const { paper, citation, hint } = doors[name];
	return { paper, hint: `${citation}. ${hint}` };
}

/** What the originator signs; kept with the release as it stood on the screen. */
export const originatorWords =
	'I wrote these notes. I have looked at every page in this packet, and each of them may go to this recipient on this ground.';
