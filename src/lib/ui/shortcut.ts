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

/** The keys that every page viewer answers while it has the focus. */
export const viewerShortcuts: ShortcutGroup = {
	title: 'Looking at the page',
	shortcuts: [
		{ keys: ['+'], does: 'Larger' },
		{ keys: ['−'], does: 'Smaller' },
		{ keys: ['0'], does: 'Whole page' },
		{ keys: ['W'], does: 'Fill the width' },
		{ keys: ['Z'], does: 'Hold to look closer' },
		{ keys: ['→'], does: 'Move over the page, with any arrow' },
		{ keys: ['N'], does: 'Next marked line' },
		{ keys: ['Shift', 'N'], does: 'Marked line before' }
	]
};

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
