/** Backups: made of ciphertext, read back before they count, and put back when storage was lost. */
import { blobPath, type BackupPart, type Manifest } from '#lib/backup/entry.ts';
import { restoreBackup, type RestoreTarget } from '#lib/backup/restore.ts';
import { backupFaults as faults } from '#lib/backup/faults.ts';
import { UnreadableBackup, type BackupFiles } from '#lib/backup/files.ts';
import { verifyBackup, type OnProgress } from '#lib/backup/verify.ts';
import { filesUnder } from '#lib/backup/folder.ts';
export { backupsIn } from '#lib/backup/folder.ts';
import { isOfPart, writeBackup } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Roster } from '#lib/practice/roster.ts';
import { BackupFolder, type FolderPlace } from './backup-folder.svelte.ts';
import type { Outcome } from './sentences.ts';

/** What a backup was found to hold once it was read back. */
export interface CheckedBackup {
	readonly part: BackupPart;
	readonly madeAt: string;
	readonly files: number;
	/** Pieces that were opened on trial with this person's keys. */
	readonly opened: number;
}

export type Checked =
	| { readonly ok: true; readonly found: CheckedBackup }
	| { readonly ok: false; readonly sentence: string };

/** How many pieces of each folder are opened on trial. */
const trials = 5;

export class BackupDesk {
	making = $state.raw<{ readonly done: number; readonly of: number }>();
	/** Bytes of a saved backup that were read back so far. */
	reading = $state.raw<{ readonly done: number; readonly of: number }>();
	/** When each part was last read back whole, ISO time. */
	last = $state.raw<Readonly<Partial<Record<BackupPart, string>>>>({});

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
		const chart = storage.getItem('cc-backup-chart');
		const own = storage.getItem('cc-backup-private');
		this.last = { ...(chart ? { chart } : {}), ...(own ? { private: own } : {}) };
	}

	/** One file of ciphertext. It counts as a backup only after `check` has read it back from where it was saved. */
	async make(part: BackupPart): Promise<{ readonly file: Blob; readonly name: string }> {
		const madeAt = this.#now().toISOString();
		this.making = { done: 0, of: 0 };
		try {
			const file = await zipEntries(this.#entries(part, madeAt));
			return { file, name: `chart-and-cabinet-${part}-${madeAt.slice(0, 10)}.zip` };
		} finally {
			this.making = undefined;
		}
	}

	/** Both parts into the chosen folder; each file is read back there, and what lies there already is kept. */
	async backUp(): Promise<Outcome> {
		if (this.making) return { ok: true };
		this.making = { done: 0, of: 0 };
		try {
			const madeAt = this.#now().toISOString();
			return await this.folder.backUp(
				(part) => this.#entries(part, madeAt),
				(part) => this.#counts(part)
			);
		} finally {
			this.making = undefined;
		}
	}

	/** Sides that came in since the older of the two parts counted, and days since; `undefined`: never. */
	get since(): { readonly days: number; readonly sides: number } | undefined {
		const { chart, private: own } = this.last;
		if (!chart || !own) return undefined;
		const older = chart < own ? chart : own;
		const days = Math.floor((this.#now().getTime() - Date.parse(older)) / 86_400_000);
		const then = Number(this.#storage.getItem('cc-backup-sides') ?? 0);
		return { days: Math.max(0, days), sides: Math.max(0, this.#sides - then) };
	}

	/** It is time: a week, or a hundred sides; or there is something, and no backup of it at all. */
	get isDue(): boolean {
		const { since } = this;
		return since ? since.days >= 7 || since.sides >= 100 : this.#sides > 0;
	}

	/** All that ever came in here, wherever it was filed. */
	get #sides(): number {
		return this.#practice.tray.state.pages.size;
	}

	#entries(part: BackupPart, madeAt: string): ReturnType<typeof writeBackup> {
		const { files, holdings, me } = this.#practice;
		const onProgress = (done: number, of: number): void => {
			this.making = { done, of };
		};
		return writeBackup({ part, files, holdings, me, madeAt, onProgress });
	}

	#counts(part: BackupPart): void {
		const now = this.#now().toISOString();
		this.last = { ...this.last, [part]: now };
		this.#storage.setItem(`cc-backup-${part}`, now);
		this.#storage.setItem('cc-backup-sides', String(this.#sides));
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

	async #tryOut({ manifest, files }: Extract<ReadBackup, { ok: true }>): Promise<Checked> {
		let opened = 0;
		for (const { kind, open } of this.#openers()) {
			if (!isOfPart(kind, manifest.part)) continue;
			for (const ref of open.refs.slice(0, trials)) {
				const bytes = await files.read(blobPath(ref.sha256));
				if (!bytes) continue;
				if (!(await open.opens(ref, bytes))) {
					return { ok: false, sentence: faults['altered-file'] };
				}
				opened++;
			}
		}
		const { part, madeAt } = manifest;
		this.#counts(part);
		return { ok: true, found: { part, madeAt, files: manifest.files.length, opened } };
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
