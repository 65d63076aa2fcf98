/** Why a file, or a page of it, did not go in: for the person who finds it in the folder of failed ones. */
import { refuse, refusePage, type Refusal, type RefusalWhy } from '#lib/intake/taken.ts';

const pageWhys = ['damaged', 'too-many-dots', 'too-long', 'unknown-kind'] as const;

/** Here nobody can be asked for a password. */
const lockedHere =
	'The PDF is locked with a password. Feed it in the app, which asks for the password, or save it without one.';

export function reasonOf({ why, filePage, sentence }: Refusal): string {
	if (why === 'locked' || why === 'wrong-password') return lockedHere;
	return filePage === undefined ? sentence : `Page ${filePage}: ${sentence}`;
}

/** The same from what a journal keeps of it. */
export function reasonFromJournal(why: string, filePage: number | undefined): string {
	const page = pageWhys.find((each) => each === why);
	const taken =
		filePage !== undefined && page
			? refusePage(page, filePage)
			: refuse((why in known ? why : 'damaged') as RefusalWhy);
	return taken.is === 'refused' ? reasonOf(taken.refusal) : lockedHere;
}

const known: Readonly<Record<RefusalWhy, true>> = {
	empty: true,
	'unknown-kind': true,
	damaged: true,
	locked: true,
	'wrong-password': true,
	'too-large': true,
	'too-many-dots': true,
	'too-long': true,
	'too-many-pages': true
};
