/** Telephone numbers, e-mail and street addresses in a line of text. */
import { repairNumbers } from './folding.ts';

export interface Contact {
	readonly is: 'telephone number' | 'e-mail address' | 'street address';
	/** Where in the text it starts and ends. */
	readonly from: number;
	readonly to: number;
}

const phone = /(?<![\d-])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?!\d)/g;
const mail = /[\p{L}\p{N}._+-]+ ?@ ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const street =
	/\d{1,5}[A-Z]?,? (?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'’]+ |\d+(?:st|nd|rd|th) ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Terrace|Ter|Circle|Cir|Highway|Hwy)\b\.?(?:,? (?:Apt|Unit|Suite|#)\.? ?\w+)?/gu;

export function contactsIn(text: string): readonly Contact[] {
	// Letters that stand for digits are as long as they.
	const repaired = repairNumbers(text);
	const found = (is: Contact['is'], pattern: RegExp): Contact[] =>
		[...repaired.matchAll(pattern)].map(({ 0: all, index }) => ({
			...{ is, from: index, to: index + all.length }
		}));
	return [
		...found('telephone number', phone),
		...found('e-mail address', mail),
		...found('street address', street)
	];
}
