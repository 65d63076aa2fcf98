/** Reads a line of the disclosure log out of a form: what 45 CFR 164.528(b)(2) asks for, or the sentences that say what is missing. */
import type { CalendarDate } from '#lib/page/date.ts';
import { channels, type Channel, type EnteredDisclosure } from '#lib/page/disclosure.ts';
import { fieldsOf, type RequestForm, type Wrong } from './form-fields.ts';
import { groundNames, grounds } from './grounds.ts';

/** What the form says; who enters it, when and for whom is not in it. */
export type EnteredFacts = Omit<
	EnteredDisclosure,
	'entry' | 'client' | 'enteredAt' | 'enteredBy' | 'corrects'
>;

export type ReadEntered =
	| { readonly ok: true; readonly facts: EnteredFacts }
	| { readonly ok: false; readonly wrong: readonly Wrong[] };

/**
 * Fields: `madeOn`, `days` (`one`, `series`, `between`), `until`, `times`, `channel`, `recipientName`, `recipientAddress`,
 * `description`, `purpose`, `ground`, `document`.
 */
export function readEntered(form: RequestForm, today: CalendarDate): ReadEntered {
	const wrong: Wrong[] = [];
	const fields = fieldsOf(form, wrong);
	const must = (field: string, sentence: string): string => {
		const text = fields.text(field);
		if (!text) fields.fail(field, sentence);
		return text;
	};
	const madeOn = fields.day('madeOn');
	if (!fields.text('madeOn')) fields.fail('madeOn', 'Say on which day it was made.');
	if (madeOn && madeOn > today) fields.fail('madeOn', 'This day is in the future.');
	const days = fields.text('days');
	const until = days === 'series' || days === 'between' ? fields.day('until') : undefined;
	if ((days === 'series' || days === 'between') && !fields.text('until'))
		fields.fail('until', 'Say which was the last day.');
	if (until && madeOn && until < madeOn) fields.fail('until', 'The last day is before the first.');
	if (until && until > today) fields.fail('until', 'This day is in the future.');
	const typed = fields.text('times');
	const times = days === 'series' && /^\d{1,4}$/u.test(typed) ? Number(typed) : undefined;
	if (days === 'series' && (times === undefined || times < 2))
		fields.fail('times', 'Say how many there were, in figures.');
	const channel = fields.oneOf(
		'channel',
		Object.keys(channels) as Channel[],
		'Say how it was made.'
	);
	const name = must('recipientName', 'Say who got it.');
	const address = fields.text('recipientAddress');
	const description = must('description', 'Say briefly what was disclosed.');
	const purpose = must('purpose', 'Say briefly what it was for.');
	const ground = fields.oneOf('ground', groundNames, 'Say on what ground it was made.');
	const facts = ground === undefined ? undefined : grounds[ground];
	if (wrong.length > 0 || !madeOn || !channel || !facts) return { ok: false, wrong };
	const { label, citation, counts, because } = facts;
	const document = fields.text('document');
	return {
		ok: true,
		facts: {
			madeOn,
			...(until ? { until } : {}),
			...(times ? { times } : {}),
			channel,
			recipient: { name, ...(address ? { address } : {}) },
			...{ description, purpose },
			basis: [`${label}, ${citation}`, document].filter(Boolean).join('. '),
			accounting: { counts, because }
		}
	};
}
