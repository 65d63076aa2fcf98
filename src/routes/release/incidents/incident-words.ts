/** An incident's choices and sentences, as the screens say them. Pure. */
import { dayOf } from '#lib/page/date.ts';
import type { Incident, Outcome } from '#lib/page/incident.ts';
import { dayInWords } from '#lib/ui/moments.ts';

/** What a person may hold it for, and what has to be true for it. */
export const judgementWords: Readonly<
	Record<Outcome, { readonly label: string; readonly means: string }>
> = {
	permitted: {
		label: 'Nothing was wrong: what went out was permitted',
		means: 'Then it is no incident, and does not count for the accounting because of it.'
	},
	exception: {
		label: 'Not permitted, but one of the law’s exceptions applies',
		means:
			'E.g. somebody of your own workforce saw it in good faith, or the recipient could not have kept it (45 CFR 164.402(1)). Say which, and why.'
	},
	secured: {
		label: 'It was encrypted, and the key is safe',
		means: 'E.g. the file had a password that travelled another way and is not known to them.'
	},
	low: {
		label: 'A low probability that it was compromised',
		means: 'All four factors must be weighed below, in your own words (45 CFR 164.402(2)).'
	},
	breach: {
		label: 'A breach',
		means:
			'The client is told within 60 days after it was found, and HHS too (45 CFR 164.404, 164.408).'
	}
};

export const judgementOptions = Object.entries(judgementWords).map(([value, { label }]) => ({
	value,
	label
}));

/** How it came to be on the list. Where a page went that left the chart, nobody here knows. */
export function beginningOf({ began, openedAt, openedBy, packets }: Incident): string {
	if (!began) return `Opened by ${openedBy} on ${dayInWords(dayOf(new Date(openedAt)))}.`;
	const which = packets.map((id) => id.slice(-6)).join(', ');
	return `A page that went out in packet ${which} was taken out of the chart on ${dayInWords(dayOf(new Date(began.at)))}. If it should not have gone out, say so here. If nothing was wrong, say that.`;
}

/** A name for the list that tells no more than it must. */
export function titleOf({ form, began }: Incident): string {
	const happened = form['happened']?.trim();
	if (happened) return happened.length > 90 ? `${happened.slice(0, 88).trimEnd()}…` : happened;
	return began ? 'A released page was taken out of the chart' : 'Not described yet';
}
