/** Reads typed fields: text, ticks, days and choices, and the sentences that say what cannot be read. */
import { parseDate, type CalendarDate } from '#lib/page/date.ts';
import { authorizationElements, type AuthorizationElement, type SignedForm } from './authority.ts';

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

export function fieldsOf(form: RequestForm, wrong: Wrong[]): Fields {
	const text = (field: string): string => form[field]?.trim() ?? '';
	const fail = (field: string, sentence: string): void => {
		wrong.push({ field, sentence });
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
 * Fields: `signedOn`, `expiresOn`, `expiryEvent`, `eventIsOpen`, `revokedOn`, `signedBy`, `representativeAuthority`,
 * `found-<element>`. Without the day of the signature there is no form.
 */
export function signedFormOf(fields: Fields): SignedForm | undefined {
	const signedOn = fields.day('signedOn');
	if (!fields.text('signedOn')) fields.fail('signedOn', 'Say when the authorization was signed.');
	if (!signedOn) return undefined;
	const elements = Object.keys(authorizationElements) as AuthorizationElement[];
	return {
		signedOn,
		...given({ expiresOn: fields.day('expiresOn'), revokedOn: fields.day('revokedOn') }),
		...given({
			expiryEvent: fields.text('expiryEvent') || undefined,
			representativeAuthority: fields.text('representativeAuthority') || undefined
		}),
		eventIsOpen: fields.ticked('eventIsOpen'),
		signedBy: fields.text('signedBy') === 'representative' ? 'representative' : 'client',
		found: elements.filter((element) => fields.ticked(`found-${element}`))
	};
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what was not given, so that an absent field stays absent. */
export function given<T extends object>(fields: T): Given<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined)
	) as Given<T>;
}
