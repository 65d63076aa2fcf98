/** Letters that answer a request without a packet: which there are, and what they tell of a request's defects. Pure. */
import { addDays, formatDate, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import type { RequestForm } from './form-fields.ts';
import { readRequest } from './request-form.ts';
import { defectsOfBasis } from './authority.ts';
import type { FieldValues, TemplateName } from './templates.ts';

export const answerNames = [
	'acknowledgement',
	'missing',
	'nothing'
] as const satisfies readonly TemplateName[];
export type AnswerName = (typeof answerNames)[number];

export function isAnswer(name: string): name is AnswerName {
	return answerNames.some((known) => known === name);
}

/** Only what the paper itself lacks: what the desk has still to do is nobody else's business. */
export function defectsToTell(
	client: ClientId,
	form: RequestForm,
	today: CalendarDate
): readonly string[] {
	// The id is of no packet: the request is read to look at its basis.
	const read = readRequest('' as PacketId, client, { purpose: '—', requesterName: '—', ...form });
	if (!read.ok) {
		const lacking: Readonly<Record<string, string>> = {
			requesterName: 'It does not say who asks.',
			purpose: 'It does not say what the records are for.',
			basis: 'It does not say on what ground the records may be released.',
			signedOn: 'The authorization does not say when it was signed.'
		};
		return read.wrong.flatMap(({ field }) => lacking[field] ?? []);
	}
	const { basis, requester } = read.request;
	return defectsOfBasis(basis, requester.kind, today);
}

/** What stands in the fields of a letter that is only looked at. */
export function exampleValues(today: CalendarDate): FieldValues {
	const dates = `${formatDate(addDays(today, -400))} to ${formatDate(addDays(today, -40))}`;
	return {
		purpose: 'continuing treatment',
		pages: '12 pages',
		them: 'them',
		dates,
		'dates of service': `Their dates of service run from ${dates}`,
		reason: 'Part of the record is on paper, in storage outside our office.',
		'new date': formatDate(addDays(today, 30)),
		defects: '• The authorization has expired.\n• Missing on the authorization: to whom.'
	};
}
