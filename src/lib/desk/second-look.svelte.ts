/**
 * The second look at a planned packet: another member's word, given with their passphrase at this workstation, or in a
 * solo practice the same person's, some hours later. Which one the practice wants is a setting.
 */
import type { Chart } from '#lib/chart/chart.ts';
import type { PersonId, RequestId } from '#lib/page/ids.ts';
import type { PlannedReview, SecondLook } from '#lib/page/records-request.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { signsAs, type Roster } from '#lib/practice/roster.ts';
import { hasSigned, type TwoPeople } from '#lib/practice/second-person.ts';
import { pagesIn, type Plan } from '#lib/release/plan.ts';
import type { Choice } from './release-form.ts';
import { outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

export type Looking =
	/** The practice wants none. */
	| { readonly is: 'not-asked' }
	/** This very plan was not put down for it yet. */
	| { readonly is: 'to-plan'; readonly rule: 'second-person' | 'second-look' }
	| { readonly is: 'waits-for-second' }
	/** The same person's look counts from then on; `due` when that is now. */
	| { readonly is: 'waits-until'; readonly at: string; readonly due: boolean }
	| { readonly is: 'seen'; readonly seen: SecondLook };

export interface SecondLookParts {
	readonly chart: Chart;
	readonly twoPeople: TwoPeople;
	readonly roster: Roster;
	readonly signedAs: string;
	readonly now: () => Date;
}

const hour = 3_600_000;

export class SecondLookDesk {
	/** `undefined` while it is not known. */
	now = $state.raw<Looking>();
	/** Settles when `now` is what holds. */
	done: Promise<void> = Promise.resolve();
	readonly #parts: SecondLookParts;
	#latest: Promise<Looking | undefined> | undefined;
	#plan: { readonly plan: Plan; readonly request: RequestId | undefined } | undefined;

	constructor(parts: SecondLookParts) {
		this.#parts = parts;
		parts.chart.onChange(() => this.look());
	}

	/** Who else is here to look. */
	get others(): readonly Choice[] {
		return this.#parts.twoPeople.others.map((member) => ({
			value: member.id,
			label: signsAs(member)
		}));
	}

	/** The plan that somebody has to look at; without one, nothing is asked. */
	lay(plan: Plan | undefined, request: RequestId | undefined): void {
		this.#plan = plan && { plan, request };
		this.now = undefined;
		this.look();
	}

	/** Looks again: time has gone by, or somebody has written. */
	look(): void {
		const looking = this.#lookingNow();
		this.#latest = looking;
		this.done = looking.then((now) => {
			// One that was begun before may end after: it is of another plan, or of what stood in the ledger then.
			if (this.#latest === looking) this.now = now;
		});
	}

	/** Puts this plan down for its second look. The request must be on the list. */
	async plan(): Promise<Outcome> {
		const { chart, signedAs, now } = this.#parts;
		if (!this.#plan?.request) return notListed;
		const { plan, request } = this.#plan;
		return outcomeOf(
			await chart.act({
				is: 'packet-planned',
				...{ request, client: plan.client.id, plan: await fingerprintOf(plan) },
				...{ since: now().toISOString(), by: signedAs }
			})
		);
	}

	/** Another member says that they have looked at this plan. */
	async sign(person: PersonId, passphrase: string): Promise<Outcome> {
		if (!this.#plan?.request) return notListed;
		const { plan, request } = this.#plan;
		const { twoPeople, now } = this.#parts;
		const hash = await fingerprintOf(plan);
		const signed = await twoPeople.sign(person, passphrase, statementOf(request, hash));
		if (!signed.ok) {
			const sentence =
				signed.why === 'wrong-passphrase'
					? 'That passphrase is not theirs. Nothing was written: try again.'
					: signed.why === 'not-another'
						? 'Choose a second person from the list.'
						: sentenceFor('damaged');
			return { ok: false, sentence };
		}
		const by = this.others.find(({ value }) => value === person)?.label ?? '';
		return this.#seen(plan, request, hash, { at: now().toISOString(), by, second: signed.second });
	}

	/** The same person has looked once more, after the delay. */
	async again(): Promise<Outcome> {
		if (!this.#plan?.request) return notListed;
		await this.#relooked();
		if (this.now?.is !== 'waits-until' || !this.now.due) {
			return { ok: false, sentence: 'It is too early for the second look.' };
		}
		const { plan, request } = this.#plan;
		const { signedAs, now } = this.#parts;
		const hash = await fingerprintOf(plan);
		return this.#seen(plan, request, hash, { at: now().toISOString(), by: signedAs });
	}

	async #relooked(): Promise<void> {
		this.look();
		await this.done;
	}

	async #seen(plan: Plan, request: RequestId, hash: string, seen: SecondLook): Promise<Outcome> {
		const client = plan.client.id;
		const acted = await this.#parts.chart.act({
			is: 'packet-seen-again',
			...{ request, client, plan: hash, seen }
		});
		return outcomeOf(acted);
	}

	async #lookingNow(): Promise<Looking | undefined> {
		const laid = this.#plan;
		if (!laid) return undefined;
		const { chart, now } = this.#parts;
		const rule = chart.state.releaseSettings.review;
		if (!rule) return { is: 'not-asked' };
		const hash = await fingerprintOf(laid.plan);
		const review = laid.request && chart.state.requests.get(laid.request)?.review;
		if (!laid.request || review?.plan !== hash) return { is: 'to-plan', rule: rule.is };
		if (rule.is === 'second-person') {
			const seen = await this.#believed(laid.request, review);
			return seen ? { is: 'seen', seen } : { is: 'waits-for-second' };
		}
		const at = new Date(Date.parse(review.since) + rule.hours * hour).toISOString();
		const { seen } = review;
		if (seen && seen.at >= at) return { is: 'seen', seen };
		return { is: 'waits-until', at, due: now().toISOString() >= at };
	}

	/** A second person's word counts with their own signature under it, and not otherwise. */
	async #believed(
		request: RequestId,
		{ plan, seen }: PlannedReview
	): Promise<SecondLook | undefined> {
		if (!seen?.second) return undefined;
		const { roster } = this.#parts;
		const isSigned = await hasSigned(roster, seen.second, statementOf(request, plan));
		return isSigned ? seen : undefined;
	}
}

const notListed: Outcome = {
	ok: false,
	sentence: 'Put the request on the list first: the second look is kept with it.'
};

function statementOf(request: RequestId, plan: string): string {
	return JSON.stringify(['packet seen before its release', request, plan]);
}

/** Of who gets what on which ground, page by page: anything else is another packet, to be looked at again. */
async function fingerprintOf(plan: Plan): Promise<string> {
	const { id: _, papers = [], ...facts } = plan.request;
	const said = JSON.stringify([
		facts,
		papers.map(({ paper }) => paper),
		pagesIn(plan).map((page) => page)
	]);
	return sha256Hex(new TextEncoder().encode(said));
}
