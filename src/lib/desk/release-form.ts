/** The request form's choices in words: who may ask, on what basis, and what usually goes with whom. Pure. */
import {
	authorizationElements,
	bases,
	basisNames,
	documentBases,
	requesterKinds,
	type AuthorizationElement,
	type BasisName,
	type RequesterKind
} from '#lib/release/authority.ts';
import { paperKinds, type PaperKind } from '#lib/page/request-paper.ts';
import { consentElements } from '#lib/release/part2.ts';
import { capital } from './mark-words.ts';
import { identityChecks, ownPurpose } from '#lib/release/request.ts';
import { scopeKindNames, scopeKinds } from '#lib/release/scope.ts';

/** One choice of a list. */
export interface Choice {
	readonly value: string;
	readonly label: string;
}

const requesterWords: Readonly<Record<RequesterKind, string>> = {
	client: 'The client',
	representative: 'The client’s personal representative',
	provider: 'Another health care provider',
	insurer: 'An insurer or health plan',
	attorney: 'An attorney',
	court: 'A court',
	oversight: 'A health oversight agency',
	coroner: 'A coroner or medical examiner',
	'law-enforcement': 'Law enforcement',
	school: 'A school',
	other: 'Somebody else'
};

export const requesterChoices: readonly Choice[] = requesterKinds.map((value) => ({
	value,
	label: requesterWords[value]
}));

/** What has to be there before records go to such a requester, in one or two sentences. */
export const requesterHints: Readonly<Record<RequesterKind, string>> = {
	client:
		'The client’s own right of access: no reason has to be given, and the practice’s days run from receipt (45 CFR 164.524).',
	representative:
		'Stands in the client’s place where the law says so, e.g. a parent, guardian or executor. See the paper that makes them one (45 CFR 164.502(g)).',
	provider:
		'For treatment no authorization is needed (45 CFR 164.506(c)). Call back at a number that you looked up yourself.',
	insurer:
		'For payment only the minimum necessary leaves (45 CFR 164.514(d)). Psychotherapy notes never do without their own authorization.',
	attorney:
		'A letter from an attorney, even the client’s own, is no authority: it takes the client’s authorization, or a court’s order.',
	court:
		'A judge’s order says what may leave, and no more than that leaves (45 CFR 164.512(e)(1)(i)). Look who signed it: a clerk or an attorney makes it a subpoena.',
	oversight:
		'An agency that by law oversees health care, e.g. a licensing board (45 CFR 164.512(d)). Ask for its demand on letterhead.',
	coroner: 'To identify a person who has died or find the cause of death (45 CFR 164.512(g)(1)).',
	'law-enforcement':
		'A badge opens nothing by itself. It takes a warrant or a court’s order, a law that requires it, or the client’s authorization; ask counsel before anything else.',
	school: 'Needs the authorization of the client, or of the parent or guardian where they decide.',
	other: 'Needs the client’s authorization, or a law that requires it.'
};

/** What usually goes with a requester; a person can always choose otherwise. A purpose stands on the packet's cover. */
// @wc-ignore
const usual: Readonly<
	Record<RequesterKind, { readonly basis: BasisName | ''; readonly purpose: string }>
> = {
	client: { basis: 'access', purpose: ownPurpose },
	representative: { basis: 'access', purpose: ownPurpose },
	provider: { basis: 'treatment', purpose: 'continuing treatment' },
	insurer: { basis: 'payment', purpose: 'payment of a claim' },
	attorney: { basis: 'authorization', purpose: '' },
	court: { basis: 'court-order', purpose: 'as ordered by the court' },
	oversight: { basis: 'oversight', purpose: 'health oversight' },
	coroner: { basis: 'coroner', purpose: 'inquiry into a death' },
	'law-enforcement': { basis: '', purpose: '' },
	school: { basis: 'authorization', purpose: '' },
	other: { basis: 'authorization', purpose: '' }
};

/** The bases that fit this kind of requester, each with its place in the law. */
export function basisChoices(kind: string | undefined): readonly Choice[] {
	const requester = requesterKinds.find((known) => known === kind);
	return basisNames
		.filter((name) => !requester || (bases[name].requesters?.includes(requester) ?? true))
		.map((value) => ({ value, label: `${bases[value].label} (${bases[value].citation})` }));
}

/** What an authorization has to say (45 CFR 164.508(c)), each as the form's field and the question to tick. */
export const elementChoices: readonly Choice[] = (
	Object.entries(authorizationElements) as [AuthorizationElement, string][]
).map(([element, label]) => ({ value: `found-${element}`, label }));

/** The same for a consent to release Part 2 records (42 CFR 2.31). */
export const consentChoices: readonly Choice[] = Object.entries(consentElements).map(
	([element, label]) => ({ value: `found-${element}`, label })
);

export const paperChoices: readonly Choice[] = Object.entries(paperKinds).map(([value, label]) => ({
	value,
	label: capital(label)
}));

/** Bases that rest on a paper that orders or demands. */
const ordered: readonly BasisName[] = ['court-order', 'subpoena', 'law-enforcement'];

/** What to write of the document or provision that a basis rests on; the others take the words of any paper. */
export const documentHints: Readonly<Partial<Record<string, string>>> = {
	'public-health':
		'Which authority may receive it, and by what law. Psychotherapy notes never go on this ground.',
	abuse:
		'Which agency, and the law or the client’s agreement that it rests on. Tell the client at once, unless that would put somebody in danger (45 CFR 164.512(c)(2)).',
	'law-enforcement':
		'The warrant, the subpoena of a judge or a grand jury, or the agency’s written request (45 CFR 164.512(f)(1)(ii)): who signed it, and when. Ask counsel first.',
	threat:
		'Who judged that there is a serious and imminent threat, and how this can avert it (45 CFR 164.512(j)).',
	'workers-compensation': 'The state’s law, and the claim. No more leaves than it asks for.'
};

/** The paper that is most likely attached next. */
export function usualPaper(
	{ basis, part2By }: Readonly<Record<string, string>>,
	attached: readonly { readonly kind: PaperKind }[]
): PaperKind {
	const has = (kind: PaperKind): boolean => attached.some((paper) => paper.kind === kind);
	if (basis === 'authorization' && !has('authorization')) return 'authorization';
	if (ordered.some((name) => name === basis) && !has('order')) return 'order';
	if (part2By === 'consent' && !has('part2-consent')) return 'part2-consent';
	return has('request') ? 'other' : 'request';
}

/** Which of the form's further fields a basis has. */
export function fieldsOf(basis: string | undefined): 'none' | 'document' | BasisName {
	if (basis === 'authorization' || basis === 'subpoena') return basis;
	return documentBases.some((name) => name === basis) ? 'document' : 'none';
}

export const identityChoices: readonly Choice[] = Object.entries(identityChecks).map(
	([value, label]) => ({ value, label: capital(label) })
);

/** The kinds of pages to tick, each as the form's field. */
const kindsAs = (prefix: 'kind' | 'covers'): readonly Choice[] =>
	scopeKindNames.map((kind) => ({
		value: `${prefix}-${kind}`,
		label: capital(scopeKinds[kind].label)
	}));
export const kindChoices = kindsAs('kind');
/** The same of what an authorization covers. */
export const coveredChoices = kindsAs('covers');

/** The whole record is asked for, on a basis that allows only what is needed. */
export function asksForWhole(form: Readonly<Record<string, string>>): boolean {
	const basis = basisNames.find((name) => name === form['basis']);
	const everyKind = kindChoices.every(({ value }) => form[value] === 'on');
	return Boolean(basis && bases[basis].minimum && everyKind && !form['from'] && !form['to']);
}

export function emptyForm(): Record<string, string> {
	const every = [...kindChoices, ...coveredChoices];
	const kinds = Object.fromEntries(every.map(({ value }) => [value, 'on']));
	return { includeUndated: 'on', ...kinds, ...presetFor('client', '', {}) };
}

/**
 * The fields that follow from who asks. What a person has typed stays: only an empty field, or one that still holds an
 * earlier preset, is filled.
 */
export function presetFor(
	kind: RequesterKind,
	clientName: string,
	form: Readonly<Record<string, string>>
): Record<string, string> {
	const presets = Object.values(usual);
	const untouched = (field: 'purpose' | 'basis'): boolean =>
		!form[field] || presets.some((preset) => preset[field] === form[field]);
	const fits = basisChoices(kind).some(({ value }) => value === form['basis']);
	const wasClient = (form['requesterKind'] ?? 'client') === 'client';
	const name = form['requesterName'] ?? '';
	return {
		requesterKind: kind,
		...(untouched('purpose') ? { purpose: usual[kind].purpose } : {}),
		...(untouched('basis') || !fits ? { basis: usual[kind].basis } : {}),
		...(kind === 'client' && !name ? { requesterName: clientName } : {}),
		...(kind !== 'client' && wasClient && name === clientName ? { requesterName: '' } : {})
	};
}

/** Narrows a form's value to a kind of requester. */
export function requesterKindOf(value: string): RequesterKind | undefined {
	return requesterKinds.find((kind) => kind === value);
}
