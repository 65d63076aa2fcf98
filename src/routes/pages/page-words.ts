/** A filed page in words and in groups by date of service. Pure. */
import type { ChartKind, ChartPage } from '#lib/chart/reader.ts';
import { languageTag } from '#lib/language/language.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';
import { isReadable, type Reading } from '#lib/page/reading.ts';
import { dayInWords } from '#lib/ui/moments.ts';

/** What the chart and the cabinet both know of a page. */
export interface FiledPage {
	readonly page: PageId;
	readonly serviceDate?: DateOfService;
	readonly width: number;
	readonly height: number;
}

export interface DateGroup<Page> {
	/** Absent for the pages without a date. */
	readonly date: DateOfService | undefined;
	readonly title: string;
	/** Each with its number among all the client's pages, from 1. */
	readonly pages: readonly { readonly page: Page; readonly number: number }[];
}

/** One line of a page's facts. */
export interface Fact {
	readonly label: string;
	/** Several stand one below the other. */
	readonly value: string | readonly string[];
	/** A hash or an id: set in the machine's type, and may break anywhere. */
	readonly code?: boolean;
	/** As it was signed and stands on record, which is in English. */
	readonly signed?: boolean;
}

export const kindWords: Readonly<Record<ChartKind, string>> = {
	progress: 'Progress note',
	administrative: 'Administrative',
	'mixed-part': 'Chart part of a mixed page',
	other: 'Page'
};

/** Within a sentence, where "Page" says nothing. */
const filedAs: Readonly<Record<ChartKind, string>> = {
	progress: 'a progress note',
	administrative: 'an administrative page',
	'mixed-part': 'the chart’s part of a mixed page',
	other: 'a page of no named kind'
};

/** What it is filed as, within a sentence: `a progress note dated February 26, 2019`. */
export function filedAsWords({
	kind,
	serviceDate
}: Pick<ChartPage, 'kind' | 'serviceDate'>): string {
	return serviceDate
		? `${filedAs[kind]} dated ${dayInWords(serviceDate)}`
		: `${filedAs[kind]} without a date of service`;
}

export const provenanceWords: Readonly<Record<Provenance, string>> = {
	'separate-folder': 'In a separate folder',
	'sealed-envelope': 'In a sealed envelope',
	interfiled: 'Among the other pages of the chart',
	unknown: 'Not known'
};

export function dateWords(date: DateOfService | undefined): string {
	return date ? dayInWords(date) : 'No date of service';
}

/** `1 page`, `12 pages`. */
export function pagesWords(count: number): string {
	return count === 1 ? '1 page' : `${count.toLocaleString(languageTag())} pages`;
}

/** Groups neighbours of one date; the pages come in order and keep it, and the numbers that they have among `all`. */
export function groupByDate<Page extends FiledPage>(
	pages: readonly Page[],
	all: readonly Page[] = pages
): readonly DateGroup<Page>[] {
	const numbers = new Map(all.map(({ page }, i) => [page, i + 1]));
	const groups: { date: DateOfService | undefined; pages: { page: Page; number: number }[] }[] = [];
	for (const page of pages) {
		const last = groups.at(-1);
		const numbered = { page, number: numbers.get(page.page) ?? 0 };
		if (last && last.date === page.serviceDate) last.pages.push(numbered);
		else groups.push({ date: page.serviceDate, pages: [numbered] });
	}
	return groups.map((group) => ({ ...group, title: dateWords(group.date) }));
}

/** Why there are no words to show for a page; `undefined` when there are. */
export function whyNoWords(reading: Reading | undefined): string | undefined {
	if (!reading) return 'This page was filed before it was read, so there are no words of it.';
	if (isReadable(reading)) return undefined;
	if (reading.blank === 'yes') return 'This page looks blank: no words were found on it.';
	return 'This page could not be read: its handwriting or print was not recognised well enough. The picture is the record.';
}
