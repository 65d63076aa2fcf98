/** What the page itself says of its client and its date: offers for a person to accept, never facts. */
import type { PageHints } from '#lib/page/client.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import { datesIn } from './dates-on-paper.ts';
import { repairNumbers } from './folding.ts';
import { sessionHintsOf } from './session-hints.ts';

/** Labels are matched loosely: readers break `DOB:` into `D0B;`. */
const birthLabel = /\b(?:d\.?[o0]\.?b\.?|date of birth|birth\s?date|born|b\.)\s*[:;.,#]?\s*$/i;
const serviceLabel =
	/\b(?:d\.?[o0]\.?s\.?|date of (?:service|visit|session|contact)|(?:session|visit|service|contact)(?: date)?|date|seen(?: on)?)\s*[:;.,]?\s*$/i;
/** Days that a page names for another reason than that the client was seen. */
const otherLabel =
	/\b(?:signed|printed|typed|dictated|transcribed|due|expires?|exp|from|through|thru|until|next|rtc|appt|since|effective|faxed|received|rec'?d|onset|admitted|reviewed|last)\b[^|]{0,14}$/i;
const nameLabel =
	/(?:^|[\s|(])(?:(?:(?:identified )?(?:client|patient)|student|consumer|member|resident|res|child|youth|veteran|employee|person|rider|camper|inmate|visited|pt|cl|ct)(?:['’]s)?(?: name)?|name|couple|family|re)(?:\s*[:;=]\s*|\s{2,})/gi;
/** Labels that a page also has for somebody else than its client, e.g. a therapist in training. */
const otherPerson = /\b(?:student|employee|member|person|visited|re)\b/i;
/** A full stop is read as an `e` at times. */
const numberLabel =
	/(?:^|[\s|(])(?:m\.?r\.?n\.?|m\.?r\.?\s?(?:#|no\.?)|(?:chart|record|case|file|acct|account|client|patient)\s*(?:#|no[.e]?|number|id)|acct|id#?|i\.d\.)\s*[:;.#]*\s*([A-Z]{0,4}[-\s]?\d[\dA-Z]*(?:[-/]\d[\dA-Z]*)*)/i;

const honorific = String.raw`(?:Mr|Mrs|Ms|Miss|Mx|Prof|Rev|Bro|Sr)\.?`;
const capital = String.raw`(?:(?:Mc|Mac|O['’]|D['’])?[A-Z][\p{Ll}]+(?:['’-][A-Z]?\p{Ll}+)*|[A-Z]{2,}(?:[-'’][A-Z]+)*)`;
const initial = String.raw`[A-Z]\b\.?`;
const particle = String.raw`(?:de|la|van|von|der|del|al|bin)`;
const given = String.raw`(?:${capital}|${initial})`;
const turned = String.raw`${capital}, (?:${honorific} )?${given}(?: ${given})?`;
const straight = String.raw`(?:${honorific} )?${given}(?: (?:(?:&|\+|and) )?(?:${given}|${particle})){0,4}`;
const startsWithName = new RegExp(String.raw`^["“]?(${turned}|${straight})`, 'u');
const endsWithName = new RegExp(
	String.raw`(?:^|\s)(${turned}|${capital}(?: (?:${initial}|${particle}))* ${capital})\W*$`,
	'u'
);
const titledName = new RegExp(String.raw`(?:^|\s)(${honorific} ${given}(?: ${capital}){0,2})`, 'u');
const notName =
	/\b(?:date|dob|id|mrn|session|age|sex|the|see|phone|notes?|progress|visit|start|time|page|dx|ref|services?|requests?|release|leave|form|grade|name|code|center|clinic|county|street|dear|individual|group|family|psych\w*|counsel\w*|health|program|therapy|insurance|school|records?)\b/i;
const nextLabel =
	/,?\s+(?:D\.?[O0]\.?B|ID|MRN|M\.?R\.?\s?(?:#|No\b)|Age|Date|Chart|Acct|SSN|Sex|DOS|Case|Record|Room|Rm|b\.)(?![a-z]).*$/i;

/** Words of a sentence that readers and writers put right behind a name. They never end one, and may begin one (April, May). */
const pastName =
	/ (?:Today|Yesterday|Client|Patient|Seen|Session|Arrived|Presents?|Presented|Reports?|Reported|Was|Is|Has|Came|At|In|On|This|That|Mood|Therapist|Clinician|Provider|Location|Office|Time|From|For|With|By|Of|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|[A-Z]\p{Ll}+['’]s)\b.*$/u;

function tidy(found: string | undefined): string | undefined {
	const name = found
		?.replace(pastName, '')
		.replace(/[\s,]+$/, '')
		.replace(/(?<=\p{Ll}{2})\.$/u, '');
	return name && name.replace(/[^\p{L}]/gu, '').length > 1 && !notName.test(name)
		? name
		: undefined;
}

/** The name at the start of a text: it ends where the next label, number or wide gap begins. */
function nameAtStart(text: string): string | undefined {
	const [field = ''] = text
		.trim()
		.replace(nextLabel, '')
		.split(/\s{3,}|\t|\||\(|\d|[;:]|\s[-–—]\s/);
	return tidy(startsWithName.exec(field)?.[1]);
}

/** A labelled name; else the words before a birth date; else a titled or turned-about name in the head. */
function nameIn(lines: readonly string[]): string | undefined {
	const labelled = lines.slice(0, 14).flatMap((line) =>
		[...line.matchAll(nameLabel)].flatMap(({ 0: label, index }) => {
			const name = nameAtStart(line.slice(index + label.length));
			return name ? [{ name, isOther: otherPerson.test(label) }] : [];
		})
	);
	const first = labelled.find(({ isOther }) => !isOther) ?? labelled[0];
	if (first) return first.name;
	const head = lines.slice(0, 5);
	for (const line of head) {
		const before = /^(.*?)[\s,|(]+(?:d\.?[o0]\.?b\b|b\.?\s+\d)/i.exec(line)?.[1];
		const name = before && tidy(endsWithName.exec(before)?.[1]);
		if (name) return name;
	}
	for (const line of head) {
		const name = tidy(/\bdear\b/i.test(line) ? undefined : titledName.exec(line)?.[1]);
		if (name) return name;
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

/**
 * A day is doubted below this confidence of its line. Of 121 days read on 155 scans, 18 were read wrong, all of them below
 * 0.79; 25 that were right are doubted with them.
 */
const sureFrom = 0.8;

/** The labelled day first, else the first unlabelled one in the head of the page, where notes are dated. */
function serviceDateIn(places: readonly Dated[]): Dated | undefined {
	const open = places.filter(({ before }) => !birthLabel.test(before) && !otherLabel.test(before));
	const labelled = open.find(
		({ before, line }) => line < headLines * 2 && serviceLabel.test(before)
	);
	return labelled ?? open.find(({ line }) => line < headLines);
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

/** `confidence`: how sure the reader was, 0 to 1; a text that nobody had to read is sure. */
export function hintsOf(
	lines: readonly { readonly text: string; readonly confidence?: number }[]
): PageHints {
	const written = lines.filter(({ text }) => text.trim());
	const texts = written.map(({ text }) => text);
	const places = datedPlaces(texts);
	const birthDate = birthDateIn(places);
	const later = places.filter(({ date }) => birthDate === undefined || date > birthDate);
	const dated = serviceDateIn(later);
	const sure = dated ? (written[dated.line]?.confidence ?? 1) : 1;
	const name = nameIn(texts);
	const recordNumber = texts
		.slice(0, 14)
		.map((text) => numberLabel.exec(text)?.[1]?.trim())
		.find((number) => number !== undefined && /\d{2}/.test(number));
	return {
		...(name ? { name } : {}),
		...(birthDate ? { birthDate } : {}),
		...(recordNumber ? { recordNumber } : {}),
		...(dated ? { serviceDate: dated.date } : {}),
		...(sure < sureFrom ? { dateUnsure: true } : {}),
		...sessionHintsOf(texts)
	};
}
