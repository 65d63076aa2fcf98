/** On what ground a disclosure was made that somebody enters by hand, and whether it is accounted for (45 CFR 164.528(a)(1)). */
import type { Counts } from '#lib/page/disclosure.ts';
import { bases, basisNames } from './authority.ts';

interface Ground extends Counts {
	readonly label: string;
	readonly citation: string;
}

const counted = (label: string, citation: string, because: string): Ground => ({
	...{ label, citation, counts: true, because }
});
const not = (label: string, citation: string, because: string): Ground => ({
	...{ label, citation, counts: false, because }
});

export const mistake = counted(
	'By mistake, without a right to it',
	'45 CFR 164.528',
	'a disclosure that was not permitted is accounted for (164.528)'
);

/** The grounds that a packet can have, and those of what leaves in other ways. */
export const grounds: Readonly<Record<string, Ground>> = {
	...Object.fromEntries(
		basisNames.map((name) => {
			const { label, citation, counts, why } = bases[name];
			return [name, { label, citation, counts, because: why }];
		})
	),
	involved: not(
		'Somebody involved in the client’s care',
		'45 CFR 164.510(b)',
		'a disclosure to somebody involved in care is not accounted for (164.528(a)(1)(v))'
	),
	incidental: not(
		'Incident to a permitted use',
		'45 CFR 164.502(a)(1)(iii)',
		'an incidental disclosure is not accounted for (164.528(a)(1)(iii))'
	),
	mistake
};
export const groundNames = Object.keys(grounds);
