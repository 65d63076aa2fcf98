/** The files of a feed, and which sides of the box each of them has brought: over stops, locks and reloads. */
import type { CalendarDate } from '#lib/page/date.ts';
import { Tally } from './tally.ts';

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

/** The day that a file's name gives, for those that give one. */
export type FileDays = ReadonlyMap<File, CalendarDate>;

/** Where a listed file's bytes are, and what of it is in the box already. */
export interface Source {
	readonly file: File;
	readonly day: CalendarDate | undefined;
	/** Keys of the sides that this file has brought, also before a stop, a lock or a reload. */
	readonly kept: string[];
	/** One of them came in now. */
	hasNew: boolean;
	/** The box's account has it as a file that is in. */
	isCounted: boolean;
}

/** In the order of their names, as people number scans: 2 before 10. */
const byName = new Intl.Collator('en', { numeric: true });

export function keyOf(side: { readonly sha256: string; readonly filePage: number }): string {
	return `${side.sha256} ${side.filePage}`;
}

export class FeedFiles {
	rows = $state<FedFile[]>([]);
	/** They are not all that the box wants. */
	isPart = false;
	readonly #sources = new Map<FedFile, Source>();
	/** Sides that were in the box before, and that none of these files has claimed yet. */
	#earlier = new Tally([]);

	/** `inBox`: keys of the sides that the box has already. The first file has the place behind `after`. */
	lay(
		files: readonly File[],
		after: number,
		{
			days,
			inBox = []
		}: { readonly days?: FileDays | undefined; readonly inBox?: readonly string[] }
	): void {
		const ordered = files.toSorted((a, b) => byName.compare(nameOf(a), nameOf(b)));
		this.#sources.clear();
		this.isPart = false;
		this.#earlier = new Tally(inBox);
		this.rows = ordered.map((file, i) => waiting(file, after + i + 1));
		// Read back through the proxy: its identity is what the screen hands to `unlockFile`.
		for (const [i, file] of ordered.entries()) {
			const row = this.rows[i];
			if (row) this.#sources.set(row, newSource(file, days?.get(file)));
		}
	}

	/** Another copy of a listed file takes its row; the others wait on. */
	replace(place: number, file: File): FedFile | undefined {
		const at = this.rows.findIndex((one) => one.place === place);
		const old = this.rows[at];
		const source = old && this.#sources.get(old);
		if (!source) return undefined;
		this.#sources.delete(old);
		this.rows[at] = waiting(file, place);
		const row = this.rows[at];
		this.#sources.set(row, { ...source, file });
		return row;
	}

	sourceOf(row: FedFile): Source | undefined {
		return this.#sources.get(row);
	}

	/** Whether the box had that side before: then the file is what had brought it. */
	claim(source: Source, key: string): boolean {
		const had = this.#earlier.take(key);
		if (had) source.kept.push(key);
		return had;
	}

	clear(): void {
		this.rows = [];
		this.#sources.clear();
	}
}

function waiting(file: File, place: number): FedFile {
	return {
		...{ name: nameOf(file), bytes: file.size, place },
		...{ status: 'waiting', sides: 0, sentences: [] }
	};
}

function newSource(file: File, day: CalendarDate | undefined): Source {
	return { file, day, kept: [], hasNew: false, isCounted: false };
}

/** With its folder, when it came in one: two "scan 1" of two folders are told apart. */
function nameOf(file: File): string {
	return file.webkitRelativePath || file.name;
}
