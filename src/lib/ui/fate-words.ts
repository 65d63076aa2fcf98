/** How each fate and each kind of suggestion is said and drawn: one word, one icon, one sentence. */
import type { LucideIcon } from '@lucide/svelte';
import Blend from '@lucide/svelte/icons/blend';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Copy from '@lucide/svelte/icons/copy';
import FileX from '@lucide/svelte/icons/file-x';
import Folder from '@lucide/svelte/icons/folder';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import Rows from '@lucide/svelte/icons/rows-2';
import ScanLine from '@lucide/svelte/icons/scan-line';
import Scissors from '@lucide/svelte/icons/scissors';
import SquareDashed from '@lucide/svelte/icons/square-dashed';
import type { Fate } from '#lib/page/fate.ts';
import { likelyFrom, probablyFrom, type PageKind } from '#lib/page/suggestion.ts';

/** A fate, or the state of a page that has none yet. */
export type Standing = Fate | 'undecided';

export interface Wording {
	readonly word: string;
	readonly means: string;
	readonly icon: LucideIcon;
}

export const fateWords: Readonly<Record<Standing, Wording>> = {
	chart: { word: 'Chart', means: 'part of the record that can be released', icon: Folder },
	cabinet: { word: 'Cabinet', means: 'private, locked, in no packet', icon: LockKeyhole },
	split: { word: 'Split', means: 'a chart part and a private whole', icon: Scissors },
	blank: { word: 'Blank', means: 'nothing on this side', icon: SquareDashed },
	duplicate: { word: 'Duplicate', means: 'the same side is already here', icon: Copy },
	rescan: { word: 'Rescan', means: 'needs a better picture', icon: ScanLine },
	'not-a-record': { word: 'Not a record', means: 'not about a client', icon: FileX },
	separator: { word: 'Separator', means: 'a sheet printed here, laid between papers', icon: Rows },
	undecided: { word: 'Undecided', means: 'waits for a person', icon: CircleDashed }
};

export const kindWords: Readonly<Record<PageKind, Wording>> = {
	progress: { word: 'Progress note', means: 'belongs in the chart', icon: Folder },
	psychotherapy: { word: 'Private note', means: 'belongs in the cabinet', icon: LockKeyhole },
	mixed: { word: 'Mixed page', means: 'record and private lines on one side', icon: Blend },
	administrative: { word: 'Administrative', means: 'belongs in the chart', icon: ClipboardList },
	blank: { word: 'Blank', means: 'seems to hold nothing', icon: SquareDashed },
	unsure: { word: "Can't tell", means: 'a person has to look', icon: CircleQuestionMark }
};

/** Whether a suggestion says no more than that a person has to look. */
export function isUnsure(kind: PageKind, confidence: number): boolean {
	return kind === 'unsure' || confidence < probablyFrom;
}

/** A confidence from 0 to 1 in a word, as it stands before the kind: `likely`, `probably`, `can't tell`. */
export function confidenceWord(
	kind: PageKind,
	confidence: number
): 'likely' | 'probably' | "can't tell" {
	if (isUnsure(kind, confidence)) return "can't tell";
	return confidence >= likelyFrom ? 'likely' : 'probably';
}
