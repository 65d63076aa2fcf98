/** Supervision at the desk: what this cabinet has lent, what was lent to it, and the pages of a loan. */
import type { Borrowed, Lent, LentPage } from '#lib/cabinet/loans.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import { addDays, parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, LoanId, PersonId } from '#lib/page/ids.ts';
import { longestLoan, type Supervision } from '#lib/practice/loans.ts';
import type { Choice } from './release-form.ts';
import { fine, outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

export interface LoanForm {
	readonly to: string;
	readonly programme: string;
	readonly until: string;
	/** It is for the practice's own training programme, and nothing else. */
	readonly isTraining: boolean;
}

const givenBack = 'It was given back.';
const takenBack = 'It was taken back.';
const outOfReach =
	'It is marked as ended here. The colleague has left, so the copies in their cabinet are out of reach; their key opens them still.';

export class LoansDesk {
	lent = $state.raw<readonly Lent[]>([]);
	/** What was lent to this cabinet and may be looked at today. */
	borrowed = $state.raw<readonly Borrowed[]>([]);
	/** Clinicians who have a cabinet to lend to. */
	readonly colleagues: readonly Choice[];

	readonly #cabinet: OpenCabinet;
	readonly #supervision: Supervision;
	readonly #today: () => CalendarDate;
	/** Loans that the lender was told about since this cabinet was opened. */
	readonly #told = new Set<LoanId>();

	constructor(parts: {
		readonly cabinet: OpenCabinet;
		readonly supervision: Supervision;
		readonly colleagues: readonly Choice[];
		readonly today: () => CalendarDate;
	}) {
		this.#cabinet = parts.cabinet;
		this.#supervision = parts.supervision;
		this.#today = parts.today;
		this.colleagues = parts.colleagues;
		this.look();
	}

	/** The last days that a loan may have: today, a usual one, and the latest. */
	get days(): {
		readonly min: CalendarDate;
		readonly usual: CalendarDate;
		readonly max: CalendarDate;
	} {
		const today = this.#today();
		return { min: today, usual: addDays(today, 30), max: addDays(today, longestLoan) };
	}

	look(): void {
		const { lent, borrowed } = this.#cabinet.state.loans;
		const today = this.#today();
		this.lent = [...lent.values()].sort((a, b) => b.givenAt.localeCompare(a.givenAt));
		this.borrowed = [...borrowed.values()].filter(({ ended, until }) => !ended && until >= today);
	}

	async lend(client: ClientId, pages: readonly HeldPage[], form: LoanForm): Promise<Outcome> {
		if (!form.isTraining)
			return refused('Tick that this is for your own training programme first.');
		const to = this.colleagues.find(({ value }) => value === form.to)?.value as
			PersonId | undefined;
		if (!to) return refused('Choose the colleague.');
		const until = parseDate(form.until);
		if (!until) return refused(sentenceFor('no-such-day'));
		const { programme } = form;
		try {
			return outcomeOf(
				await this.#supervision.lend(this.#cabinet, {
					...{ to, client, pages, programme, until, today: this.#today() }
				})
			);
		} catch (error) {
			if (!(error instanceof Error) || error.name !== 'DamagedBlob') throw error;
			return refused(
				'A page is damaged in storage, so nothing was lent. Restore it from a backup.'
			);
		}
	}

	async takeBack(loan: Lent): Promise<Outcome> {
		const ended = await this.#supervision.takeBack(this.#cabinet, loan, takenBack);
		if (!ended.ok) return outcomeOf(ended);
		return ended.copies === 'removed' ? fine : refused(outOfReach);
	}

	async giveBack(loan: Borrowed): Promise<Outcome> {
		return outcomeOf(await this.#supervision.giveBack(this.#cabinet, loan, givenBack));
	}

	/** A lent page's picture. The lender is told at the first look of a sitting. Rejects when it is damaged. */
	async picture(loan: Borrowed, page: LentPage): Promise<Uint8Array<ArrayBuffer>> {
		if (loan.until < this.#today()) throw new Error('the loan is over');
		if (!this.#told.has(loan.id)) {
			this.#told.add(loan.id);
			await this.#supervision.tellOpened(loan);
		}
		return this.#cabinet.open(page.picture);
	}
}

function refused(sentence: string): Outcome {
	return { ok: false, sentence };
}
