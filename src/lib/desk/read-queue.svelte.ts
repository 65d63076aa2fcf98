/** Reads the tray's waiting pages, a few side by side: each result is kept as it comes, so a reload goes on. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { withoutWords } from '#lib/page/suggestion.ts';
import { sketchOf } from '#lib/tray/sketch.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { readingOf, type Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import type { Awake } from './feed-awake.ts';

function isWaiting(page: TrayPage): boolean {
	const isDone = page.unread !== undefined || (page.reading && page.suggestion);
	return !isDone && !page.decision && !page.gone;
}

/** Runs an act while no filing is under way, in any tab: words must not come to the tray after their page has left. */
type Undisturbed = <T>(act: () => Promise<T>) => Promise<T>;

/** A page's words, and where they lie sealed. */
interface Words {
	readonly reading: Reading;
	readonly ref: BlobRef;
	readonly blob?: Awaited<ReturnType<Tray['seal']>>['blob'];
}

/** From start to stop, or until nothing waits. */
interface Run {
	readonly abort: AbortController;
	lanes: number;
}

export class ReadQueue {
	running = $state(false);
	/** Pages read since reading was last started, and how fast. */
	done = $state(0);
	/** Pages not read yet, those under way included. */
	waiting = $state(0);
	pagesPerMinute = $state<number>();
	/** Why reading came to a halt, when the reason was not a page's. */
	halted = $state<string>();

	readonly secondsLeft = $derived(
		this.pagesPerMinute ? Math.round((this.waiting / this.pagesPerMinute) * 60) : undefined
	);

	readonly #tray: Tray;
	readonly #engines: Engines;
	readonly #now: () => number;
	readonly #awake: Awake | undefined;
	readonly #undisturbed: Undisturbed;
	/** Whose pages the readers have seen last. */
	#whose: string | undefined;
	/** Being read, in this run or still in one that was stopped. */
	readonly #under = new Set<PageId>();
	#run: Run | undefined;
	/** Somebody stopped it, or it halted: nothing but `start` sets it going. */
	#isStopped = true;
	#started = 0;
	/** The page that somebody looks at is read first. */
	#wanted: PageId | undefined;

	constructor(
		tray: Tray,
		engines: Engines,
		{
			now = () => performance.now(),
			awake,
			undisturbed = (act) => act()
		}: {
			readonly now?: () => number;
			readonly awake?: Awake;
			readonly undisturbed?: Undisturbed;
		} = {}
	) {
		this.#tray = tray;
		this.#engines = engines;
		this.#now = now;
		this.#awake = awake;
		this.#undisturbed = undisturbed;
		this.#count();
		tray.onChange(() => this.#count());
	}

	/** Reads everything that waits; while it is under way, adds readers for pages that came since. */
	start(): void {
		this.#isStopped = false;
		const free = this.#free();
		if (free.length === 0) return;
		const run = this.#run ?? this.#begin();
		const lanes = Math.min(this.#engines.readers - run.lanes, free.length);
		for (let i = 0; i < lanes; i++) {
			run.lanes++;
			void this.#lane(run);
		}
	}

	/** Reads what has begun to wait since, e.g. a page that was turned, unless somebody stopped reading. */
	goOn(): void {
		if (!this.#isStopped) this.start();
	}

	/** Stops within the page: what was being read is read again later. */
	stop(): void {
		this.#isStopped = true;
		this.#run?.abort.abort();
		this.#run = undefined;
		this.#runs(false);
	}

	/** Reads this page before the others: somebody looks at it. */
	want(page: PageId): void {
		this.#wanted = page;
	}

	#runs(on: boolean): void {
		this.running = on;
		this.#awake?.set('reading', on);
	}

	#begin(): Run {
		this.#runs(true);
		this.halted = undefined;
		this.done = 0;
		this.pagesPerMinute = undefined;
		this.#started = this.#now();
		this.#run = { abort: new AbortController(), lanes: 0 };
		return this.#run;
	}

	#free(): TrayPage[] {
		return [...this.#tray.state.pages.values()].filter(
			(page) => isWaiting(page) && !this.#under.has(page.side.page)
		);
	}

	#count(): void {
		this.waiting = [...this.#tray.state.pages.values()].filter(isWaiting).length;
	}

	#next(): TrayPage | undefined {
		const free = this.#free();
		return free.find((page) => page.side.page === this.#wanted) ?? free[0];
	}

	async #lane(run: Run): Promise<void> {
		const { signal } = run.abort;
		for (let page = this.#next(); page && !signal.aborted; page = this.#next()) {
			this.#under.add(page.side.page);
			try {
				await this.#read(page, signal);
				this.#measure(run);
			} catch (error) {
				this.#halt(run, error);
			} finally {
				this.#under.delete(page.side.page);
			}
		}
		run.lanes--;
		if (this.#run === run && run.lanes === 0) {
			this.#run = undefined;
			this.#runs(false);
		}
		// A page that a stopped run let go of late waits for the run that followed.
		if (signal.aborted && !this.#isStopped) this.start();
	}

	#measure(run: Run): void {
		if (this.#run !== run) return;
		this.done++;
		const minutes = (this.#now() - this.#started) / 60_000;
		if (this.done > 1 && minutes > 0) this.pagesPerMinute = this.done / minutes;
	}

	async #read(page: TrayPage, signal: AbortSignal): Promise<void> {
		const action = await this.#outcome(page, signal);
		await this.#undisturbed(async () => {
			signal.throwIfAborted();
			await this.#tray.catchUp();
			const now = this.#tray.state.pages.get(page.side.page);
			// Turned meanwhile, it waits again; in its folder meanwhile, the tray holds nothing of it any more.
			if (!now || now.gone || now.turn !== page.turn || now.turnGiven !== page.turnGiven) return;
			const acted = await this.#tray.act(...action);
			if (!acted.ok) throw new Error(acted.why);
		});
	}

	/** What to write of a page: its words, or why there are none. Rejects when reading itself cannot go on. */
	async #outcome(page: TrayPage, signal: AbortSignal): Promise<Parameters<Tray['act']>> {
		try {
			const { reading, ref, blob } = (await this.#known(page)) ?? (await this.#words(page, signal));
			const { suggestion, hints } = await this.#engines.sort(reading, signal);
			const sketch = sketchOf(reading);
			return [
				{
					is: 'page-read',
					page: page.side.page,
					reading: ref,
					suggestion: withoutWords(suggestion),
					hints,
					turn: reading.turn,
					...(sketch === undefined ? {} : { sketch })
				},
				blob ? { put: [blob] } : {}
			];
		} catch (error) {
			if (signal.aborted || isNamed(error, 'ReaderUnavailable')) throw error;
			return [{ is: 'page-unread', page: page.side.page, sentence: whyUnread(error) }];
		}
	}

	/** The words that a page brought back from its folder; it is to be sorted again. */
	async #known(page: TrayPage): Promise<Words | undefined> {
		if (!page.reading) return undefined;
		// Words that cannot be opened are read from the picture again.
		const reading = await readingOf(this.#tray, page).catch(() => undefined);
		return reading && { reading, ref: page.reading };
	}

	async #words(page: TrayPage, signal: AbortSignal): Promise<Words> {
		const { mediaType, dpi } = page.side;
		const bytes = await this.#tray.open(page.picture);
		this.#recycle(page);
		const turn = page.turnGiven ? { turn: page.turn } : {};
		const reading = await this.#engines.read({ bytes, mediaType, dpi, ...turn }, signal);
		return {
			reading,
			...(await this.#tray.seal(new TextEncoder().encode(JSON.stringify(reading))))
		};
	}

	/**
	 * Readers adapt to what they read and keep their last picture: between boxes, and between clients where
	 * a separator sheet tells them apart, they are replaced.
	 */
	#recycle({ side, behind }: TrayPage): void {
		const whose = `${side.box} ${behind?.client ?? ''}`;
		if (this.#whose !== undefined && this.#whose !== whose) this.#engines.recycle();
		this.#whose = whose;
	}

	/** Not after a stop: what fails then fails because of it. */
	#halt(run: Run, error: unknown): void {
		if (run.abort.signal.aborted) return;
		this.stop();
		this.halted = isNamed(error, 'ReaderUnavailable')
			? 'The reading engine could not be started. Reload the page; if it stays so, connect once to the address you installed from.'
			: 'Reading was halted because results could not be stored. Free some space or reload, then go on.';
	}
}

function isNamed(error: unknown, name: string): boolean {
	return error instanceof Error && error.name === name;
}

function whyUnread(error: unknown): string {
	if (isNamed(error, 'DamagedBlob'))
		return 'The stored picture of this page is damaged. Restore it from a backup, or scan its paper again.';
	if (isNamed(error, 'ReadingTookTooLong'))
		return 'Reading this page took too long, so it was given up. Decide from the picture, or scan its paper again.';
	return 'The words on this page could not be recognised. Decide from the picture.';
}
