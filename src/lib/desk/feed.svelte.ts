/** Feeding a box: files become sealed sides one by one, and the box's account is kept as they come. */
import type { NewSide, Refusal } from '#lib/intake/taken.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Side } from '#lib/page/side.ts';
import { filesMissing } from '#lib/tray/reconcile.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import { AboutNext } from './feed-about.svelte.ts';
import type { Awake } from './feed-awake.ts';
import { FeedBoxes, type BoxSummary } from './feed-boxes.svelte.ts';
import { FeedFiles, keyOf, type FedFile, type FileDays, type Source } from './feed-files.svelte.ts';
import { Inbox, type CameBy } from './feed-inbox.svelte.ts';
import type { ReadQueue } from './read-queue.svelte.ts';
import { sentenceFor } from './sentences.ts';
import { Tally } from './tally.ts';

/** What feeding needs of a tray: whoever feeds for another has no more of it. */
export type FeedTray = Pick<Tray, 'act' | 'seal' | 'state' | 'onChange'>;
export type { FedFile, FileDays } from './feed-files.svelte.ts';
export type FeedQueue = Pick<ReadQueue, 'start' | 'stop'>;

export interface BoxInput {
	readonly provenance: Provenance;
	readonly label?: string;
	/** Sheets that went through the scanner, when somebody counted. */
	readonly sheets?: number;
	/** Each sheet has two sides in the box. */
	readonly bothSides?: boolean;
	/** Whose papers it holds, where that is known beforehand. */
	readonly client?: ClientId;
	/** A hash that these very files are known again by. */
	readonly source?: string;
	readonly days?: FileDays;
}

export class FeedDesk {
	taking = $state(false);
	/** The box that is being fed, or was last. */
	current = $state<BoxId>();
	/** Why feeding came to a halt, when storage was the reason. */
	halted = $state<string>();

	readonly queue: FeedQueue;
	/** What waits to be fed. */
	readonly inbox: Inbox;
	/** What was said of the box that goes in next. */
	readonly about = new AboutNext();
	readonly box: FeedBoxes;
	readonly #tray: FeedTray;
	readonly #onKept: ((side: Side, taken: NewSide) => void) | undefined;
	readonly #engines: Engines;
	readonly #newBox: () => BoxId;
	readonly #newPage: () => PageId;
	readonly #list = new FeedFiles();
	readonly #awake: Awake | undefined;
	#underway: Promise<unknown> | undefined;
	#abort: AbortController | undefined;

	constructor(parts: {
		readonly tray: FeedTray;
		readonly engines: Engines;
		readonly queue: FeedQueue;
		readonly newBox: () => BoxId;
		readonly newPage: () => PageId;
		readonly inbox?: Inbox;
		readonly awake?: Awake;
		/** Called with each side once it is stored. */
		readonly onKept?: (side: Side, taken: NewSide) => void;
	}) {
		this.#tray = parts.tray;
		this.#onKept = parts.onKept;
		this.#engines = parts.engines;
		this.queue = parts.queue;
		this.#newBox = parts.newBox;
		this.#newPage = parts.newPage;
		this.#awake = parts.awake;
		this.inbox = parts.inbox ?? new Inbox();
		this.box = new FeedBoxes(parts.tray);
	}

	/** All boxes, the latest first. */
	get boxes(): readonly BoxSummary[] {
		return this.box.all;
	}

	get summary(): BoxSummary | undefined {
		return this.boxes.find(({ box }) => box.box === this.current);
	}

	/** The files of the feed that is under way, or was last. */
	get files(): readonly FedFile[] {
		return this.#list.rows;
	}

	/** Files of the current feed that were stopped before they were in whole. */
	get stopped(): readonly FedFile[] {
		return this.files.filter(({ status }) => status === 'stopped');
	}

	/** Files of the current feed that ask for their password. */
	get locked(): readonly FedFile[] {
		return this.files.filter(({ status }) => status === 'locked');
	}

	/** The one way in for files, however they came: they wait until somebody says where the paper was kept. */
	add(files: readonly File[], by: CameBy = 'chosen'): void {
		this.inbox.add(files, by);
	}

	/**
	 * Takes the files in as one box and reads them. Resolves when every file was taken, refused or stopped; `false` when
	 * none of them is this desk's: something else is being fed, or there is no box for them.
	 */
	async feed(
		files: readonly File[],
		{ provenance, label, sheets, bothSides, client, source, days }: BoxInput
	): Promise<boolean> {
		if (this.taking || files.length === 0) return false;
		const box = this.#newBox();
		this.current = box;
		this.#list.lay(files, 0, { days });
		const opened = await this.#alone(async () => {
			const isOpen = await this.#act({
				is: 'box-opened',
				box,
				provenance,
				...(label ? { label } : {}),
				files: files.length,
				...(sheets === undefined ? {} : { sheets }),
				...(bothSides ? { bothSides } : {}),
				...(source ? { source } : {})
			});
			if (isOpen && client) await this.#act({ is: 'box-indexed', box, client });
			if (isOpen) await this.#takeAll(box, this.files);
			return isOpen;
		});
		if (!opened) {
			this.#list.clear();
			this.current = undefined;
		}
		return opened;
	}

	/** Goes on with a box whose feeding was cut short: sides that it has already are not taken twice. `false` as in `feed`. */
	async goOn(id: BoxId, files: readonly File[], days?: FileDays): Promise<boolean> {
		const box = this.#tray.state.boxes.get(id);
		if (!box || this.taking || files.length === 0) return false;
		this.current = id;
		// The whole set again has its old places; some of it stands behind them.
		const after = files.length === box.files ? 0 : box.files;
		this.#list.lay(files, after, { days, inBox: this.#sidesOf(id) });
		await this.#alone(() => this.#takeAll(id, this.files));
		return true;
	}

	/** One file of a box again, by its place: a locked one for its password, or a refused one in a better copy. */
	async again(id: BoxId, place: number, file: File): Promise<void> {
		const box = this.#tray.state.boxes.get(id);
		if (!box || this.taking) return;
		const row = this.current === id ? this.#list.replace(place, file) : undefined;
		if (!row) {
			this.current = id;
			this.#list.lay([file], place - 1, { inBox: this.#sidesOf(id) });
			this.#list.isPart = true;
		}
		const [first] = this.files;
		const taken = row ?? first;
		if (taken) await this.#alone(() => this.#takeOne(id, taken));
	}

	/** A locked PDF again, with what the person typed. */
	async unlockFile(file: FedFile, password: string): Promise<void> {
		const { current } = this;
		if (!current || this.taking) return;
		await this.#alone(() => this.#takeOne(current, file, password));
	}

	/** Nobody has a locked file's password: it is not asked for any longer, and the box's account says so. */
	leaveOut(file: FedFile): void {
		if (file.status === 'locked') file.status = 'refused';
	}

	stop(): void {
		this.#abort?.abort();
		this.queue.stop();
	}

	/** Lets go of the list, and of the names in it. */
	forget(): void {
		if (!this.taking) this.#list.clear();
	}

	/** Goes on after `stop`: with the files that were not in yet, and with reading. */
	async resume(): Promise<void> {
		this.queue.start();
		// A second press, while it goes on: nothing is asked for, and a stop that comes after it stands.
		if (this.taking && !this.#isStopped()) return;
		// What was stopped may not have come to its end yet.
		await this.#underway;
		const { stopped, current } = this;
		if (current && stopped.length > 0 && !this.taking)
			await this.#alone(() => this.#takeAll(current, stopped));
	}

	async #takeAll(box: BoxId, files: readonly FedFile[]): Promise<void> {
		for (const file of files) {
			if (this.#isStopped()) file.status = 'stopped';
			else await this.#takeFile(box, file);
		}
		await this.#close(box);
	}

	async #takeOne(box: BoxId, file: FedFile, password?: string): Promise<void> {
		await this.#takeFile(box, file, password);
		await this.#close(box, true);
	}

	/** Nothing of the list is left to take: of a part of the box's files, that is the end only if none of them is missing. */
	async #close(box: BoxId, isPart = this.#list.isPart): Promise<void> {
		if (this.#isStopped()) return;
		for (const file of this.files) {
			// It was in before, and perhaps the tab was closed before that was written down.
			const source = this.#list.sourceOf(file);
			if (source && !source.isCounted && file.status === 'taken' && this.#missing(box) > 0)
				await this.#count(box, file, source);
		}
		const isFed = this.#tray.state.boxes.get(box)?.fed ?? true;
		if (!isPart || (!isFed && this.#missing(box) === 0)) await this.#act({ is: 'box-fed', box });
	}

	#missing(id: BoxId): number {
		const box = this.#tray.state.boxes.get(id);
		return box ? filesMissing(box) : 0;
	}

	async #count(box: BoxId, { place, sides }: FedFile, source: Source): Promise<void> {
		source.isCounted = true;
		await this.#act({ is: 'file-taken', box, file: place, sides });
	}

	/** From the first act on it can be stopped, and nothing else is fed beside it. */
	#alone<T>(work: () => Promise<T>): Promise<T> {
		const begun = this.#begin(work);
		this.#underway = begun;
		return begun;
	}

	async #begin<T>(work: () => Promise<T>): Promise<T> {
		this.taking = true;
		this.halted = undefined;
		this.#abort = new AbortController();
		this.#awake?.set('feeding', true);
		try {
			return await work();
		} finally {
			this.taking = false;
			this.#awake?.set('feeding', false);
		}
	}

	#sidesOf(id: BoxId): readonly string[] {
		const box = this.boxes.find(({ box: each }) => each.box === id);
		return (box?.pages ?? []).map(({ side }) => keyOf(side));
	}

	async #takeFile(box: BoxId, file: FedFile, password?: string): Promise<void> {
		const source = this.#list.sourceOf(file);
		if (!source) return;
		const signal = this.#abort?.signal;
		const own = new Tally(source.kept);
		file.status = 'taking';
		file.sentences = [];
		file.sides = 0;
		/** A file that broke off is in, but not whole: that stays in the box's account. */
		let isWhole = true;
		try {
			const options = { ...(password ? { password } : {}), ...(signal ? { signal } : {}) };
			for await (const taken of this.#engines.takeIn(source.file, options)) {
				if (this.#isStopped()) break;
				if (taken.is === 'refused') {
					isWhole &&= taken.refusal.filePage !== undefined;
					await this.#refuse(box, file, taken.refusal);
				} else if (await this.#keep(box, source, taken.side, own)) file.sides++;
				else break;
			}
		} catch {
			isWhole = false;
			if (!this.#isStopped()) {
				const sentence = 'This file could not be opened. Scan or export it again, then feed it.';
				await this.#refuse(box, file, { why: 'damaged', sentence });
			}
		}
		if (this.#settle(file) !== 'taken') return;
		// A file of which nothing new came in was counted before, as far as is known.
		if (!isWhole) source.isCounted = true;
		else if (source.hasNew && !source.isCounted) await this.#count(box, file, source);
	}

	#isStopped(): boolean {
		return this.halted !== undefined || (this.#abort?.signal.aborted ?? false);
	}

	/** The file's last word: a locked one stays locked. */
	#settle(file: FedFile): FedFile['status'] {
		if (this.#isStopped()) file.status = 'stopped';
		else if (file.status === 'taking') file.status = file.sides > 0 ? 'taken' : 'refused';
		return file.status;
	}

	/** Seals a side before anything of it is written, unless the box has it. `false`: storage refused it. */
	async #keep(box: BoxId, source: Source, taken: NewSide, own: Tally): Promise<boolean> {
		const key = keyOf(taken);
		if (own.take(key) || this.#list.claim(source, key)) return true;
		const { bytes, thumbnail, separator, ...facts } = taken;
		const picture = await this.#tray.seal(bytes);
		const small = await this.#tray.seal(thumbnail);
		const order = this.#tray.state.boxes.get(box)?.pages.length ?? 0;
		const named = source.day ? { fileDay: source.day } : {};
		const side = { ...facts, ...named, page: this.#newPage(), box, order };
		const kept = await this.#act(
			{
				is: 'side-taken',
				taken: {
					side,
					picture: picture.ref,
					thumbnail: small.ref,
					...(separator ? { separator } : {})
				}
			},
			{ put: [picture.blob, small.blob] }
		);
		if (kept) {
			source.kept.push(key);
			source.hasNew = true;
			this.#onKept?.(side, taken);
			this.queue.start();
		}
		return kept;
	}

	async #refuse(id: BoxId, file: FedFile, refusal: Refusal): Promise<void> {
		const { sentence, filePage, why } = refusal;
		const { place } = file;
		file.sentences = [...file.sentences, filePage ? `Page ${filePage}: ${sentence}` : sentence];
		if (why === 'locked' || why === 'wrong-password') {
			file.status = 'locked';
			// A wrong try is not another refused file.
			if (why === 'wrong-password') return;
		}
		const known = this.#tray.state.boxes
			.get(id)
			?.refused.some((old) => old.file === place && old.filePage === filePage);
		if (known) return;
		await this.#act({
			is: 'file-refused',
			box: id,
			file: place,
			...(filePage ? { filePage } : {}),
			name: file.name,
			...(why === 'locked' ? { locked: true } : {}),
			...(!filePage && file.sides > 0 ? { sides: file.sides } : {}),
			sentence
		});
	}

	async #act(...act: Parameters<Tray['act']>): Promise<boolean> {
		const acted = await this.#tray.act(...act);
		if (!acted.ok) this.halted = sentenceFor(acted.why);
		return acted.ok;
	}
}
