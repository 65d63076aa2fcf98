/** The daily look at sealed pages: a part of them every day, all of them when asked, and what to do about a damaged one. */
import { namedIn, type OpenCabinet } from '#lib/cabinet/open.ts';
import { blobPath } from '#lib/backup/entry.ts';
import { dayOf } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Held, StaffPractice } from '#lib/practice/practice.ts';
import {
	due,
	isUnreadable,
	lookAt,
	mend,
	piecesIn,
	piecesOf,
	round,
	scrub,
	turnsSince,
	type Flaw,
	type Piece,
	type Scrubbed
} from '#lib/practice/scrub.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { readBackup, type ChosenBackup, type ReadBackup } from './backup.svelte.ts';
import { sentenceFor, type Outcome } from './sentences.ts';

/** What a look found. Of locked folders it says only whether all is well, never how much lies there. */
export interface Looked {
	/** ISO 8601 time. */
	readonly at: string;
	/** Pages of the charts and of one's own tray that were looked at. */
	readonly pages: number;
	readonly all: boolean;
	readonly damaged: readonly PageId[];
	readonly lockedDamaged: boolean;
}

/** What a look inside the open cabinet found. */
export interface LookedInside {
	readonly pages: number;
	readonly damaged: readonly Flaw[];
}

interface Place extends Scrubbed {
	readonly shelf: Held['shelf'];
	readonly isOpen: boolean;
}

/** What is looked at: a clinician's charts, own tray and everything that is locked; or the charts alone. */
export type Scrubbable = Pick<StaffPractice, 'chart' | 'holdings' | 'roster'> & {
	readonly tray?: Tray;
};

/** Where the last look is noted: one at the charts alone is not one at everything. */
const noteFor = { everything: 'cc-scrub', charts: 'cc-scrub-charts' } as const;

/** After an unlock, nothing competes with the first screens; then each hour asks whether a day has begun. */
const firstAfter = 60_000;
const hour = 3_600_000;

export class ScrubDesk {
	/** The last look that went through to its end. */
	last = $state.raw<Looked>();
	/** Pages so far; `undefined` while nothing is looked at. */
	looking = $state.raw<{ readonly done: number; readonly of: number }>();
	/** Storage did not even give the names of what lies there. */
	unreadable = $state(false);
	inside = $state.raw<LookedInside>();

	/** Nothing but the charts is looked at. */
	readonly chartsOnly: boolean;
	readonly #practice: Scrubbable;
	readonly #note: string;
	readonly #cabinet: () => OpenCabinet | undefined;
	readonly #notes: Pick<Storage, 'getItem' | 'setItem'>;
	readonly #now: () => Date;
	#timers: readonly ReturnType<typeof setTimeout>[] = [];
	#run = 0;

	constructor(
		practice: Scrubbable,
		cabinet:
			| {
					readonly opened: OpenCabinet | undefined;
					readonly onLock: (close: () => void) => void;
			  }
			| undefined,
		notes: Pick<Storage, 'getItem' | 'setItem'>,
		now: () => Date
	) {
		this.#practice = practice;
		this.#cabinet = () => cabinet?.opened;
		this.#notes = notes;
		this.#now = now;
		this.chartsOnly = !practice.tray;
		this.#note = practice.tray ? noteFor.everything : noteFor.charts;
		this.last = parse(notes.getItem(this.#note));
		cabinet?.onLock(() => (this.inside = undefined));
	}

	/** Looks once a day for as long as the desk is open. */
	start(): void {
		const look = (): void => void this.daily();
		this.#timers = [setTimeout(look, firstAfter), setInterval(look, hour)];
	}

	stop(): void {
		this.#run++;
		for (const timer of this.#timers) clearInterval(timer);
		this.#timers = [];
		this.looking = undefined;
	}

	/** The pieces whose turn has come since the last look; nothing when today's look was made, in whatever tab. */
	async daily(): Promise<void> {
		const today = dayOf(this.#now());
		const last = parse(this.#notes.getItem(this.#note));
		const before = last && dayOf(new Date(last.at));
		if (this.looking || before === today) return;
		await this.#look(turnsSince(before, today), false);
	}

	/** All pieces of all folders. */
	async all(): Promise<void> {
		if (this.looking) return;
		await this.#look(new Set(Array.from({ length: round }, (_, i) => i)), true);
	}

	/** Ends a look; what it has seen so far does not count as one. */
	cancel(): void {
		this.#run++;
		this.looking = undefined;
	}

	/** Every piece that the open cabinet's history names. What is found is forgotten when it locks. */
	async lookInside(): Promise<void> {
		const place = this.#insideOf();
		if (!place) return;
		const pieces = await piecesIn(place);
		const damaged: Flaw[] = [];
		for await (const flaw of scrub(place, pieces)) if (flaw) damaged.push(flaw);
		if (!this.#cabinet()) return;
		this.inside = { pages: pagesOf(pieces).size, damaged };
	}

	/** Puts back from backups what is gone or altered here, and nothing else; then looks again. */
	async mendFrom(chosen: readonly ChosenBackup[]): Promise<Outcome> {
		let mended = 0;
		for (const one of chosen) {
			const read = await readBackup(one, this.#practice.roster);
			if (!read.ok) return read;
			const put = await this.#putBack(read);
			if (put === undefined) return { ok: false, sentence: sentenceFor('full') };
			mended += put;
		}
		if (mended === 0) {
			return {
				ok: false,
				sentence:
					'This backup is whole, but does not hold what is damaged here. Try an older or a newer one, or the other file of the two.'
			};
		}
		await this.all();
		if (this.#insideOf()) await this.lookInside();
		return { ok: true };
	}

	/** How many pieces were put back; `undefined` when storage refused. */
	async #putBack({
		files,
		manifest
	}: Extract<ReadBackup, { ok: true }>): Promise<number | undefined> {
		let mended = 0;
		const inside = this.#insideOf();
		for (const place of [...this.#places(), ...(inside ? [inside] : [])]) {
			const held = manifest.folders.find(({ folder }) => folder === place.shelf.folder);
			if (!held) continue;
			const names = place.named && new Set((await place.named()).map(({ sha256 }) => sha256));
			const flaws: Flaw[] = [];
			for (const sha256 of held.blobs) {
				if (names && !names.has(sha256)) continue;
				const why = await lookAt(place.shelf, sha256);
				if (why === 'whole' || !(names ?? (await place.shelf.lists(sha256)))) continue;
				flaws.push({ sha256, why });
			}
			const put = await mend(place.shelf, flaws, (sha256) => files.read(blobPath(sha256)));
			if (put === undefined) return undefined;
			mended += put;
		}
		return mended;
	}

	async #look(turns: ReadonlySet<number>, all: boolean): Promise<void> {
		const run = ++this.#run;
		this.unreadable = false;
		this.looking = { done: 0, of: 0 };
		const damaged: PageId[] = [];
		let lockedDamaged = false;
		try {
			const plans: { readonly place: Place; readonly pieces: readonly Piece[] }[] = [];
			for (const place of this.#places()) {
				plans.push({ place, pieces: due(await piecesIn(place), turns) });
			}
			if (run !== this.#run) return;
			const open = plans.filter(({ place }) => place.isOpen).flatMap(({ pieces }) => pieces);
			const of = pagesOf(open).size;
			const seen = new Set<PageId>();
			this.looking = { done: 0, of };
			for (const { place, pieces } of plans) {
				let at = 0;
				for await (const flaw of scrub(place, pieces)) {
					if (run !== this.#run) return;
					const piece = pieces[at++];
					if (!place.isOpen) lockedDamaged ||= flaw !== undefined;
					else if (piece?.page && !seen.has(piece.page)) {
						seen.add(piece.page);
						this.looking = { done: seen.size, of };
					}
					if (place.isOpen && flaw?.page && !damaged.includes(flaw.page)) damaged.push(flaw.page);
				}
			}
			if (run !== this.#run) return;
			const at = this.#now().toISOString();
			this.last = { at, pages: of, all, damaged, lockedDamaged };
			this.#notes.setItem(this.#note, JSON.stringify(this.last));
		} catch (error) {
			if (!isUnreadable(error)) throw error;
			if (run === this.#run) this.unreadable = true;
		} finally {
			if (run === this.#run) this.looking = undefined;
		}
	}

	/** The charts and one's own tray, whose pages may be told; then everything that is locked, for whoever has a tray. */
	#places(): readonly Place[] {
		const { chart, tray, holdings } = this.#practice;
		const open: Place[] = [];
		const locked: Place[] = [];
		for (const { kind, shelf } of holdings) {
			if (kind === 'chart') {
				const named = async (): Promise<readonly Piece[]> => {
					await chart.catchUp();
					return piecesOf(chart.state.pages.values());
				};
				open.push({ shelf, named, isOpen: true });
			} else if (!tray) continue;
			else if (shelf.folder === tray.key.slot.folder) {
				const named = async (): Promise<readonly Piece[]> => {
					await tray.catchUp();
					const pages = [...tray.state.pages.values()];
					return piecesOf(pages.map((page) => ({ ...page, page: page.side.page })));
				};
				open.push({ shelf, named, isOpen: true });
			} else locked.push({ shelf, isOpen: false });
		}
		return [...open, ...locked];
	}

	#insideOf(): Place | undefined {
		const cabinet = this.#cabinet();
		const held = this.#practice.holdings.find(
			({ shelf }) => shelf.folder === cabinet?.key.slot.folder
		);
		if (!cabinet || !held) return undefined;
		const named = async (): Promise<readonly Piece[]> => {
			await cabinet.catchUp();
			return namedIn(cabinet.state);
		};
		return { shelf: held.shelf, named, isOpen: true };
	}
}

function pagesOf(pieces: readonly Piece[]): ReadonlySet<PageId> {
	return new Set(pieces.flatMap(({ page }) => (page ? [page] : [])));
}

function parse(text: string | null): Looked | undefined {
	try {
		const read = JSON.parse(text ?? '') as Partial<Looked> | null;
		return read && typeof read.at === 'string' && Array.isArray(read.damaged)
			? (read as Looked)
			: undefined;
	} catch {
		return undefined;
	}
}
