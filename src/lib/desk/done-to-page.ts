/** What was done to a filed page, as its own screen tells it in the reader's language. Pure. */
import type { ChartAction, FiledUnder } from '#lib/chart/actions.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { dayInWords } from '#lib/ui/moments.ts';
import { markWords } from './mark-words.ts';

/** What was done to a filed page's picture and words, for its history. */
const workWords = {
	'page-turned': 'Turned the picture.',
	'page-read': 'Had the page read.'
} as const;

const kindWords = {
	progress: 'Filed to the chart',
	administrative: 'Filed to the chart as an administrative page',
	'mixed-part': 'Filed the chart’s part of a mixed page to the chart',
	other: 'Filed to the chart'
} as const;

const keptWords = {
	'separate-folder': 'in a separate folder',
	'sealed-envelope': 'in a sealed envelope',
	interfiled: 'among the record’s pages',
	unknown: 'not known'
} as const;

function becauseOf(because: string | undefined): string {
	return because ? `, because: ${because.replace(/[.\s]+$/u, '')}` : '';
}

/** As the history tells it, and in the reader's language: the history's own words go on record and stay English. */
function refiledHere(
	was: FiledUnder,
	now: FiledUnder,
	nameOf: (client: ClientId) => string
): string {
	const day = now.serviceDate ? dayInWords(now.serviceDate) : 'no date of service';
	const before = was.serviceDate ? dayInWords(was.serviceDate) : 'no date of service';
	const [from, to] = [nameOf(was.client), nameOf(now.client)];
	if (was.client !== now.client) {
		return was.serviceDate === now.serviceDate
			? `Moved a page from the chart of ${from} to that of ${to}`
			: `Moved a page from the chart of ${from} to that of ${to}, ${day}`;
	}
	return was.serviceDate !== now.serviceDate
		? `Filed a page of ${to} under another date: ${day}, before: ${before}`
		: `Filed a page of ${to} as another kind`;
}

/** A filing elsewhere was taken back: from where it lay in between. */
function putBackHere(
	between: FiledUnder,
	now: FiledUnder,
	nameOf: (client: ClientId) => string
): string {
	const [from, to] = [nameOf(between.client), nameOf(now.client)];
	const day = now.serviceDate ? dayInWords(now.serviceDate) : 'no date of service';
	if (between.client !== now.client)
		return `Put a page back from the chart of ${from} to that of ${to}`;
	return between.serviceDate !== now.serviceDate
		? `Put a page of ${to} back under its earlier date: ${day}`
		: `Put a page of ${to} back under its earlier kind`;
}

/** What an event did to this page; `undefined` when it was about something else. */
export function doneWords(
	action: ChartAction,
	page: PageId,
	nameOf: (client: ClientId) => string
): string | undefined {
	if (action.is === 'page-filed' && action.page.page === page) {
		const { because, was, back } = action;
		const moved = back ? putBackHere : refiledHere;
		const what = was ? moved(was, action.page, nameOf) : kindWords[action.page.kind];
		return `${what}${becauseOf(because)}.`;
	}
	if ((action.is === 'page-turned' || action.is === 'page-read') && action.page === page) {
		return workWords[action.is];
	}
	if (action.is === 'words-corrected' && action.page === page) return 'Put a word right.';
	if (action.is === 'page-noted' && action.page === page) {
		return `Wrote a note: ${action.note.text}`;
	}
	if (action.is === 'note-struck' && action.page === page) return 'Struck a note.';
	if (action.is === 'page-kept' && action.page === page) {
		const where = `Corrected where a page’s paper was kept: ${keptWords[action.provenance]}`;
		return `${where}${becauseOf(action.because)}.`;
	}
	if (action.is === 'page-redacted' && action.page === page) {
		const { length } = action.redacted.marks;
		return `Made a redacted copy, with ${length} ${length === 1 ? 'place' : 'places'} covered.`;
	}
	if (action.is === 'redaction-removed' && action.page === page) {
		return 'Took the redacted copy back.';
	}
	if (action.is === 'page-marked' && action.page === page) {
		return `Said: ${markWords(action.marks)}.`;
	}
	if (action.is === 'page-vouched' && action.page === page) {
		return `Said that it belongs in the record. ${action.because}`;
	}
	if (action.is === 'vouch-withdrawn' && action.page === page) {
		return 'Took back the word that it belongs in the record.';
	}
	if (action.is === 'page-withdrawn' && action.page === page) {
		return `Taken out of the chart. ${action.because}`;
	}
	return undefined;
}
