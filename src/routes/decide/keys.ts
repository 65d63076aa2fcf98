/** The keys of the Decide screen: each verdict has one, and none fires while somebody types. */
import type { Fate } from '#lib/page/fate.ts';
import type { Shortcut, ShortcutGroup } from '#lib/ui/shortcut.ts';

export interface Verdict {
	readonly fate: Fate;
	readonly key: string;
	readonly label: string;
	readonly does: string;
}

export const verdicts: readonly Verdict[] = [
	{ fate: 'chart', key: 'C', label: 'Chart', does: "File to the client's chart" },
	{ fate: 'cabinet', key: 'P', label: 'Private', does: 'Lock in the cabinet' },
	{ fate: 'split', key: 'M', label: 'Mixed', does: 'Split: some for the chart, the whole private' },
	{ fate: 'blank', key: 'B', label: 'Blank', does: 'Nothing on this side' },
	{ fate: 'rescan', key: 'R', label: 'Rescan', does: 'Needs a better picture' },
	{ fate: 'duplicate', key: 'D', label: 'Duplicate', does: 'The same side is already here' },
	{ fate: 'not-a-record', key: 'N', label: 'Not a record', does: 'Not about a client' }
];

const looking: ShortcutGroup = {
	title: 'Looking',
	shortcuts: [
		{ keys: ['L'], does: 'To the next marked line, with Shift to the one before' },
		{ keys: ['1'], does: 'To the marked line of that number, up to 5' },
		{ keys: ['Space'], does: 'Hold to look closer (Z does the same)' },
		{ keys: ['+'], does: 'Larger' },
		{ keys: ['−'], does: 'Smaller' },
		{ keys: ['0'], does: 'Whole page' },
		{ keys: ['W'], does: 'Fill the width' },
		{ keys: ['↓'], does: 'Move over the page, with ↑ and ↓' }
	]
};

const turning: ShortcutGroup = {
	title: 'Turning',
	shortcuts: [
		{ keys: ['['], does: 'Turn the page left; it is read again' },
		{ keys: [']'], does: 'Turn the page right; it is read again' }
	]
};

const moving: ShortcutGroup = {
	title: 'Going on',
	shortcuts: [
		{ keys: ['→'], does: 'Next page that waits (J does the same)' },
		{ keys: ['←'], does: 'Page before that waits (K does the same)' },
		{ keys: ['V'], does: 'View every page of the box' },
		{ keys: ['O'], does: 'Order: as the paper lies, or the doubtful first' }
	]
};

const takeBack: Shortcut = { keys: ['U'], does: 'Take the latest decision back' };

const filing: ShortcutGroup = {
	title: 'Whose page, and of when',
	shortcuts: [
		{ keys: ['A'], does: 'Take what the page says' },
		{ keys: ['F'], does: 'Find the client' },
		{ keys: ['T'], does: 'Type the date of service' },
		{ keys: ['Esc'], does: 'Leave the field, back to the page' }
	]
};

const comparing: ShortcutGroup = {
	title: 'The same side twice',
	shortcuts: [
		{ keys: ['X'], does: 'Compare the two; again: lay one on the other and flip' },
		{ keys: ['S'], does: 'While comparing: side by side again' },
		{ keys: ['D'], does: 'It is a duplicate' }
	]
};

const together: ShortcutGroup = {
	title: 'Pages that look alike',
	shortcuts: [{ keys: ['G'], does: 'Look at them side by side, and decide them together' }]
};

const scannedAgain: ShortcutGroup = {
	title: 'Scanned again',
	shortcuts: [{ keys: ['I'], does: 'It takes the place of the earlier scan' }]
};

export interface Now {
	/** No page lies on the desk. */
	readonly isEmpty: boolean;
	/** Taking the page at its word would change something. */
	readonly hasWords: boolean;
	/** There is a decision to take back. */
	readonly hasDone: boolean;
	readonly isDecided: boolean;
	readonly hasTwin: boolean;
	/** Pages like it wait as well. */
	readonly hasRun: boolean;
	/** It looks like a side that was to be scanned again. */
	readonly isRescan: boolean;
	/** Lines that are marked on the picture. */
	readonly marks: number;
}

/** The keys that work now: a page that has its fate takes no second one, and only a page with a twin is compared. */
export function keysFor({
	isEmpty,
	isDecided,
	hasWords,
	hasDone,
	hasTwin,
	hasRun,
	isRescan,
	marks
}: Now): readonly ShortcutGroup[] {
	if (isEmpty) return hasDone ? [{ title: 'Nothing waits', shortcuts: [takeBack] }] : [];
	const look = { ...looking, shortcuts: looking.shortcuts.filter((_, i) => i > 1 || marks > 0) };
	if (isDecided) {
		return [
			{
				title: 'This page has its fate',
				shortcuts: [{ keys: ['U'], does: 'Take it back' }]
			},
			moving,
			look
		];
	}
	const whose = { ...filing, shortcuts: filing.shortcuts.filter((_, i) => i > 0 || hasWords) };
	const go = { ...moving, shortcuts: [...moving.shortcuts, ...(hasDone ? [takeBack] : [])] };
	const decide = verdicts.map(({ key, does }) => ({ keys: [key], does }));
	return [
		{ title: 'Decide', shortcuts: decide },
		...(hasRun ? [together] : []),
		...(isRescan ? [scannedAgain] : []),
		...(hasTwin ? [comparing] : []),
		...[whose, go, look, turning]
	];
}

export const splitKeys: readonly ShortcutGroup[] = [
	{
		title: 'Splitting',
		shortcuts: [
			{ keys: ['Enter'], does: 'File the split' },
			{ keys: ['A'], does: 'Add a region; arrows move it' },
			{ keys: ['V'], does: 'Show what the chart will hold' },
			{ keys: ['U'], does: 'Take the latest change to the cut back' },
			{ keys: ['Esc'], does: 'Back without a change' }
		]
	},
	{
		title: 'On a region',
		shortcuts: [
			{ keys: ['→'], does: 'Move it, with any arrow' },
			{ keys: ['Shift', '→'], does: 'Make it larger or smaller' },
			{ keys: ['Delete'], does: 'Remove it' }
		]
	}
];
