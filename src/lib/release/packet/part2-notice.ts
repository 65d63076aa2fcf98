/** What has to stand before pages that 42 CFR Part 2 protects: the statement of 2.32(a), and the copy of the consent. Pure. */
import type { Block, Part } from '#lib/packet/sheets.ts';
import { formatDate } from '#lib/page/date.ts';
import { pagesIn, type Plan } from '../plan.ts';
import { isProtected } from './page-marks.ts';
import { runsOf } from './runs.ts';

/** The two statements of which one has to go along (42 CFR 2.32(a)(1) and (2)). */
export type Part2Statement = 'long' | 'short';

/**
 * As amended in 2024 (89 FR 12472), word for word: whoever changes it changes what the law asks for. Held against copies of
 * 2.32(a) in public source repositories, of which about two have the whole text and the others a part; where they have it,
 * they agree. ecfr.gov itself was out of reach.
 */
export const part2Statements: Readonly<Record<Part2Statement, readonly string[]>> = {
	long: [
		'This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony that describes the information contained in this record, in any civil, criminal, administrative, or legislative proceedings by any Federal, State, or local authority, against the patient, unless authorized by the consent of the patient, except as provided at 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, the Federal rules prohibit you from making any other use or disclosure of this record unless at least one of the following applies:',
		'(i) Further use or disclosure is expressly permitted by the written consent of the individual whose information is being disclosed in this record or as otherwise permitted by 42 CFR part 2.',
		'(ii) You are a covered entity or business associate and have received the record for treatment, payment, or health care operations, or',
		'(iii) You have received the record from a covered entity or business associate as permitted by 45 CFR part 164, subparts A and E.',
		'A general authorization for the release of medical or other information is NOT sufficient to meet the required elements of written consent to further use or redisclose the record (see 42 CFR 2.31).'
	],
	short: ['42 CFR part 2 prohibits unauthorized use or disclosure of these records.']
};

/** The notice on a sheet of its own, then the consent's copy where one is attached. */
export function part2Notice(plan: Plan, statement: Part2Statement = 'long'): readonly Part[] {
	const copies = plan.request.part2Consent?.copy ?? [];
	return [
		{
			is: 'writing',
			name: 'Notice: 42 CFR part 2',
			blocks: (first) => noticeOf(plan, statement, first, copies.length > 0)
		},
		...(copies.length > 0
			? [{ is: 'copies', name: 'Copy of the consent (42 CFR 2.32)', copies } as const]
			: [])
	];
}

function noticeOf(
	plan: Plan,
	statement: Part2Statement,
	first: number,
	copied: boolean
): readonly Block[] {
	const where = pagesIn(plan).flatMap((page, index) => (isProtected(page) ? first + index : []));
	const { request } = plan;
	return [
		{ is: 'letterhead' },
		{ is: 'title', text: 'Notice to whoever receives these records' },
		{
			is: 'paragraph',
			text: `This notice is about ${runsOf(where)} of this packet. The index marks ${where.length === 1 ? 'it' : 'them'} “Part 2”.`
		},
		...(request.basis.is === 'access'
			? [
					paragraph(
						'This copy goes to the patient, or to the patient’s representative, at their own request. The statement below is for anybody who receives these records after that.'
					)
				]
			: []),
		...part2Statements[statement].map(paragraph),
		...scopeOfConsent(plan, copied).map(paragraph)
	];
}

/** A copy of the consent goes along, or what it covers is said (42 CFR 2.32(b)); another ground is named. Patients need none (2.23). */
function scopeOfConsent({ request }: Plan, copied: boolean): readonly string[] {
	const { part2Consent: consent, part2Ground: ground, basis } = request;
	if (consent && copied) {
		return [
			'The copy of the patient’s written consent follows this notice. It says what it covers, to whom, and for what purpose.'
		];
	}
	if (consent) {
		return [
			`The patient’s written consent was signed on ${formatDate(consent.signedOn)}. It covers the disclosure of these pages to ${request.requester.name}, for this purpose: ${request.purpose}.`
		];
	}
	if (ground) return [`The ground on which these pages are disclosed: ${ground}`];
	return basis.is === 'access' ? [] : ['No consent is named on this notice.'];
}

function paragraph(text: string): Block {
	return { is: 'paragraph', text };
}
