/** Backups: made of ciphertext, read back before they count, and put back when storage was lost. */
import type { BackupPart } from '#lib/backup/entry.ts';
import { restoreBackup, type RestoreTarget } from '#lib/backup/restore.ts';
import { backupFaults as faults } from '#lib/backup/faults.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import { isOfPart, writeBackup } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Roster } from '#lib/practice/roster.ts';
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
	/** When each part was last read back whole, ISO time. */
	last = $state.raw<Readonly<Partial<Record<BackupPart, string>>>>({});

	readonly #practice: Practice;
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
	readonly #now: () => Date;

	constructor(practice: Practice, storage: Pick<Storage, 'getItem' | 'setItem'>, now: () => Date) {
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
			const { files, holdings, me } = this.#practice;
			const onProgress = (done: number, of: number): void => {
				this.making = { done, of };
			};
			const file = await zipEntries(writeBackup({ part, files, holdings, me, madeAt, onProgress }));
			return { file, name: `chart-and-cabinet-${part}-${madeAt.slice(0, 10)}.zip` };
		} finally {
			this.making = undefined;
		}
	}

	/** Reads a saved file back: every hash, every signature, every chain, and some pieces opened on trial. */
	async check(file: Blob): Promise<Checked> {
		const { roster } = this.#practice;
		const read = await readBackup(file, roster);
		if (!read.ok) return read;
		const { manifest, files } = read;
		let opened = 0;
		for (const { kind, open } of this.#openers()) {
			if (!isOfPart(kind, manifest.part)) continue;
			for (const ref of open.refs.slice(0, trials)) {
				const bytes = files.get(`blobs/${ref.sha256}.age`);
				if (!bytes) continue;
				if (!(await open.opens(ref, bytes))) {
					return { ok: false, sentence: faults['altered-file'] };
				}
				opened++;
			}
		}
		const now = this.#now().toISOString();
		this.last = { ...this.last, [manifest.part]: now };
		this.#storage.setItem(`cc-backup-${manifest.part}`, now);
		const { part, madeAt } = manifest;
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
			readonly files: NonNullable<Awaited<ReturnType<typeof readZip>>>;
			readonly manifest: Extract<
				Awaited<ReturnType<typeof verifyBackup>>,
				{ ok: true }
			>['manifest'];
			readonly roster: Roster;
	  };

/** One backup file, verified whole, or the sentence that says what is wrong with it. */
export async function readBackup(
	file: Blob,
	know?: Parameters<typeof verifyBackup>[1]
): Promise<ReadBackup> {
	const files = await readZip(file);
	if (!files) return { ok: false, sentence: faults['not-a-backup'] };
	const verified = await verifyBackup(files, know);
	if (!verified.ok) return { ok: false, sentence: faults[verified.why] };
	return { ok: true, files, manifest: verified.manifest, roster: verified.roster };
}

const notRestored = {
	'another-practice':
		'This backup is of another practice than the one in this browser. Use another browser profile for it.',
	contradicts:
		'This backup names other people or keys than the practice in this browser. It was changed by somebody: do not use it.',
	'not-stored':
		'The backup could not be written: the disk may be full. Free some space and restore again.'
} as const;

/** Puts backup files back, each after it was verified. Nothing is touched before. */
export async function restoreFiles(
	chosen: readonly Blob[],
	target: RestoreTarget
): Promise<Outcome> {
	const read = await Promise.all(chosen.map((file) => readBackup(file)));
	for (const backup of read) if (!backup.ok) return backup;
	for (const backup of read) {
		if (!backup.ok) continue;
		const { files, manifest, roster } = backup;
		const restored = await restoreBackup(files, manifest, target, roster);
		if (!restored.ok) {
			return { ok: false, sentence: notRestored[restored.why] };
		}
	}
	return { ok: true };
}
