/**
 * Letters that answer a request, in plain words. They say nothing of what is in the cabinet: no count, no date, and not
 * that anything is there unless the clinician has said that notes are kept apart. Pure.
 */
import type { Block } from '#lib/packet/sheets.ts';
import { formatDate, type CalendarDate } from '#lib/page/date.ts';
import type { Letterhead } from '#lib/page/records-request.ts';
import { denialGrounds, type DenialGround } from './denial-grounds.ts';
import {
	filled,
	templates,
	textOf,
	type FieldValues,
	type OwnTexts,
	type TemplateName
} from './templates.ts';

export interface Letter {
	readonly title: string;
	readonly practice: string;
	readonly letterhead: Letterhead;
	readonly on: CalendarDate;
	readonly to: { readonly name: string; readonly address?: string };
	/** One that begins with "• " is a point of a list. */
	readonly paragraphs: readonly string[];
	readonly signedBy: string;
}

export interface LetterFacts {
	readonly practice: string;
	readonly letterhead: Letterhead;
	readonly on: CalendarDate;
	readonly signedBy: string;
	readonly to: { readonly name: string; readonly address?: string };
	/** Whose records; left out of the sentence when they ask for their own. */
	readonly client: string;
	readonly receivedOn?: CalendarDate;
	/** The practice's own texts. */
	readonly texts?: OwnTexts;
}

/** A letter from its template. `more` are the fields that only this kind of letter has. */
export function letterFrom(
	name: TemplateName,
	facts: LetterFacts,
	more: FieldValues = {},
	added?: string
): Letter {
	const { client, to, receivedOn, practice, on, texts } = facts;
	const values: FieldValues = {
		recipient: to.name,
		client,
		records: recordsOf(facts),
		today: formatDate(on),
		practice,
		contact: contactOf(facts),
		...(receivedOn ? { 'request date': formatDate(receivedOn) } : {}),
		...more
	};
	const paragraphs = [...filled(textOf(name, texts), values), ...(added ? filled(added, {}) : [])];
	return letter(templates[name].title, facts, paragraphs);
}

/** A written statement of the reasons and of the day (45 CFR 164.524(b)(2)(ii)(A)). */
export function extensionLetter(
	facts: LetterFacts,
	{ dueOn, because }: { readonly dueOn: CalendarDate; readonly because: string }
): Letter {
	return letterFrom('extension', facts, {
		reason: sentence(because),
		'new date': formatDate(dueOn)
	});
}

/** What a part is withheld for: notes that are kept apart, or may be, and pages that a person took out. */
export interface Withheld {
	/** The clinician's word; without it the letter claims nothing. `false`: there are no such notes. */
	readonly notesApart: boolean | undefined;
	/** Why pages within the request were taken out; absent when none were, or when that denied nothing. */
	readonly ground?: DenialGround;
}

/** A written denial of a part (45 CFR 164.524(d)): the rest goes out, the ground is named, and where to complain. */
export function partialDenialLetter(facts: LetterFacts, { notesApart, ground }: Withheld): Letter {
	const other = ground && denialGrounds[ground];
	return letter('About the copy of your records', facts, [
		`${asked(facts)} The part of the record that you asked for, and that the law lets you have, comes with this letter.`,
		...(notesApart === false ? [] : aboutNotes(notesApart)),
		...(other
			? [`A part of the record is not in this copy. ${other.says} (${other.citation}).`]
			: []),
		...(other?.reviewable
			? [
					`You can have that decision reviewed by a licensed health care professional whom we name and who took no part in it (45 CFR 164.524(a)(4)). To ask for the review, write to us: ${contactOf(facts)}. You will have the result in writing, and we will do as it says (45 CFR 164.524(d)(4)).`
				]
			: []),
		...(other && !other.reviewable ? ['The law gives no review of that decision.'] : []),
		`If you think that this is wrong, you can complain to us: ${contactOf(facts)}. You can also complain to the Secretary of Health and Human Services: Office for Civil Rights, U.S. Department of Health and Human Services, 200 Independence Avenue SW, Washington, DC 20201, www.hhs.gov/ocr/complaints. Nobody may treat you worse because you complained.`
	]);
}

function aboutNotes(notesApart: boolean | undefined): readonly string[] {
	return [
		notesApart
			? 'We keep psychotherapy notes apart from the record. These are a therapist’s own notes on what was said in a session. They are not part of this copy.'
			: 'A therapist may keep private notes on what was said in a session apart from the record. If there are such notes, they are not part of this copy.',
		'The law calls them psychotherapy notes (45 CFR 164.501). A client’s right to a copy does not reach them (45 CFR 164.524(a)(1)(i)), and it gives no review of this decision (45 CFR 164.524(a)(2)(i)). Medicines, session times, kinds and frequency of treatment, test results, and summaries of diagnosis, functioning, plan, symptoms, prognosis and progress are never such notes.'
	];
}

/** A letter as a sheet of its own: what is printed, and what goes into a packet or a file. */
export function blocksOf({
	title,
	on,
	to,
	paragraphs,
	signedBy,
	practice
}: Letter): readonly Block[] {
	return [
		{ is: 'letterhead' },
		{ is: 'lines', lines: [formatDate(on)] },
		{ is: 'lines', lines: [to.name, ...(to.address?.split(/\r?\n/u) ?? [])] },
		{ is: 'title', text: title },
		...paragraphs.map((text): Block =>
			text.startsWith('• ') ? { is: 'points', points: [text.slice(2)] } : { is: 'paragraph', text }
		),
		{ is: 'signing', fields: [`${signedBy}, ${practice}`] }
	];
}

function letter(title: string, facts: LetterFacts, paragraphs: readonly string[]): Letter {
	const { practice, letterhead, on, to, signedBy } = facts;
	return { title, practice, letterhead, on, to, paragraphs, signedBy };
}

function recordsOf({ client, to }: LetterFacts): string {
	return client === to.name ? 'your records' : `the records of ${client}`;
}

function asked(facts: LetterFacts): string {
	const when = facts.receivedOn
		? ` Your request reached us on ${formatDate(facts.receivedOn)}.`
		: '';
	return `You asked for a copy of ${recordsOf(facts)}.${when}`;
}

function contactOf({
	practice,
	letterhead: { contact, contactPhone, phone }
}: LetterFacts): string {
	return [contact ?? practice, contactPhone ?? phone].filter(Boolean).join(', ');
}

function sentence(text: string): string {
	const trimmed = text.trim();
	return /[.!?]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}
