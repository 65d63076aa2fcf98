/** Accountings of disclosures: who has asked for one, by when, what it says, and what was given (45 CFR 164.528). */
import type { Chart } from '#lib/chart/chart.ts';
import type { AccountingRequest } from '#lib/page/accounting.ts';
import { addDays, parseDate, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, RequestId } from '#lib/page/ids.ts';
import {
	accountingCsv,
	accountingDue,
	accountingFileName,
	accountingOf,
	daysMore,
	periodBefore,
	type Accounting,
	type Period
} from '#lib/release/accounting.ts';
import type { AccountingFile, AccountingOrder } from '#lib/release/accounting-file.ts';
import { urgencyOfDay, type Urgency } from '#lib/release/clock.ts';
import { accountingDelayLetter } from '#lib/release/incident-letters.ts';
import type { Letter } from '#lib/release/letters.ts';
import type { LogDesk } from './log.svelte.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

/** Sets and proves the file. `compose.ts` plugs the real writer and reader in. */
export type AccountingMaker = (order: AccountingOrder, madeAt: string) => Promise<AccountingFile>;

export interface AccountingRowOf {
	readonly asked: AccountingRequest;
	readonly client: string;
	readonly due: CalendarDate;
	readonly urgency: Urgency;
}

export class AccountingsDesk {
	all = $state.raw<readonly AccountingRequest[]>([]);
	readonly #chart: Chart;
	readonly #log: LogDesk;
	readonly #make: AccountingMaker;
	readonly #newRequest: () => RequestId;
	readonly #practice: string;
	readonly #signedAs: string;
	readonly #now: () => Date;

	constructor(parts: {
		readonly chart: Chart;
		readonly log: LogDesk;
		readonly make: AccountingMaker;
		readonly newRequest: () => RequestId;
		readonly practice: string;
		readonly signedAs: string;
		readonly now: () => Date;
	}) {
		this.#chart = parts.chart;
		this.#log = parts.log;
		this.#make = parts.make;
		this.#newRequest = parts.newRequest;
		this.#practice = parts.practice;
		this.#signedAs = parts.signedAs;
		this.#now = parts.now;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	/** Those that wait for an answer, the most urgent first. */
	get open(): readonly AccountingRowOf[] {
		const today = this.#log.today;
		return this.all
			.filter(({ given, closed }) => !given && !closed)
			.map((asked) => {
				const due = asked.extension?.dueOn ?? asked.dueOn;
				const client = this.#log.clientName(asked.client);
				return { asked, client, due, urgency: urgencyOfDay(due, today) };
			})
			.sort((a, b) => (a.due < b.due ? -1 : 1));
	}

	of(id: RequestId): AccountingRequest | undefined {
		return this.all.find((asked) => asked.id === id);
	}

	/** What an accounting of this client and period says today. */
	accounting(client: ClientId, period: Period): Accounting {
		const incidents = [...this.#chart.state.after.incidents.values()];
		return accountingOf(this.#log.lines, incidents, client, period);
	}

	/** Writes a client's request down: its 60 days run from the day it came. */
	async ask(
		client: ClientId,
		form: { readonly receivedOn: string; readonly from: string; readonly to: string }
	): Promise<Outcome & { readonly id?: RequestId }> {
		const receivedOn = parseDate(form.receivedOn);
		if (!receivedOn) return { ok: false, sentence: 'Say when the request was received.' };
		if (receivedOn > this.#log.today)
			return { ok: false, sentence: 'The request is dated in the future.' };
		const six = periodBefore(receivedOn);
		const from = form.from ? parseDate(form.from) : six.from;
		const to = form.to ? parseDate(form.to) : six.to;
		if (!from || !to || from > to)
			return { ok: false, sentence: 'The first day of the period is after the last one.' };
		const id = this.#newRequest();
		const accounting = {
			...{ id, client, receivedOn, from, to },
			dueOn: accountingDue(receivedOn)
		};
		const acted = await this.#chart.act({ is: 'accounting-asked', accounting });
		return acted.ok ? { ok: true, id } : outcomeOf(acted);
	}

	/** Once, by up to 30 days, with a letter while there is still time (164.528(c)(1)(ii)). */
	async extend(asked: AccountingRequest, because: string): Promise<Outcome> {
		if (asked.extension) return { ok: false, sentence: 'The time was extended once already.' };
		if (asked.dueOn < this.#log.today)
			return { ok: false, sentence: 'The day has passed: it can no longer be extended.' };
		if (!because.trim()) return { ok: false, sentence: 'The letter must give the reason.' };
		const dueOn = addDays(asked.dueOn, daysMore);
		const extension = { dueOn, because: because.trim(), on: this.#log.today };
		const { id, client } = asked;
		const acted = await this.#chart.act({
			...{ is: 'accounting-extended', accounting: id, client, extension }
		});
		return acted.ok ? fine : outcomeOf(acted);
	}

	async close(asked: AccountingRequest, because: string): Promise<Outcome> {
		if (!because.trim()) return { ok: false, sentence: 'Say why: it stays on record.' };
		const { id: accounting, client } = asked;
		const acted = await this.#chart.act({
			...{ is: 'accounting-closed', accounting, client, because: because.trim() }
		});
		return acted.ok ? fine : outcomeOf(acted);
	}

	/** Makes and proves the file, keeps a copy of it as 164.528(d) asks, then hands it to `save`. */
	async give(asked: AccountingRequest, save: (file: Blob, name: string) => void): Promise<Outcome> {
		const { clients, releaseSettings } = this.#chart.state;
		const client = clients.get(asked.client);
		if (!client) return { ok: false, sentence: 'This client is not in the charts any more.' };
		const { letterhead } = releaseSettings;
		const accounting = this.accounting(asked.client, asked);
		const { address, phone, contact, contactPhone } = letterhead;
		const on = this.#log.today;
		let file: AccountingFile;
		try {
			file = await this.#make(
				{
					...{ accounting, client },
					imprint: {
						practice: {
							name: this.#practice,
							...(address ? { address } : {}),
							...(phone ? { phone } : {})
						},
						preparedBy: this.#signedAs,
						preparedOn: on
					},
					contact: [contact ?? this.#practice, contactPhone ?? phone].filter(Boolean).join(', ')
				},
				this.#now().toISOString()
			);
		} catch {
			return { ok: false, sentence: 'The accounting could not be made. Nothing was saved.' };
		}
		const copy = await this.#chart.seal(file.bytes);
		const { rows } = accounting;
		const acted = await this.#chart.act(
			{
				...{ is: 'accounting-given', accounting: asked.id, client: asked.client },
				given: {
					...{ on, by: this.#signedAs, rows: rows.length, sha256: file.proof.sha256 },
					copy: copy.ref
				}
			},
			{ put: [copy.blob] }
		);
		if (!acted.ok) return outcomeOf(acted);
		const name = `${accountingFileName(on, asked.id)}.pdf`;
		save(new Blob([file.bytes], { type: 'application/pdf' }), name);
		return fine;
	}

	/** The very file that was given. */
	async saveGiven(
		asked: AccountingRequest,
		save: (file: Blob, name: string) => void
	): Promise<Outcome> {
		const { given, id } = asked;
		if (!given) return { ok: false, sentence: 'Nothing was given yet.' };
		try {
			const bytes = await this.#chart.open(given.copy);
			const name = `${accountingFileName(given.on, id)}.pdf`;
			save(new Blob([bytes], { type: 'application/pdf' }), name);
			return fine;
		} catch {
			return { ok: false, sentence: 'The stored copy is damaged. Restore it from a backup.' };
		}
	}

	saveTable(asked: AccountingRequest, save: (file: Blob, name: string) => void): void {
		const csv = accountingCsv(this.accounting(asked.client, asked));
		const name = `${accountingFileName(this.#log.today, asked.id)}.csv`;
		save(new Blob([csv], { type: 'text/csv' }), name);
	}

	/** The letter that says why it takes longer; nothing when it does not. */
	delayLetter(id: RequestId): Letter | undefined {
		const asked = this.of(id);
		if (!asked?.extension) return undefined;
		const name = this.#log.clientName(asked.client);
		const facts = {
			...{ practice: this.#practice, letterhead: this.#chart.state.releaseSettings.letterhead },
			...{ on: asked.extension.on, signedBy: this.#signedAs, to: { name }, client: name },
			receivedOn: asked.receivedOn
		};
		return accountingDelayLetter(facts, asked.extension);
	}

	#look(): void {
		this.all = [...this.#chart.state.after.accountings.values()];
	}
}
