/** Feeding a box: files become sealed sides one by one, and the box's account is kept as they come. */
import type { NewSide, Refusal } from '#lib/intake/taken.ts';
import type { Fate, Provenance } from '#lib/page/fate.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { accountOf, type Account } from '#lib/tray/reconcile.ts';
import type { TrayBox } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import type { ReadQueue } from './read-queue.svelte.ts';
import { sentenceFor } from './sentences.ts';
import { Tally } from './tally.ts';

export interface FedFile {
	/** Shown while this page is open, and never stored. */
	readonly name: string;
	readonly bytes: number;
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
}

export interface BoxSummary {
	readonly box: TrayBox;
	readonly account: Account;
	/** What became of each side, in the order of the paper. */
	readonly standings: readonly (Fate | 'undecided')[];
}

/** Where a listed file's bytes are, and what of it is in the box already. */
interface Source {
	readonly file: File;
	/** 1-based among the files of the box. */
	readonly place: number;
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
	boxes = $state.raw<readonly BoxSummary[]>([]);

	readonly queue: ReadQueue;
	readonly #tray: Tray;
	readonly #engines: Engines;
	readonly #newBox: () => BoxId;
	readonly #newPage: () => PageId;
	readonly #sources = new Map<FedFile, Source>();
	#abort: AbortController | undefined;

	constructor(parts: {
		readonly tray: Tray;
		readonly engines: Engines;
		readonly queue: ReadQueue;
		readonly newBox: () => BoxId;
		readonly newPage: () => PageId;
	}) {
		this.#tray = parts.tray;
		this.#engines = parts.engines;
		this.queue = parts.queue;
		this.#newBox = parts.newBox;
		this.#newPage = parts.newPage;
		this.#tray.onChange(() => this.#look());
		this.#look();
	}

	get summary(): BoxSummary | undefined {
		return this.boxes.find(({ box }) => box.box === this.current);
	}

	/** Files of the current feed that were stopped before they were in whole. */
	get stopped(): readonly FedFile[] {
		return this.files.filter(({ status }) => status === 'stopped');
	}

	/** Takes the files in as one box and reads them. Resolves when every file was taken or refused. */
	async feed(files: readonly File[], { provenance, label, sheets }: BoxInput): Promise<void> {
		if (this.taking || files.length === 0) return;
		const box = this.#newBox();
		this.current = box;
		this.#list(files, 0);
		const opened = await this.#act({
			is: 'box-opened',
			box,
			provenance,
			...(label ? { label } : {}),
			files: files.length,
			...(sheets === undefined ? {} : { sheets })
		});
		if (opened) await this.#takeAll(box, this.files);
	}

	/** Goes on with a box whose feeding was cut short: sides that it has already are not taken twice. */
	async goOn(id: BoxId, files: readonly File[]): Promise<void> {
		const box = this.#tray.state.boxes.get(id);
		if (!box || this.taking || files.length === 0) return;
		this.current = id;
		// The whole set again has its old places; some of it stands behind them.
		this.#list(files, files.length === box.files ? 0 : box.files);
		const has = new Tally(
			[...this.#tray.state.pages.values()]
				.filter(({ side }) => side.box === id)
				.map(({ side }) => keyOf(side))
		);
		await this.#takeAll(id, this.files, has);
	}

	/** A locked PDF again, with what the person typed. */
	async unlockFile(file: FedFile, password: string): Promise<void> {
		if (!this.current || this.taking) return;
		this.taking = true;
		this.halted = undefined;
		this.#abort = new AbortController();
		await this.#takeFile(this.current, file, new Tally([]), password);
		this.taking = false;
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

	#list(files: readonly File[], after: number): void {
		const ordered = files.toSorted((a, b) => byName.compare(nameOf(a), nameOf(b)));
		this.#sources.clear();
		this.files = ordered.map((file) => ({
			name: nameOf(file),
			bytes: file.size,
			status: 'waiting',
			sides: 0,
			sentences: []
		}));
		// Read back through the proxy: its identity is what the screen hands to `unlockFile`.
		for (const [i, file] of ordered.entries()) {
			const row = this.files[i];
			if (row) this.#sources.set(row, { file, place: after + i + 1, kept: [] });
		}
	}

	/** `has` are sides that the box got from an earlier feeding of the same files. */
	async #takeAll(box: BoxId, files: readonly FedFile[], has?: Tally): Promise<void> {
		this.taking = true;
		this.halted = undefined;
		this.#abort = new AbortController();
		for (const file of files) {
			if (this.#isStopped()) file.status = 'stopped';
			else await this.#takeFile(box, file, has ?? new Tally(this.#sources.get(file)?.kept ?? []));
		}
		if (!this.#isStopped()) await this.#act({ is: 'box-fed', box });
		this.taking = false;
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
					await this.#refuse(box, file, source.place, taken.refusal);
				} else if (await this.#keep(box, source, taken.side, has)) file.sides++;
				else break;
			}
		} catch {
			isWhole = false;
			if (!this.#isStopped()) {
				const sentence = 'This file could not be opened. Scan or export it again, then feed it.';
				await this.#refuse(box, file, source.place, { why: 'damaged', sentence });
			}
		}
		// A file that was in whole before is not counted again.
		const isNew = source.kept.length > before || !hadSome || before > 0;
		if (this.#settle(file) === 'taken' && isWhole && isNew)
			await this.#act({ is: 'file-taken', box, file: source.place, sides: file.sides });
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
		const { bytes, thumbnail, ...facts } = taken;
		const picture = await this.#tray.seal(bytes);
		const small = await this.#tray.seal(thumbnail);
		const order = this.#tray.state.boxes.get(box)?.pages.length ?? 0;
		const side = { ...facts, page: this.#newPage(), box, order };
		const kept = await this.#act(
			{ is: 'side-taken', taken: { side, picture: picture.ref, thumbnail: small.ref } },
			{ put: [picture.blob, small.blob] }
		);
		if (kept) {
			source.kept.push(keyOf(taken));
			this.queue.start();
		}
		return kept;
	}

	async #refuse(id: BoxId, file: FedFile, place: number, refusal: Refusal): Promise<void> {
		const { sentence, filePage, why } = refusal;
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
			sentence
		});
	}

	async #act(...act: Parameters<Tray['act']>): Promise<boolean> {
		const acted = await this.#tray.act(...act);
		if (!acted.ok) this.halted = sentenceFor(acted.why);
		return acted.ok;
	}

	#look(): void {
		const { state } = this.#tray;
		this.boxes = [...state.boxes.values()].reverse().flatMap((box) => {
			const account = accountOf(state, box.box);
			const standings = box.pages.map(
				(page) => state.pages.get(page)?.decision?.fate ?? ('undecided' as const)
			);
			return account ? [{ box, account, standings }] : [];
		});
	}
}

/** With its folder, when it came in one: two "scan 1" of two folders are told apart. */
function nameOf(file: File): string {
	return file.webkitRelativePath || file.name;
}
