/** Reads typed fields: text, ticks, days and choices, and the sentences that say what cannot be read. */
import { parseDate, type CalendarDate } from '#lib/page/date.ts';
import { authorizationElements, type SignedForm, type Signing } from './authority.ts';

/** Field names to what was typed; a ticked box is `on`. */
export type RequestForm = Readonly<Record<string, string | undefined>>;

export interface Wrong {
	readonly field: string;
	readonly sentence: string;
}

export interface Fields {
	text(field: string): string;
	ticked(field: string): boolean;
	day(field: string): CalendarDate | undefined;
	oneOf<T extends string>(field: string, values: readonly T[], sentence: string): T | undefined;
	fail(field: string, sentence: string): void;
}

/** `prefix` stands before each field's name, where a form holds the same fields twice. */
export function fieldsOf(form: RequestForm, wrong: Wrong[], prefix = ''): Fields {
	const text = (field: string): string => form[prefix + field]?.trim() ?? '';
	const fail = (field: string, sentence: string): void => {
		wrong.push({ field: prefix + field, sentence });
	};
	return {
		text,
		fail,
		ticked: (field) => text(field) === 'on',
		day(field) {
			const typed = text(field);
			if (!typed) return undefined;
			const day = parseDate(typed);
			if (!day) fail(field, 'This is not a day on the calendar.');
			return day;
		},
		oneOf(field, values, sentence) {
			const found = values.find((value) => value === text(field));
			if (!found) fail(field, sentence);
			return found;
		}
	};
}

/**
 * Fields: `signedOn`, `expiresOn`, `expiryEvent`, `eventIsOpen`, `revokedOn`, `signedBy`, `representativeAuthority`.
 * Without the day of the signature nothing was signed; `form` is what it is called.
 */
export function signingOf(fields: Fields, form: string): Signing | undefined {
	const signedOn = fields.day('signedOn');
	if (!fields.text('signedOn')) fields.fail('signedOn', `Say when the ${form} was signed.`);
	if (!signedOn) return undefined;
	return {
		signedOn,
		...given({ expiresOn: fields.day('expiresOn'), revokedOn: fields.day('revokedOn') }),
		...given({
			expiryEvent: fields.text('expiryEvent') || undefined,
			representativeAuthority: fields.text('representativeAuthority') || undefined
		}),
		eventIsOpen: fields.ticked('eventIsOpen'),
		signedBy: fields.text('signedBy') === 'representative' ? 'representative' : 'client'
	};
}

/** The same of an authorization, and `found-<element>` of each that stands on it. */
export function signedFormOf(fields: Fields): SignedForm | undefined {
	const signing = signingOf(fields, 'authorization');
	return signing && { ...signing, found: foundOf(fields, authorizationElements) };
}

/** Which of the elements were ticked as found. */
export function foundOf<Element extends string>(
	fields: Fields,
	elements: Readonly<Record<Element, string>>
): readonly Element[] {
	return (Object.keys(elements) as Element[]).filter((element) =>
		fields.ticked(`found-${element}`)
	);
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what was not given, so that an absent field stays absent. */
export function given<T extends object>(fields: T): Given<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined)
	) as Given<T>;
}
