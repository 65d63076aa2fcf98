/** Deciding: one page at a time, its suggestion beside it, one act a verdict, the next page at hand. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { DateOfService } from '#lib/page/date.ts';
import { isFiled, type Fate, type KeptElsewhere } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId, RunId } from '#lib/page/ids.ts';
import { turned, type Reading, type Rotation } from '#lib/page/reading.ts';
import { readingAt } from '#lib/page/upright.ts';
import type { Filing } from '#lib/tray/filing.ts';
import { homeOf, paperOf } from '#lib/tray/kept.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { readingOf, type Tray } from '#lib/tray/tray.ts';
import { decisionOf, type Colleague, type VerdictDetails } from './decision-of.ts';
import { DeskPictures } from './desk-pictures.ts';
import type { LearnedDesk } from './learned.svelte.ts';
import { offeredMarks } from './offered-marks.ts';
import { neighbourOf, tallyOf, waitingOf, type DeskOrder } from './paper-order.ts';
import type { Pictures } from './pictures.ts';
import { questionsFor, unanswered, type Answered, type Question } from './questions.ts';
import type { ReadQueue } from './read-queue.svelte.ts';
import { fileRun, togetherWith, undoAll } from './run-filing.ts';
import { runOf, type Run } from './run-of.ts';
import { fine, outcomeOf, sentenceFor, type Outcome } from './sentences.ts';
import { WhoseDesk, type Offering } from './whose.svelte.ts';

/** The page that lies on the desk now, opened. */
export interface OnDesk {
	readonly page: TrayPage;
	readonly url: string;
	readonly reading: Reading | undefined;
}

export type Decided =
	| Outcome
	/** Nothing happened yet: the screen has to ask first. */
	| {
			readonly ok: false;
			readonly ask: 'client' | 'regions' | 'cabinet' | 'attestation' | Question;
	  };

export interface DecideParts {
	readonly tray: Tray;
	readonly chart: Chart;
	readonly filing: Filing;
	readonly pictures: Pictures;
	readonly queue: ReadQueue;
	readonly learned?: LearnedDesk;
	readonly cabinet: () => OpenCabinet | undefined;
	/** Whose cabinets take pages besides the clinician's own. */
	readonly colleagues?: readonly Colleague[];
	readonly newClient: () => ClientId;
	readonly newRun: () => RunId;
	/** Whether the page looks like an earlier one. */
	readonly hasTwin?: (page: PageId) => boolean;
	/** Remembers the order that was chosen, on this device. */
	readonly notes?: Pick<Storage, 'getItem' | 'setItem'>;
}

const orderPlace = 'cc-decide-order';

export class DecideDesk {
	/** Pages without a decision, in the order of the paper. */
	waiting = $state.raw<readonly TrayPage[]>([]);
	/** Every page of the box that the page on the desk came from. */
	boxPages = $state.raw<readonly TrayPage[]>([]);
	at = $state<PageId>();
	onDesk = $state.raw<OnDesk>();
	/** Why the page could not be opened, when it could not. */
	unopened = $state<string>();
	/** As the paper lies, or the most doubtful first. */
	order = $state<DeskOrder>('paper');
	busy = $state(false);

	/** Whose page it is, and of when. */
	readonly whose: WhoseDesk;
	readonly pictures: DeskPictures;
	readonly #parts: DecideParts;
	/** The tray's state, mirrored so that derived values follow it. */
	#state = $state.raw<Tray['state']>() as Tray['state'];
	#worked = $state.raw<ReadonlySet<BoxId>>(new Set());

	readonly #asRead = $derived(this.at === undefined ? undefined : this.#pageOf(this.at));
	/** With its suggestion as this clinician's habits change it. */
	readonly page = $derived(this.#asRead && this.#advised(this.#asRead));
	/** Whose paper it is; of a better scan, the box that the earlier one came in. */
	readonly box = $derived(this.page && homeOf(this.#state, this.page));
	/** What was decided in the boxes that were worked on since unlocking, or in the latest box. */
	readonly tally = $derived(tallyOf(this.#state, this.#worked));

	readonly canUndo = $derived(this.#state.undo.length > 0);
	/** The pages that one decision may be made of together with the page on the desk. */
	readonly run = $derived.by(() =>
		runOf({
			state: this.#state,
			advised: (page) => this.#advised(page),
			page: this.#asRead,
			whose: {
				...{ client: this.whose.client, clientFrom: this.whose.clientFrom },
				...{ serviceDate: this.whose.serviceDate, inPaperOrder: this.order === 'paper' }
			},
			clients: this.whose.clients,
			hasTwin: ({ side }) => this.#parts.hasTwin?.(side.page) ?? false
		})
	);

	constructor(parts: DecideParts) {
		this.#parts = parts;
		const { chart, newClient } = parts;
		this.whose = new WhoseDesk({ chart, newClient, page: () => this.page });
		this.pictures = new DeskPictures(parts.tray, parts.pictures);
		if (parts.notes?.getItem(orderPlace) === 'doubt') this.order = 'doubt';
		this.#look();
		parts.tray.onChange(() => this.#look());
		parts.chart.onChange(() => this.#look());
	}

	get colleagues(): readonly Colleague[] {
		return this.#parts.colleagues ?? [];
	}

	/** Puts a page on the desk; without one, the first that waits. */
	async show(page: PageId | undefined = this.waiting[0]?.side.page): Promise<void> {
		const shown = page === undefined ? undefined : this.#pageOf(page);
		const sameBox = shown && homeOf(this.#state, shown)?.box === this.box?.box;
		const isBack = shown !== undefined && shown.side.page === this.at;
		this.at = shown?.side.page;
		this.onDesk = this.onDesk?.page.side.page === this.at ? this.onDesk : undefined;
		this.unopened = undefined;
		this.#lookAtBox();
		if (!shown) return;
		this.#parts.queue.want(shown.side.page);
		const offering = this.#offering(shown, sameBox ?? false);
		// Whoever looked something up elsewhere finds what they had typed of this page.
		if (isBack && !shown.decision) this.whose.offerAnew(shown, offering);
		else if (!shown.decision) this.whose.offer(shown, offering);
		await this.#open(shown);
		this.pictures.prefetch([this.#neighbour(1), this.#neighbour(-1)]);
	}

	/** The next page that waits after this one, or the first again. */
	next(): Promise<void> {
		return this.show(this.#neighbour(1));
	}

	previous(): Promise<void> {
		return this.show(this.#neighbour(-1));
	}

	/** Only a page of the same box, by its place. */
	go(index: number): Promise<void> {
		return this.show(this.boxPages[index]?.side.page ?? this.at);
	}

	/** Goes through what waits in another order, from its first page on; remembered on this device. */
	async orderBy(order: DeskOrder): Promise<void> {
		this.order = order;
		this.#parts.notes?.setItem(orderPlace, order);
		this.waiting = waitingOf(this.#state, order);
		await this.show();
	}

	/** What has to be asked before the page on the desk is filed so; the gravest first. */
	questionsBefore(fate: Fate): readonly Question[] {
		const page = this.#asRead;
		const { chosen: client, clientFrom, clients } = this.whose;
		const inPaperOrder = this.order === 'paper';
		return page ? questionsFor(page, fate, { client, clientFrom, clients, inPaperOrder }) : [];
	}

	/** Turns the page on the desk, clockwise: what was read of it is forgotten, and it is read again standing so. */
	async turn(by: Rotation): Promise<Outcome> {
		const { tray, queue } = this.#parts;
		const page = this.page;
		if (!page || page.decision || this.busy) return fine;
		const id = page.side.page;
		this.busy = true;
		const acted = await tray
			.act(
				{ is: 'page-turned', page: id, turn: turned(page.turn, by) },
				{ remove: page.reading ? [page.reading.sha256] : [] }
			)
			.finally(() => (this.busy = false));
		queue.want(id);
		queue.goOn();
		return outcomeOf(acted);
	}

	/** Writes the verdict on the page on the desk, files it, and puts the next one there. */
	async decide(
		fate: Fate,
		details: VerdictDetails & {
			/** The person has answered what `questionsBefore` asks. */
			readonly sure?: true | Answered;
		} = {}
	): Promise<Decided> {
		const { page } = this;
		const asRead = this.#asRead;
		if (!page || !asRead || this.busy) return fine;
		if (page.decision)
			return { ok: false, sentence: 'This page has its fate. Take it back first.' };
		if (isFiled(fate) && !this.whose.chosen) return { ok: false, ask: 'client' };
		const asked = this.questionsBefore(fate);
		const question = isFiled(fate) ? unanswered(asked, this.whose.client, details.sure) : undefined;
		if (question) return { ok: false, ask: question };
		if (fate === 'split' && !details.regions?.length) return { ok: false, ask: 'regions' };

		this.busy = true;
		const following = this.#neighbour(1);
		try {
			const decision = decisionOf(fate, this.whose, {
				marks: offeredMarks(page),
				...details
			});
			const { attested } = details;
			const done = await this.#parts.filing.decide(page.side.page, decision, attested);
			if (!done.ok) {
				return done.why === 'needs-attestation'
					? { ok: false, ask: 'attestation' }
					: outcomeOf(done);
			}
		} catch (error) {
			if (!(error instanceof Error && error.name === 'DamagedBlob')) throw error;
			return { ok: false, sentence: sentenceFor('damaged') };
		} finally {
			this.busy = false;
		}
		void this.#parts.learned?.teach(asRead, fate, this.#state);
		this.#worked = new Set([...this.#worked, page.side.box]);
		await this.show(following === page.side.page ? undefined : following);
		if (fate === 'cabinet' || fate === 'split') this.pictures.drop(page);
		return fine;
	}

	/** Decides pages that look alike in one act, and puts the next one that waits on the desk. */
	async decideRun(run: Run): Promise<Outcome> {
		if (this.busy) return fine;
		// Read anew, turned or decided since it was looked at.
		if (run.pages.some(({ page }) => this.#pageOf(page.side.page) !== page))
			return { ok: false, sentence: 'A page has changed meanwhile. Look at them again.' };
		this.busy = true;
		const { filing, learned, newRun } = this.#parts;
		const { filed, outcome } = await fileRun(filing, run, newRun()).finally(
			() => (this.busy = false)
		);
		for (const { page } of run.pages.filter(({ page }) => filed.includes(page.side.page))) {
			void learned?.teach(page, run.fate, this.#state);
			if (run.fate === 'cabinet') this.pictures.drop(page);
			this.#worked = new Set([...this.#worked, page.side.box]);
		}
		await this.show(this.page?.decision ? this.#neighbour(1) : this.at);
		return outcomeOf(outcome);
	}

	/** Takes the latest decision back, with all that were made in the same act; or the given page's alone. */
	async undo(page?: PageId): Promise<Decided> {
		const target = page ?? this.#state.undo.at(-1);
		const decision = target && this.#decidedOf(target);
		if (!target || this.busy) return outcomeOf({ ok: false, why: 'not-decided' });
		const targets = page ? [page] : togetherWith(this.#state, target);
		this.busy = true;
		const undone = await undoAll(this.#parts.filing, targets, this.#parts.cabinet()).finally(
			() => (this.busy = false)
		);
		if (!undone.ok) {
			return undone.why === 'needs-cabinet' ? { ok: false, ask: 'cabinet' } : outcomeOf(undone);
		}
		for (const taken of targets) void this.#parts.learned?.unteach(taken);
		// What the tray had forgotten of a page is found again.
		this.#parts.queue.goOn();
		await this.show(targets.at(-1));
		// What the person had chosen stands again, not what the page offers.
		if (decision?.client) this.whose.choose(decision.client);
		if (targets.length === 1 && decision?.serviceDate) this.whose.setDate(decision.serviceDate);
		return fine;
	}

	/** Corrects where a page's paper was kept; what filing asks for follows. */
	async keptElsewhere(kept: KeptElsewhere): Promise<Outcome> {
		return outcomeOf(await this.#parts.filing.keptElsewhere(kept));
	}

	#advised(page: TrayPage): TrayPage {
		return this.#parts.learned?.advised(page, this.#state) ?? page;
	}

	#pageOf(id: PageId): TrayPage | undefined {
		return this.#state.pages.get(id);
	}

	/** Whose page it was decided to be, and of when: of a private one only the open cabinet still knows. */
	#decidedOf(id: PageId): { client?: ClientId; serviceDate?: DateOfService } | undefined {
		const page = this.#pageOf(id);
		const held = page?.gone ? this.#parts.cabinet()?.state.pages.get(id) : undefined;
		return held ?? page?.decision;
	}

	#neighbour(step: 1 | -1): PageId | undefined {
		return neighbourOf(this.#state, this.at, step, this.order);
	}

	#offering(page: TrayPage, sameBox: boolean): Offering {
		const fed = homeOf(this.#state, page)?.client;
		return { sameBox, fed, inPaperOrder: this.order === 'paper' };
	}

	async #open(page: TrayPage): Promise<void> {
		const { tray } = this.#parts;
		if (page.gone) return;
		try {
			const [url, read] = await Promise.all([this.pictures.urlOf(page), readingOf(tray, page)]);
			// Turned again while it was being opened: the later one comes.
			if (this.at !== page.side.page || this.page?.turn !== page.turn) return;
			this.onDesk = { page, url, reading: read && readingAt(read, page.turn) };
		} catch {
			if (this.at === page.side.page) this.unopened = sentenceFor('damaged');
		}
	}

	#look(): void {
		const { tray } = this.#parts;
		const before = this.at === undefined ? undefined : this.onDesk?.page;
		this.#state = tray.state;
		this.whose.look();
		this.waiting = waitingOf(tray.state, this.order);
		this.#lookAtBox();
		// The page on the desk was read or turned while somebody looked at it: show its words.
		const now = this.at === undefined ? undefined : tray.state.pages.get(this.at);
		const isNew = now && before && (now.reading !== before.reading || now.turn !== before.turn);
		if (isNew && !now.decision) {
			this.whose.offerAnew(now, this.#offering(now, true));
			void this.#open(now);
		}
	}

	#lookAtBox(): void {
		const page = this.at === undefined ? undefined : this.#pageOf(this.at);
		const box = page && homeOf(this.#state, page);
		// The side that a better scan replaced is seen in its old place when it lies on the desk itself.
		this.boxPages = (box ? paperOf(this.#state, box) : []).map((each) =>
			each.replaces === page?.side.page ? (page ?? each) : each
		);
	}
}
