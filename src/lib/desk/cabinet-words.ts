/**
 * Every kind of entry of a cabinet's own history in words, for the open cabinet alone, whose screens speak English. A
 * new action does not compile without its own.
 */
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import { inEnglish, tell } from '#lib/language/telling.ts';
import { formatDate } from '#lib/page/date.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { correctedTo, filesTold, keptIn, pagesTold, unended, withReason } from './history-parts.ts';
import type { About } from './history-words.ts';
import { unreachable } from './unreachable.ts';

export interface CabinetSaid {
	/** A sentence without its subject. */
	readonly what: string;
	readonly about: About;
	/** Every page that it is about. */
	readonly pages: readonly PageId[];
	/** Whose pages they are, where the entry itself says so. */
	readonly client?: ClientId;
}

export function cabinetSaid(action: CabinetAction): CabinetSaid {
	switch (action.is) {
		case 'page-dropped': {
			const { page, client, splitFrom, because, provenance } = action.page;
			const whole = splitFrom ? 'Dropped the whole of a mixed page' : 'Dropped a page';
			// Absent from entries that somebody else sealed, see sound.ts.
			const isKnown = (provenance as string | undefined) !== undefined;
			const kept = isKnown ? ` (${inEnglish(keptIn(provenance))})` : '';
			const what = inEnglish(withReason(tell`${whole} through the slot${kept}`, because));
			return { what, about: 'filing', pages: [page], client };
		}
		case 'page-withdrawn':
			return said('filing', `Taken out of the cabinet. ${action.because}`, action.page);
		case 'page-turned':
			return said('reading', 'Turned the picture.', action.page);
		case 'page-read':
			return said('reading', 'Had the page read.', action.page);
		case 'page-kept': {
			const { page, provenance, because } = action;
			return said('filing', inEnglish(withReason(correctedTo(provenance), because)), page);
		}
		case 'pages-released': {
			const { pages, recipient, basis, client } = action.release;
			const of = inEnglish(pagesTold(pages.length));
			const what = `Released a copy of ${of} to ${recipient.name}. ${unended(basis)}.`;
			return { what, about: 'releases', pages, client };
		}
		case 'notes-exported': {
			const { pages, files } = action;
			const what = `Exported ${inEnglish(pagesTold(pages.length))} in ${inEnglish(filesTold(files))}, to a folder.`;
			return { what, about: 'releases', pages };
		}
		case 'loan-given': {
			const { pages, programme, until, client } = action.loan;
			const of = inEnglish(pagesTold(pages.length));
			const what = `Lent a copy of ${of} for supervision (${programme}), until ${formatDate(until)}.`;
			return { what, about: 'releases', pages, client };
		}
		case 'loan-received': {
			const { pages, programme, until, client } = action.loan;
			const of = inEnglish(pagesTold(pages.length));
			const what = `Handed in a copy of ${of} to look at for supervision (${programme}), until ${formatDate(until)}.`;
			return { what, about: 'releases', pages: [], client };
		}
		case 'loan-opened':
			return said('releases', 'Looked at what was lent for supervision.');
		case 'loan-ended':
			return said('releases', `Ended a loan for supervision. ${action.because}`);
		case 'strays-removed':
			return said(
				'filing',
				`Removed ${action.count} sealed ${action.count === 1 ? 'piece' : 'pieces'} that no page names: a filing that was cut short leaves some.`
			);
		default:
			return unreachable(action);
	}
}

/** What an event did to this page; `undefined` when it was about another one. */
export function cabinetWords(action: CabinetAction, page: PageId): string | undefined {
	const { what, pages } = cabinetSaid(action);
	return pages.includes(page) ? what : undefined;
}

function said(about: About, what: string, page?: PageId): CabinetSaid {
	return { what, about, pages: page ? [page] : [] };
}
