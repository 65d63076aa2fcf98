/** The papers that go round the pages of a packet, in their order: letters, copies of signed forms, notices, a certification. Pure. */
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Imprint, Part } from '#lib/packet/sheets.ts';
import type { Letterhead } from '#lib/page/records-request.ts';
import { formatDate } from '#lib/page/date.ts';
import { missingForDenial, type DenialGround } from '../denial-grounds.ts';
import {
	blocksOf,
	letterFrom,
	partialDenialLetter,
	type Letter,
	type LetterFacts
} from '../letters.ts';
import { pagesIn, withholds, type Plan } from '../plan.ts';
import { coverFor, type FieldValues, type OwnTexts } from '../templates.ts';
import { certification, type CertificationTerms } from './certification.ts';
import { isProtected } from './page-marks.ts';
import { part2Notice, type Part2Statement } from './part2-notice.ts';

/** What a person has chosen for one packet, beside its pages. Everything that the draft needs is in it. */
export interface Papers {
	readonly letterhead: Letterhead;
	/** The letter's words as they stood when the packet was made, fields and all; absent for a packet without one. */
	readonly letter?: { readonly text: string; readonly added?: string };
	readonly certification?: CertificationTerms;
	/** The copy of the authorization goes along. */
	readonly authorizationCopy?: true;
	/** On what ground pages within an access request were taken out. */
	readonly denialGround?: DenialGround;
	/** The letter about what is withheld is printed apart, not in the packet. */
	readonly denialApart?: true;
	/** Which of the two statements of 42 CFR 2.32(a) stands before protected pages; the long one when it is not said. */
	readonly statement?: Part2Statement;
}

/** The imprint of a release. Without papers it is as it was before there were any: cover, index and pages. */
export interface ReleaseImprint extends Imprint {
	readonly papers?: Papers;
}

export function partsOf(plan: Plan, imprint: ReleaseImprint): readonly Part[] {
	const papers = imprint.papers;
	const cover = coverLetter(plan, imprint);
	const denial = denialTravels(papers) ? denialLetter(plan, imprint) : undefined;
	const guarded = pagesIn(plan).some(isProtected);
	return [
		...(cover ? [writing('Letter', cover)] : []),
		...(denial ? [writing('What is not in this copy', denial)] : []),
		{ is: 'cover' },
		...(papers?.authorizationCopy ? authorizationCopy(plan) : []),
		...(guarded ? part2Notice(plan, papers?.statement) : []),
		{ is: 'index' },
		{ is: 'pages' },
		...(papers?.certification ? [certification(plan, imprint, papers.certification)] : [])
	];
}

/** A letter that names nobody who takes complaints is not whole (164.524(d)(2)(iii)): it stays out until it does. */
function denialTravels(papers: Papers | undefined): boolean {
	return !papers?.denialApart && missingForDenial(papers?.letterhead ?? {}).length === 0;
}

function writing(name: string, letter: Letter): Part {
	return { is: 'writing', name, blocks: () => blocksOf(letter) };
}

function authorizationCopy({ request }: Plan): readonly Part[] {
	const copies = (request.papers ?? [])
		.filter(({ kind }) => kind === 'authorization')
		.flatMap(({ sides }) => sides);
	return copies.length > 0 ? [{ is: 'copies', name: 'Copy of the authorization', copies }] : [];
}

/** The letter that comes first in the packet, filled from the plan; nothing when the packet has none. */
export function coverLetter(plan: Plan, imprint: ReleaseImprint): Letter | undefined {
	const letter = imprint.papers?.letter;
	if (!letter) return undefined;
	const { requester, purpose } = plan.request;
	const name = coverFor(requester.kind);
	const facts = factsOf(plan, imprint, { [name]: letter.text });
	const isOne = plan.counts.in === 1;
	const more: FieldValues = {
		purpose,
		pages: isOne ? 'one page' : `${plan.counts.in} pages`,
		them: isOne ? 'it' : 'them',
		...datesIn(pagesIn(plan))
	};
	return letterFrom(name, facts, more, letter.added);
}

/** For an access request of which a part is, or may be, withheld; nothing when nothing is. */
export function denialLetter(plan: Plan, imprint: ReleaseImprint): Letter | undefined {
	const { papers } = imprint;
	if (!papers || plan.request.basis.is !== 'access') return undefined;
	const { notesApart } = plan.client;
	const ground = withholds(plan) ? papers.denialGround : undefined;
	if (notesApart === false && !ground) return undefined;
	return partialDenialLetter(factsOf(plan, imprint), {
		notesApart,
		...(ground ? { ground } : {})
	});
}

function factsOf(
	{ request, client }: Plan,
	{ practice, papers, preparedOn, preparedBy }: ReleaseImprint,
	texts?: OwnTexts
): LetterFacts {
	const { name, address } = request.requester;
	return {
		practice: practice.name,
		letterhead: papers?.letterhead ?? {},
		on: preparedOn,
		signedBy: preparedBy,
		to: { name, ...(address ? { address } : {}) },
		client: client.name,
		...(request.receivedOn ? { receivedOn: request.receivedOn } : {}),
		...(texts ? { texts } : {})
	};
}

/** When these pages are of, in words; nothing when no page is dated. */
function datesIn(pages: readonly ChartPage[]): FieldValues {
	const days = pages.flatMap(({ serviceDate }) => serviceDate ?? []).sort();
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last) return {};
	const whose = pages.length === 1 ? 'Its' : 'Their';
	const isOne = first === last;
	const dates = isOne ? formatDate(first) : `${formatDate(first)} to ${formatDate(last)}`;
	const said = isOne ? 'date of service is' : 'dates of service run from';
	return { dates, 'dates of service': `${whose} ${said} ${dates}` };
}
