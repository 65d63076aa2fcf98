/**
 * Letters that answer a request, in plain words. They say nothing of what is in the cabinet: no count, no date, and not
 * that anything is there unless the clinician has said that notes are kept apart. Pure.
 */
import { formatDate, type CalendarDate } from '#lib/page/date.ts';
import type { Letterhead } from '#lib/page/records-request.ts';

export interface Letter {
	readonly title: string;
	readonly practice: string;
	readonly letterhead: Letterhead;
	readonly on: CalendarDate;
	readonly to: { readonly name: string; readonly address?: string };
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
}

/** A written statement of the reasons and of the day (45 CFR 164.524(b)(2)(ii)(A)). */
export function extensionLetter(
	facts: LetterFacts,
	{ dueOn, because }: { readonly dueOn: CalendarDate; readonly because: string }
): Letter {
	return letter('We need more time to answer your request', facts, [
		`${asked(facts)} We cannot answer it in the usual time. The reason: ${sentence(because)}`,
		`You will have our answer on or before ${formatDate(dueOn)}. The law allows one such extension (45 CFR 164.524(b)(2)); there will not be another.`,
		'You need not do anything.'
	]);
}

/**
 * A written denial of a part (45 CFR 164.524(d)): the rest goes out, the ground is named, and where to complain.
 * `notesApart` is the clinician's word; without it the letter claims nothing.
 */
export function partialDenialLetter(facts: LetterFacts, notesApart: boolean | undefined): Letter {
	return letter('About the copy of your records', facts, [
		`${asked(facts)} The part of the record that you asked for, and that the law lets you have, comes with this letter.`,
		notesApart
			? 'We keep psychotherapy notes apart from the record. These are a therapist’s own notes on what was said in a session. They are not part of this copy.'
			: 'A therapist may keep private notes on what was said in a session apart from the record. If there are such notes, they are not part of this copy.',
		'The law calls them psychotherapy notes (45 CFR 164.501). A client’s right to a copy does not reach them (45 CFR 164.524(a)(1)(i)), and it gives no review of this decision (45 CFR 164.524(a)(2)(i)). Medicines, session times, kinds and frequency of treatment, test results, and summaries of diagnosis, functioning, plan, symptoms, prognosis and progress are never such notes.',
		`If you think that this is wrong, you can complain to us: ${contactOf(facts)}. You can also complain to the Secretary of Health and Human Services: Office for Civil Rights, U.S. Department of Health and Human Services, 200 Independence Avenue SW, Washington, DC 20201, www.hhs.gov/ocr/complaints. Nobody may treat you worse because you complained.`
	]);
}

/** What the denial still needs before it can be sent (164.524(d)(2)(iii)): sentences, empty when nothing. */
export function missingForDenial({ contact, contactPhone }: Letterhead): readonly string[] {
	return contact && contactPhone
		? []
		: [
				'Name who takes complaints, with a telephone number, in Settings → Requests (45 CFR 164.524(d)(2)(iii)).'
			];
}

function letter(title: string, facts: LetterFacts, paragraphs: readonly string[]): Letter {
	const { practice, letterhead, on, to, signedBy } = facts;
	return { title, practice, letterhead, on, to, paragraphs, signedBy };
}

function asked({ client, to, receivedOn }: LetterFacts): string {
	const whose = client === to.name ? 'your records' : `the records of ${client}`;
	const when = receivedOn ? ` Your request reached us on ${formatDate(receivedOn)}.` : '';
	return `You asked for a copy of ${whose}.${when}`;
}

function contactOf({ practice, letterhead: { contact, contactPhone } }: LetterFacts): string {
	return [contact ?? practice, contactPhone].filter(Boolean).join(', ');
}

function sentence(text: string): string {
	const trimmed = text.trim();
	return /[.!?]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}
