/** A release: request, plan, gate, packet, proof, saving, and its line in the disclosure log. */
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, PacketId, PageId, RequestId } from '#lib/page/ids.ts';
import type { RecordsRequest } from '#lib/page/records-request.ts';
import type { RequestPaper } from '#lib/page/request-paper.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { Roster } from '#lib/practice/roster.ts';
import type { TwoPeople } from '#lib/practice/second-person.ts';
import { discloseOf } from '#lib/release/disclosure.ts';
import type { RequestForm } from '#lib/release/form-fields.ts';
import { otherFields } from '#lib/release/further-form.ts';
import { isAsPlanned, pagesIn, planRelease, type Plan } from '#lib/release/plan.ts';
import type { Proven } from '#lib/release/proof/proven.ts';
import { layout, piecesOf, writeRecipe } from '#lib/release/recipe.ts';
import { readRequest, type Kept } from '#lib/release/request-form.ts';
import { defectsOf, type Request } from '#lib/release/request.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import { Enclosures } from './enclosures.svelte.ts';
import { PacketChoices } from './packet-choices.svelte.ts';
import { PacketMaking, type Making, type PacketMaker } from './packet-making.svelte.ts';
import { emptyForm } from './release-form.ts';
import { ReleaseGate } from './release-gate.svelte.ts';
import { asListed, fromList } from './request-work.ts';
import { SecondLookDesk } from './second-look.svelte.ts';
import { savedAs, type SavedPacket } from './packet-files.ts';
import { proofsKept } from './proofs.ts';
import { outcomeOf, type Outcome } from './sentences.ts';
import type { SelfTestDesk } from './self-test.svelte.ts';

const changed = 'The chart has changed since this plan was made. Look at the plan again.';
const changedSince =
	'A page of this packet, or what allows it, has changed since it was saved. It is not handed out once more: begin with the request again.';

export interface ReleaseParts {
	/** Absent for staff, who cannot see what waits in a clinician's. */
	readonly tray?: Tray;
	readonly chart: Chart;
	readonly make: PacketMaker;
	/** The test that `make` begins with. */
	readonly selfTest: SelfTestDesk;
	readonly newPacket: () => PacketId;
	readonly practice: string;
	readonly signedAs: string;
	/** This program and this browser, in words: the same file is made again with the same ones only. */
	readonly madeWith?: string | undefined;
	readonly now: () => Date;
	readonly sort: Engines['sort'];
	readonly twoPeople: TwoPeople;
	readonly roster: Roster;
}

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
	/** Pages that go out whole though they have a redacted copy, each with the reason. */
	unredacted = $state.raw<ReadonlyMap<PageId, string>>(new Map());
	/** What keeps this request from a packet, in sentences. */
	defects = $state.raw<readonly string[]>([]);
	/** Somebody has looked at the plan and gone on to the gate. */
	atGate = $state(false);
	saved = $state(false);

	/** What keeps the planned packet from being built, in sentences; empty when nothing does. */
	readonly blocked = $derived.by(() => {
		if (!this.plan) return [];
		const empty = this.plan.counts.in === 0;
		const papers = this.enclosures.wrongFor(this.plan).map(({ sentence }) => sentence);
		const none = empty ? ['No page of the chart is in this packet.'] : [];
		return [...this.defects, ...papers, ...none];
	});

	/** How the packet's file is to be made. */
	readonly choices = new PacketChoices();
	/** What goes round the pages. */
	readonly enclosures: Enclosures;
	readonly gate: ReleaseGate;
	readonly secondLook: SecondLookDesk;
	readonly #parts: ReleaseParts;
	readonly #chart: Chart;
	readonly #packet: PacketMaking;

	constructor(parts: ReleaseParts) {
		const { chart, sort, tray } = parts;
		this.#parts = parts;
		this.#chart = chart;
		this.#packet = new PacketMaking(parts.make);
		this.gate = new ReleaseGate({
			...{ chart, sort, today: () => this.today },
			author: () => ({ by: parts.signedAs, at: parts.now().toISOString() }),
			...(tray ? { tray } : {})
		});
		this.secondLook = new SecondLookDesk(parts);
		this.form = emptyForm();
		const { practice, signedAs } = parts;
		const today = (): CalendarDate => this.today;
		this.enclosures = new Enclosures({ chart, practice, signedAs, today, form: () => this.form });
		// A page was marked, turned or filed while a plan lies here: it is the chart as it is now that leaves.
		chart.onChange(() => {
			if (!this.saved && !this.proof) this.layAgain();
		});
	}

	/** What waits undecided is known here: a clinician's own tray. */
	get seesTray(): boolean {
		return this.#parts.tray !== undefined;
	}

	get today(): CalendarDate {
		return dayOf(this.#parts.now());
	}

	get making(): Making | undefined {
		return this.#packet.making;
	}

	get proof(): Proof | undefined {
		return this.#packet.proof;
	}

	get proven(): Proven | undefined {
		return this.#packet.proven;
	}

	/** Why no packet came of it, when none did. */
	get failed(): string | undefined {
		return this.#packet.failed;
	}

	/** Nothing keeps the planned packet from being built any more: neither request, gate nor second look. */
	get isSettled(): boolean {
		const { now } = this.secondLook;
		const isSeen = now?.is === 'not-asked' || now?.is === 'seen';
		return isSeen && this.blocked.length === 0 && this.gate.isPassed;
	}

	/** What was typed, left out and written at the gate: all that the list keeps of the work on a request. */
	get written(): Readonly<Record<string, string>> {
		const { takenOut, unredacted } = this;
		const { words, authors } = this.gate;
		return asListed(this.form, { takenOut, unredacted, words, authors });
	}

	/** What somebody types into a field of the request, or ticks there (`on`). */
	write(field: string, text: string): void {
		this.form[field] = text;
	}

	/** Reads the form and lists every page of the chart, in or out. `false`: see `wrong`. */
	lookAt(client: ClientId, form: RequestForm): boolean {
		this.reset();
		this.client = client;
		const read = readRequest(this.#parts.newPacket(), client, form, this.#kept());
		if (!read.ok) {
			this.wrong = read.wrong;
			return false;
		}
		return this.#lay(read.request);
	}

	/** Leaves a page of the plan out, for a reason that stays on record; without one it goes in again. */
	takeOut(page: PageId, because?: string): void {
		if (!this.request || this.making) return;
		const takenOut = new Map(this.takenOut);
		if (because?.trim()) takenOut.set(page, because.trim());
		else takenOut.delete(page);
		this.takenOut = takenOut;
		this.#lay(this.request);
	}

	/** Sends a page whole though it has a redacted copy, for a reason that stays on record; without one the copy goes. */
	sendWhole(page: PageId, because?: string): void {
		if (!this.request || this.making) return;
		const unredacted = new Map(this.unredacted);
		if (because?.trim()) unredacted.set(page, because.trim());
		else unredacted.delete(page);
		this.unredacted = unredacted;
		this.#lay(this.request);
	}

	/** What speaks for somebody else on the pages; what is not said stays. Nothing does, when `by` is empty. */
	speakFor(name: string, said: Partial<Record<'by' | 'words' | 'paper', string>>): void {
		const fields = otherFields(name);
		for (const field of ['by', 'words', 'paper'] as const) {
			const text = said[field];
			if (text !== undefined) this.write(fields[field], text);
		}
		this.layAgain();
	}

	/** The papers of the listed request. */
	get attached(): readonly RequestPaper[] {
		return this.#kept().papers ?? [];
	}

	/** Reads the form once more and lays the plan anew; what was taken out stays out. */
	layAgain(): void {
		const { request } = this;
		if (!request || this.making) return;
		const read = readRequest(request.id, request.client, this.form, this.#kept());
		if (read.ok) this.#lay(read.request);
	}

	#lay(request: Request): boolean {
		const { state } = this.#chart;
		const client = state.clients.get(request.client);
		if (!client) return false;
		this.request = request;
		this.defects = defectsOf(request, this.today);
		const pages = pagesOfClient(state, client.id);
		this.plan = planRelease(request, client, pages, {
			...{ takenOut: this.takenOut, unredacted: this.unredacted }
		});
		this.gate.look(this.plan);
		this.secondLook.lay(this.plan, this.listed);
		return true;
	}

	/** The papers of the listed request, and whether its authority was revoked. */
	#kept(): Kept {
		const { papers, revoked } = (this.listed && this.#chart.state.requests.get(this.listed)) ?? {};
		return { ...(papers ? { papers } : {}), ...(revoked ? { revoked } : {}) };
	}

	/** Builds and proves. What is not settled is not built, and what failed its proof cannot be saved. */
	async make(): Promise<void> {
		const { plan } = this;
		if (!plan || this.making || !this.isSettled) return;
		if (!this.#stillHolds(plan)) {
			this.#packet.failed = changed;
			return;
		}
		const { options } = this.choices;
		const order = {
			plan,
			imprint: { ...this.enclosures.imprint, ...(options ? { options } : {}) },
			madeAt: this.#parts.now().toISOString(),
			password: this.choices.draw()
		};
		await this.#packet.make(order);
	}

	cancel(): void {
		this.#packet.cancel();
	}

	/**
	 * Writes the disclosure log first, then hands the file to `save`: a packet that left without its
	 * line in the log would be worse than a line for a download that was cancelled.
	 */
	async save(save: (file: Blob, name: string) => void): Promise<Outcome> {
		const { proven } = this;
		if (!proven) return { ok: false, sentence: 'There is no proven packet to save.' };
		// A saved packet lies there until the next request: a page may have gone to a cabinet in the meantime.
		if (!this.#stillHolds(proven.plan)) {
			return { ok: false, sentence: this.saved ? changedSince : changed };
		}
		if (!this.saved) {
			const disclosure = discloseOf(proven, {
				releasedAt: this.#parts.now().toISOString(),
				releasedBy: this.#parts.signedAs,
				...(this.listed ? { request: this.listed } : {}),
				...this.#seenBefore()
			});
			const logged = await this.#log(proven, disclosure);
			if (!logged.ok) return outcomeOf(logged);
			this.saved = true;
		}
		const { file, name } = this.#file(proven);
		save(file, name);
		return { ok: true };
	}

	/** A locked packet's proofs stay here: they are handed out by themselves, by somebody who knows to whom. */
	#file(proven: Proven): SavedPacket {
		return savedAs(
			proven,
			this.choices.password ? [] : proofsKept(proven.proof, this.#parts.selfTest)
		);
	}

	/** The line of the log, and with it what it takes to make this packet again. */
	async #log(proven: Proven, disclosure: Disclosure): ReturnType<Chart['act']> {
		const { plan, imprint, made } = proven;
		const { madeWith = 'an unknown browser' } = this.#parts;
		const recipe = { v: 1, layout, plan, imprint, made, madeWith } as const;
		const sealed = await this.#chart.seal(writeRecipe(recipe));
		const proofs = await Promise.all(
			proofsKept(proven.proof, this.#parts.selfTest).map((bytes) => this.#chart.seal(bytes))
		);
		const [proof, ...furtherProofs] = proofs.map(({ ref }) => ref);
		return this.#chart.act(
			{
				is: 'packet-released',
				disclosure: {
					...{ ...disclosure, recipe: sealed.ref },
					...(proof ? { proof } : {}),
					...(furtherProofs.length > 0 ? { furtherProofs } : {})
				},
				pieces: [...piecesOf(recipe), ...proofs.map(({ ref }) => ref)]
			},
			{ put: [sealed.blob, ...proofs.map(({ blob }) => blob)] }
		);
	}

	/** What the gate was answered, and who looked a second time. */
	#seenBefore(): Pick<Disclosure, 'gateWords' | 'secondLook'> {
		const gateWords = this.gate.kept();
		const { now } = this.secondLook;
		return {
			...(gateWords.length > 0 ? { gateWords } : {}),
			...(now?.is === 'seen' ? { secondLook: { by: now.seen.by, at: now.seen.at } } : {})
		};
	}

	/** Back to the request: what was typed, left out and written stays. */
	reset(): void {
		this.#packet.clear();
		this.choices.password = undefined;
		this.gate.stop();
		this.secondLook.lay(undefined, undefined);
		this.request = this.plan = undefined;
		this.wrong = this.defects = [];
		this.saved = this.atGate = false;
	}

	/** What lies on the desk and in no list as it is; `undefined` when nothing does. */
	get unlisted(): OnDesk | undefined {
		if (this.saved) return undefined;
		const { client, listed: id, written: form } = this;
		const kept = (id && this.#chart.state.requests.get(id)?.form) ?? emptyForm();
		if (client === undefined && isSameForm(form, kept)) return undefined;
		return id && isSameForm(form, kept) ? undefined : { id, client, form };
	}

	/** Takes a request from the list onto the desk, or one that lay there, with the work that was done on it. */
	takeUp({ id, client, form }: OnDesk): void {
		this.startOver();
		const { typed, takenOut, unredacted, words, authors } = fromList(form);
		[this.listed, this.client] = [id, client];
		[this.form, this.takenOut, this.unredacted] = [typed, takenOut, unredacted];
		[this.gate.words, this.gate.authors] = [words, authors];
	}

	/** A clean desk for the next request. */
	startOver(): void {
		this.reset();
		this.choices.clear();
		this.gate.clear();
		this.takenOut = this.unredacted = new Map();
		this.client = this.listed = undefined;
		this.form = emptyForm();
	}

	/** Every page that would go out is in this client's chart now, as it was planned, and nobody revoked the authority meanwhile. */
	#stillHolds(plan: Plan): boolean {
		const { pages } = this.#chart.state;
		if (this.#kept().revoked && !plan.request.revoked) return false;
		return pagesIn(plan).every((planned) => {
			const now = pages.get(planned.page);
			// Front desk sends some pages on a clinician's word alone.
			const hasWord = !planned.vouched || now?.vouched !== undefined;
			return now && hasWord && isAsPlanned(planned, now) && marksOf(now) === marksOf(planned);
		});
	}
}

/** A request as the desk takes it up. */
export type OnDesk = { [K in 'id' | 'client']?: RecordsRequest[K] | undefined } & Pick<
	RecordsRequest,
	'form'
>;

function isSameForm(a: OnDesk['form'], b: OnDesk['form']): boolean {
	const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...fields].every((field) => (a[field] ?? '') === (b[field] ?? ''));
}

/** What was said of a page, to be compared. */
function marksOf({ part2, session, others }: ChartPage): string {
	return JSON.stringify([part2, session, others]);
}
