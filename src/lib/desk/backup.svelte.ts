/** Backups: made of ciphertext, read back before they count, and put back when storage was lost. */
import { blobPath, type BackupPart, type Manifest } from '#lib/backup/entry.ts';
import { restoreBackup, type RestoreTarget } from '#lib/backup/restore.ts';
import { backupFaults as faults } from '#lib/backup/faults.ts';
import { UnreadableBackup, type BackupFiles } from '#lib/backup/files.ts';
import { verifyBackup, type OnProgress } from '#lib/backup/verify.ts';
import { filesUnder } from '#lib/backup/folder.ts';
export { backupsIn } from '#lib/backup/folder.ts';
import { earlierIn, wouldLose } from '#lib/backup/earlier.ts';
import { isOfPart, writeBackup, type EarlierBackup, type Holding } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import { dayOf } from '#lib/page/date.ts';
import type { AnyPractice, Held, Practice } from '#lib/practice/practice.ts';
import { readRoster, type Roster } from '#lib/practice/roster.ts';
import { piecesOf, type Piece } from '#lib/practice/scrub.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { BackupFolder, type FolderPlace } from './backup-folder.svelte.ts';
import {
	isBackupDue,
	noteBackup,
	notedBackups,
	sinceBackups,
	type NotedBackups,
	type Since
} from './backup-notes.ts';
import type { Outcome } from './sentences.ts';

/** What a backup was found to hold once it was read back. */
export interface CheckedBackup {
	readonly part: BackupPart;
	readonly madeAt: string;
	readonly readBackAt: string;
	/** Of the charts' part alone: how much lies in a cabinet is told nowhere outside it. */
	readonly holds?: {
		readonly files: number;
		/** Entries of the histories in it. */
		readonly entries: number;
	};
	/** The practice's, hex; empty for one from before it had a list of people. */
	readonly fingerprint: string;
	/** Pieces that were opened on trial with this person's keys. */
	readonly opened: number;
}

export type Checked =
	| { readonly ok: true; readonly found: CheckedBackup }
	| { readonly ok: false; readonly sentence: string };

const parts = 100;

/** How many pieces of each folder are opened on trial. */
const trials = 5;

export class BackupDesk {
	/** In hundredths: how many pieces there are would tell how much lies in locked folders. */
	making = $state.raw<{ readonly done: number; readonly of: number }>();
	/** Bytes of a saved backup that were read back so far. */
	reading = $state.raw<{ readonly done: number; readonly of: number }>();
	/**
	 * Pieces that are damaged here: `kept` from the earlier backup that lay in the folder, or `left-out` of the one that was
	 * written last. How many there are would tell of locked folders.
	 */
	flawed = $state<'kept' | 'left-out'>();
	/** The newest of each part that was read back whole. */
	last = $state.raw<NotedBackups>({});

	readonly #practice: Practice;
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	readonly #now: () => Date;

	/** A folder of the person's own, e.g. on a stick. */
	readonly folder: BackupFolder;

	constructor(
		practice: Practice,
		storage: Pick<Storage, 'getItem' | 'setItem'>,
		now: () => Date,
		place?: FolderPlace
	) {
		this.folder = new BackupFolder(place);
		this.#practice = practice;
		this.#storage = storage;
		this.#now = now;
		this.last = notedBackups(storage);
	}

	/** One file of ciphertext. It counts as a backup only after `check` has read it back from where it was saved. */
	async make(part: BackupPart): Promise<{ readonly file: Blob; readonly name: string }> {
		const now = this.#now();
		this.making = { done: 0, of: 0 };
		this.flawed = undefined;
		try {
			const file = await zipEntries(this.#entries(part, now.toISOString()));
			return { file, name: `chart-and-cabinet-${part}-${dayOf(now)}.zip` };
		} finally {
			this.making = undefined;
		}
	}

	/** Both parts into the chosen folder; each file is read back there, and what lies there already is kept. */
	async backUp(): Promise<Outcome> {
		if (this.making) return { ok: true };
		this.making = { done: 0, of: 0 };
		this.flawed = undefined;
		try {
			const madeAt = this.#now().toISOString();
			const roster = await this.#rosterNow();
			return await this.folder.backUp({
				wouldLose: (part, into) => wouldLose(into, part, roster, this.#practice),
				entriesOf: async (part, into) => this.#entries(part, madeAt, await earlierIn(into, roster)),
				counts: (part) => this.#counts(part, madeAt)
			});
		} finally {
			this.making = undefined;
		}
	}

	/** How long ago the older of the two parts was made, and what came in since; `undefined`: never. */
	get since(): Since | undefined {
		return sinceBackups(this.last, this.#now(), (madeAt) => cameSince(this.#practice, madeAt));
	}

	get isDue(): boolean {
		const { chart, tray } = this.#practice;
		return isBackupDue(this.since, tray.state.pages.size + chart.state.pages.size);
	}

	#entries(
		part: BackupPart,
		madeAt: string,
		earlier?: EarlierBackup
	): ReturnType<typeof writeBackup> {
		const { files, me, chart, tray, holdings } = this.#practice;
		const named = (shelf: Held['shelf']): Pick<Holding, 'named'> => {
			if (shelf.folder === chart.key.slot.folder)
				return { named: () => names(piecesOf(chart.state.pages.values())) };
			if (shelf.folder !== tray.key.slot.folder) return {};
			const pages = () =>
				[...tray.state.pages.values()].map((page) => ({ ...page, page: page.side.page }));
			return { named: () => names(piecesOf(pages())) };
		};
		return writeBackup({
			...{ part, files, me, madeAt, ...(earlier ? { earlier } : {}) },
			holdings: holdings.map((held) => ({ ...held, ...named(held.shelf) })),
			onProgress: (done, of) =>
				(this.making = { done: Math.floor((done / of) * parts), of: parts }),
			onFlawed: (is) => {
				if (this.flawed !== 'left-out') this.flawed = is;
			}
		});
	}

	/** Whoever joined or left since this person unlocked is on the list by now. */
	async #rosterNow(): Promise<Roster> {
		const { files, roster } = this.#practice;
		const read = await readRoster(files);
		return read.ok ? read.roster : roster;
	}

	#counts(part: BackupPart, madeAt: string): void {
		noteBackup(this.#storage, part, { madeAt, readBackAt: this.#now().toISOString() });
		this.last = notedBackups(this.#storage);
	}

	/** Reads a saved file back: every hash, every signature, every chain, and some pieces opened on trial. */
	async check(file: Blob): Promise<Checked> {
		const { roster } = this.#practice;
		this.reading = { done: 0, of: file.size };
		try {
			const read = await readBackup(file, roster, (done, of) => (this.reading = { done, of }));
			return read.ok ? await this.#tryOut(read) : read;
		} catch (error) {
			if (error instanceof UnreadableBackup) return { ok: false, sentence: faults.unreadable };
			throw error;
		} finally {
			this.reading = undefined;
		}
	}

	async #tryOut({
		manifest,
		files: stored,
		roster
	}: Extract<ReadBackup, { ok: true }>): Promise<Checked> {
		let opened = 0;
		for (const { kind, open } of this.#openers()) {
			if (!isOfPart(kind, manifest.part)) continue;
			for (const ref of open.refs.slice(0, trials)) {
				const bytes = await stored.read(blobPath(ref.sha256));
				if (!bytes) continue;
				if (!(await open.opens(ref, bytes))) {
					return { ok: false, sentence: faults['altered-file'] };
				}
				opened++;
			}
		}
		const { part, madeAt } = manifest;
		this.#counts(part, madeAt);
		const entries = manifest.folders.reduce((sum, { n }) => sum + n, 0);
		const { fingerprint } = roster;
		const readBackAt = this.#now().toISOString();
		const holds = part === 'chart' ? { holds: { files: manifest.files.length, entries } } : {};
		return { ok: true, found: { part, madeAt, readBackAt, ...holds, fingerprint, opened } };
	}

	#openers(): readonly {
		readonly kind: 'chart' | 'tray';
		readonly open: {
			readonly refs: readonly { readonly sha256: string; readonly size: number }[];
			readonly opens: (
				ref: { readonly sha256: string; readonly size: number },
				bytes: Uint8Array<ArrayBuffer>
			) => Promise<boolean>;
		};
	}[] {
		const { chart, tray } = this.#practice;
		return [
			{
				kind: 'chart',
				open: {
					refs: [...chart.state.pages.values()].map(({ picture }) => picture),
					opens: (ref, bytes) => chart.opens(ref, bytes)
				}
			},
			{
				kind: 'tray',
				open: {
					refs: [...tray.state.pages.values()]
						.filter(({ gone }) => !gone)
						.map(({ picture }) => picture),
					opens: (ref, bytes) => tray.opens(ref, bytes)
				}
			}
		];
	}
}

function names(pieces: readonly Piece[]): readonly string[] {
	return pieces.map(({ sha256 }) => sha256);
}

/** Sides that came into this person's tray, and pages that others filed to the charts. */
export function cameSince(
	{ chart, tray, signedAs }: Pick<AnyPractice, 'chart' | 'signedAs'> & { readonly tray?: Tray },
	madeAt: string
): number {
	const sides = tray ? [...tray.state.pages.values()] : [];
	const filed = [...chart.state.pages.values()];
	return (
		sides.filter(({ takenAt }) => takenAt > madeAt).length +
		filed.filter(({ filedOn, filedBy }) => filedOn > madeAt && !(tray && filedBy === signedAs))
			.length
	);
}

export type ReadBackup =
	| { readonly ok: false; readonly sentence: string }
	| {
			readonly ok: true;
			readonly files: BackupFiles;
			readonly manifest: Manifest;
			readonly roster: Roster;
	  };

/** One backup, as the file or as the files of a folder that it lies in. */
export type ChosenBackup = Blob | readonly File[];

/** One backup, verified whole, or the sentence that says what is wrong with it. */
export async function readBackup(
	chosen: ChosenBackup,
	know?: Roster,
	onProgress?: OnProgress
): Promise<ReadBackup> {
	try {
		const files = chosen instanceof Blob ? await readZip(chosen) : filesUnder(chosen);
		if (!files) return { ok: false, sentence: faults['not-a-backup'] };
		const verified = await verifyBackup(files, know, onProgress);
		if (!verified.ok) return { ok: false, sentence: faults[verified.why] };
		return { ok: true, files, manifest: verified.manifest, roster: verified.roster };
	} catch (error) {
		if (error instanceof UnreadableBackup) return { ok: false, sentence: faults.unreadable };
		throw error;
	}
}

const notRestored = {
	'another-practice':
		'This backup is of another practice than the one in this browser. Use another browser profile for it.',
	contradicts:
		'This backup names other people or keys than the practice in this browser. It was changed by somebody: do not use it.',
	unreadable: faults.unreadable,
	unusable:
		'The browser does not open its storage at all. Close every window of it and try again. If it stays so, clear this address’s data in the browser’s settings, and restore your backup on the empty start.',
	'not-stored':
		'The backup could not be written: the disk may be full. Free some space and restore again.'
} as const;

/** Puts backup files back, each after it was verified. Nothing is touched before; then `begin` is called first. */
export async function restoreFiles(
	chosen: readonly ChosenBackup[],
	target: RestoreTarget,
	onProgress?: OnProgress,
	begin?: () => Promise<void>
): Promise<Outcome> {
	const read: ReadBackup[] = [];
	for (const file of chosen) read.push(await readBackup(file, undefined, onProgress));
	for (const backup of read) if (!backup.ok) return backup;
	await begin?.();
	for (const backup of read) {
		if (!backup.ok) continue;
		const { files, manifest, roster } = backup;
		// Storage may refuse even to be emptied (seen in Chromium): nothing inside the page can mend that.
		const restored = await restoreBackup(files, manifest, target, roster).catch(
			() => ({ ok: false, why: 'unusable' }) as const
		);
		if (!restored.ok) {
			return { ok: false, sentence: notRestored[restored.why] };
		}
	}
	return { ok: true };
}
