/** The keys of the redaction screen. */
import type { ShortcutGroup } from '#lib/ui/shortcut.ts';

export const redactKeys: readonly ShortcutGroup[] = [
	{
		title: 'Redacting',
		shortcuts: [
			{ keys: ['A'], does: 'Cover what is proposed first' },
			{ keys: ['X'], does: 'Leave what is proposed first as it is' },
			{ keys: ['B'], does: 'Add a box' },
			{ keys: ['V'], does: 'Show the copy as it will go out' },
			{ keys: ['Enter'], does: 'On to the second look' },
			{ keys: ['Esc'], does: 'Back without a change' }
		]
	},
	{
		title: 'On a box',
		shortcuts: [
			{ keys: ['→'], does: 'Move it, with any arrow' },
			{ keys: ['Alt', '→'], does: 'Move it a little' },
			{ keys: ['Shift', '→'], does: 'Make it larger or smaller' },
			{ keys: ['Delete'], does: 'Remove it' }
		]
	}
];
