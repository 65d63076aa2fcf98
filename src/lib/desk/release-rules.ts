/** The rules for releases as Settings show them: the state's, 42 CFR Part 2, and the second look. Pure. */
import type { Part2Standing, ReleaseSettings } from '#lib/page/records-request.ts';
import { given } from '#lib/release/form-fields.ts';
import type { Choice } from './release-form.ts';

export interface RulesForm {
	readonly state: string;
	readonly exception: string;
	readonly feeNote: string;
	readonly retention: string;
	readonly part2: string;
	readonly review: string;
	readonly hours: string;
}

export const exceptionChoices: readonly Choice[] = [
	{ value: '', label: 'Not known yet' },
	{ value: 'yes', label: 'Yes, as in the federal rule' },
	{ value: 'no', label: 'No, or not in the same way' }
];

/** What follows from the answer, in words. */
export function exceptionWords(answer: string): string {
	if (answer === 'yes')
		return 'The letter that goes with a client’s copy says that such notes, if there are any, are not part of it (45 CFR 164.524(a)(1)(i)).';
	if (answer === 'no')
		return 'The federal exception may not hold against your client. Each client’s request then asks for a written word at the gate: no packet of the chart can hold those notes, so counsel has to say how they are answered.';
	return 'Until it is known, the federal rule is used: such notes may be kept from the client (45 CFR 164.524(a)(1)(i)). Your state may give the client more. The gate says so each time.';
}

const standings: Readonly<Record<Part2Standing, string>> = {
	program: 'We are a Part 2 program',
	none: 'We are none, and hold no such records',
	holds: 'We are none, and hold records from one'
};

export const part2Choices: readonly Choice[] = [
	{ value: '', label: 'Not said yet' },
	...Object.entries(standings).map(([value, label]) => ({ value, label }))
];

export const reviewChoices: readonly Choice[] = [
	{ value: '', label: 'Nobody: whoever plans it builds it' },
	{ value: 'second-person', label: 'Another member of the practice' },
	{ value: 'second-look', label: 'The same person, some hours later' }
];

export function rulesForm({ jurisdiction = {}, part2, review }: ReleaseSettings): RulesForm {
	const { state, knowsException, feeNote, retention } = jurisdiction;
	return {
		state: state ?? '',
		exception: knowsException === undefined ? '' : knowsException ? 'yes' : 'no',
		feeNote: feeNote ?? '',
		retention: retention ?? '',
		part2: part2 ?? '',
		review: review?.is ?? '',
		hours: review?.is === 'second-look' ? String(review.hours) : '24'
	};
}

export type Rules = Pick<ReleaseSettings, 'jurisdiction' | 'part2' | 'review'>;

/** A second look after a moment is none; after a week the request's own day may have passed. */
const mostHours = 168;

export function rulesOf(
	form: RulesForm
):
	{ readonly ok: true; readonly rules: Rules } | { readonly ok: false; readonly sentence: string } {
	const hours = /^\d{1,3}$/.test(form.hours.trim()) ? Number(form.hours) : 0;
	if (form.review === 'second-look' && (hours < 1 || hours > mostHours)) {
		return { ok: false, sentence: `A whole number from 1 to ${mostHours}, please.` };
	}
	const text = (typed: string): string | undefined => typed.trim() || undefined;
	const jurisdiction = given({
		state: text(form.state),
		feeNote: text(form.feeNote),
		retention: text(form.retention),
		knowsException: form.exception ? form.exception === 'yes' : undefined
	});
	const standing = (Object.keys(standings) as Part2Standing[]).find((one) => one === form.part2);
	const rules = given({
		jurisdiction: Object.keys(jurisdiction).length > 0 ? jurisdiction : undefined,
		part2: standing,
		review:
			form.review === 'second-person'
				? ({ is: 'second-person' } as const)
				: form.review === 'second-look'
					? ({ is: 'second-look', hours } as const)
					: undefined
	});
	return { ok: true, rules };
}
