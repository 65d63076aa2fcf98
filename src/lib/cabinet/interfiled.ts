/**
 * What the cabinet remembers for the interfiled report: a page that was ever said to have lain among the record's paper
 * stays in it, also when that was corrected, and when it was taken back. Pure.
 */
import type { Provenance } from '#lib/page/fate.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { CabinetPage } from './actions.ts';
import type { HeldPage } from './state.ts';

/** Where its paper was kept was said anew. */
export interface Correction {
	/** ISO 8601 time. */
	readonly at: string;
	readonly by: PersonId;
	readonly from: Provenance;
	readonly to: Provenance;
	readonly because: string;
}

/** A page that is not in the cabinet any more: no piece of it, only what was said of it. */
export interface TakenBack extends Pick<
	HeldPage,
	| 'page'
	| 'client'
	| 'serviceDate'
	| 'provenance'
	| 'splitFrom'
	| 'attested'
	| 'corrections'
	| 'droppedOn'
	| 'droppedBy'
> {
	readonly takenBack: { readonly at: string; readonly by: PersonId; readonly because: string };
}

/** The report's rows are of pages that lay there, and of those of which it was once said. */
export function layInChart({
	provenance,
	corrections = []
}: Pick<HeldPage, 'provenance' | 'corrections'>): boolean {
	return provenance === 'interfiled' || corrections.some(({ from }) => from === 'interfiled');
}

export function takenBackOf(page: HeldPage, takenBack: TakenBack['takenBack']): TakenBack {
	const { page: id, client, serviceDate, provenance, splitFrom, attested, corrections } = page;
	const { droppedOn, droppedBy } = page;
	return {
		...{ page: id, client, provenance, droppedOn, droppedBy, takenBack },
		...(serviceDate ? { serviceDate } : {}),
		...(splitFrom ? { splitFrom } : {}),
		...(attested ? { attested } : {}),
		...(corrections ? { corrections } : {})
	};
}

/** The page with its paper's place said anew; with words on why it is private, where there were none. */
export function keptElsewhere(
	page: HeldPage,
	said: Omit<Correction, 'from'>,
	attested: CabinetPage['attested']
): HeldPage {
	const { to } = said;
	const corrections = [...(page.corrections ?? []), { ...said, from: page.provenance }];
	return { ...page, provenance: to, corrections, ...(attested ? { attested } : {}) };
}
