/** A release: request, plan, packet, proof, saving, and its line in the disclosure log. */
import type { Chart } from '#lib/chart/chart.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { foldName, type Client } from '#lib/page/client.ts';
import { dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, PacketId, PageId, RequestId } from '#lib/page/ids.ts';
import type { RecordsRequest } from '#lib/page/records-request.ts';
import { discloseOf, fileNameOf } from '#lib/release/disclosure.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { pagesIn, planRelease, type Plan } from '#lib/release/plan.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { Proven, ProvenOrNot } from '#lib/release/proof/proven.ts';
import { piecesOf, writeRecipe } from '#lib/release/recipe.ts';
import { defectsOf, type Request } from '#lib/release/request.ts';
import type { RequestForm } from '#lib/release/form-fields.ts';
import { readRequest } from '#lib/release/request-form.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { emptyForm } from './release-form.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

/** Builds the planned packet with the chart's key alone, then proves it. `compose.ts` plugs the workers in. */
export type PacketMaker = (order: {
	readonly plan: Plan;
	readonly imprint: ReleaseImprint;
	readonly madeAt: string;
	/** A packet that left is made again, from what was kept of it. */
	readonly again?: boolean;
	readonly signal: AbortSignal;
	readonly onProgress: (step: 'build' | 'prove', done: number, of: number) => void;
}) => Promise<ProvenOrNot>;

export interface Making {
	readonly step: 'build' | 'prove';
	readonly done: number;
	readonly of: number;
}

const trayUnseen =
	'What still waits undecided in the clinicians’ trays cannot be seen from here. Ask whether pages of this client are among it.';
const changed = 'The chart has changed since this plan was made. Look at the plan again.';

export class ReleaseDesk {
	client = $state<ClientId>();
	/** The request on the list that the form is of, when it is of one. */
	listed = $state<RequestId>();
	/** What was typed: it stays on the desk while somebody looks something up on another screen. */
	form = $state<Record<string, string>>({});
	wrong = $state.raw<readonly { readonly field: string; readonly sentence: string }[]>([]);
	request = $state.raw<Request>();
	plan = $state.raw<Plan>();
	/** Pages that a person took out of this plan, each with the reason. */
	takenOut = $state.raw<ReadonlyMap<PageId, string>>(new Map());
	/** What keeps this request from a packet, in sentences. */
	defects = $state.raw<readonly string[]>([]);
	making = $state.raw<Making>();
	proof = $state.raw<Proof>();
	proven = $state.raw<Proven>();
	saved = $state(false);
	/** Why no packet came of it, when none did. */
	failed = $state<string>();

	/** What keeps the planned packet from being built, in sentences; empty when nothing does. */
	readonly blocked = $derived.by(() => {
		if (!this.plan) return [];
		const empty = this.plan.counts.in === 0;
		return [...this.defects, ...(empty ? ['No page of the chart is in this packet.'] : [])];
	});

	readonly #tray: Tray | undefined;
	readonly #chart: Chart;
	readonly #make: PacketMaker;
	readonly #newPacket: () => PacketId;
	readonly #practice: string;
	readonly #signedAs: string;
	readonly #madeWith: string;
	readonly #now: () => Date;
	#abort: AbortController | undefined;

	constructor(parts: {
		/** Absent for staff, who cannot see what waits in a clinician's. */
		readonly tray?: Tray;
		readonly chart: Chart;
		readonly make: PacketMaker;
		readonly newPacket: () => PacketId;
		readonly practice: string;
		readonly signedAs: string;
		/** This program and this browser, in words: the same file is made again with the same ones only. */
		readonly madeWith?: string | undefined;
		readonly now: () => Date;
	}) {
		this.#tray = parts.tray;
		this.#chart = parts.chart;
		this.#make = parts.make;
		this.#newPacket = parts.newPacket;
		this.#practice = parts.practice;
		this.#signedAs = parts.signedAs;
		this.#madeWith = parts.madeWith ?? 'an unknown browser';
		this.#now = parts.now;
		this.form = emptyForm();
	}

	/** What waits undecided is known here: a clinician's own tray. */
	get seesTray(): boolean {
		return this.#tray !== undefined;
	}

	get today(): CalendarDate {
		return dayOf(this.#now());
	}

	/** What somebody types into a field of the request, or ticks there (`on`). */
	write(field: string, text: string): void {
		this.form[field] = text;
	}

	/** Reads the form and lists every page of the chart, in or out. `false`: see `wrong`. */
	lookAt(client: ClientId, form: RequestForm): boolean {
		this.reset();
		this.client = client;
		const read = readRequest(this.#newPacket(), client, form);
		if (!read.ok) {
			this.wrong = read.wrong;
			return false;
		}
		const { state } = this.#chart;
		const facts = state.clients.get(client);
		if (!facts) return false;
		this.request = read.request;
		this.defects = defectsOf(read.request, this.today);
		this.#lay(read.request, facts);
		return true;
	}

	/** Leaves a page of the plan out, for a reason that stays on record; without one it goes in again. */
	takeOut(page: PageId, because?: string): void {
		const { request, plan } = this;
		if (!request || !plan || this.making) return;
		const takenOut = new Map(this.takenOut);
		if (because?.trim()) takenOut.set(page, because.trim());
		else takenOut.delete(page);
		this.takenOut = takenOut;
		this.#lay(request, plan.client);
	}

	#lay(request: Request, client: Client): void {
		const pages = pagesOfClient(this.#chart.state, client.id);
		const gate = this.#gate(client);
		this.plan = planRelease(request, client, pages, { gate, takenOut: this.takenOut });
	}

	/** Builds and proves. What is blocked is not built, and what failed its proof cannot be saved. */
	async make(): Promise<void> {
		const { plan } = this;
		if (!plan || this.making || this.blocked.length > 0) return;
		if (!this.#stillHolds(plan)) {
			this.failed = changed;
			return;
		}
		const abort = new AbortController();
		this.#abort = abort;
		this.proof = this.proven = this.failed = undefined;
		this.making = { step: 'build', done: 0, of: plan.counts.in };
		try {
			const made = await this.#make({
				plan,
				imprint: {
					practice: { name: this.#practice },
					preparedBy: this.#signedAs,
					preparedOn: this.today
				},
				madeAt: this.#now().toISOString(),
				signal: abort.signal,
				onProgress: (step, done, of) => {
					if (!abort.signal.aborted) this.making = { step, done, of };
				}
			});
			// Cancelled too late to stop it: nobody is waiting for this packet any more.
			if (abort.signal.aborted) return;
			this.proof = made.proof;
			if (made.ok) this.proven = made.packet;
			else
				this.failed = 'The packet did not pass its proof, so it cannot be saved. Build it again.';
		} catch (error) {
			if (!abort.signal.aborted) this.failed = whyNotBuilt(error);
		} finally {
			if (this.#abort === abort) this.making = undefined;
		}
	}

	cancel(): void {
		this.#abort?.abort();
		this.#abort = this.making = undefined;
	}

	/**
	 * Writes the disclosure log first, then hands the file to `save`: a packet that left without its
	 * line in the log would be worse than a line for a download that was cancelled.
	 */
	async save(save: (file: Blob, name: string) => void): Promise<Outcome> {
		const { proven } = this;
		if (!proven) return { ok: false, sentence: 'There is no proven packet to save.' };
		if (!this.saved) {
			if (!this.#stillHolds(proven.plan)) return { ok: false, sentence: changed };
			const disclosure = discloseOf(proven, {
				releasedAt: this.#now().toISOString(),
				releasedBy: this.#signedAs,
				...(this.listed ? { request: this.listed } : {})
			});
			const logged = await this.#log(proven, disclosure);
			if (!logged.ok) return outcomeOf(logged);
			this.saved = true;
		}
		save(new Blob([proven.file()], { type: 'application/pdf' }), fileNameOf(proven));
		return { ok: true };
	}

	/** The line of the log, and with it what it takes to make this packet again. */
	async #log(proven: Proven, disclosure: Disclosure): ReturnType<Chart['act']> {
		const { plan, imprint, made } = proven;
		const recipe = { v: 1, plan, imprint, made, madeWith: this.#madeWith } as const;
		const sealed = await this.#chart.seal(writeRecipe(recipe));
		return this.#chart.act(
			{
				is: 'packet-released',
				disclosure: { ...disclosure, recipe: sealed.ref },
				pieces: piecesOf(recipe)
			},
			{ put: [sealed.blob] }
		);
	}

	/** Back to the request: what was typed stays. */
	reset(): void {
		this.cancel();
		this.request = this.plan = this.proof = this.proven = this.failed = undefined;
		this.takenOut = new Map();
		this.wrong = this.defects = [];
		this.saved = false;
	}

	/** Takes a request from the list onto the desk. */
	takeUp({ id, client, form }: RecordsRequest): void {
		this.reset();
		this.listed = id;
		this.client = client;
		this.form = { ...form };
	}

	/** A clean desk for the next request. */
	startOver(): void {
		this.reset();
		this.client = this.listed = undefined;
		this.form = emptyForm();
	}

	/** Every page that would go out is in this client's chart now, as it was planned. */
	#stillHolds(plan: Plan): boolean {
		const { pages } = this.#chart.state;
		return pagesIn(plan).every((planned) => {
			const now = pages.get(planned.page);
			return now?.client === planned.client && now.picture.sha256 === planned.picture.sha256;
		});
	}

	/** What somebody should settle first: pages in the tray may be this client's. */
	#gate({ name, recordNumber }: Client): readonly string[] {
		if (!this.#tray) return [trayUnseen];
		const waiting = [...this.#tray.state.pages.values()].filter((page) => !page.decision);
		const named = waiting.filter(
			({ hints }) =>
				(hints?.name !== undefined && foldName(hints.name) === foldName(name)) ||
				(hints?.recordNumber !== undefined && hints.recordNumber === recordNumber)
		).length;
		const others = waiting.length - named;
		const gate: string[] = [];
		if (named > 0)
			gate.push(
				`${named === 1 ? 'One undecided page in your tray names' : `${named} undecided pages in your tray name`} this client. Decide ${named === 1 ? 'it' : 'them'} first if the request covers ${named === 1 ? 'it' : 'them'}.`
			);
		if (others > 0)
			gate.push(
				`${others === 1 ? 'One other page waits' : `${others} other pages wait`} in your tray undecided; whose ${others === 1 ? 'it is' : 'they are'} is not known yet.`
			);
		return gate;
	}
}

function whyNotBuilt(error: unknown): string {
	const name = error instanceof Error ? error.name : '';
	if (name === 'Blocked')
		return 'The chart has changed or the request is not complete. Look at the plan again.';
	if (name === 'DamagedBlob')
		return 'A page of this chart is damaged in storage, so no packet was made. Restore it from a backup first.';
	return 'The packet could not be built. Reload the page and try again; nothing was saved or sent.';
}
