/** Days as US paper writes them, misread digits and all. Month comes before day; two digits of a year never ask a clock. */
import { type CalendarDate, parseDate } from '#lib/page/date.ts';
import { repairNumbers } from './folding.ts';

export interface FoundDate {
	readonly date: CalendarDate;
	/** Where it stands in the line, in characters of the line with its numbers repaired. */
	readonly at: number;
}

const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const numeric = /(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d/-]|\.\d)/g;
const yearFirst = /(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)/g;
const monthFirst = new RegExp(
	String.raw`\b(${monthNames})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+'?(\d{4}|\d{2})\b(?!:)`,
	'gi'
);
const dayFirst = new RegExp(
	String.raw`\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(${monthNames})[a-z]*\.?[\s,-]+'?(\d{4}|\d{2})\b(?!:)`,
	'gi'
);

const pad = (n: number) => String(n).padStart(2, '0');

/** `00` to `30` are 2000 to 2030, the rest the century before: old paper, no clock. */
function fullYear(year: string): string {
	if (year.length === 4) return year;
	return Number(year) <= 30 ? `20${year}` : `19${year}`;
}

const monthNumber = (name: string) =>
	monthNames.split('|').indexOf(name.toLowerCase().slice(0, 3)) + 1;

function dayOf(year: string, month: number, day: number): CalendarDate | undefined {
	return parseDate(`${fullYear(year)}-${pad(month)}-${pad(day)}`);
}

/** Every day named in a line, from left to right; impossible days are left out. */
export function datesIn(line: string): FoundDate[] {
	const text = repairNumbers(line);
	const found: FoundDate[] = [];
	const add = (at: number, date: CalendarDate | undefined) => {
		if (date && !found.some((other) => other.at === at)) found.push({ date, at });
	};
	for (const [whole, month = '', day = '', year = ''] of text.matchAll(numeric)) {
		add(text.indexOf(whole), dayOf(year, Number(month), Number(day)));
	}
	for (const { 1: year = '', 2: month = '', 3: day = '', index } of text.matchAll(yearFirst)) {
		add(index, dayOf(year, Number(month), Number(day)));
	}
	for (const { 1: month = '', 2: day = '', 3: year = '', index } of text.matchAll(monthFirst)) {
		add(index, dayOf(year, monthNumber(month), Number(day)));
	}
	for (const { 1: day = '', 2: month = '', 3: year = '', index } of text.matchAll(dayFirst)) {
		add(index, dayOf(year, monthNumber(month), Number(day)));
	}
	return found.sort((a, b) => a.at - b.at);
}
