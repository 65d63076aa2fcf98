/** Feeding a box: files become sealed sides one by one, and the box's account is kept as they come. */
import type { NewSide, Refusal } from '#lib/intake/taken.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Side } from '#lib/page/side.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import { AboutNext } from './feed-about.svelte.ts';
import type { Awake } from './feed-awake.ts';
import { FeedBoxes, type BoxSummary } from './feed-boxes.svelte.ts';
import { Inbox, type CameBy } from './feed-inbox.svelte.ts';
import type { ReadQueue } from './read-queue.svelte.ts';
import { sentenceFor } from './sentences.ts';
import { Tally } from './tally.ts';

/** What feeding needs of a tray: whoever feeds for another has no more of it. */
export type FeedTray = Pick<Tray, 'act' | 'seal' | 'state' | 'onChange'>;
export type FeedQueue = Pick<ReadQueue, 'start' | 'stop'>;

export interface FedFile {
	/** As it was chosen; stored only with a refusal, and sealed there. */
	readonly name: string;
	readonly bytes: number;
	/** 1-based among the files of its box. */
	readonly place: number;
	status: 'waiting' | 'taking' | 'taken' | 'refused' | 'locked' | 'stopped';
	sides: number;
	/** Why it, or a page of it, was not taken. */
	sentences: string[];
}

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

/** The day that a file's name gives, for those that give one. */
export type FileDays = ReadonlyMap<File, CalendarDate>;

/** Where a listed file's bytes are, and what of it is in the box already. */
interface Source {
	readonly file: File;
	readonly day: CalendarDate | undefined;
	/** Keys of the sides that this file has brought. */
	readonly kept: string[];
}

/** In the order of their names, as people number scans: 2 before 10. */
const byName = new Intl.Collator('en', { numeric: true });

function keyOf(side: { readonly sha256: string; readonly filePage: number }): string {
	return `${side.sha256} ${side.filePage}`;
}

export class FeedDesk {
	/** The files of the feed that is under way, or was last. */
	files = $state<FedFile[]>([]);
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
	readonly #sources = new Map<FedFile, Source>();
	readonly #awake: Awake | undefined;
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

	/** Takes the files in as one box and reads them. Resolves when every file was taken or refused. */
	async feed(
		files: readonly File[],
		{ provenance, label, sheets, bothSides, client, source, days }: BoxInput
	): Promise<void> {
		if (this.taking || files.length === 0) return;
		const box = this.#newBox();
		this.current = box;
		this.#list(files, 0, days);
		const opened = await this.#act({
			is: 'box-opened',
			box,
			provenance,
			...(label ? { label } : {}),
			files: files.length,
			...(sheets === undefined ? {} : { sheets }),
			...(bothSides ? { bothSides } : {}),
			...(source ? { source } : {})
		});
		const indexed = !client || (opened && (await this.#act({ is: 'box-indexed', box, client })));
		if (opened && indexed) await this.#takeAll(box, this.files);
	}

	/** Goes on with a box whose feeding was cut short: sides that it has already are not taken twice. */
	async goOn(id: BoxId, files: readonly File[], days?: FileDays): Promise<void> {
		const box = this.#tray.state.boxes.get(id);
		if (!box || this.taking || files.length === 0) return;
		this.current = id;
		// The whole set again has its old places; some of it stands behind them.
		this.#list(files, files.length === box.files ? 0 : box.files, days);
		await this.#takeAll(id, this.files, this.#sidesOf(id));
	}

	/** One file of a box again, by its place: a locked one for its password, or a refused one in a better copy. */
	async again(id: BoxId, place: number, file: File): Promise<void> {
		const box = this.#tray.state.boxes.get(id);
		if (!box || this.taking) return;
		this.current = id;
		this.#list([file], place - 1);
		const [row] = this.files;
		if (row) await this.#alone(() => this.#takeFile(id, row, this.#sidesOf(id)));
	}

	/** A locked PDF again, with what the person typed. */
	async unlockFile(file: FedFile, password: string): Promise<void> {
		const { current } = this;
		if (!current || this.taking) return;
		const has = new Tally(this.#sources.get(file)?.kept ?? []);
		await this.#alone(() => this.#takeFile(current, file, has, password));
	}

	/** Nobody has a locked file's password: it is not asked for any longer, and the box's account says so. */
	leaveOut(file: FedFile): void {
		if (file.status === 'locked') file.status = 'refused';
	}

	stop(): void {
		this.#abort?.abort();
		this.queue.stop();
	}

	/** Goes on after `stop`: with the files that were not in yet, and with reading. */
	async resume(): Promise<void> {
		this.queue.start();
		const { stopped } = this;
		if (this.current && stopped.length > 0 && !this.taking)
			await this.#takeAll(this.current, stopped);
	}

	#list(files: readonly File[], after: number, days?: FileDays): void {
		const ordered = files.toSorted((a, b) => byName.compare(nameOf(a), nameOf(b)));
		this.#sources.clear();
		this.files = ordered.map((file, i) => ({
			name: nameOf(file),
			bytes: file.size,
			place: after + i + 1,
			status: 'waiting',
			sides: 0,
			sentences: []
		}));
		// Read back through the proxy: its identity is what the screen hands to `unlockFile`.
		for (const [i, file] of ordered.entries()) {
			const row = this.files[i];
			if (row) this.#sources.set(row, { file, day: days?.get(file), kept: [] });
		}
	}

	/** `has` are sides that the box got from an earlier feeding of the same files. */
	async #takeAll(box: BoxId, files: readonly FedFile[], has?: Tally): Promise<void> {
		await this.#alone(async () => {
			for (const file of files) {
				if (this.#isStopped()) file.status = 'stopped';
				else await this.#takeFile(box, file, has ?? new Tally(this.#sources.get(file)?.kept ?? []));
			}
			if (!this.#isStopped()) await this.#act({ is: 'box-fed', box });
		});
	}

	async #alone(work: () => Promise<void>): Promise<void> {
		this.taking = true;
		this.halted = undefined;
		this.#abort = new AbortController();
		this.#awake?.set('feeding', true);
		try {
			await work();
		} finally {
			this.taking = false;
			this.#awake?.set('feeding', false);
		}
	}

	#sidesOf(id: BoxId): Tally {
		const box = this.boxes.find(({ box: each }) => each.box === id);
		return new Tally((box?.pages ?? []).map(({ side }) => keyOf(side)));
	}

	async #takeFile(box: BoxId, file: FedFile, has: Tally, password?: string): Promise<void> {
		const source = this.#sources.get(file);
		if (!source) return;
		const signal = this.#abort?.signal;
		const before = source.kept.length;
		const hadSome = has.size > 0;
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
				} else if (await this.#keep(box, source, taken.side, has)) file.sides++;
				else break;
			}
		} catch {
			isWhole = false;
			if (!this.#isStopped()) {
				const sentence = 'This file could not be opened. Scan or export it again, then feed it.';
				await this.#refuse(box, file, { why: 'damaged', sentence });
			}
		}
		// A file that was in whole before is not counted again.
		const isNew = source.kept.length > before || !hadSome || before > 0;
		if (this.#settle(file) === 'taken' && isWhole && isNew)
			await this.#act({ is: 'file-taken', box, file: file.place, sides: file.sides });
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
	async #keep(box: BoxId, source: Source, taken: NewSide, has: Tally): Promise<boolean> {
		if (has.take(keyOf(taken))) return true;
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
			source.kept.push(keyOf(taken));
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

/** With its folder, when it came in one: two "scan 1" of two folders are told apart. */
function nameOf(file: File): string {
	return file.webkitRelativePath || file.name;
}
