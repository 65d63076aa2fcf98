/** Keys and what they do, as the sheet of keys lists them. */
export interface Shortcut {
	/** Pressed together, e.g. `['Shift', 'U']`. */
	readonly keys: readonly string[];
	readonly does: string;
}

export interface ShortcutGroup {
	readonly title: string;
	readonly shortcuts: readonly Shortcut[];
}

/** The keys that a page viewer answers while it has the focus. */
export function viewerShortcuts({ hasMarks }: { readonly hasMarks: boolean }): ShortcutGroup {
	return {
		title: 'While the picture has the focus',
		shortcuts: [
			{ keys: ['+'], does: 'Larger' },
			{ keys: ['−'], does: 'Smaller' },
			{ keys: ['0'], does: 'Whole page' },
			{ keys: ['W'], does: 'Fill the width' },
			{ keys: ['Z'], does: 'Hold to look closer' },
			{ keys: ['→'], does: 'Move over the page, with any arrow' },
			...(hasMarks
				? [
						{ keys: ['N'], does: 'Next marked line' },
						{ keys: ['Shift', 'N'], does: 'Marked line before' }
					]
				: [])
		]
	};
}

/** What works on every screen. */
export function shortcutsEverywhere(): ShortcutGroup {
	return {
		title: 'Everywhere',
		shortcuts: [
			{ keys: ['Tab'], does: 'To the next thing on the screen' },
			{ keys: ['Shift', 'Tab'], does: 'To the thing before' },
			{ keys: ['Enter'], does: 'Press what has the focus' },
			{ keys: ['Esc'], does: 'Close what lies over the screen' },
			{ keys: ['?'], does: 'This list' }
		]
	};
}

/** Whether a sheet lies over the screen, which then answers no key, wherever the sheet was opened from. */
export function isCovered(): boolean {
	return document.querySelector(':is([role=dialog], [role=alertdialog])[data-state=open]') !== null;
}

/** Whether a key press belongs to a control that takes text, so that a letter is not a command. */
export function isTyping(event: KeyboardEvent): boolean {
	const target = event.target;
	if (!(target instanceof HTMLElement)) return false;
	return (
		target.isContentEditable ||
		target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
	);
}
