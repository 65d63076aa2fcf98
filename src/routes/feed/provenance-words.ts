/** Where paper can have been kept, in the words of the person who took it out. */
import type { Provenance } from '#lib/page/fate.ts';

export const provenanceWords: Readonly<
	Record<Provenance, { readonly label: string; readonly detail: string; readonly short: string }>
> = {
	interfiled: {
		label: 'In the chart, with everything else',
		detail: 'Notes and record pages in one folder.',
		short: 'kept in the chart'
	},
	'separate-folder': {
		label: 'In a folder of its own',
		detail: 'Kept apart from the chart, e.g. in the therapist’s own drawer.',
		short: 'kept in a separate folder'
	},
	'sealed-envelope': {
		label: 'In a sealed envelope',
		detail: 'Closed and marked, inside the chart or beside it.',
		short: 'kept in a sealed envelope'
	},
	unknown: {
		label: 'Nobody knows',
		detail: 'That is an answer too. It is noted as unknown.',
		short: 'not known where it was kept'
	}
};

/** As they are asked, the commonest first. */
export const provenanceOrder: readonly Provenance[] = [
	'interfiled',
	'separate-folder',
	'sealed-envelope',
	'unknown'
];
