/**
 * The doors through which psychotherapy notes may leave, and no others: an authorization of their own
 * (45 CFR 164.508(a)(2)) or one of the provisions that 164.508(a)(2)(ii) lists. A subpoena, an insurer's review and
 * another provider's treatment are not on the list, and there is no "other".
 */
import type { CalendarDate } from '#lib/page/date.ts';
import { defectsOfForm, type SignedForm } from '#lib/release/authority.ts';

/** A form for psychotherapy notes and nothing else. */
export interface NotesAuthorization extends SignedForm {
	readonly is: 'authorization';
	/** The same form also covers records: a compound authorization (164.508(b)(3)(ii)). */
	readonly alsoRecords: boolean;
}

export const namedDoors = ['required-by-law', 'oversight', 'coroner', 'threat', 'hhs'] as const;
export type NamedDoor = (typeof namedDoors)[number];
export const doorNames = ['authorization', ...namedDoors] as const;
export type DoorName = (typeof doorNames)[number];

export type Door = NotesAuthorization | { readonly is: NamedDoor };

interface DoorFacts {
	readonly label: string;
	readonly citation: string;
	/** What the paper is that has to be named and attached. */
	readonly paper: string;
	/** What opens it and what does not, in a sentence. */
	readonly hint: string;
	/** 164.528(a)(1): does the disclosure belong in an accounting, and why. */
	readonly counts: boolean;
	readonly why: string;
}

export const doors: Readonly<Record<DoorName, DoorFacts>> = {
	authorization: {
		label: 'Authorization for psychotherapy notes',
		citation: '45 CFR 164.508(a)(2)',
		paper: 'The signed authorization',
		hint: 'A form for psychotherapy notes only. Clients have no right of access to these notes (164.524(a)(1)(i)): what goes to a client goes through such a form too.',
		counts: false,
		why: 'a disclosure under an authorization is not accounted for (164.528(a)(1)(iv))'
	},
	'required-by-law': {
		label: 'Required by law',
		citation: '45 CFR 164.512(a)',
		paper: 'The provision or the order',
		hint: 'For example a mandated report of abuse, or an order that a judge has signed. A subpoena alone is not enough.',
		counts: true,
		why: 'a disclosure required by law is accounted for (164.528)'
	},
	oversight: {
		label: 'Oversight of the clinician who wrote the notes',
		citation: '45 CFR 164.512(d)',
		paper: 'The agency’s letter',
		hint: 'Only for a health oversight agency, and only about the originator of these notes (164.508(a)(2)(ii)).',
		counts: true,
		why: 'a disclosure for oversight is accounted for (164.528)'
	},
	coroner: {
		label: 'Coroner or medical examiner',
		citation: '45 CFR 164.512(g)(1)',
		paper: 'The examiner’s request',
		hint: 'To identify a person who died, to find the cause of death, or for another duty by law.',
		counts: true,
		why: 'a disclosure to a coroner or medical examiner is accounted for (164.528)'
	},
	threat: {
		label: 'A serious and imminent threat',
		citation: '45 CFR 164.512(j)(1)(i)',
		paper: 'What is known of the threat',
		hint: 'In good faith, to somebody who is reasonably able to prevent or lessen it.',
		counts: true,
		why: 'a disclosure to avert a threat is accounted for (164.528)'
	},
	hhs: {
		label: 'An inquiry by HHS into compliance',
		citation: '45 CFR 164.502(a)(2)(ii)',
		paper: 'The letter of HHS',
		hint: 'Only for the Secretary of Health and Human Services.',
		counts: true,
		why: 'a disclosure to HHS is accounted for (164.528)'
	}
};

/** The door in words with its citation, as cover, statement and log give it. */
export function doorWords(door: Door): string {
	const { label, citation } = doors[door.is];
	return `${label}, ${citation}`;
}

/** What keeps this door shut today, one sentence each. */
export function defectsOfDoor(door: Door, today: CalendarDate): readonly string[] {
	if (door.is !== 'authorization') return [];
	const compound =
		'The form also covers records. An authorization for psychotherapy notes may only be combined with another one for such notes (164.508(b)(3)(ii)).';
	return [...defectsOfForm(door, today), ...(door.alsoRecords ? [compound] : [])];
}
