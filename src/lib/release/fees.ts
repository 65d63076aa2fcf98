/**
 * What a copy may cost the client (45 CFR 164.524(c)(4)): labor for copying, supplies, postage, and a summary that was agreed
 * to. Never searching, retrieving or checking. Every amount is the practice's own. Pure.
 */
import { dollars, type FeeLine, type FeeRates } from '#lib/page/fees.ts';
import type { BasisName } from './authority.ts';

/** The optional flat fee for an electronic copy of what is kept electronically, as HHS has named it. */
export const highestFlat = 650;

export type FeeForm = Readonly<Record<string, string>>;

/** How the copy is given: paper and media cost something, a file does not, and looking at it is free. */
export const media = {
	paper: 'on paper',
	file: 'as a file',
	medium: 'on a stick or disc',
	look: 'to look at here'
} as const;
export type Medium = keyof typeof media;

export type Fees =
	| { readonly is: 'fee'; readonly lines: readonly FeeLine[]; readonly total: number }
	| { readonly is: 'nothing'; readonly because: string }
	| { readonly is: 'wrong'; readonly wrong: readonly { field: string; sentence: string }[] };

/**
 * Fields: `charge` (`cost`, `flat`, `waived`), `medium`, `laborMinutes`, `sheets`, `media`, `postage` (in dollars), `summary`
 * (`on` when the client has agreed to it and to its fee), `summaryMinutes`.
 */
export function feesOf(form: FeeForm, rates: FeeRates, basis: BasisName | ''): Fees {
	const medium = (form['medium'] ?? '') as Medium;
	if (basis === 'access' && medium === 'look')
		return {
			is: 'nothing',
			because: 'To look at the record, and to take notes or pictures of it, costs nothing.'
		};
	if (form['charge'] === 'waived')
		return { is: 'nothing', because: 'The practice does not charge for this copy.' };
	return form['charge'] === 'flat' ? flatFee(medium, rates) : costsOf(form, medium, rates);
}

function flatFee(medium: Medium, { flat }: FeeRates): Fees {
	const wrong = (field: string, sentence: string): Fees => ({
		is: 'wrong',
		wrong: [{ field, sentence }]
	});
	if (medium !== 'file')
		return wrong('medium', 'The flat fee is for an electronic copy that is sent as a file.');
	if (flat === undefined) return wrong('charge', 'No flat fee is set in Settings.');
	return {
		is: 'fee',
		lines: [{ label: 'Electronic copy', how: 'flat fee, in the place of all costs', cents: flat }],
		total: flat
	};
}

function costsOf(form: FeeForm, medium: Medium, rates: FeeRates): Fees {
	const wrong: { field: string; sentence: string }[] = [];
	const lines: FeeLine[] = [];
	const amount = (field: string): number => {
		const typed = (form[field] ?? '').trim();
		if (!typed) return 0;
		if (/^\d{1,5}$/u.test(typed)) return Number(typed);
		wrong.push({ field, sentence: 'A whole number, please.' });
		return 0;
	};
	const at = (
		field: string,
		[count, unit, units]: readonly [number, string, string],
		rate: { readonly cents: number | undefined; readonly per: string; readonly of: number },
		label: string
	): void => {
		if (count === 0) return;
		const { cents, per, of } = rate;
		if (cents === undefined) {
			wrong.push({ field, sentence: `The practice has set no price for ${per} in Settings.` });
			return;
		}
		const how = `${count} ${count === 1 ? unit : units} at ${dollars(cents)} ${per}`;
		// Rounded down: cost is what it was, never more.
		lines.push({ label, how, cents: Math.floor((count * cents) / of) });
	};
	const labor = { cents: rates.laborHour, per: 'an hour', of: 60 };
	at('laborMinutes', [amount('laborMinutes'), 'minute', 'minutes'], labor, 'Labor for copying');
	if (medium === 'paper') {
		const sheet = { cents: rates.sheet, per: 'a sheet', of: 1 };
		at('sheets', [amount('sheets'), 'sheet', 'sheets'], sheet, 'Paper and toner');
	}
	if (medium === 'medium') {
		const one = { cents: rates.medium, per: 'a piece', of: 1 };
		at('media', [amount('media'), 'stick or disc', 'sticks or discs'], one, 'Portable medium');
	}
	const postage = centsOf(form['postage'] ?? '');
	if (postage === undefined)
		wrong.push({ field: 'postage', sentence: 'Dollars and cents, e.g. 9.85.' });
	else if (postage > 0) lines.push({ label: 'Postage', how: 'as paid', cents: postage });
	if (form['summary'] === 'on') {
		const hour = { cents: rates.summaryHour, per: 'an hour', of: 60 };
		at(
			'summaryMinutes',
			[amount('summaryMinutes'), 'minute', 'minutes'],
			hour,
			'Summary, agreed to'
		);
	}
	if (wrong.length > 0) return { is: 'wrong', wrong };
	const total = lines.reduce((sum, { cents }) => sum + cents, 0);
	return lines.length > 0
		? { is: 'fee', lines, total }
		: { is: 'nothing', because: 'No cost was written down.' };
}

/** Dollars as typed in cents; nothing when it is no amount. Empty is none. */
export function centsOf(typed: string): number | undefined {
	const text = typed.trim().replace(/^\$\s*/u, '');
	if (!text) return 0;
	const found = /^(\d{1,6})(?:\.(\d{2}))?$/u.exec(text);
	return found ? Number(found[1]) * 100 + Number(found[2] ?? 0) : undefined;
}

/** What has to be known before a fee is asked for, on this ground: sentences. */
export function feeRules(basis: BasisName | ''): readonly string[] {
	if (basis === 'access')
		return [
			'Only these may be charged: labor for copying, supplies, postage, and a summary that the client agreed to (45 CFR 164.524(c)(4)).',
			'Never: searching, finding, checking, putting papers in order, storing, or overhead.',
			'Tell the client what it will cost, about, before the copy is made. A copy may not be held back because another bill is open.'
		];
	return [
		'This is not the client’s own request, so the limits of 45 CFR 164.524(c)(4) are not what sets this fee. State law, a court’s rule or a contract may. Ask before you charge.'
	];
}
