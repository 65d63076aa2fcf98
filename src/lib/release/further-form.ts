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
 * `part2-`; and for each other person `other-by-<name>`, `other-words-<name>` and `other-paper-<name>` (see
 * {@link otherFields}). A paper that is not attached any more is not named.
 */
export function furtherOf(
	form: RequestForm,
	wrong: Wrong[],
	papers: readonly RequestPaper[] = []
): Pick<Partial<Request>, 'part2Consent' | 'part2Ground' | 'others'> {
	const others = othersOf(form, papers);
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
export function otherFields(name: string): Readonly<Record<'by' | 'words' | 'paper', string>> {
	const folded = foldName(name);
	return {
		by: `other-by-${folded}`,
		words: `other-words-${folded}`,
		paper: `other-paper-${folded}`
	};
}

function othersOf(form: RequestForm, papers: readonly RequestPaper[]): readonly OtherAuthority[] {
	return Object.entries(form).flatMap(([field, by]) => {
		const name = /^other-by-(.+)$/.exec(field)?.[1];
		if (name === undefined || (by !== 'authorization' && by !== 'basis')) return [];
		const fields = otherFields(name);
		const words = form[fields.words]?.trim() ?? '';
		const paper = papers.find((one) => one.paper === form[fields.paper])?.paper;
		return [{ name, by, words, ...(paper ? { paper } : {}) }];
	});
}
