/** The draft of a notes packet: what its cover and index say. It can hold pages of a cabinet and nothing else. Pure. */
import type { HeldPage } from '#lib/cabinet/state.ts';
import { draftOf } from '#lib/packet/draft.ts';
import type { Draft, Imprint, Row } from '#lib/packet/sheets.ts';
import { formatDate } from '#lib/page/date.ts';
import { doorWords, type Door } from './doors.ts';
import type { NotesFile } from './export.ts';
import type { NotesPlan } from './plan.ts';

/** The document's title: no name, no number, nothing of the client. */
const title = 'Copy of psychotherapy notes';

export function draftNotes(plan: NotesPlan, imprint: Imprint): Draft<HeldPage> {
	const { client, request, pages } = plan;
	const number = client.recordNumber ? ` · record ${client.recordNumber}` : '';
	return draftOf(pages, {
		title,
		imprint,
		rows: (first) => rowsOf(plan, imprint, first),
		notices,
		indexCells: ({ serviceDate }) => [
			serviceDate ? formatDate(serviceDate) : 'undated',
			'Psychotherapy note'
		],
		stamp: {
			whose: `Psychotherapy notes · ${client.name}${number}`,
			to: `Released to ${request.recipient.name}`
		}
	});
}

/** A file of the clinician's own export: the pages, stamped, and nothing before or behind them. */
export function draftNotesFile({ client, pages }: NotesFile, imprint: Imprint): Draft<HeldPage> {
	const number = client.recordNumber ? ` · record ${client.recordNumber}` : '';
	return draftOf(pages, {
		title: 'Private notes',
		imprint,
		parts: [{ is: 'pages' }],
		rows: () => [],
		notices: [],
		indexCells: ({ serviceDate }) => [
			serviceDate ? formatDate(serviceDate) : 'undated',
			'Private note'
		],
		stamp: {
			whose: `Private notes · ${client.name}${number}`,
			to: `Exported from the cabinet of ${imprint.preparedBy}`
		}
	});
}

function rowsOf(plan: NotesPlan, imprint: Imprint, first: number): readonly Row[] {
	const { client, request, pages } = plan;
	const { recipient, purpose, door, paper } = request;
	const last = first + pages.length - 1;
	const where =
		pages.length === 1
			? `1 page, page ${first} of this packet`
			: `${pages.length} pages, pages ${first} to ${last} of this packet`;
	return [
		{ label: 'Client', values: [client.name], strong: true },
		...row('Date of birth', client.birthDate && formatDate(client.birthDate)),
		...row('Record number', client.recordNumber),
		{
			label: 'Released to',
			values: [recipient.name, ...(recipient.address?.split(/\r?\n/u) ?? [])]
		},
		{ label: 'Purpose', values: [purpose] },
		{ label: 'Basis', values: [doorWords(door), paper, ...termsOf(door)] },
		{ label: 'Pages', values: [where] },
		{ label: 'Prepared', values: [`${formatDate(imprint.preparedOn)}, by ${imprint.preparedBy}`] }
	];
}

function row(label: string, value: string | undefined): readonly Row[] {
	return value ? [{ label, values: [value] }] : [];
}

function termsOf(door: Door): readonly string[] {
	if (door.is !== 'authorization') return [];
	const end = door.expiresOn ? formatDate(door.expiresOn) : (door.expiryEvent ?? 'an event');
	return [`Signed ${formatDate(door.signedOn)}, valid until ${end}`];
}

const notices = [
	'These are psychotherapy notes (45 CFR 164.501): a clinician’s own notes on conversations in counseling, kept apart from the record. This packet holds only the pages listed in its index, which the clinician who wrote them chose one by one. It holds no page of the record, and does not say what else is kept.',
	'They are disclosed on the ground named above and for the purpose named above only. Information in this packet is confidential; other federal or state law may further restrict its use.'
];
