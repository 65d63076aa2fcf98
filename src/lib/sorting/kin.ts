/** Words for what somebody is to a client: beside one of them, a name is most likely somebody else's. */
import { isAlike } from '#lib/page/misread.ts';
import { foldedOf } from './alike.ts';

const adults =
	'mother mom mum father dad parent parents stepmother stepfather husband wife spouse partner ex-husband ex-wife ex boyfriend girlfriend fiance fiancee brother sister sibling aunt uncle cousin grandmother grandma grandfather grandpa mother-in-law father-in-law sister-in-law brother-in-law friend roommate boss supervisor manager coworker colleague neighbor landlord teacher pastor sponsor guardian caregiver'.split(
		' '
	);
const children =
	'son daughter child kid baby stepson stepdaughter nephew niece grandson granddaughter grandchild toddler'.split(
		' '
	);

export interface Kin {
	/** As it is spelled. */
	readonly word: string;
	readonly isChild: boolean;
}

const roles = new Map<string, Kin>([
	...adults.map((word) => [foldedOf(word), { word, isChild: false }] as const),
	...children.map((word) => [foldedOf(word), { word, isChild: true }] as const)
]);

/** `undefined` for a word that says nothing of the sort. Misread words count: `rnother`, `husbamd`. */
export function kinIn(folded: string): Kin | undefined {
	const known = roles.get(folded);
	if (known || folded.length < 6) return known;
	return [...roles].find(([word]) => word.length >= 6 && isAlike(word, folded))?.[1];
}
