/**
 * What the names in another system's export say: whose a folder is, and of what day a file. Offers, never facts: a person
 * looks over all of them before anything is taken in. Pure.
 */
import { parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { PageHints } from '#lib/page/client.ts';
import { withoutUnseen } from '#lib/page/shown-name.ts';

/** Whom a folder's name names. */
export type NamedClient = Pick<PageHints, 'name' | 'birthDate' | 'recordNumber'>;

const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const between = String.raw`[-._/ ]`;

/** How systems write a day into a name: year first, or month before day as US records do. Parts by their group's name. */
const ways = [
	String.raw`(?<!\d)(?<year>(?:19|20)\d{2})${between}(?<month>\d{1,2})${between}(?<day>\d{1,2})(?!\d)`,
	String.raw`(?<!\d)(?<month>\d{1,2})${between}(?<day>\d{1,2})${between}(?<year>(?:19|20)?\d{2})(?!\d)`,
	String.raw`(?<!\d)(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?!\d)`,
	String.raw`(?<!\d)(?<month>\d{2})(?<day>\d{2})(?<year>(?:19|20)\d{2})(?!\d)`,
	String.raw`(?<![a-z])(?<name>${monthNames})[a-z]*[-. ]+(?<day>\d{1,2})(?:st|nd|rd|th)?[-, ]+(?<year>(?:19|20)?\d{2})(?!\d)`,
	String.raw`(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th)?[-. ]*(?<name>${monthNames})[a-z]*[-., ]*(?<year>(?:19|20)?\d{2})(?!\d)`
].map((way) => new RegExp(way, 'gi'));

interface Named {
	readonly date: CalendarDate;
	readonly words: string;
}

/** Every day in a name. What one way has read, the next does not read again as another day. */
function daysIn(text: string): readonly Named[] {
	const found: Named[] = [];
	let rest = text;
	for (const way of ways) {
		for (const { 0: words, groups = {} } of [...rest.matchAll(way)]) {
			const { year = '', day = '', name } = groups;
			const month = name
				? monthNames.split('|').indexOf(name.toLowerCase().slice(0, 3)) + 1
				: Number(groups['month']);
			const date = parseDate(`${fullYear(year)}-${padded(month)}-${padded(Number(day))}`);
			if (!date) continue;
			found.push({ date, words });
			rest = rest.replace(words, ' ');
		}
	}
	return found;
}

const padded = (part: number): string => String(part).padStart(2, '0');

/** `00` to `30` are 2000 to 2030, the rest the century before, as on paper. */
function fullYear(year: string): string {
	if (year.length === 4) return year;
	return Number(year) <= 30 ? `20${year}` : `19${year}`;
}

/** The one day that a file's name gives, up to `today`; nothing where it gives two that differ. */
export function dayNamed(fileName: string, today: CalendarDate): CalendarDate | undefined {
	const days = daysIn(spaced(fileName.replace(/\.[a-z0-9]{1,5}$/i, ''))).map(({ date }) => date);
	const [first, ...others] = new Set(days);
	return first !== undefined && others.length === 0 && first <= today ? first : undefined;
}

const labels =
	/\b(?:date of birth|dob|born|mrn|chart|record|client|patient|no|nr|number|id)\b\.?/gi;
/** Three digits or more, with the few letters that some systems put before them. */
const number = /(?<![\p{L}\d])#?((?:[A-Z]{1,4}-?)?\d{3,}(?:-\d+)?)(?![\p{L}\d])/u;

/** Whose a folder is, e.g. `Okafor, Ana (DOB 5-2-1984) #20417`. */
export function clientNamed(folder: string): NamedClient {
	let text = spaced(withoutUnseen(folder));
	const [born] = daysIn(text);
	if (born) text = text.replace(born.words, ' ');
	const record = number.exec(text);
	if (record) text = text.replace(record[0], ' ');
	const name = nameIn(text.replace(labels, ' '));
	return {
		...(name ? { name } : {}),
		...(born ? { birthDate: born.date } : {}),
		...(record?.[1] ? { recordNumber: record[1] } : {})
	};
}

/** `Last, First` the way names are spoken; `undefined` when no letters are left. */
function nameIn(text: string): string | undefined {
	const parts = text
		.split(',')
		.map((part) => part.replace(/[^\p{L}\p{M}'’. -]+/gu, ' ').replace(/\s+/g, ' '))
		.map((part) => part.replace(/^[-'’. ]+|[-'’ ]+$/g, ''))
		.filter((part) => /\p{L}/u.test(part));
	const [last = '', first, ...more] = parts;
	return (first === undefined ? last : [first, ...more, last].join(' ')) || undefined;
}

function spaced(name: string): string {
	return name.normalize('NFC').replace(/_+/g, ' ');
}
