/** What the page itself says of its client and its date: offers for a person to accept, never facts. */
import type { PageHints } from '#lib/page/client.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import { datesIn } from './dates-on-paper.ts';
import { repairNumbers } from './folding.ts';

/** Labels are matched loosely: readers break `DOB:` into `D0B;`. */
const birthLabel = /\b(?:d\.?[o0]\.?b\.?|date of birth|birth\s?date|born|b\.)\s*[:;.,#]?\s*$/i;
const serviceLabel =
	/\b(?:d\.?[o0]\.?s\.?|date of (?:service|visit|session|contact)|(?:session|visit|service|contact)(?: date)?|date|seen(?: on)?)\s*[:;.,]?\s*$/i;
/** Days that a page names for another reason than that the client was seen. */
const otherLabel =
	/\b(?:signed|printed|typed|dictated|transcribed|due|expires?|exp|from|through|thru|until|next|rtc|appt|since|effective|faxed|received|rec'?d|onset|admitted|reviewed|last)\b[^|]{0,14}$/i;
const nameLabel =
	/(?:^|[\s|(])(?:(?:client|patient|student|consumer|member|resident|child|youth|veteran|identified client|pt|cl|ct)(?:['’]s)?(?: name)?|name|couple|family|re|for)(?:\s*[:;=]\s*|\s{2,})/i;
const numberLabel =
	/(?:^|[\s|(])(?:m\.?r\.?n\.?|(?:chart|record|case|file|acct|account|client|patient)\s*(?:#|no\.?|number|id)|acct|id#?|i\.d\.)\s*[:;.#]*\s*([A-Z]{0,4}[-\s]?\d[\dA-Z]*(?:[-/]\d[\dA-Z]*)*)/i;

const nameWord = String.raw`(?:[A-Z][\p{Ll}'’]+(?:[-'’]?[A-Z]?[\p{Ll}]+)*|[A-Z]\.?|[A-Z]{2,}(?:-[A-Z]+)*|de|la|van|von|del|al|bin|Mc[A-Z]\p{Ll}+|O['’][A-Z]\p{Ll}+)`;
const nameShape = new RegExp(
	String.raw`^(?:(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.?\s+)?${nameWord}(?:(?:,\s*|\s+(?:(?:and|&|\+)\s+)?|-)${nameWord}){0,4}\.?`,
	'u'
);
const notName =
	/^(?:date|dob|id|mrn|session|age|sex|the|see|phone|note|progress|visit|start|time|page|dx|ref|service|services|request|release)\b/i;

/** The name at the start of a text, or nothing: a name ends where the next label, number or wide gap begins. */
function nameAtStart(text: string): string | undefined {
	const [field = ''] = text.split(/\s{3,}|\t|\||\(|\d|[;:]|\s[-–—]\s/);
	const untilLabel = field.replace(
		/,?\s+(?:D\.?O\.?B|DOB|ID|MRN|Age|Date|Chart|Acct|SSN|Sex|DOS|Case|Record|b\.).*$/i,
		''
	);
	const found = nameShape.exec(untilLabel.trim())?.[0].replace(/[\s,.]+$/, '');
	if (!found || found.length < 2 || notName.test(found)) return undefined;
	return found;
}

function nameIn(lines: readonly string[]): string | undefined {
	for (const line of lines.slice(0, 14)) {
		const label = nameLabel.exec(line);
		const name = label && nameAtStart(line.slice(label.index + label[0].length));
		if (name && name.replace(/[^\p{L}]/gu, '').length > 1) return name;
	}
	// Without a label: the words before a birth date on one of the first lines.
	for (const line of lines.slice(0, 6)) {
		const before = /^(.*?)[\s,|(]+(?:d\.?[o0]\.?b|b\.)/i.exec(line)?.[1];
		const name = before && nameAtStart(before.trim());
		if (name && /\s/.test(name)) return name;
	}
	return undefined;
}

interface Dated {
	readonly date: CalendarDate;
	readonly before: string;
	readonly line: number;
}

function datedPlaces(lines: readonly string[]): Dated[] {
	return lines.flatMap((line, index) => {
		const text = repairNumbers(line);
		let from = 0;
		return datesIn(line).map(({ date, at }) => {
			const before = text.slice(from, at);
			from = at;
			return { date, before, line: index };
		});
	});
}

const headLines = 8;

/** The labelled day first, else the first unlabelled one in the head of the page, where notes are dated. */
function serviceDateIn(places: readonly Dated[]): CalendarDate | undefined {
	const open = places.filter(({ before }) => !birthLabel.test(before) && !otherLabel.test(before));
	const labelled = open.find(
		({ before, line }) => line < headLines * 2 && serviceLabel.test(before)
	);
	return (labelled ?? open.find(({ line }) => line < headLines))?.date;
}

/** Years between a day in the head of a page and a later one, from which the first can only be a birth. */
const lifetime = 12;

/** The labelled day, or an unlabelled one in the head that is many years older than another there. */
function birthDateIn(places: readonly Dated[]): CalendarDate | undefined {
	const labelled = places.find(({ before }) => birthLabel.test(before));
	if (labelled) return labelled.date;
	const head = places.filter(({ line }) => line < headLines).map(({ date }) => date);
	const [first, last] = [head.toSorted()[0], head.toSorted().at(-1)];
	if (first === undefined || last === undefined) return undefined;
	return Number(last.slice(0, 4)) - Number(first.slice(0, 4)) >= lifetime ? first : undefined;
}

export function hintsOf(lines: readonly { readonly text: string }[]): PageHints {
	const texts = lines.map(({ text }) => text).filter((text) => text.trim());
	const places = datedPlaces(texts);
	const birthDate = birthDateIn(places);
	const later = places.filter(({ date }) => birthDate === undefined || date > birthDate);
	const serviceDate = serviceDateIn(later);
	const name = nameIn(texts);
	const recordNumber = texts
		.slice(0, 14)
		.map((text) => numberLabel.exec(text)?.[1]?.trim())
		.find((number) => number !== undefined && /\d{2}/.test(number));
	return {
		...(name ? { name } : {}),
		...(birthDate ? { birthDate } : {}),
		...(recordNumber ? { recordNumber } : {}),
		...(serviceDate ? { serviceDate } : {})
	};
}
