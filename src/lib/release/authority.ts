/** What allows a release from a chart: the named legal bases, each with its citation, and what each one still needs. */
import type { CalendarDate } from '#lib/page/date.ts';
import type { Coverage } from './coverage.ts';

export const requesterKinds = [
	'client',
	'representative',
	'provider',
	'insurer',
	'attorney',
	'court',
	'oversight',
	'coroner',
	'law-enforcement',
	'school',
	'other'
] as const;
export type RequesterKind = (typeof requesterKinds)[number];

/** The elements and statements of a valid authorization, 45 CFR 164.508(c)(1) and (2), each as the question a reviewer ticks. */
export const authorizationElements = {
	description: 'what is to be released, specifically (164.508(c)(1)(i))',
	discloser: 'who may release it (164.508(c)(1)(ii))',
	recipient: 'to whom (164.508(c)(1)(iii))',
	purpose: 'for what purpose (164.508(c)(1)(iv))',
	expiry: 'an expiration date or event (164.508(c)(1)(v))',
	signature: 'a signature and its date (164.508(c)(1)(vi))',
	revocation: 'the right to revoke it in writing, and how (164.508(c)(2)(i))',
	conditions: 'whether treatment may depend on signing (164.508(c)(2)(ii))',
	redisclosure: 'that the recipient may pass it on (164.508(c)(2)(iii))'
} as const;
export type AuthorizationElement = keyof typeof authorizationElements;

/** Who signed a form, when, and until when it holds. */
export interface Signing {
	readonly signedOn: CalendarDate;
	readonly expiresOn?: CalendarDate;
	/** The event that ends it, in the form's own words, when it names no date. */
	readonly expiryEvent?: string;
	/** A person has seen that the expiry event has not come to pass. */
	readonly eventIsOpen?: boolean;
	readonly revokedOn?: CalendarDate;
	readonly signedBy: 'client' | 'representative';
	/** By what authority the representative signed (164.508(c)(1)(vi)). */
	readonly representativeAuthority?: string;
}

/** A signed authorization as a reviewer found it, whatever it is for. */
export interface SignedForm extends Signing {
	/** Elements a reviewer has found on the signed form; what is not ticked is missing. */
	readonly found: readonly AuthorizationElement[];
}

export interface Authorization extends SignedForm {
	readonly is: 'authorization';
	/** Absent while nobody has written it. */
	readonly covers?: Coverage;
	/** The same form also covers psychotherapy notes: a compound authorization (164.508(b)(3)(ii)). */
	readonly alsoPsychotherapyNotes: boolean;
}

/** A subpoena or discovery request that no judge has signed (164.512(e)(1)(ii)). */
export interface Subpoena {
	readonly is: 'subpoena';
	readonly document: string;
	/** Who of counsel checked the assurances of 164.512(e)(1)(ii), and when. */
	readonly counsel?: { readonly name: string; readonly checkedOn: CalendarDate };
}

/** Bases that stand on a named document or provision. */
export const documentBases = [
	'required-by-law',
	'court-order',
	'oversight',
	'coroner',
	'public-health',
	'abuse',
	'law-enforcement',
	'threat',
	'workers-compensation'
] as const;
/** Bases that need nothing beyond who asks and why. */
export const plainBases = ['access', 'treatment', 'payment', 'operations'] as const;

export type Basis =
	| Authorization
	| Subpoena
	| { readonly is: (typeof documentBases)[number]; readonly document: string }
	| { readonly is: (typeof plainBases)[number] };
export type BasisName = Basis['is'];

interface BasisFacts {
	readonly label: string;
	readonly citation: string;
	/** Who may ask on this basis; `undefined` is anybody. */
	readonly requesters?: readonly RequesterKind[];
	/** 164.528(a)(1): does the disclosure belong in an accounting, and why. */
	readonly counts: boolean;
	readonly why: string;
	/** Only the minimum necessary may go out on this basis (164.502(b), 164.514(d)). */
	readonly minimum: boolean;
}

/** One row a basis: its name in plain words, its place in the law, who may use it, and whether it is accounted for. */
export const bases: Readonly<Record<BasisName, BasisFacts>> = {
	access: {
		label: 'The client’s own right of access',
		citation: '45 CFR 164.524',
		requesters: ['client', 'representative'],
		counts: false,
		why: 'a copy for the individual is not accounted for (164.528(a)(1)(ii))',
		minimum: false
	},
	authorization: {
		label: 'Written authorization',
		citation: '45 CFR 164.508',
		counts: false,
		why: 'a disclosure under an authorization is not accounted for (164.528(a)(1)(iv))',
		minimum: false
	},
	treatment: {
		label: 'Treatment by another provider',
		citation: '45 CFR 164.506(c)',
		requesters: ['provider'],
		counts: false,
		why: 'treatment is not accounted for (164.528(a)(1)(i))',
		minimum: false
	},
	payment: {
		label: 'Payment',
		citation: '45 CFR 164.506(c)',
		requesters: ['provider', 'insurer'],
		counts: false,
		why: 'payment is not accounted for (164.528(a)(1)(i))',
		minimum: true
	},
	operations: {
		label: 'Health care operations',
		citation: '45 CFR 164.506(c)',
		requesters: ['provider', 'insurer'],
		counts: false,
		why: 'health care operations are not accounted for (164.528(a)(1)(i))',
		minimum: true
	},
	'required-by-law': {
		label: 'Required by law',
		citation: '45 CFR 164.512(a)',
		counts: true,
		why: 'a disclosure required by law is accounted for (164.528)',
		minimum: false
	},
	'court-order': {
		label: 'Court order',
		citation: '45 CFR 164.512(e)(1)(i)',
		counts: true,
		why: 'a disclosure under a court order is accounted for (164.528)',
		minimum: false
	},
	subpoena: {
		label: 'Subpoena or discovery request',
		citation: '45 CFR 164.512(e)(1)(ii)',
		counts: true,
		why: 'a disclosure under a subpoena is accounted for (164.528)',
		minimum: true
	},
	oversight: {
		label: 'Health oversight',
		citation: '45 CFR 164.512(d)',
		requesters: ['oversight'],
		counts: true,
		why: 'a disclosure for oversight is accounted for (164.528)',
		minimum: true
	},
	coroner: {
		label: 'Coroner or medical examiner',
		citation: '45 CFR 164.512(g)(1)',
		requesters: ['coroner'],
		counts: true,
		why: 'a disclosure to a coroner or medical examiner is accounted for (164.528)',
		minimum: true
	},
	'public-health': {
		label: 'Public health, or a report of child abuse',
		citation: '45 CFR 164.512(b)',
		requesters: ['other'],
		counts: true,
		why: 'a disclosure for public health is accounted for (164.528)',
		minimum: true
	},
	abuse: {
		label: 'A report of abuse, neglect or domestic violence',
		citation: '45 CFR 164.512(c)',
		requesters: ['law-enforcement', 'other'],
		counts: true,
		why: 'a report of abuse, neglect or domestic violence is accounted for (164.528)',
		minimum: true
	},
	'law-enforcement': {
		label: 'Law enforcement',
		citation: '45 CFR 164.512(f)',
		requesters: ['law-enforcement'],
		counts: true,
		why: 'a disclosure to law enforcement is accounted for (164.528)',
		minimum: true
	},
	threat: {
		label: 'A serious and imminent threat',
		citation: '45 CFR 164.512(j)',
		requesters: ['law-enforcement', 'other'],
		counts: true,
		why: 'a disclosure to avert a threat is accounted for (164.528)',
		minimum: true
	},
	'workers-compensation': {
		label: 'Workers’ compensation',
		citation: '45 CFR 164.512(l)',
		requesters: ['insurer', 'attorney', 'other'],
		counts: true,
		why: 'a disclosure for workers’ compensation is accounted for (164.528)',
		minimum: true
	}
};

export const basisNames = Object.keys(bases) as readonly BasisName[];

/** What keeps this basis from allowing a release today, one sentence each; empty when nothing does. */
export function defectsOfBasis(
	basis: Basis,
	requester: RequesterKind,
	today: CalendarDate
): readonly string[] {
	const { label, citation, requesters } = bases[basis.is];
	const defects: string[] = [];
	if (requesters && !requesters.includes(requester)) {
		defects.push(`${label} (${citation}) does not fit this kind of requester.`);
	}
	if (basis.is === 'authorization') defects.push(...defectsOfAuthorization(basis, today));
	else if (basis.is === 'subpoena') defects.push(...defectsOfSubpoena(basis));
	else if ('document' in basis && !basis.document.trim()) {
		defects.push(`Name the document or provision that ${label.toLowerCase()} rests on.`);
	}
	return defects;
}

function defectsOfSubpoena({ document, counsel }: Subpoena): readonly string[] {
	const defects: string[] = [];
	if (!document.trim()) defects.push('Name the subpoena: who issued it, and when.');
	if (!counsel?.name.trim()) {
		defects.push(
			'A subpoena alone opens nothing: counsel must check its assurances (45 CFR 164.512(e)(1)(ii)) before anything leaves.'
		);
	}
	return defects;
}

function defectsOfAuthorization(a: Authorization, today: CalendarDate): readonly string[] {
	const compound =
		'The authorization also covers psychotherapy notes; those need a form of their own (164.508(b)(3)(ii)).';
	return [...defectsOfForm(a, today), ...(a.alsoPsychotherapyNotes ? [compound] : [])];
}

/** 164.508(b)(2): an authorization is defective when incomplete, expired or revoked. */
export function defectsOfForm(a: SignedForm, today: CalendarDate): readonly string[] {
	const defects: string[] = [];
	for (const [element, words] of Object.entries(authorizationElements)) {
		if (!a.found.includes(element as AuthorizationElement)) {
			defects.push(`Missing on the authorization: ${words}.`);
		}
	}
	return [...defects, ...defectsOfSigning(a, 'authorization', today)];
}

const expiryLaw = { authorization: '164.508(c)(1)(v)', consent: '2.31(a)(7)' } as const;

/** Whether what was signed holds today, whatever it says besides. */
export function defectsOfSigning(
	a: Signing,
	form: keyof typeof expiryLaw,
	today: CalendarDate
): readonly string[] {
	const defects: string[] = [];
	if (a.signedOn > today) defects.push(`The ${form} is dated in the future.`);
	if (!a.expiresOn && !a.expiryEvent?.trim()) {
		defects.push(`The ${form} names no expiration date or event (${expiryLaw[form]}).`);
	}
	if (a.expiresOn && a.expiresOn < today) defects.push(`The ${form} has expired.`);
	if (!a.expiresOn && a.expiryEvent?.trim() && !a.eventIsOpen) {
		defects.push(`Somebody must confirm that the event that ends the ${form} has not come.`);
	}
	if (a.revokedOn && a.revokedOn <= today) defects.push(`The ${form} was revoked.`);
	if (a.signedBy === 'representative' && !a.representativeAuthority?.trim()) {
		defects.push(
			form === 'authorization'
				? 'Say by what authority the representative signed (164.508(c)(1)(vi)).'
				: 'Say by what authority the representative signed the consent.'
		);
	}
	return defects;
}
