/**
 * The certification of a true copy, worded from the plan. It speaks of "the part of the record described below" and names
 * what is not in it; even of a copy that left nothing out it says only what the chart held on that day. Pure.
 */
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Block, Imprint, Part, Row, Volume } from '#lib/packet/sheets.ts';
import { formatDate } from '#lib/page/date.ts';
import { pagesIn, type Plan } from '../plan.ts';
import { scopeKindNames, scopeKinds } from '../scope.ts';
import { isPart } from './page-marks.ts';
import { listed } from './runs.ts';

/** Who signs, and in what form. */
export interface CertificationTerms {
	readonly signer: string;
	/** E.g. "custodian of records". */
	readonly title: string;
	/** Leaves room for a notary. */
	readonly notary?: true;
	/** Worded after Rules 803(6) and 902(11) of the Federal Rules of Evidence, as a declaration under 28 U.S.C. 1746. */
	readonly federal?: true;
}

export function certification(plan: Plan, imprint: Imprint, terms: CertificationTerms): Part {
	return {
		is: 'writing',
		name: 'Certification',
		blocks: (first) => certified(plan, imprint, terms, first)
	};
}

function certified(
	plan: Plan,
	{ practice, preparedOn, volume }: Imprint,
	{ signer, title, notary, federal }: CertificationTerms,
	first: number
): readonly Block[] {
	const last = first + plan.counts.in - 1;
	const where = first === last ? `page ${first}` : `pages ${first} to ${last}`;
	const copies = first === last ? 'is a true copy' : 'are true copies';
	return [
		{ is: 'letterhead' },
		{ is: 'title', text: 'Certification of a copy' },
		paragraph(
			`I am ${signer}, ${title}, of ${practice.name}. I know how the practice makes and keeps its records, and I am authorized to certify this copy.`
		),
		paragraph(
			`To the best of my knowledge, ${where} of this packet ${copies} of the part of the record described below, made from the scanned pages that the practice keeps. The strip at the foot of each sheet was added to the copy.`
		),
		{ is: 'rows', rows: rowsOf(plan, where) },
		paragraph(extentOf(plan, formatDate(preparedOn), volume)),
		...apartFrom(plan, volume).map((text): Block => ({ is: 'points', points: [text] })),
		paragraph(
			'As far as I know from how the practice keeps its records, the pages that it wrote itself were made at or near the time of what they record, by somebody who knew of it or from what such a person told; they were kept in the ordinary course of the practice’s work; and to make such records was its regular practice. Papers that came from elsewhere were kept as they came: how others made them I do not certify.'
		),
		...(federal
			? [
					paragraph(
						'This certification is meant for use under Rules 803(6) and 902(11) of the Federal Rules of Evidence, in a federal matter. Whether it meets them is for the court. I declare under penalty of perjury that the foregoing is true and correct (28 U.S.C. 1746).'
					)
				]
			: []),
		{
			is: 'signing',
			fields: [`${signer}, ${title}`, federal ? 'Executed on (date)' : 'Date']
		},
		...(notary ? forNotary : [])
	];
}

/** State law sets the words of a notary's certificate, so only their place is kept. */
const forNotary: readonly Block[] = [
	{
		is: 'paragraph',
		text: 'For a notary, where one is asked for. State law sets the words of a notary’s certificate; it may be attached instead.',
		small: true
	},
	{ is: 'signing', fields: ['State and county', 'Signed and sworn to, or affirmed, before me on'] },
	{ is: 'signing', fields: ['Notary’s signature and seal', 'Commission expires'] }
];

function rowsOf(plan: Plan, where: string): readonly Row[] {
	const { client } = plan;
	const pages = pagesIn(plan);
	const { kinds, dates } = contentsOf(pages);
	return [
		{ label: 'Record of', values: [client.name], strong: true },
		...row('Date of birth', client.birthDate && formatDate(client.birthDate)),
		...row('Record number', client.recordNumber),
		{ label: 'Dates of service', values: [dates] },
		{ label: 'Kinds', values: [kinds] },
		{ label: 'Pages', values: [`${counted(pages.length, 'page')}: ${where} of this packet`] }
	];
}

function row(label: string, value: string | undefined): readonly Row[] {
	return value ? [{ label, values: [value] }] : [];
}

/** What pages hold, in words: their kinds, each with its count, and their dates of service. */
export function contentsOf(pages: readonly ChartPage[]): {
	readonly kinds: string;
	readonly dates: string;
} {
	return { kinds: kindsOf(pages), dates: datesOf(pages) };
}

function datesOf(pages: readonly ChartPage[]): string {
	const days = pages.flatMap(({ serviceDate }) => serviceDate ?? []).sort();
	const undated = pages.length - days.length;
	const [from, to] = [days[0], days.at(-1)];
	const range =
		from && to && (from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`);
	return [range, undated > 0 && `${counted(undated, 'page')} without a date`]
		.filter(Boolean)
		.join(', and ');
}

function kindsOf(pages: readonly ChartPage[]): string {
	const kinds = scopeKindNames.flatMap((kind) => {
		const { label, holds } = scopeKinds[kind];
		const count = pages.filter((page) => holds.some((held) => held === page.kind)).length;
		return count > 0 ? `${label} (${counted(count, 'page')})` : [];
	});
	return listed(kinds);
}

/** The only sentence that may say "all", and what it says it of is the chart on one day. */
function extentOf(plan: Plan, day: string, volume: Volume | undefined): string {
	const kept = plan.client.recordNumber
		? `record number ${plan.client.recordNumber}`
		: `the name ${plan.client.name}`;
	// One volume of several holds some of the pages only, whatever the packet holds.
	return holdsChart(plan) && !volume
		? `These are all pages of the chart kept under ${kept} as of ${day}. What is kept apart from the chart is not among them:`
		: 'This copy is a part of the record, and I certify no more than that part. Not in it:';
}

/** Every page of the chart is in, and each of them as it is. */
export function holdsChart({ lines }: Plan): boolean {
	return lines.every(({ in: isIn, page, redacted }) => isIn && !redacted && !isPart(page));
}

/** What is not in the copy, by category: no count, and no word on whether there is anything of a kind that is kept apart. */
function apartFrom({ lines }: Plan, volume: Volume | undefined): readonly string[] {
	const outside = lines.some((line) => !line.in && line.takenOut === undefined);
	const inside = lines.filter((line) => line.in).map(({ page }) => page);
	return [
		...(volume
			? [
					`pages of the record in the other volumes of this packet, of which this is volume ${volume.number} of ${volume.of};`
				]
			: []),
		...(outside
			? ['pages of the chart outside the scope of the request, which the cover names;']
			: []),
		...(lines.some(({ takenOut }) => takenOut !== undefined)
			? ['pages within that scope that a person left out; the practice keeps the reason for each;']
			: []),
		...(inside.some(isPart)
			? ['the withheld part of each page that the index marks “in part”;']
			: []),
		...(lines.some(({ redacted }) => redacted)
			? ['what is covered in black on each page that the index marks “redacted”;']
			: []),
		'psychotherapy notes (45 CFR 164.501) and substance use disorder counseling notes (42 CFR 2.11), which are kept apart from the chart where a clinician keeps them. This stands on every certification, and does not say whether there are any.'
	];
}

function counted(count: number, thing: string): string {
	return count === 1 ? `one ${thing}` : `${count} ${thing}s`;
}

function paragraph(text: string): Block {
	return { is: 'paragraph', text };
}
