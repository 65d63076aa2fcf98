/** Feeding a box: files become sealed sides one by one, and the box's account is kept as they come. */
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import type { NewSide, Refusal } from '#lib/intake/taken.ts';
import { accountOf, type Account } from '#lib/tray/reconcile.ts';
import type { TrayBox } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import type { ReadQueue } from './read-queue.svelte.ts';
import { sentenceFor, type Failure } from './sentences.ts';

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
	readonly #handles = new Map<FedFile, File>();
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

	/** Takes the files in as one box and reads them. Resolves when every file was taken or refused. */
	async feed(files: readonly File[], { provenance, label, sheets }: BoxInput): Promise<void> {
		if (this.taking || files.length === 0) return;
		const box = this.#newBox();
		this.current = box;
		const opened = await this.#act({
			is: 'box-opened',
			box,
			provenance,
			...(label ? { label } : {}),
			files: files.length,
			...(sheets === undefined ? {} : { sheets })
		});
		if (opened) await this.#take(box, files, new Set());
	}

	/** Goes on with a box whose feeding was cut short: sides that it has already are not taken twice. */
	async goOn(box: BoxId, files: readonly File[]): Promise<void> {
		if (this.taking || files.length === 0) return;
		this.current = box;
		const has = new Set(
			[...this.#tray.state.pages.values()]
				.filter(({ side }) => side.box === box)
				.map(({ side }) => `${side.sha256} ${side.filePage}`)
		);
		await this.#take(box, files, has);
	}

	/** A locked PDF again, with what the person typed. */
	async unlockFile(file: FedFile, password: string): Promise<void> {
		const handle = this.#handles.get(file);
		if (!handle || !this.current || this.taking) return;
		this.taking = true;
		this.#abort = new AbortController();
		await this.#takeFile(this.current, file, handle, new Set(), password);
		this.taking = false;
		this.queue.start();
	}

	stop(): void {
		this.#abort?.abort();
		this.queue.stop();
	}

	resume(): void {
		this.queue.start();
	}

	async #take(box: BoxId, files: readonly File[], has: ReadonlySet<string>): Promise<void> {
		this.taking = true;
		this.halted = undefined;
		this.#handles.clear();
		this.#abort = new AbortController();
		this.files = files.map((file) => ({
			name: file.name,
			bytes: file.size,
			status: 'waiting',
			sides: 0,
			sentences: []
		}));
		// Read back through the proxy: its identity is what the screen hands to `unlockFile`.
		for (const [i, handle] of files.entries()) {
			const file = this.files[i];
			if (!file) continue;
			this.#handles.set(file, handle);
			if (this.#isStopped()) file.status = 'stopped';
			else await this.#takeFile(box, file, handle, has);
		}
		if (!this.#isStopped()) await this.#act({ is: 'box-fed', box });
		this.taking = false;
	}

	async #takeFile(
		box: BoxId,
		file: FedFile,
		handle: File,
		has: ReadonlySet<string>,
		password?: string
	): Promise<void> {
		const place = this.files.indexOf(file) + 1;
		const signal = this.#abort?.signal;
		file.status = 'taking';
		file.sentences = [];
		try {
			const options = { ...(password ? { password } : {}), ...(signal ? { signal } : {}) };
			for await (const taken of this.#engines.takeIn(handle, options)) {
				if (this.#isStopped()) break;
				if (taken.is === 'side') {
					if (!has.has(`${taken.side.sha256} ${taken.side.filePage}`)) {
						if (!(await this.#keep(box, taken.side))) break;
					}
					file.sides++;
					this.queue.start();
				} else await this.#refuse(box, file, place, taken.refusal);
			}
		} catch {
			if (!this.#isStopped()) {
				const sentence = 'This file could not be opened. Scan or export it again, then feed it.';
				await this.#refuse(box, file, place, { why: 'damaged', sentence });
			}
		}
		if (this.#settle(file) === 'taken') {
			await this.#act({ is: 'file-taken', box, file: place, sides: file.sides });
		}
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

	/** Seals a side before anything of it is written. `false`: storage refused it. */
	async #keep(box: BoxId, { bytes, thumbnail, ...facts }: NewSide): Promise<boolean> {
		const picture = await this.#tray.seal(bytes);
		const small = await this.#tray.seal(thumbnail);
		const order = this.#tray.state.boxes.get(box)?.pages.length ?? 0;
		const side = { ...facts, page: this.#newPage(), box, order };
		return this.#act(
			{ is: 'side-taken', taken: { side, picture: picture.ref, thumbnail: small.ref } },
			{ put: [picture.blob, small.blob] }
		);
	}

	async #refuse(box: BoxId, file: FedFile, place: number, refusal: Refusal): Promise<void> {
		const { sentence, filePage, why } = refusal;
		file.sentences = [...file.sentences, filePage ? `Page ${filePage}: ${sentence}` : sentence];
		if (why === 'locked' || why === 'wrong-password') {
			file.status = 'locked';
			// A wrong try is not another refused file.
			if (why === 'wrong-password') return;
		}
		await this.#act({
			is: 'file-refused',
			box,
			file: place,
			...(filePage ? { filePage } : {}),
			sentence
		});
	}

	async #act(...act: Parameters<Tray['act']>): Promise<boolean> {
		const acted = await this.#tray.act(...act);
		if (!acted.ok) this.halted = sentenceFor(acted.why satisfies Failure);
		return acted.ok;
	}

	#look(): void {
		const { state } = this.#tray;
		this.boxes = [...state.boxes.values()].reverse().flatMap((box) => {
			const account = accountOf(state, box.box);
			return account ? [{ box, account }] : [];
		});
	}
}
