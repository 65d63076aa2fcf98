/**
 * Every kind of entry in words. A new action does not compile without its own.
 *
 * [Note: What the history says outside the cabinet]
 * What is filed is told by the folder that took it, never by the tray: the chart tells of its own pages, and
 * the open cabinet of its own. So no line here can speak of a private page, or be counted against one.
 */
import type { ChartAction, FiledUnder } from '#lib/chart/actions.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { formatDate } from '#lib/page/date.ts';
import { isFiled, type Fate, type Provenance } from '#lib/page/fate.ts';
import { paperKinds } from '#lib/page/request-paper.ts';
import { shownName } from '#lib/page/shown-name.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { afterWords } from './after-words.ts';
import { markWords } from './mark-words.ts';
import { unreachable } from './unreachable.ts';

export const abouts = [
	'filing',
	'boxes',
	'reading',
	'decisions',
	'clients',
	'releases',
	'people'
] as const;
/** What a line is about, to choose by. */
export type About = (typeof abouts)[number];

export interface Said {
	/** A sentence without its subject. */
	readonly what: string;
	readonly about: About;
	readonly page?: PageId;
	readonly client?: ClientId;
	/** Happens to every side of a box: see history-runs.ts. */
	readonly routine?: 'side' | 'file' | 'read';
}

export const keptIn: Readonly<Record<Provenance, string>> = {
	'separate-folder': 'kept in a separate folder',
	'sealed-envelope': 'kept in a sealed envelope',
	interfiled: 'kept among the record’s pages',
	unknown: 'where it was kept is not known'
};

/** Where a page's paper was kept, said anew. */
export function correctedTo(provenance: Provenance): string {
	return `Corrected where a page’s paper was kept: ${
		provenance === 'unknown' ? 'not known' : keptIn[provenance].replace(/^kept /u, '')
	}`;
}

const chartKinds = {
	progress: 'Filed a page to the chart',
	administrative: 'Filed an administrative page to the chart',
	'mixed-part': 'Filed the chart’s part of a mixed page to the chart',
	other: 'Filed a page to the chart'
} as const;

/** What a page is filed under now, and was before. */
export function refiledWords(was: FiledUnder, now: FiledUnder, nameOf: ClientNamer): string {
	if (was.client !== now.client) {
		const dated = was.serviceDate === now.serviceDate ? '' : `, ${dayWords(now)}`;
		return `Moved a page from the chart of ${nameOf(was.client)} to that of ${nameOf(now.client)}${dated}`;
	}
	if (was.serviceDate !== now.serviceDate) {
		return `Filed a page of ${nameOf(now.client)} under another date: ${dayWords(now)}, before: ${dayWords(was)}`;
	}
	return `Filed a page of ${nameOf(now.client)} as another kind`;
}

/** A filing elsewhere was taken back: from where it lay in between. */
function putBackWords(between: FiledUnder, now: FiledUnder, nameOf: ClientNamer): string {
	const of = nameOf(now.client);
	if (between.client !== now.client)
		return `Put a page back from the chart of ${nameOf(between.client)} to that of ${of}`;
	return between.serviceDate !== now.serviceDate
		? `Put a page of ${of} back under its earlier date: ${dayWords(now)}`
		: `Put a page of ${of} back under its earlier kind`;
}

function dayWords({ serviceDate }: FiledUnder): string {
	return serviceDate ? formatDate(serviceDate) : 'no date of service';
}

/** How a client is called now; a name that was changed is told under the new one. */
export type ClientNamer = (client: ClientId) => string;

export function chartWords(action: ChartAction, nameOf: ClientNamer): Said {
	const requested = (client: ClientId, words: (of: string) => string): Said => ({
		what: words(nameOf(client)),
		about: 'releases',
		client
	});
	switch (action.is) {
		case 'client-added': {
			const { id, name } = action.client;
			return { what: `Added the client ${name}.`, about: 'clients', client: id };
		}
		case 'client-changed': {
			const { id, name } = action.client;
			return { what: `Changed the details of ${name}.`, about: 'clients', client: id };
		}
		case 'page-filed': {
			const { page, client, kind, provenance } = action.page;
			const because = reason(action.because);
			if (action.was) {
				const moved = action.back ? putBackWords : refiledWords;
				const refiled = moved(action.was, action.page, nameOf);
				return { what: `${refiled}${because}.`, about: 'filing', page, client };
			}
			const what = `${chartKinds[kind]} of ${nameOf(client)} (${keptIn[provenance]})${because}.`;
			return { what, about: 'filing', page, client };
		}
		case 'page-withdrawn': {
			const { page, client, because } = action;
			const what = `Took a page out of the chart of ${nameOf(client)}. ${because}`;
			return { what, about: 'filing', page, client };
		}
		case 'page-turned':
			return { what: 'Turned the picture of a filed page.', about: 'filing', page: action.page };
		case 'page-read':
			return { what: 'Had a filed page read.', about: 'reading', page: action.page };
		case 'words-corrected':
			return { what: 'Put a word of a filed page right.', about: 'reading', page: action.page };
		case 'page-noted': {
			const { page, note } = action;
			return { what: `Wrote a note on a filed page: ${note.text}`, about: 'filing', page };
		}
		case 'note-struck':
			return { what: 'Struck a note on a filed page.', about: 'filing', page: action.page };
		case 'charts-exported': {
			const { clients, pages, files, to } = action.exported;
			const [only] = clients.length === 1 ? clients : [];
			const whose = only ? `the chart of ${nameOf(only)}` : counted(clients.length, 'chart');
			const where = to === 'zip' ? 'as a zip' : 'into a folder';
			const what = `Exported ${whose} ${where}: ${counted(pages, 'page')} in ${counted(files, 'file')}.`;
			return { what, about: 'releases', ...(only ? { client: only } : {}) };
		}
		case 'page-redacted': {
			const places = counted(action.redacted.marks.length, 'place');
			const what = `Made a redacted copy of a filed page, with ${places} covered.`;
			return { what, about: 'releases', page: action.page };
		}
		case 'redaction-removed':
			return {
				what: 'Took back the redacted copy of a filed page.',
				about: 'releases',
				page: action.page
			};
		case 'pages-resealed': {
			const { pages, kept = [] } = action;
			const sealed =
				pages.length > 0
					? counted(pages.length, 'filed page')
					: `${counted(kept.length, 'piece')} of released packets`;
			return { what: `Sealed ${sealed} anew, under the charts’ newest key.`, about: 'people' };
		}
		case 'request-listed':
			return requested(action.request.client, (of) => `Wrote down a request for records of ${of}.`);
		case 'request-extended':
			return requested(
				action.client,
				(of) =>
					`Extended the time to answer a request for records of ${of} to ${formatDate(action.extension.dueOn)}, because: ${action.extension.because}.`
			);
		case 'request-closed':
			return requested(
				action.client,
				(of) => `Closed a request for records of ${of}${reason(action.because)}.`
			);
		case 'page-kept': {
			const { page, provenance, because } = action;
			return { what: `${correctedTo(provenance)}${reason(because)}.`, about: 'filing', page };
		}
		case 'page-vouched': {
			const { page, because } = action;
			const what = `Said that a filed page that may look private belongs in the record. ${because}`;
			return { what, about: 'filing', page };
		}
		case 'vouch-withdrawn':
			return {
				what: 'Took back the word that a filed page belongs in the record.',
				about: 'filing',
				page: action.page
			};
		case 'page-marked': {
			const { page, marks } = action;
			return { what: `Said of a filed page: ${markWords(marks)}.`, about: 'filing', page };
		}
		case 'paper-attached':
			return requested(action.client, (of) =>
				action.turned
					? `Turned a side of ${paperKinds[action.paper.kind]} of a request for records of ${of}.`
					: `Attached ${paperKinds[action.paper.kind]} to a request for records of ${of}.`
			);
		case 'paper-removed':
			return requested(
				action.client,
				(of) => `Took an attached paper off a request for records of ${of}.`
			);
		case 'authority-revoked':
			return requested(
				action.client,
				(of) =>
					`Entered that the authority for records of ${of} was revoked on ${formatDate(action.revoked.on)}: ${action.revoked.how}.`
			);
		case 'packet-planned':
			return requested(action.client, (of) => `Put a packet of ${of} down for a second look.`);
		case 'packet-seen-again':
			return requested(
				action.client,
				(of) => `Had a second look taken at a packet of ${of}, by ${action.seen.by}.`
			);
		case 'release-settings-set': {
			const time = counted(action.settings.access.days, 'day');
			const what = `Set how requests are answered: ${time} for the right of access, and what letters say.`;
			return { what, about: 'releases' };
		}
		case 'packet-released': {
			const { client, recipient, pages, purpose } = action.disclosure;
			const of = `${counted(pages, 'page')} of ${nameOf(client)}`;
			const what = `Released ${of} to ${recipient.name}, for: ${purpose}.`;
			return { what, about: 'releases', client };
		}
		case 'accounting-asked':
		case 'accounting-closed':
		case 'accounting-extended':
		case 'accounting-given':
		case 'disclosure-entered':
		case 'disclosure-struck':
		case 'fees-worked-out':
		case 'incident-closed':
		case 'incident-opened':
		case 'incident-reopened':
		case 'incident-written':
			return afterWords(action, nameOf);
	}
}

const stays: Readonly<Record<Exclude<Fate, 'chart' | 'cabinet' | 'split'>, string>> = {
	blank: 'Decided that a side is blank',
	duplicate: 'Decided that a page is in twice',
	rescan: 'Asked for a page to be scanned again',
	'not-a-record': 'Decided that a page is no record',
	separator: 'Took a sheet for a separator'
};

/** Tells one tray's entries in order: to take a decision back is told only where the decision was. */
export function trayTeller(): (action: TrayAction) => Said | undefined {
	const kept = new Set<PageId>();
	return (action) => {
		if (action.is !== 'page-decided') return trayWords(action, kept);
		const { page, decision } = action;
		if (isFiled(decision.fate)) {
			kept.delete(page);
			return undefined;
		}
		kept.add(page);
		return {
			what: `${stays[decision.fate]}${reason(decision.because)}.`,
			about: 'decisions',
			page
		};
	};
}

type OtherThanDecided = Exclude<TrayAction, { readonly is: 'page-decided' }>;

function trayWords(action: OtherThanDecided, kept: ReadonlySet<PageId>): Said | undefined {
	switch (action.is) {
		case 'box-opened': {
			const { provenance, files, label } = action;
			const named = label ? ` “${shownName(label)}”` : '';
			const what = `Began a box${named} of ${counted(files, 'file')} (${keptIn[provenance]}).`;
			return { what, about: 'boxes' };
		}
		case 'side-taken':
			return {
				what: 'Took a side into the tray.',
				about: 'boxes',
				page: action.taken.side.page,
				routine: 'side'
			};
		// The file's name stays sealed: it may be a client's.
		case 'file-refused':
			return { what: `File ${action.file} was refused. ${action.sentence}`, about: 'boxes' };
		case 'file-taken':
			return {
				what: `Took in file ${action.file}: ${counted(action.sides, 'side')}.`,
				about: 'boxes',
				routine: 'file'
			};
		case 'box-fed':
			return { what: 'The whole box is in.', about: 'boxes' };
		case 'box-indexed':
			if (action.rescans?.length)
				return { what: 'Said which sides of a box are better scans.', about: 'boxes' };
			return action.client
				? { what: 'Said whose pages a box holds.', about: 'boxes', client: action.client }
				: { what: 'Took back whose pages a box holds.', about: 'boxes' };
		case 'box-collated':
			return { what: 'Put fronts and backs in the order of the paper.', about: 'boxes' };
		case 'box-explained':
			return { what: `Explained why a box does not add up: ${action.note}`, about: 'boxes' };
		case 'box-put-away':
			return { what: action.away ? 'Put a box away.' : 'Took a box out again.', about: 'boxes' };
		case 'page-read':
			return { what: 'Had a page read.', about: 'reading', page: action.page, routine: 'read' };
		case 'page-unread':
			return {
				what: `A page could not be read. ${action.sentence}`,
				about: 'reading',
				page: action.page
			};
		case 'page-turned':
			return { what: 'Turned a page’s picture.', about: 'reading', page: action.page };
		case 'page-kept': {
			const { page, provenance, because } = action;
			return { what: `${correctedTo(provenance)}${reason(because)}.`, about: 'decisions', page };
		}
		case 'side-replaced':
			return {
				what: action.by
					? 'Put a better scan in the place of a side.'
					: 'Took a better scan out of the place of a side.',
				about: 'decisions',
				page: action.page
			};
		case 'twin-denied':
			return {
				what: 'Compared two sides that look the same: they are not.',
				about: 'decisions',
				page: action.page
			};
		case 'page-undone':
			return kept.has(action.page)
				? { what: 'Took a decision back.', about: 'decisions', page: action.page }
				: undefined;
		// Told by the folder that took the page, or gave it back.
		case 'page-filed':
		case 'page-returned':
		case 'copies-removed':
			return undefined;
		default:
			return unreachable(action);
	}
}

export function reason(because: string | undefined): string {
	return because ? `, because: ${because.replace(/[.\s]+$/u, '')}` : '';
}

export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
