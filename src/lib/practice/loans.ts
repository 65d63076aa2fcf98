/** Lending private pages to a colleague for supervision: two cabinets, two accounts, and nothing anywhere else. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { piecesOf, type Borrowed, type Lent } from '#lib/cabinet/loans.ts';
import type { LoanSlot, Opened } from '#lib/cabinet/loan-slot.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import { addDays, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, LoanId, PersonId } from '#lib/page/ids.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import { newId } from '#lib/vault/random.ts';

/** Nobody supervises longer on one grant: it can be given again. */
export const longestLoan = 90;

export interface LoanWish {
	readonly to: PersonId;
	readonly client: ClientId;
	readonly pages: readonly HeldPage[];
	readonly programme: string;
	readonly until: CalendarDate;
	readonly today: CalendarDate;
}

export type LoanMade =
	| { readonly ok: true; readonly loan: LoanId }
	| {
			readonly ok: false;
			readonly why:
				'needs-pages' | 'needs-programme' | 'no-such-day' | 'no-such-cabinet' | NotCommitted;
	  };

export type LoanEnded =
	| { readonly ok: true; readonly copies: 'removed' | 'out-of-reach' }
	| { readonly ok: false; readonly why: NotCommitted };

export class Supervision {
	readonly #slots: ReadonlyMap<PersonId, LoanSlot>;

	constructor(slots: ReadonlyMap<PersonId, LoanSlot>) {
		this.#slots = slots;
	}

	/**
	 * The lender's own account comes first: a copy that is not written down would be worse than a line for one that
	 * never arrived. Rejects with `DamagedBlob` when a page cannot be opened.
	 */
	async lend(cabinet: OpenCabinet, wish: LoanWish): Promise<LoanMade> {
		const { to, client, pages, programme, until, today } = wish;
		if (pages.length === 0) return { ok: false, why: 'needs-pages' };
		if (!programme.trim()) return { ok: false, why: 'needs-programme' };
		if (until < today || until > addDays(today, longestLoan))
			return { ok: false, why: 'no-such-day' };
		const slot = this.#slots.get(to);
		if (!slot) return { ok: false, why: 'no-such-cabinet' };
		const copies = await slot.copy(await Promise.all(pages.map((page) => opened(cabinet, page))));
		const terms = { id: newId<LoanId>(), client, programme: programme.trim(), until };
		const given = await cabinet.act({
			is: 'loan-given',
			loan: {
				...{ ...terms, to },
				pages: pages.map(({ page }) => page),
				copies: copies.sealed.map(({ ref }) => ref)
			}
		});
		if (!given.ok) return given;
		const handed = await slot.hand({ ...terms, pages: copies.pages }, copies);
		if (handed.ok) return { ok: true, loan: terms.id };
		const because = 'It could not be handed over.';
		await cabinet.act({ is: 'loan-ended', loan: terms.id, because });
		return handed;
	}

	/** Takes the copies back. Where the colleague has left, their cabinet is out of reach, and the answer says so. */
	async takeBack(
		cabinet: OpenCabinet,
		{ id, to, copies }: Lent,
		because: string
	): Promise<LoanEnded> {
		const slot = this.#slots.get(to);
		if (slot) {
			const ended = await slot.end(id, because, copies);
			if (!ended.ok) return ended;
		}
		const noted = await cabinet.act({ is: 'loan-ended', loan: id, because });
		return noted.ok ? { ok: true, copies: slot ? 'removed' : 'out-of-reach' } : noted;
	}

	/** The colleague's own side: the copies go, and the lender is told. */
	async giveBack(cabinet: OpenCabinet, loan: Borrowed, because: string): Promise<LoanEnded> {
		const remove = piecesOf(loan).map(({ sha256 }) => sha256);
		const ended = await cabinet.act({ is: 'loan-ended', loan: loan.id, because }, { remove });
		if (!ended.ok) return ended;
		const told = await this.#slots.get(loan.from)?.end(loan.id, because);
		return told && !told.ok ? told : { ok: true, copies: 'removed' };
	}

	/** Removes what was borrowed and is over by today, e.g. at every opening. */
	async clear(cabinet: OpenCabinet, today: CalendarDate): Promise<void> {
		const over = [...cabinet.state.loans.borrowed.values()].filter(
			({ ended, until }) => !ended && until < today
		);
		for (const loan of over) await this.giveBack(cabinet, loan, 'Its time was over.');
	}

	/** Tells the lender that the pages were looked at. */
	async tellOpened({ id, from }: Borrowed): Promise<void> {
		await this.#slots.get(from)?.opened(id);
	}
}

async function opened(cabinet: OpenCabinet, held: HeldPage): Promise<Opened> {
	const { page, client, serviceDate, mediaType, turn, width, height, dpi, sha256 } = held;
	const { picture, thumbnail, reading } = held;
	return {
		page: {
			...{ page, client, mediaType, width, height, sha256, picture, thumbnail, reading },
			...(serviceDate ? { serviceDate } : {}),
			...(turn === undefined ? {} : { turn }),
			...(dpi === undefined ? {} : { dpi })
		},
		picture: await cabinet.open(picture),
		thumbnail: await cabinet.open(thumbnail),
		reading: reading && (await cabinet.open(reading))
	};
}
