/** Reads what a request's form says of Part 2 records, and of other people on the pages. */
import { foldName } from '#lib/page/client.ts';
import type { RequestPaper } from '#lib/page/request-paper.ts';
import {
	fieldsOf,
	foundOf,
	given,
	signingOf,
	type RequestForm,
	type Wrong
} from './form-fields.ts';
import { consentElements, type Part2Consent } from './part2.ts';
import type { OtherAuthority, Request } from './request.ts';

/** Stands before the fields of the consent for Part 2 records. */
export const part2Prefix = 'part2-';

/**
 * Fields: `part2By` (`consent` or `ground`), `part2Ground`, those of `signingOf` and `found-<element>` behind
 * `part2-`; and for each other person `other-by-<name>` and `other-words-<name>` (see {@link otherFields}).
 */
export function furtherOf(
	form: RequestForm,
	wrong: Wrong[],
	papers: readonly RequestPaper[] = []
): Pick<Partial<Request>, 'part2Consent' | 'part2Ground' | 'others'> {
	const others = othersOf(form);
	return given({
		part2Consent: form['part2By'] === 'consent' ? consentOf(form, wrong, papers) : undefined,
		part2Ground: form['part2By'] === 'ground' ? form['part2Ground']?.trim() : undefined,
		others: others.length > 0 ? others : undefined
	});
}

function consentOf(
	form: RequestForm,
	wrong: Wrong[],
	papers: readonly RequestPaper[]
): Part2Consent | undefined {
	const fields = fieldsOf(form, wrong, part2Prefix);
	const signing = signingOf(fields, 'consent');
	if (!signing) return undefined;
	const copy = papers.filter(({ kind }) => kind === 'part2-consent').flatMap(({ sides }) => sides);
	return { ...signing, found: foundOf(fields, consentElements), copy };
}

/** The form's fields for one other person, however the pages write the name. */
export function otherFields(name: string): { readonly by: string; readonly words: string } {
	const folded = foldName(name);
	return { by: `other-by-${folded}`, words: `other-words-${folded}` };
}

function othersOf(form: RequestForm): readonly OtherAuthority[] {
	return Object.entries(form).flatMap(([field, by]) => {
		const name = /^other-by-(.+)$/.exec(field)?.[1];
		if (name === undefined || (by !== 'authorization' && by !== 'basis')) return [];
		return [{ name, by, words: form[otherFields(name).words]?.trim() ?? '' }];
	});
}
