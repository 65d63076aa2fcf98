/** The scan station at the desk: pairing one, seeing what it has sealed, and taking its boxes into the tray. */
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId } from '#lib/page/ids.ts';
import type { Stations } from '#lib/practice/stations.ts';
import type { BoxManifest } from '#lib/spool/manifest.ts';
import { codeOf, pairingText, type Pairing } from '#lib/spool/pairing.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import type { FolderPicker } from './export-folder.ts';
import type { Awake } from './feed-awake.ts';
import { fine, outcomeOf, sentenceFor, type Outcome } from './sentences.ts';
import {
	NoAnswer,
	ServedSpool,
	spoolsIn,
	type SpoolSource,
	type Unanswered
} from './spool-source.ts';
import { manifestOf, takeBox, type BoxFault, type BoxOutcome } from './spool-take-in.ts';

export interface PairedStation {
	readonly station: string;
	readonly code: string;
	readonly madeAt: string;
}

/** A box that waits in a spool. */
export interface WaitingBox {
	readonly box: BoxId;
	readonly sides: number;
	readonly spooledAt: string;
	/** Sides of it that are in the tray already. */
	readonly known: number;
}

/** A box that was looked at and cannot be believed. */
export interface RefusedBox {
	readonly box: BoxId;
	readonly why: BoxFault;
}

interface Spool {
	readonly pairing: Pairing;
	readonly source: SpoolSource;
	readonly waiting: readonly WaitingBox[];
}

export interface StationParts {
	readonly stations: Stations;
	readonly tray: Tray;
	readonly sort: Engines['sort'];
	readonly now: () => Date;
	/** The browser's `fetch`, for the server that the app came from. */
	readonly get: typeof fetch;
	readonly pickFolder?: FolderPicker | undefined;
	readonly awake?: Awake;
	/** Pages without words are read here. */
	readonly onTaken: () => void;
}

export class StationDesk {
	paired = $state.raw<readonly PairedStation[]>([]);
	/** Why the list of stations is empty, when it should not be. */
	trouble = $state<string>();
	waiting = $state.raw<readonly WaitingBox[]>([]);
	refused = $state.raw<readonly RefusedBox[]>([]);
	/** Where the boxes that wait were found. */
	from = $state<'served' | 'carried'>('served');
	looking = $state(false);
	/** Why nobody can say what waits, where nothing was found. */
	unanswered = $state<string>();
	taking = $state(false);
	done = $state(0);
	of = $state(0);
	/** The box that is being taken in. */
	current = $state<BoxId>();
	/** What became of the boxes that were taken in last. */
	outcomes = $state.raw<readonly BoxOutcome[]>([]);
	halted = $state<string>();
	/** The next boxes' paper was kept here. */
	provenance = $state<Provenance>();

	readonly #parts: StationParts;
	readonly ready: Promise<void>;
	#pairings: readonly Pairing[] = [];
	#spools: readonly Spool[] = [];
	#abort: AbortController | undefined;

	constructor(parts: StationParts) {
		this.#parts = parts;
		this.ready = this.#load();
	}

	/** Folders can be chosen in this browser. */
	get canCarry(): boolean {
		return this.#parts.pickFolder !== undefined;
	}

	get sidesWaiting(): number {
		return this.waiting.reduce((sum, { sides, known }) => sum + sides - known, 0);
	}

	/** Whether more of a box is coming; `undefined` where nothing more of it is to be had here. */
	comingIn(box: BoxId): 'taking' | 'waiting' | undefined {
		if (this.current === box) return 'taking';
		const rest = this.waiting.find((each) => each.box === box);
		return rest && !this.#isTold(rest) ? 'waiting' : undefined;
	}

	/** Makes a pairing; its file is for the station, and the code stands on both. */
	async pair(): Promise<{ readonly file: Blob; readonly name: string } | string> {
		const paired = await this.#parts.stations.pair();
		if (!paired.ok) return sentenceFor(paired.why);
		await this.#load();
		const code = await codeOf(paired.pairing);
		const file = new Blob([pairingText(paired.pairing)], { type: 'application/json' });
		return { file, name: `scan-station-${code}.json` };
	}

	async forget(station: string): Promise<Outcome> {
		const outcome = outcomeOf(await this.#parts.stations.forget(station));
		await this.#load();
		this.#show([]);
		return outcome;
	}

	/** Asks this machine's own server what waits. */
	async look(): Promise<void> {
		await this.ready;
		if (this.taking || this.looking || this.#pairings.length === 0) return;
		this.from = 'served';
		const { get } = this.#parts;
		await this.#lookIn(
			this.#pairings.map((pairing) => ({ pairing, source: new ServedSpool(pairing, get) }))
		);
	}

	/** Looks into a folder that was carried over, e.g. on a stick. */
	async choose(): Promise<Outcome> {
		const folder = await this.#parts.pickFolder?.('spool');
		if (!folder) return fine;
		const found = await spoolsIn(folder);
		const known = this.#pairings.flatMap((pairing) => {
			const source = found.get(pairing.station);
			return source ? [{ pairing, source }] : [];
		});
		if (known.length === 0)
			return {
				ok: false,
				sentence:
					found.size > 0
						? 'What lies in this folder was sealed by a station that is not paired with your tray.'
						: 'No station’s spool lies in this folder. Choose the folder that the station writes into.'
			};
		this.from = 'carried';
		await this.#lookIn(known);
		return fine;
	}

	/** Takes every waiting box in, one after the other. */
	async takeIn(): Promise<void> {
		const { provenance } = this;
		if (this.taking || provenance === undefined) return;
		const { tray, sort, now, awake, onTaken } = this.#parts;
		const abort = new AbortController();
		this.#abort = abort;
		this.taking = true;
		this.halted = undefined;
		this.outcomes = [];
		this.done = 0;
		this.of = this.waiting.reduce((sum, { sides }) => sum + sides, 0);
		awake?.set('feeding', true);
		try {
			for (const { pairing, source, waiting } of this.#spools)
				for (const { box } of waiting) {
					if (abort.signal.aborted) return;
					this.current = box;
					const outcome = await takeBox(box, provenance, {
						...{ tray, sort, pairing, source, now },
						signal: abort.signal,
						onSide: () => this.done++
					});
					this.outcomes = [...this.outcomes, outcome];
					onTaken();
					if (outcome.is !== 'halted') continue;
					this.halted = this.#haltedBy(outcome.why);
					return;
				}
			this.provenance = undefined;
		} catch (error) {
			if (!abort.signal.aborted) throw error;
		} finally {
			this.taking = false;
			this.current = undefined;
			awake?.set('feeding', false);
			if (!abort.signal.aborted) await this.#lookIn(this.#spools);
		}
	}

	#haltedBy(why: Extract<BoxOutcome, { is: 'halted' }>['why']): string | undefined {
		if (why === 'stopped') return undefined;
		if (why === 'unknown')
			return 'This spool does not know the pairing of your tray any more. What is in stays in. Pair the station anew.';
		return why === 'away' || why === 'busy' ? this.#whyNot(new Set([why])) : sentenceFor(why);
	}

	/** What is in stays in; the rest is taken next time. */
	stop(): void {
		this.#abort?.abort();
	}

	async #load(): Promise<void> {
		const pairings = await this.#parts.stations.all().catch(() => undefined);
		this.trouble =
			pairings === undefined
				? 'The list of your scan stations was damaged. Pair them anew: nothing that they sealed is lost.'
				: undefined;
		this.#pairings = pairings ?? [];
		this.paired = await Promise.all(
			this.#pairings.map(async (pairing) => ({
				station: pairing.station,
				madeAt: pairing.madeAt,
				code: await codeOf(pairing)
			}))
		);
	}

	async #lookIn(spools: readonly Pick<Spool, 'pairing' | 'source'>[]): Promise<void> {
		this.looking = true;
		const refused: RefusedBox[] = [];
		const unanswered = new Set<Unanswered>();
		try {
			const found = await Promise.all(
				spools.map(async ({ pairing, source }) => {
					const waiting: WaitingBox[] = [];
					const boxes = await source.boxes();
					if (typeof boxes === 'string') {
						unanswered.add(boxes);
						return { pairing, source, waiting };
					}
					for (const box of boxes) {
						const manifest = await manifestOf({ source, pairing }, box).catch(silenceOf);
						if (manifest instanceof NoAnswer) unanswered.add(manifest.why);
						else if (typeof manifest !== 'string') waiting.push(this.#waitingIn(manifest));
						else if (manifest !== 'missing') refused.push({ box, why: manifest });
					}
					waiting.sort((a, b) => a.spooledAt.localeCompare(b.spooledAt));
					// What was taken and acknowledged only waits for the station to hear of it.
					return { pairing, source, waiting: waiting.filter((each) => !this.#isTold(each)) };
				})
			);
			this.#show(found, refused);
			this.unanswered = this.#whyNot(unanswered);
		} finally {
			this.looking = false;
		}
	}

	#whyNot(unanswered: ReadonlySet<Unanswered>): string | undefined {
		if (unanswered.has('busy'))
			return 'The app’s own server was asked too often. Wait a minute, then look again.';
		if (!unanswered.has('away')) return undefined;
		return this.from === 'served'
			? 'The app’s own server does not answer, so what waits there cannot be seen. Nothing is lost: start it, then look again.'
			: 'The folder cannot be read any more. Put the stick in again, and choose its folder.';
	}

	#waitingIn({ box, sides, spooledAt }: BoxManifest): WaitingBox {
		const { pages } = this.#parts.tray.state;
		const known = sides.filter(({ page }) => pages.has(page)).length;
		return { box, sides: sides.length, spooledAt, known };
	}

	#isTold({ box, spooledAt }: WaitingBox): boolean {
		return this.outcomes.some(
			(outcome) =>
				outcome.is === 'reconciled' &&
				outcome.box === box &&
				outcome.spooledAt === spooledAt &&
				outcome.told
		);
	}

	#show(spools: readonly Spool[], refused: readonly RefusedBox[] = []): void {
		this.#spools = spools;
		this.waiting = spools.flatMap(({ waiting }) => waiting);
		this.refused = refused;
	}
}

/** What a look at one box may end in without an end to the look. */
function silenceOf(error: unknown): NoAnswer {
	if (error instanceof NoAnswer) return error;
	throw error;
}
