/** What the cover says, in words: worded from the plan, claiming nothing that the plan does not show. */
import type { ChartKind } from '#lib/chart/reader.ts';
import type { Front, Imprint, Row } from '#lib/packet/sheets.ts';
import { formatDate } from '#lib/page/date.ts';
import { bases, type Basis, type RequesterKind } from '../authority.ts';
import { redactedIn, type OutgoingPage, type Plan } from '../plan.ts';
import type { Request } from '../request.ts';
import { scopeKinds } from '../scope.ts';
import { partsOf, type ReleaseImprint } from './papers.ts';
import { marksOf } from './page-marks.ts';

/** The document's title: no name, no number, nothing of the client. */
const title = 'Copy of records';

export function frontOf(plan: Plan, imprint: ReleaseImprint): Front<OutgoingPage> {
	const { client, request } = plan;
	return {
		title,
		imprint,
		parts: partsOf(plan, imprint),
		rows: (first) => coverRows(plan, imprint, first),
		notices: notices(plan),
		indexCells,
		stamp: {
			whose: client.recordNumber ? `${client.name} · record ${client.recordNumber}` : client.name,
			to: `Released to ${request.requester.name}`
		}
	};
}

const requesterWords: Readonly<Record<RequesterKind, string>> = {
	client: 'client',
	representative: 'personal representative',
	provider: 'health care provider',
	insurer: 'insurer',
	attorney: 'attorney',
	court: 'court',
	oversight: 'health oversight agency',
	coroner: 'coroner or medical examiner',
	'law-enforcement': 'law enforcement',
	school: 'school',
	other: 'other requester'
};

const kindWords: Readonly<Record<ChartKind, string>> = {
	progress: 'Progress note',
	administrative: 'Administrative',
	'mixed-part': 'Progress note, in part',
	other: 'Page'
};

/** The cover's table, row by row. `first` is the packet page that the record starts on. */
function coverRows(plan: Plan, imprint: Imprint, first: number): readonly Row[] {
	const { client, request, counts } = plan;
	const { requester, receivedOn } = request;
	return [
		{ label: 'Client', values: [client.name], strong: true },
		...row('Date of birth', client.birthDate && formatDate(client.birthDate)),
		...row('Record number', client.recordNumber),
		{
			label: 'Released to',
			values: [
				`${requester.name} (${requesterWords[requester.kind]})`,
				...(requester.address?.split(/\r?\n/u) ?? [])
			]
		},
		{ label: 'Purpose', values: [request.purpose] },
		{ label: 'Basis', values: basisLines(request.basis) },
		...row('Request received', receivedOn && formatDate(receivedOn)),
		{ label: 'Scope', values: [scopeOf(request)] },
		{ label: 'Pages', values: [pagesOf(counts.in, first)] },
		...row('Redacted', redactedWords(redactedIn(plan))),
		{ label: 'Prepared', values: [`${formatDate(imprint.preparedOn)}, by ${imprint.preparedBy}`] }
	];
}

function row(label: string, value: string | undefined): readonly Row[] {
	return value ? [{ label, values: [value] }] : [];
}

/** The basis in words with its citation, as the cover and the disclosure log give it. */
export function basisLines(basis: Basis): readonly string[] {
	const { label, citation } = bases[basis.is];
	const named = `${label}, ${citation}`;
	if (basis.is === 'authorization') {
		const end = basis.expiresOn
			? `valid until ${formatDate(basis.expiresOn)}`
			: `valid until ${basis.expiryEvent ?? 'an event'}`;
		return [named, `Signed ${formatDate(basis.signedOn)}, ${end}`];
	}
	return 'document' in basis ? [named, basis.document] : [named];
}

/** Which dates of service and kinds were asked for, in one sentence. */
export function scopeOf({ from, to, kinds, includeUndated }: Request): string {
	const days =
		from && to
			? `Dates of service from ${formatDate(from)} through ${formatDate(to)}`
			: from
				? `Dates of service from ${formatDate(from)} on`
				: to
					? `Dates of service through ${formatDate(to)}`
					: 'Any date of service';
	const only = kinds ? `; only ${kinds.map((kind) => scopeKinds[kind].label).join(' and ')}` : '';
	return `${days}; pages without a date ${includeUndated ? 'included' : 'not included'}${only}.`;
}

function pagesOf(count: number, first: number): string {
	if (count === 1) return `1 page of the record, page ${first} of this packet`;
	return `${count} pages of the record, pages ${first} to ${first + count - 1} of this packet`;
}

/** Nothing when nothing is. */
function redactedWords(count: number): string | undefined {
	if (count === 0) return undefined;
	return `${count} of these pages ${count === 1 ? 'has' : 'have'} parts covered in black, marked in the index`;
}

/** The paragraphs under the table. */
export function notices(plan: Plan): readonly string[] {
	const own = plan.request.requester.kind === 'client' || plan.request.basis.is === 'access';
	return [
		'This packet is a copy of the pages listed in its index, made from the scanned record. It describes what it holds and does not certify that it is the whole record.',
		...(plan.counts.takenOut > 0
			? [
					'Pages within this scope were left out by a person. The practice keeps the reason for each.'
				]
			: []),
		...(redactedIn(plan) > 0
			? [
					'Where a page is covered in black, the words under it are not in this file. The practice keeps the page as it is, and the reason for each place.'
				]
			: []),
		'Psychotherapy notes that are kept separate from the record (45 CFR 164.501) are not part of any packet. This sentence is printed on every packet and does not say whether such notes exist.',
		own
			? 'This copy is for the person named above. Information that is passed on to others may be redisclosed by them and may no longer be protected by federal privacy rules.'
			: 'Information in this packet is confidential. Information disclosed to the recipient may be subject to redisclosure and may then no longer be protected by federal privacy rules; other federal or state law may still restrict its use.'
	];
}

/** A page's cells in the index, after its number. */
function indexCells(page: OutgoingPage): readonly [date: string, kind: string] {
	const date = page.serviceDate ? formatDate(page.serviceDate) : 'undated';
	return [date, [kindWords[page.kind], ...marksOf(page)].join(' · ')];
}
