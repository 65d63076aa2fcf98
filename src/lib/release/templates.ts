/** The practice's letters as texts with named fields: the standard wording, what may stand in braces, and how it is filled. Pure. */
import type { RequesterKind } from './authority.ts';

/** What a field stands for, as Settings tells it. */
export const fieldWords = {
	recipient: 'who asked',
	client: 'the client’s name',
	records: '“your records”, or “the records of” the client',
	'request date': 'when the request came',
	today: 'the day of the letter',
	purpose: 'what the records are for',
	pages: 'how many pages of the record, e.g. “12 pages”',
	them: '“them”, or “it” where there is one page',
	dates: 'first and last date of service in the packet, or the one that there is',
	'dates of service':
		'the same as words that begin a sentence, e.g. “Their dates of service run from …”',
	practice: 'the practice’s name',
	contact: 'who answers questions, with a telephone number',
	reason: 'why more time is needed',
	'new date': 'the day by which the answer comes',
	defects: 'what is missing, one point each'
} as const;
export type Field = keyof typeof fieldWords;

/** What is known for one letter; a field that is not known here is absent. */
export type FieldValues = Readonly<Partial<Record<Field, string>>>;

interface Template {
	readonly label: string;
	readonly title: string;
	readonly text: string;
	readonly fields: readonly Field[];
	/** What the letter is for: without these it would not be one. */
	readonly needs: readonly Field[];
}

const everywhere: readonly Field[] = [
	'recipient',
	'client',
	'records',
	'request date',
	'today',
	'practice',
	'contact'
];

function cover(label: string, text: string): Template {
	const fields = [...everywhere, 'purpose', 'pages', 'them', 'dates', 'dates of service'] as const;
	return { label, title: 'Copy of records', text, fields, needs: [] };
}

const toSomebodyElse = `To {recipient}:

We received your request on {request date}. This letter comes with {pages} of {records}, for this purpose: {purpose}. The index lists {them}. {dates of service}.

Use {them} for that purpose only. If this letter has reached the wrong person, or a page seems to be of somebody else, do not read on, and call us: {contact}.`;

const toAnOffice = `To {recipient}:

We received your request on {request date}. This letter comes with {pages} of {records}. The index lists {them}, and the cover names the ground on which this copy is sent. {dates of service}.

This letter does not certify anything. Where a certification was asked for, it stands on a sheet of its own. Questions reach us here: {contact}.`;

const toWhoeverAsks = `Dear {recipient},

You asked for a copy of {records}. Your request reached us on {request date}.

This letter comes with {pages} of the record. The index lists {them}. {dates of service}.

Keep the copy where others cannot read it. If a page is missing that you asked for, tell us. If you think that something in the record is wrong, you can ask us to amend it (45 CFR 164.526). You reach us here: {contact}.`;

/** Every letter whose words are the practice's own. The one about what is withheld is not among them: the law sets what it says. */
export const templates = {
	'cover-client': cover('With a copy, to the client', toWhoeverAsks),
	'cover-representative': cover('With a copy, to the client’s representative', toWhoeverAsks),
	'cover-provider': cover('With a copy, to another provider', toSomebodyElse),
	'cover-insurer': cover(
		'With a copy, to an insurer',
		`${toSomebodyElse}\n\nIf this purpose needs more than these pages, say what is needed, and why.`
	),
	'cover-attorney': cover('With a copy, to an attorney', toAnOffice),
	'cover-court': cover('With a copy, to a court', toAnOffice),
	'cover-oversight': cover('With a copy, to an oversight agency', toAnOffice),
	'cover-coroner': cover('With a copy, to a coroner or medical examiner', toAnOffice),
	'cover-law-enforcement': cover('With a copy, to law enforcement', toAnOffice),
	'cover-school': cover('With a copy, to a school', toSomebodyElse),
	'cover-other': cover('With a copy, to somebody else', toSomebodyElse),
	acknowledgement: {
		label: 'Your request has come',
		title: 'Your request has reached us',
		text: `Dear {recipient},

You asked for a copy of {records}. Your request reached us on {request date}. We are working on it.

You will hear from us on or before {new date}. If it is urgent, or if a part would be enough, tell us: {contact}.`,
		fields: [...everywhere, 'new date'],
		needs: []
	},
	extension: {
		label: 'More time is needed',
		title: 'We need more time to answer your request',
		text: `You asked for a copy of {records}. Your request reached us on {request date}. We cannot answer it in the usual time. The reason: {reason}

You will have our answer on or before {new date}. The law allows one such extension (45 CFR 164.524(b)(2)); there will not be another.

You need not do anything.`,
		fields: [...everywhere, 'reason', 'new date'],
		needs: ['reason', 'new date']
	},
	missing: {
		label: 'Sent back: something is missing',
		title: 'Your request cannot be answered yet',
		text: `To {recipient}:

You asked for a copy of {records}. Your request reached us on {request date}. We cannot send anything on it yet. This is missing, or is not in order:

{defects}

Please send the request again with these mended. If you have questions, we are here: {contact}.`,
		fields: [...everywhere, 'defects'],
		needs: ['defects']
	},
	nothing: {
		label: 'Nothing to send',
		title: 'We have nothing to send on your request',
		text: `To {recipient}:

You asked for a copy of {records}. Your request reached us on {request date}. We looked, and found no page in our records that we could send on it.

This letter does not say whether anybody was ever a client here. If you know another name, a birth date or the years in question, tell us and we will look again: {contact}.`,
		fields: everywhere,
		needs: []
	}
} as const satisfies Record<string, Template>;
export type TemplateName = keyof typeof templates;
export const templateNames = Object.keys(templates) as readonly TemplateName[];

export function isTemplate(name: string): name is TemplateName {
	return Object.hasOwn(templates, name);
}

export function coverFor(kind: RequesterKind): TemplateName {
	return `cover-${kind}`;
}

/** The practice's own texts, as its settings keep them; a letter that is not among them has the standard text. */
export type OwnTexts = Readonly<Record<string, string>>;

export function textOf(name: TemplateName, own: OwnTexts | undefined): string {
	return own?.[name] ?? templates[name].text;
}

/** What keeps a text from being a letter, one sentence each; empty when nothing does. */
export function faultsOf(name: TemplateName, text: string): readonly string[] {
	const { fields, needs }: Template = templates[name];
	const named = [...text.matchAll(/\{([^{}]*)\}/gu)].map(([, field = '']) => field.trim());
	const unknown = [...new Set(named)].filter((field) => !fields.some((known) => known === field));
	const loose = /[{}]/u.test(text.replace(/\{[^{}]*\}/gu, ''));
	return [
		...(text.trim() ? [] : ['The letter has no words.']),
		...unknown.map((field) => `{${field}} is no field of this letter.`),
		...(loose ? ['A field has lost one of its braces.'] : []),
		...needs
			.filter((field) => !named.includes(field))
			.map((field) => `This letter must have the field {${field}}: ${fieldWords[field]}.`),
		...claimsOf(text)
	];
}

const nouns = '(?:record|records|chart|file|files|copy|history|documents?)';
const wholeness = [
	new RegExp(`\\b(?:complete|entire|whole|full)\\s+(?:\\p{L}+\\s+){0,2}${nouns}\\b`, 'iu'),
	/\ball\s+(?:\p{L}+\s+){0,3}(?:pages|records|notes|documents|files)\b/iu,
	/\b(?:everything|nothing is (?:missing|left out|withheld))\b/iu
];

/** A letter that says that a copy is whole says what no letter can know: only the packet itself tells what it holds. */
export function claimsOf(text: string): readonly string[] {
	const found = wholeness.map((claim) => claim.exec(text)?.[0]).find((words) => words);
	return found
		? [
				`“${found}” claims that nothing was left out. Say what is in the copy instead; the index lists it.`
			]
		: [];
}

/** Paragraphs with their fields filled. A sentence with a field that is not known is left out, and what is then empty too. */
export function filled(text: string, values: FieldValues): readonly string[] {
	return text
		.split(/\r?\n\s*\r?\n/u)
		.flatMap((paragraph) => {
			const kept = paragraph
				.trim()
				.split(/(?<=[.!?])\s+(?=[\p{Lu}{“])/u)
				.filter((sentence) => fieldsIn(sentence).every((field) => values[field as Field]));
			return kept
				.join(' ')
				.replace(/\{([^{}]*)\}/gu, (_all, field: string) => values[field.trim() as Field] ?? '')
				.split(/\r?\n(?=\s*[•-]\s)/u);
		})
		.map((paragraph) => paragraph.replace(/\s*\r?\n\s*/gu, ' ').replace(/^\s*[•-]\s+/u, '• '))
		.filter((paragraph) => paragraph);
}

function fieldsIn(text: string): readonly string[] {
	return [...text.matchAll(/\{([^{}]*)\}/gu)].map(([, field = '']) => field.trim());
}
