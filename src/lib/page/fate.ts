/** What becomes of a side, and where its paper was kept. Sides in = fates out. */

import type { PageId } from './ids.ts';

export const fates = [
	'chart',
	'cabinet',
	'split',
	'blank',
	'duplicate',
	'rescan',
	'not-a-record',
	'separator'
] as const;
export type Fate = (typeof fates)[number];

/** Fates that leave the box for a folder; the others stay in it, counted. */
export type FiledFate = Extract<Fate, 'chart' | 'cabinet' | 'split'>;

export function isFiled(fate: Fate): fate is FiledFate {
	return fate === 'chart' || fate === 'cabinet' || fate === 'split';
}

/**
 * Where the paper was kept. The legal status of a psychotherapy note depends on it
 * (45 CFR 164.501: "separated from the rest of the individual's medical record");
 * the software records it and never claims to confer it.
 */
export const provenances = ['separate-folder', 'sealed-envelope', 'interfiled', 'unknown'] as const;
export type Provenance = (typeof provenances)[number];

/** A clinician's word that one page's paper was kept elsewhere than was said of it, and why. */
export interface KeptElsewhere {
	readonly page: PageId;
	readonly provenance: Provenance;
	readonly because: string;
}
