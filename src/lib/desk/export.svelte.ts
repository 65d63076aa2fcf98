/** The export of charts to another record system of the practice: named, made, proved, and noted in the history. */
import type { Chart } from '#lib/chart/chart.ts';
import { readerOf } from '#lib/chart/chart.ts';
import {
	planExport,
	unknownIn,
	usualPattern,
	type ExportFile
} from '#lib/ehr-export/export-plan.ts';
import {
	formatManifest,
	manifestOf,
	manifestPath,
	manifestTable,
	markPath,
	markText,
	parseManifest,
	tablePath,
	type MadeFile
} from '#lib/ehr-export/manifest.ts';
import type { ExportPlace, ExportStep, Written } from '#lib/ehr-export/run.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import { languageTag } from '#lib/language/language.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { ChartsExport, ExportLooked } from '#lib/page/charts-export.ts';
import { dayOf } from '#lib/page/date.ts';
import { byFamilyName } from '#lib/page/family-name.ts';
import type { ClientId } from '#lib/page/ids.ts';
import type { Engines } from './engines.ts';
import { ExportLook, type Found } from './export-look.svelte.ts';
import { ExportFolder, folderFaults, holdsOther, type FolderPicker } from './export-folder.ts';
import { saveFile } from './save-file.ts';
import { selfTestFailed } from './self-test.svelte.ts';

/** Makes and proves the files, with the chart's key alone; `compose.ts` plugs the worker and the reader in. */
export type ExportMaker = (order: {
	readonly files: readonly ExportFile[];
	readonly imprint: Imprint;
	readonly place?: ExportPlace | undefined;
	readonly signal: AbortSignal;
}) => AsyncGenerator<ExportStep, void>;

export interface ExportDeskParts {
	readonly chart: Chart;
	readonly make: ExportMaker;
	/** Absent where the browser lets nobody choose a folder. */
	readonly pick?: FolderPicker | undefined;
	readonly practice: string;
	readonly signedAs: string;
	readonly now: () => Date;
	readonly sort: Engines['sort'];
	/** Only a clinician exports what reads like private analysis without a word on each such page. */
	readonly isClinician: boolean;
}

export interface Exported extends Omit<
	ChartsExport,
	'clients' | 'by' | 'manifestSha256' | 'looked'
> {
	/** Files of an earlier export in this folder that are in this one no more. */
	readonly stale: readonly string[];
}

type Write = (files: readonly ExportFile[], looked: ExportLooked) => Promise<void>;

/** An export that was stopped before its end. */
export interface Halted {
	readonly to: Exported['to'];
	/** Files that were made and proved by then. */
	readonly done: number;
	readonly of: number;
}

export class ExportDesk {
	/** One client's chart; all charts when it is empty. */
	client = $state<ClientId | ''>('');
	folder = $state<string>(usualPattern.folder);
	file = $state<string>(usualPattern.file);
	withoutPart2 = $state(false);
	making = $state.raw<Halted & { readonly since: number }>();
	/** The last one, where somebody stopped it; until another is begun. */
	halted = $state.raw<Halted>();
	/** It waits for somebody to say what of this goes out: see [Note: Who may export what reads private]. */
	asking = $state.raw<Found>();
	failed = $state<string>();
	done = $state.raw<Exported>();
	/** What was exported before, the latest first. */
	earlier = $state.raw<readonly (ChartsExport & { readonly at: string })[]>([]);
	readonly canPick: boolean;
	readonly isClinician: boolean;
	readonly looks: ExportLook;

	readonly wrong = $derived({ folder: wrongIn(this.folder), file: wrongIn(this.file) });

	readonly #parts: ExportDeskParts;
	/** As the charts stand in their list. */
	readonly #inOrder = byFamilyName(languageTag());
	#looked = $state(0);
	#isClosed = false;
	#abort: AbortController | undefined;
	/** What is done once it was answered. */
	#write: Write | undefined;

	/** Of those that were asked about: what a clinician has signed for or locked away since is settled. */
	readonly open = $derived.by((): readonly ChartPage[] => {
		const { pages } = this.#parts.chart.state;
		if (this.#looked < 0) return [];
		return (this.asking?.pages ?? []).filter(
			({ page }) => pages.get(page)?.vouched === undefined && pages.has(page)
		);
	});

	readonly files = $derived.by((): readonly ExportFile[] => {
		// Follows every change of the chart.
		if (this.#looked < 0 || this.wrong.folder || this.wrong.file) return [];
		return this.#plan();
	});
	/** Pages that would go and are protected by 42 CFR Part 2, whether or not they are left out. */
	readonly part2 = $derived.by(() => (this.#looked < 0 ? 0 : this.#protected()));

	constructor(parts: ExportDeskParts) {
		this.#parts = parts;
		this.canPick = parts.pick !== undefined;
		this.isClinician = parts.isClinician;
		this.looks = new ExportLook(parts);
		parts.chart.onChange(() => this.#look());
		this.#look();
	}

	async intoFolder(): Promise<void> {
		const root = await this.#parts.pick?.('ehr-export');
		if (root) await this.into(root);
	}

	/** What lies there already, proved and of the same pages, is left as it is. */
	async into(root: FileSystemDirectoryHandle): Promise<void> {
		this.done = undefined;
		if (await holdsOther(root, 'chart').catch(() => false)) {
			this.failed =
				'That folder holds private notes of a cabinet. Charts are never exported beside them: choose another folder.';
			return;
		}
		await this.#afterLook((files, looked) => this.#writeInto(root, files, looked));
	}

	async #writeInto(
		root: FileSystemDirectoryHandle,
		planned: readonly ExportFile[],
		looked: ExportLooked
	): Promise<void> {
		const place = new ExportFolder(root);
		const before = await place.read(manifestPath);
		const known = before && parseManifest(new TextDecoder().decode(before));
		await this.#run('folder', planned, looked, async (steps, files) => {
			const mark = { path: markPath, bytes: new TextEncoder().encode(markText) };
			await ensureWritten(place, [mark]);
			const made: MadeFile[] = [];
			let kept = 0;
			for await (const step of steps(place)) {
				await ensureWritten(place, step.write);
				if (step.write.length === 0) kept++;
				made.push(step.made);
				this.#step(made.length, files.length);
			}
			const lists = this.#lists(made);
			await ensureWritten(place, lists);
			const paths = new Set(made.map(({ exported }) => exported.path));
			const stale = (known?.files ?? []).map(({ path }) => path).filter((path) => !paths.has(path));
			return { made, lists, kept, to: 'folder', stale };
		});
	}

	/** One file, in the browser's downloads. It cannot be gone on with: it is all or nothing. */
	async asZip(): Promise<void> {
		this.done = undefined;
		await this.#afterLook((files, looked) => this.#zip(files, looked));
	}

	async #zip(planned: readonly ExportFile[], looked: ExportLooked): Promise<void> {
		await this.#run('zip', planned, looked, async (steps, files) => {
			const made: MadeFile[] = [];
			let lists: readonly Written[] = [];
			const zip = await zipEntries(
				async function* (this: ExportDesk) {
					yield { path: markPath, bytes: new TextEncoder().encode(markText) };
					for await (const step of steps()) {
						yield* step.write;
						made.push(step.made);
						this.#step(made.length, files.length);
					}
					lists = this.#lists(made);
					yield* lists;
				}.call(this)
			);
			saveFile(zip, `charts-${dayOf(this.#parts.now())}.zip`);
			return { made, lists, kept: 0, to: 'zip', stale: [] };
		});
	}

	/** A clinician's word for all that was found; front desk goes on once nothing of it is open. */
	async goOn(): Promise<void> {
		const write = this.#write;
		if (!write || (this.open.length > 0 && !this.isClinician)) return;
		this.looks.agree(this.open);
		this.notNow();
		// Whatever was filed in the meantime is asked about as well.
		await this.#afterLook(write);
	}

	notNow(): void {
		this.asking = this.#write = undefined;
	}

	/** At lock: what is under way ends, and nothing is begun any more. */
	close(): void {
		this.#isClosed = true;
		this.stop();
		this.looks.clear();
	}

	/** Files that lie in a folder by then stay, and count when it is gone on with. */
	stop(): void {
		if (this.making) this.halted = this.making;
		this.looks.stop();
		this.notNow();
		this.#abort?.abort();
		this.#abort = this.making = undefined;
	}

	/** Looks at what is planned, and writes that: at once, or when somebody has answered. */
	async #afterLook(write: Write): Promise<void> {
		if (this.making || this.looks.running || this.#isClosed) return;
		this.failed = this.halted = undefined;
		this.notNow();
		const { files } = this;
		const found = await this.looks.look(files.flatMap(({ pages }) => pages));
		if (!found) return;
		if (found.missed > 0) {
			this.failed =
				'Not every page could be looked at first, so nothing was written. Check the stored pages in Checks, restore what is damaged, reload the app, and export again.';
			return;
		}
		if (found.pages.every((page) => this.looks.isAgreed(page))) {
			const { readPrivate, unread } = found;
			await write(files, { readPrivate, unread });
		} else [this.asking, this.#write] = [found, write];
	}

	async #run(
		to: Exported['to'],
		files: readonly ExportFile[],
		looked: ExportLooked,
		act: (
			steps: (place?: ExportPlace) => AsyncGenerator<ExportStep, void>,
			files: readonly ExportFile[]
		) => Promise<Outcome>
	): Promise<void> {
		if (this.making || this.#isClosed) return;
		const { make, practice, signedAs, now } = this.#parts;
		const abort = new AbortController();
		const { signal } = abort;
		const imprint = {
			practice: { name: practice },
			preparedBy: signedAs,
			preparedOn: dayOf(now())
		};
		this.#abort = abort;
		this.failed = this.halted = undefined;
		this.making = { to, done: 0, of: files.length, since: now().getTime() };
		try {
			const outcome = await act((place) => make({ files, imprint, place, signal }), files);
			if (!signal.aborted) await this.#note(outcome, looked);
		} catch (error) {
			if (!signal.aborted) this.failed = sentenceOf(error);
		} finally {
			if (this.#abort === abort) this.making = this.#abort = undefined;
		}
	}

	async #note({ made, lists, kept, to, stale }: Outcome, looked: ExportLooked): Promise<void> {
		const { chart, signedAs } = this.#parts;
		const list = lists.find(({ path }) => path === manifestPath);
		const counts = {
			files: made.length,
			pages: made.reduce((sum, { exported }) => sum + exported.pages, 0),
			...{ kept, to }
		};
		const clients = [...new Set(made.map(({ file }) => file.client.id))];
		const manifestSha256 = await sha256Hex(list?.bytes ?? new Uint8Array());
		const acted = await chart.act({
			is: 'charts-exported',
			exported: { ...counts, clients, manifestSha256, by: signedAs, looked }
		});
		if (acted.ok) [this.done, this.halted] = [{ ...counts, stale }, undefined];
		else
			this.failed =
				'The files are written, but it could not be noted in the history. Export again: what lies there is left as it is.';
	}

	#lists(made: readonly MadeFile[]): readonly Written[] {
		const { practice, signedAs, now } = this.#parts;
		const told = { practice, madeAt: now().toISOString(), madeBy: signedAs };
		const manifest = manifestOf(made, told);
		const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
		return [
			{ path: tablePath, bytes: bytes(manifestTable(manifest)) },
			{ path: manifestPath, bytes: bytes(formatManifest(manifest)) }
		];
	}

	#step(done: number, of: number): void {
		if (this.making) this.making = { ...this.making, done, of };
		// The file that was being written when it was stopped.
		else if (this.halted) this.halted = { ...this.halted, done };
	}

	#plan(): readonly ExportFile[] {
		const { clients } = this.#parts.chart.state;
		const reader = readerOf(this.#parts.chart);
		// Folders of one name are told apart by this order: it stays, or an export into an earlier one's folder mixes them.
		const charts = [...clients.values()]
			.filter(({ id }) => this.client === '' || id === this.client)
			.sort((a, b) => a.name.localeCompare(b.name))
			.map((client) => ({
				client,
				pages: reader.pagesOf(client.id).filter(({ part2 }) => !this.withoutPart2 || !part2)
			}));
		const files = planExport(charts, { folder: this.folder, file: this.file });
		return files.toSorted((a, b) => this.#inOrder(a.client, b.client));
	}

	#protected(): number {
		return [...this.#parts.chart.state.pages.values()].filter(
			({ client, part2 }) => part2 && (this.client === '' || client === this.client)
		).length;
	}

	#look(): void {
		this.#looked++;
		this.earlier = this.#parts.chart.state.exports.toReversed();
	}
}

interface Outcome extends Pick<Exported, 'to' | 'kept' | 'stale'> {
	readonly made: readonly MadeFile[];
	readonly lists: readonly Written[];
}

/** A folder does not take a file. The message is for the screen. */
class FolderRefuses extends Error {
	override name = 'FolderRefuses';
}

async function ensureWritten(place: ExportFolder, files: readonly Written[]): Promise<void> {
	const fault = await place.write(files);
	if (fault) throw new FolderRefuses(folderFaults[fault]);
}

function wrongIn(pattern: string): string | undefined {
	const [first] = unknownIn(pattern);
	if (first !== undefined) return `{${first}} means nothing here.`;
	return pattern.trim() === '' ? 'Write how they are to be named.' : undefined;
}

const sentences: Readonly<Record<string, string>> = {
	SelfTestFailed: selfTestFailed,
	NotProven:
		'A file did not pass its proof, so it was not written. Export again; if it fails again, tell whoever looks after this program.',
	NotInChart:
		'A chart has changed while it was exported. Export again: what lies there is left as it is.',
	DamagedBlob:
		'A page is damaged in storage, so the export ends here. Restore it from a backup first; then it goes on.'
};

function sentenceOf(error: unknown): string {
	if (error instanceof FolderRefuses) return error.message;
	const name = error instanceof Error ? error.name : '';
	return (
		(Object.hasOwn(sentences, name) ? sentences[name] : undefined) ??
		'The export could not be finished. Reload the page and try again.'
	);
}
