/** Feeding for a clinician: whoever is at the front desk seals sides into a tray that they cannot open. */
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { RescanNamed, SidePlace } from '#lib/tray/actions.ts';
import { BlindTray } from '#lib/tray/blind.ts';
import { countByBox, type FedBoxCount, type FedReceipts } from '#lib/tray/receipts.ts';
import type { RescanSlip, RescanSlips } from '#lib/tray/rescans.ts';
import type { TraySlot } from '#lib/tray/slot.ts';
import type { Engines } from './engines.ts';
import type { Awake } from './feed-awake.ts';
import type { BoxSummary } from './feed-boxes.svelte.ts';
import { FeedCheck } from './feed-check.svelte.ts';
import type { Inbox } from './feed-inbox.svelte.ts';
import { FeedDesk } from './feed.svelte.ts';
import { ImportDesk, type ImportParts } from './import.svelte.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

/** A clinician whose tray takes boxes. */
export interface FedClinician {
	readonly id: PersonId;
	/** As on a letter, e.g. `Maren Ellsworth, PhD`. */
	readonly signedAs: string;
	readonly slot: TraySlot;
}

export interface FeedForParts {
	readonly me: PersonId;
	readonly clinicians: readonly FedClinician[];
	readonly receipts: FedReceipts;
	readonly slips?: RescanSlips;
	readonly engines: Engines;
	readonly newBox: () => BoxId;
	readonly newPage: () => PageId;
	/** Absent where whoever feeds keeps no charts: then nothing is imported. */
	readonly importing?: Pick<ImportParts, 'chart' | 'newClient'>;
	/** What waits to be fed, for whomever; it is the session's. */
	readonly inbox?: Inbox;
	readonly awake?: Awake;
}

/** One clinician's box after another; others' boxes may go in at the same time. */
export interface FeedingFor {
	readonly clinician: Omit<FedClinician, 'slot'>;
	readonly feed: FeedDesk;
	readonly check: FeedCheck;
	readonly tray: BlindTray;
	/** Folders of another system, for this clinician. What earlier sessions took in is not known here. */
	readonly importing?: ImportDesk;
}

/** The words are recognised in the clinician's own session, not here: what is fed for another is not read. */
const unread = { start: () => undefined, stop: () => undefined };

export class FeedFor {
	/** Whose box is on the screen; nothing goes in before somebody said so. */
	chosen = $state<PersonId>();
	/** Boxes that this person fed, in this session and before, from their receipts. */
	fed = $state.raw<readonly FedBoxCount[]>([]);
	/** Slips of the clinicians: sides of fed boxes that want a better scan. */
	rescans = $state.raw<readonly RescanSlip[]>([]);
	/** Boxes of this session that somebody has looked over and is done with. */
	#finished = $state.raw<ReadonlySet<BoxId>>(new Set());

	readonly #parts: FeedForParts;
	readonly #feeding = new Map<PersonId, FeedingFor>();

	constructor(parts: FeedForParts) {
		this.#parts = parts;
		for (const { slot, ...clinician } of parts.clinicians)
			this.#feeding.set(clinician.id, this.#begin(clinician, slot));
		// Where there is nobody to choose among, nobody is asked.
		if (parts.clinicians.length === 1) this.chosen = parts.clinicians[0]?.id;
		void this.look();
	}

	get clinicians(): readonly Omit<FedClinician, 'slot'>[] {
		return [...this.#feeding.values()].map(({ clinician }) => clinician);
	}

	get current(): FeedingFor | undefined {
		return this.chosen === undefined ? undefined : this.feedingFor(this.chosen);
	}

	/** A box is going in, for whomever. */
	get taking(): boolean {
		return [...this.#feeding.values()].some(({ feed }) => feed.taking);
	}

	/** Of a clinician whose tray takes boxes, or took them once. */
	nameOf(clinician: PersonId): string {
		return this.#feeding.get(clinician)?.clinician.signedAs ?? 'somebody who has left';
	}

	/** Acts of this session that are stored and of which no receipt could be kept. */
	get unreceipted(): number {
		return [...this.#feeding.values()].reduce((sum, { tray }) => sum + tray.unreceipted, 0);
	}

	feedingFor(clinician: PersonId): FeedingFor | undefined {
		return this.#feeding.get(clinician);
	}

	/** Says whose papers are in a box of this session; without a client, takes that back. */
	index(whom: PersonId, box: BoxId, client: ClientId | undefined): Promise<Outcome> {
		return this.#say(whom, box, client, this.#namedIn(whom, box));
	}

	/** The sides that this clinician wants scanned again. */
	wantedBy(whom: PersonId): readonly RescanSlip[] {
		return this.rescans.filter((slip) => slip.for === whom);
	}

	/** Says which side of a box of this session is the better scan of another; without one, takes that back. */
	nameRescan(
		whom: PersonId,
		box: BoxId,
		of: SidePlace,
		page: PageId | undefined
	): Promise<Outcome> {
		const others = this.#namedIn(whom, box).filter(
			(one) => one.page !== page && !isSame(one.of, of)
		);
		const { client } = this.#ensure(whom).tray.state.boxes.get(box) ?? {};
		return this.#say(whom, box, client, page ? [...others, { page, of }] : others);
	}

	/** The chosen clinician's boxes of this session that nobody is done with, the latest first. */
	get unfinished(): readonly BoxSummary[] {
		return (this.current?.feed.boxes ?? []).filter(({ box }) => !this.#finished.has(box.box));
	}

	/** Done with a clinician's box: its pictures are dropped, and cannot be had back here. */
	async finish(whom: PersonId, box: BoxId): Promise<void> {
		const { check, feed } = this.#ensure(whom);
		check.drop(box);
		// Names of its files are of no use any more either.
		if (feed.current === box) feed.forget();
		this.#finished = new Set([...this.#finished, box]);
		await this.look();
	}

	/** Reads the receipts and the clinicians' slips again. */
	async look(): Promise<void> {
		this.fed = countByBox(await this.#parts.receipts.all());
		const slips = (await this.#parts.slips?.mine()) ?? [];
		this.rescans = slips.toSorted((a, b) => latest(b).localeCompare(latest(a)));
	}

	/** Feed or the paper of its boxes is on screen: pictures are kept to look at from now on. */
	enter(): void {
		for (const { check } of this.#feeding.values()) check.open();
	}

	/** On leaving those screens: no picture stays. What is going in goes on. */
	leave(): void {
		this.#close();
		void this.look();
	}

	/** At lock. */
	stop(): void {
		for (const { feed, importing } of this.#feeding.values()) {
			importing?.stop();
			feed.stop();
		}
		this.#close();
		this.chosen = undefined;
	}

	#namedIn(whom: PersonId, box: BoxId): readonly RescanNamed[] {
		return [...this.#ensure(whom).tray.state.pages.values()].flatMap(({ side, rescanOf }) =>
			side.box === box && rescanOf ? [{ page: side.page, of: rescanOf }] : []
		);
	}

	/** Everything that is said of a box is said anew. */
	async #say(
		whom: PersonId,
		box: BoxId,
		client: ClientId | undefined,
		rescans: readonly RescanNamed[]
	): Promise<Outcome> {
		return outcomeOf(
			await this.#ensure(whom).tray.act({
				...{ is: 'box-indexed', box },
				...(client === undefined ? {} : { client }),
				...(rescans.length > 0 ? { rescans } : {})
			})
		);
	}

	#close(): void {
		for (const { check } of this.#feeding.values()) check.close();
	}

	#ensure(whom: PersonId): FeedingFor {
		const feeding = this.#feeding.get(whom);
		if (!feeding) throw new Error('nobody feeds for that person');
		return feeding;
	}

	#begin(clinician: Omit<FedClinician, 'slot'>, slot: TraySlot): FeedingFor {
		const { receipts, me, engines, newBox, newPage, importing, inbox, awake } = this.#parts;
		const tray = new BlindTray({ slot, receipts, by: me, for: clinician.id });
		const check = new FeedCheck();
		const feed = new FeedDesk({
			...{ tray, engines, newBox, newPage, queue: unread },
			onKept: (side, taken) => check.keep(side, taken),
			...(inbox ? { inbox } : {}),
			...(awake ? { awake } : {})
		});
		return {
			...{ clinician, feed, check, tray },
			...(importing ? { importing: new ImportDesk({ ...importing, tray, feed }) } : {})
		};
	}
}

export function isSame(a: SidePlace | undefined, b: SidePlace): boolean {
	return a?.box === b.box && a.place === b.place;
}

/** When a side of it was asked for last. */
function latest({ wanted }: RescanSlip): string {
	return wanted.reduce((last, { at }) => (at > last ? at : last), '');
}
