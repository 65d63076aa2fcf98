/**
 * Every kind of entry as it is told: once, for the history, a page's own and the files that are saved of them. A new
 * action does not compile without its own.
 *
 * [Note: What the history says outside the cabinet]
 * What is filed is told by the folder that took it, never by the tray: the chart tells of its own pages, and
 * the open cabinet of its own. So no line here can speak of a private page, or be counted against one.
 */
import type { ChartAction, FiledUnder } from '#lib/chart/actions.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { alreadyTold, tell, type Told, type Telling } from '#lib/language/telling.ts';
import { isFiled, type Fate } from '#lib/page/fate.ts';
import { paperKinds } from '#lib/page/request-paper.ts';
import { shownName } from '#lib/page/shown-name.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { afterWords } from './after-words.ts';
import {
	correctedTo,
	dayTold,
	filesTold,
	keptIn,
	pagesTold,
	sidesTold,
	withReason
} from './history-parts.ts';
import { marksTold } from './mark-words.ts';
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
	readonly what: Telling;
	readonly about: About;
	readonly page?: PageId;
	readonly client?: ClientId;
	/** Happens to every side of a box: see history-runs.ts. */
	readonly routine?: 'side' | 'file' | 'read';
}

function filedWords({ kind, client }: FiledUnder, nameOf: ClientNamer): Telling {
	const of = nameOf(client);
	switch (kind) {
		case 'progress':
		case 'other':
			return tell`Filed a page to the chart of ${of}`;
		case 'administrative':
			return tell`Filed an administrative page to the chart of ${of}`;
		case 'mixed-part':
			return tell`Filed the chart’s part of a mixed page to the chart of ${of}`;
		default:
			return unreachable(kind);
	}
}

/** What a page is filed under now, and was before. */
function refiledWords(was: FiledUnder, now: FiledUnder, nameOf: ClientNamer): Telling {
	const [from, of] = [nameOf(was.client), nameOf(now.client)];
	if (was.client !== now.client) {
		return was.serviceDate === now.serviceDate
			? tell`Moved a page from the chart of ${from} to that of ${of}`
			: tell`Moved a page from the chart of ${from} to that of ${of}, ${serviceDay(now)}`;
	}
	return was.serviceDate !== now.serviceDate
		? tell`Filed a page of ${of} under another date: ${serviceDay(now)}, before: ${serviceDay(was)}`
		: tell`Filed a page of ${of} as another kind`;
}

/** A filing elsewhere was taken back: from where it lay in between. */
function putBackWords(between: FiledUnder, now: FiledUnder, nameOf: ClientNamer): Telling {
	const [from, of] = [nameOf(between.client), nameOf(now.client)];
	if (between.client !== now.client)
		return tell`Put a page back from the chart of ${from} to that of ${of}`;
	return between.serviceDate !== now.serviceDate
		? tell`Put a page of ${of} back under its earlier date: ${serviceDay(now)}`
		: tell`Put a page of ${of} back under its earlier kind`;
}

function serviceDay({ serviceDate }: FiledUnder): Telling {
	return serviceDate ? dayTold(serviceDate) : tell`no date of service`;
}

/** How a client is called now; a name that was changed is told under the new one. */
export type ClientNamer = (client: ClientId) => Told;

export function chartWords(action: ChartAction, nameOf: ClientNamer): Said {
	const requested = (client: ClientId, words: (of: Told) => Telling): Said => ({
		what: words(nameOf(client)),
		about: 'releases',
		client
	});
	switch (action.is) {
		case 'client-added': {
			const { id, name } = action.client;
			return { what: tell`Added the client ${name}.`, about: 'clients', client: id };
		}
		case 'client-changed': {
			const { id, name } = action.client;
			return { what: tell`Changed the details of ${name}.`, about: 'clients', client: id };
		}
		case 'page-filed': {
			const { page, client, provenance } = action.page;
			if (action.was) {
				const moved = action.back ? putBackWords : refiledWords;
				const refiled = moved(action.was, action.page, nameOf);
				return { what: withReason(refiled, action.because), about: 'filing', page, client };
			}
			const filed = tell`${filedWords(action.page, nameOf)} (${keptIn(provenance)})`;
			return { what: withReason(filed, action.because), about: 'filing', page, client };
		}
		case 'page-withdrawn': {
			const { page, client, because } = action;
			const what = tell`Took a page out of the chart of ${nameOf(client)}. ${because}`;
			return { what, about: 'filing', page, client };
		}
		case 'page-turned':
			return {
				what: tell`Turned the picture of a filed page.`,
				about: 'filing',
				page: action.page
			};
		case 'page-read':
			return { what: tell`Had a filed page read.`, about: 'reading', page: action.page };
		case 'words-corrected':
			return { what: tell`Put a word of a filed page right.`, about: 'reading', page: action.page };
		case 'page-noted': {
			const { page, note } = action;
			return { what: tell`Wrote a note on a filed page: ${note.text}`, about: 'filing', page };
		}
		case 'note-struck': {
			const what = action.back
				? tell`Put a struck note on a filed page back.`
				: tell`Struck a note on a filed page.`;
			return { what, about: 'filing', page: action.page };
		}
		case 'charts-exported': {
			const { clients, pages, files, to, looked } = action.exported;
			const [only] = clients.length === 1 ? clients : [];
			const whose = only ? tell`the chart of ${nameOf(only)}` : tell`${clients.length} charts`;
			const [held, parts] = [pagesTold(pages), filesTold(files)];
			const what =
				to === 'zip'
					? tell`Exported ${whose} as a zip: ${held} in ${parts}.`
					: tell`Exported ${whose} into a folder: ${held} in ${parts}.`;
			const found = looked?.readPrivate ?? 0;
			const asked = tell`Asked about ${pagesTold(found)} without a clinician’s word that may look private, and went on.`;
			return {
				what: found > 0 ? tell`${what} ${asked}` : what,
				about: 'releases',
				...(only ? { client: only } : {})
			};
		}
		case 'page-redacted': {
			const { length } = action.redacted.marks;
			const places = length === 1 ? tell`1 place` : tell`${length} places`;
			const what = tell`Made a redacted copy of a filed page, with ${places} covered.`;
			return { what, about: 'releases', page: action.page };
		}
		case 'redaction-removed':
			return {
				what: tell`Took back the redacted copy of a filed page.`,
				about: 'releases',
				page: action.page
			};
		case 'pages-resealed': {
			const { pages, kept = [] } = action;
			return { what: resealedWords(pages.length, kept.length), about: 'people' };
		}
		case 'request-listed':
			return requested(
				action.request.client,
				(of) => tell`Wrote down a request for records of ${of}.`
			);
		case 'request-extended':
			return requested(
				action.client,
				(of) =>
					tell`Extended the time to answer a request for records of ${of} to ${dayTold(action.extension.dueOn)}, because: ${action.extension.because}.`
			);
		case 'request-closed':
			return requested(action.client, (of) =>
				withReason(tell`Closed a request for records of ${of}`, action.because)
			);
		case 'page-kept': {
			const { page, provenance, because } = action;
			return { what: withReason(correctedTo(provenance), because), about: 'filing', page };
		}
		case 'page-vouched': {
			const { page, because } = action;
			const what = tell`Said that a filed page that may look private belongs in the record. ${because}`;
			return { what, about: 'filing', page };
		}
		case 'vouch-withdrawn':
			return {
				what: tell`Took back the word that a filed page belongs in the record.`,
				about: 'filing',
				page: action.page
			};
		case 'page-marked': {
			const { page, marks } = action;
			return { what: tell`Said of a filed page: ${marksTold(marks)}.`, about: 'filing', page };
		}
		case 'paper-attached':
			return requested(action.client, (of) =>
				action.turned
					? tell`Turned a side of ${alreadyTold(paperKinds[action.paper.kind])} of a request for records of ${of}.`
					: tell`Attached ${alreadyTold(paperKinds[action.paper.kind])} to a request for records of ${of}.`
			);
		case 'paper-removed':
			return requested(
				action.client,
				(of) => tell`Took an attached paper off a request for records of ${of}.`
			);
		case 'authority-revoked':
			return requested(
				action.client,
				(of) =>
					tell`Entered that the authority for records of ${of} was revoked on ${dayTold(action.revoked.on)}: ${action.revoked.how}.`
			);
		case 'packet-planned':
			return requested(action.client, (of) => tell`Put a packet of ${of} down for a second look.`);
		case 'packet-seen-again':
			return requested(
				action.client,
				(of) => tell`Had a second look taken at a packet of ${of}, by ${action.seen.by}.`
			);
		case 'release-settings-set': {
			const { days } = action.settings.access;
			const time = days === 1 ? tell`1 day` : tell`${days} days`;
			const what = tell`Set how requests are answered: ${time} for the right of access, and what letters say.`;
			return { what, about: 'releases' };
		}
		case 'packet-released': {
			const { client, recipient, pages, purpose } = action.disclosure;
			const [of, to] = [nameOf(client), recipient.name];
			const what = tell`Released ${pagesTold(pages)} of ${of} to ${to}, for: ${alreadyTold(purpose)}.`;
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

function resealedWords(pages: number, kept: number): Telling {
	if (pages === 1) return tell`Sealed 1 filed page anew, under the charts’ newest key.`;
	if (pages > 1) return tell`Sealed ${pages} filed pages anew, under the charts’ newest key.`;
	return kept === 1
		? tell`Sealed 1 piece of released packets anew, under the charts’ newest key.`
		: tell`Sealed ${kept} pieces of released packets anew, under the charts’ newest key.`;
}

const stays: Readonly<Record<Exclude<Fate, 'chart' | 'cabinet' | 'split'>, Telling>> = {
	blank: tell`Decided that a side is blank`,
	duplicate: tell`Decided that a page is in twice`,
	rescan: tell`Asked for a page to be scanned again`,
	'not-a-record': tell`Decided that a page is no record`,
	separator: tell`Took a sheet for a separator`
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
			what: withReason(stays[decision.fate], decision.because),
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
			const [of, kept] = [filesTold(files), keptIn(provenance)];
			const what = label
				? tell`Began a box “${shownName(label)}” of ${of} (${kept}).`
				: tell`Began a box of ${of} (${kept}).`;
			return { what, about: 'boxes' };
		}
		case 'side-taken':
			return {
				what: tell`Took a side into the tray.`,
				about: 'boxes',
				page: action.taken.side.page,
				routine: 'side'
			};
		// The file's name stays sealed: it may be a client's.
		case 'file-refused':
			return {
				what: tell`File ${action.file} was refused. ${alreadyTold(action.sentence)}`,
				about: 'boxes'
			};
		case 'file-taken':
			return {
				what: tell`Took in file ${action.file}: ${sidesTold(action.sides)}.`,
				about: 'boxes',
				routine: 'file'
			};
		case 'box-fed':
			return { what: tell`The whole box is in.`, about: 'boxes' };
		case 'box-indexed':
			if (action.rescans?.length)
				return { what: tell`Said which sides of a box are better scans.`, about: 'boxes' };
			return action.client
				? { what: tell`Said whose pages a box holds.`, about: 'boxes', client: action.client }
				: { what: tell`Took back whose pages a box holds.`, about: 'boxes' };
		case 'box-collated':
			return { what: tell`Put fronts and backs in the order of the paper.`, about: 'boxes' };
		case 'box-explained':
			return { what: tell`Explained why a box does not add up: ${action.note}`, about: 'boxes' };
		case 'box-put-away':
			return {
				what: action.away ? tell`Put a box away.` : tell`Took a box out again.`,
				about: 'boxes'
			};
		case 'page-read':
			return { what: tell`Had a page read.`, about: 'reading', page: action.page, routine: 'read' };
		case 'page-unread':
			return {
				what: tell`A page could not be read. ${alreadyTold(action.sentence)}`,
				about: 'reading',
				page: action.page
			};
		case 'page-turned':
			return { what: tell`Turned a page’s picture.`, about: 'reading', page: action.page };
		case 'page-kept': {
			const { page, provenance, because } = action;
			return { what: withReason(correctedTo(provenance), because), about: 'decisions', page };
		}
		case 'side-replaced':
			return {
				what: action.by
					? tell`Put a better scan in the place of a side.`
					: tell`Took a better scan out of the place of a side.`,
				about: 'decisions',
				page: action.page
			};
		case 'twin-denied':
			return {
				what: tell`Compared two sides that look the same: they are not.`,
				about: 'decisions',
				page: action.page
			};
		case 'page-undone':
			return kept.has(action.page)
				? { what: tell`Took a decision back.`, about: 'decisions', page: action.page }
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
