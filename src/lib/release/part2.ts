/** Substance use records of a Part 2 program: the consent that they need, and what still keeps them back (42 CFR Part 2). */
import type { CalendarDate } from '#lib/page/date.ts';
import type { PaperSide } from '#lib/page/request-paper.ts';
import { defectsOfSigning, type Signing } from './authority.ts';

/** What a written consent must say (42 CFR 2.31(a)), each as the question a reviewer ticks. */
export const consentElements = {
	patient: 'the name of the patient (2.31(a)(1))',
	discloser: 'who may disclose (2.31(a)(2))',
	information: 'what information, specifically, and that it is of substance use (2.31(a)(3))',
	recipient: 'to whom (2.31(a)(4))',
	purpose: 'for what purpose (2.31(a)(5))',
	revocation: 'the right to revoke it, and how (2.31(a)(6))',
	expiry: 'when it expires (2.31(a)(7))',
	signature: 'a signature (2.31(a)(8))',
	date: 'the date of the signature (2.31(a)(9))'
} as const;
export type ConsentElement = keyof typeof consentElements;

/** A patient's consent as a reviewer found it, and the copy that travels with the records (42 CFR 2.32). */
export interface Part2Consent extends Signing {
	/** Elements a reviewer has found on it; what is not ticked is missing. */
	readonly found: readonly ConsentElement[];
	/** The attached paper's pictures, sealed to the chart, in order; empty when none was attached. */
	readonly copy: readonly PaperSide[];
}

/** What keeps this consent from allowing a release today, one sentence each; empty when nothing does. */
export function defectsOfConsent(consent: Part2Consent, today: CalendarDate): readonly string[] {
	const missing = (Object.entries(consentElements) as [ConsentElement, string][])
		.filter(([element]) => !consent.found.includes(element))
		.map(([, words]) => `Missing on the consent: ${words}.`);
	const uncopied =
		consent.copy.length > 0
			? []
			: ['Attach the signed consent: a copy of it has to go with the records (42 CFR 2.32).'];
	return [...missing, ...defectsOfSigning(consent, 'consent', today), ...uncopied];
}
