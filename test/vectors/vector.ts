/** What a frozen practice lies in, and what has to come out of it. */
import type { PageId } from '#lib/page/ids.ts';

/** Everybody's words and papers: they guard invented pages. */
export interface Secrets {
	readonly passphrases: Readonly<Record<Who, string>>;
	readonly cabinets: Readonly<Record<Clinician, string>>;
	readonly kits: Readonly<Record<'practice' | Clinician, string>>;
}

export type Clinician = 'ida' | 'bea';
/** Sam is staff and stays; Lee was staff and has left. */
export type Who = Clinician | 'sam' | 'lee';

/** SHA-256 of each page's picture as it was before it was sealed, hex. */
export type Pictures = Readonly<Record<PageId, string>>;

export interface Expected {
	readonly practice: string;
	readonly fingerprint: string;
	readonly people: readonly {
		readonly name: string;
		readonly role: string;
		readonly left: boolean;
	}[];
	readonly clients: readonly string[];
	readonly chart: Pictures;
	readonly trays: Readonly<Record<Clinician, Pictures>>;
	readonly cabinets: Readonly<Record<Clinician, Pictures>>;
}

/** The chart's backup, and each clinician's own. */
export const backups = ['chart.zip', 'ida.zip', 'bea.zip'] as const;
export const secretsFile = 'secrets.json';
export const expectedFile = 'expected.json';
/** What each folder's history folds into; absent in the first vector. */
export const statesFile = 'states.json';
/** It holds an entry of every kind that there is now. Whoever adds a kind writes another vector, and names it here. */
export const newest = 'every-kind-3';
