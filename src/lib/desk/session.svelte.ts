/** The session: who is at the desk, what is unlocked, and the way back to locked. */
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { Door } from '#lib/practice/door.ts';
import { DamagedPractice, NewerPractice, NotLoaded } from '#lib/practice/faults.ts';
import type { AnyPractice, Practice } from '#lib/practice/practice.ts';
import type { OwnSeal } from '#lib/practice/own-file.ts';
import { mendedFiles } from '#lib/practice/own-copies.ts';
import type { NewPassphrases } from '#lib/practice/recover.ts';
import type { Roster } from '#lib/practice/roster.ts';
import type { KitKind, NewPractice, Prepared } from '#lib/practice/set-up.ts';
import type { RestoreTarget } from '#lib/backup/restore.ts';
import type { ChosenBackup } from './backup.svelte.ts';
import type { Weighed } from './salvage.ts';
import { Inbox } from './feed-inbox.svelte.ts';
import type { CameShared } from './feed-shared.ts';
import { IdleWatch } from './idle.ts';
import type { PutBackNote } from './put-back.svelte.ts';
import { requestOnDesk, Unfinished } from './unfinished.svelte.ts';
import { fine, sentenceFor, type Outcome } from './sentences.ts';
import type { AnyDesk } from './staff-desk.svelte.ts';

export type Stage = 'starting' | 'fresh' | 'locked' | 'open' | 'damaged' | 'restoring' | 'let-go';

/** Why the storage was taken from this tab; only a reload gives it back. */
export type LetGo =
	| 'newer-elsewhere'
	/** It was not open yet: what lies here was written by a newer version. */
	| 'newer-here'
	| 'replaced-elsewhere'
	| 'closed';

/** The app locks after ten minutes without a touch, and after the machine slept. */
export const appIdle = { idle: 600_000 } as const;

export interface SessionParts {
	readonly door: Door;
	/** A practice in memory, with the sample box; nothing of it is kept. */
	readonly sample: () => Promise<{ readonly practice: Practice; readonly files: readonly File[] }>;
	/** Rejects with {@link NotLoaded}. */
	readonly openDesk: (practice: AnyPractice, sample: boolean, inbox: Inbox) => Promise<AnyDesk>;
	/** What another app has shared into the page that has just loaded, if it has. */
	readonly collectShared: () => Promise<CameShared | undefined>;
	readonly askForPersistence: () => Promise<boolean>;
	/** Takes up what the second witness of the folders noted, before storage is looked at. */
	readonly recallAnchors: () => Promise<void>;
	/** Gives this browser a new name in the ledgers: what was restored and what went on elsewhere are two copies. */
	readonly renewDevice: () => void;
	/** Where a backup is put back. */
	readonly restoreTarget: RestoreTarget;
	readonly putBack: PutBackNote;
}

/** What a recovery kit shows: its secret, and where in a backup the folder lies that it opens. */
export interface KitToPrint {
	readonly kind: KitKind;
	readonly secret: string;
	readonly folder: FolderId;
	/** The practice's, hex. */
	readonly fingerprint: string;
}

export class Session {
	stage = $state<Stage>('starting');
	roster = $state.raw<Roster>();
	desk = $state.raw<AnyDesk>();
	sample = $state(false);
	/** What storage lost, in sentences. */
	damage = $state.raw<readonly string[]>([]);
	/** Trays and cabinets stay closed at the next unlock: they are damaged, and the charts are needed. */
	chartsAlone = $state(false);
	/** The practice's own files can be put back from their copies beside the folders. */
	canMend = $state(false);
	/** Why nothing can be done in this tab any more. */
	letGo = $state<LetGo>();
	/** A tab with an older version of the program keeps this one waiting. */
	isBlocked = $state(false);
	/** Why it locked by itself. */
	lockedBecause = $state<string>();
	/** Whether the browser promised to keep the data; `undefined` before it was asked. */
	persistent = $state<boolean>();
	busy = $state(false);
	/** Bytes of a chosen backup that were read and held against its signed list so far. */
	reading = $state.raw<{ readonly done: number; readonly of: number }>();
	/** What waits to be fed, also while nobody is unlocked. */
	readonly inbox = new Inbox();
	readonly putBack: PutBackNote;
	/** What is typed and not saved outlives a lock. */
	readonly unfinished = new Unfinished();

	readonly #parts: SessionParts;
	#own: OwnSeal | undefined;
	readonly #watch = new IdleWatch(appIdle, () => {
		void this.lock('It was locked because nobody used it for a while.');
	});
	#prepared: Prepared | undefined;
	readonly #reads = (done: number, of: number): void => {
		this.reading = { done, of };
	};

	constructor(parts: SessionParts) {
		this.#parts = parts;
		this.putBack = parts.putBack;
	}

	async start(): Promise<void> {
		void this.#collect();
		await this.#parts.recallAnchors();
		const found = await this.#parts.door.look();
		this.roster = found.is === 'locked' ? found.roster : undefined;
		this.damage = found.is === 'damaged' ? found.sentences : [];
		this.chartsAlone = false;
		this.canMend = found.is === 'damaged' && (await this.#mendedFiles()) !== undefined;
		if (found.is === 'newer') this.#needsNewer();
		else this.stage = found.is;
	}

	/** No newer version was ever used here, so what says so is damage, and a backup is the way on. */
	callItDamaged(): void {
		this.#isDamaged([
			'Something here says that a newer version of Chart & Cabinet wrote it, and you have none.'
		]);
	}

	/** Puts the practice's own files back from the copies beside the folders, and looks again. */
	async mendOwnFiles(): Promise<Outcome> {
		this.busy = true;
		try {
			const files = await this.#mendedFiles();
			const written = files && (await this.#parts.restoreTarget.files.write(files));
			if (!written?.ok) return { ok: false, sentence: sentenceFor(written?.why ?? 'broken') };
			await this.start();
			return fine;
		} finally {
			this.busy = false;
		}
	}

	/** Damaged trays or cabinets need not keep the charts closed. Nothing is written into them meanwhile. */
	openChartsAlone(): void {
		this.chartsAlone = true;
		this.stage = 'locked';
	}

	/** 0 (at once) to 4 (very hard to guess), and a sentence of advice. */
	async strengthOf(
		passphrase: string,
		known: readonly string[]
	): Promise<{ readonly score: 0 | 1 | 2 | 3 | 4; readonly advice: string }> {
		const { score, sentence } = await this.#parts.door.strengthOf(passphrase, known);
		return { score, advice: sentence };
	}

	/** Makes the keys and the kits to print. Nothing is written before both were tried. */
	async beginSetUp(input: NewPractice): Promise<Readonly<Record<KitKind, KitToPrint>>> {
		this.busy = true;
		try {
			this.#prepared = await this.#parts.door.prepare(input);
			const { kits, chart, cabinet, fingerprint } = this.#prepared;
			const toPrint = (kind: KitKind, { folder }: { folder: FolderId }): KitToPrint => ({
				...{ kind, folder, fingerprint },
				secret: kits[kind].typed.reveal()
			});
			return { practice: toPrint('practice', chart), cabinet: toPrint('cabinet', cabinet) };
		} finally {
			this.busy = false;
		}
	}

	/** Takes what was typed back from one of the kits. */
	async tryKit(kind: KitKind, typed: string): Promise<Outcome> {
		if (!this.#prepared) return { ok: false, sentence: 'Start the set-up again.' };
		const tried = await this.#parts.door.tryKit(this.#prepared, kind, typed);
		return tried.ok ? fine : { ok: false, sentence: sentenceFor(tried.why) };
	}

	/** Takes what was typed back from the cabinet's kit, after the practice's; writes the practice and unlocks it when it is right. */
	async finishSetUp(typed: string, passphrase: string): Promise<Outcome> {
		const prepared = this.#prepared;
		if (!prepared) return { ok: false, sentence: 'Start the set-up again.' };
		this.busy = true;
		try {
			const tried = await this.#parts.door.tryKit(prepared, 'cabinet', typed);
			if (!tried.ok) return { ok: false, sentence: sentenceFor(tried.why) };
			if (!(await this.#parts.door.establish(prepared))) {
				return {
					ok: false,
					sentence:
						'The practice could not be stored: the disk is full, or another tab set one up. Reload and look.'
				};
			}
			this.#prepared = undefined;
			await this.start();
			return await this.#unlock(prepared.person.id, passphrase);
		} finally {
			this.busy = false;
		}
	}

	async unlock(person: PersonId, passphrase: string): Promise<Outcome> {
		this.busy = true;
		try {
			return await this.#unlock(person, passphrase);
		} finally {
			this.busy = false;
			this.isBlocked = false;
		}
	}

	/** New passphrases by the printed kit. */
	async recover(id: PersonId, typed: string, renewed: NewPassphrases): Promise<Outcome> {
		const person = this.roster?.people.find((candidate) => candidate.id === id);
		if (!this.roster || !person) return { ok: false, sentence: sentenceFor('damaged') };
		this.busy = true;
		try {
			const recovered = await this.#parts.door.recover(this.roster, person, typed, renewed);
			if (!recovered.ok) return { ok: false, sentence: sentenceFor(recovered.why) };
			return await this.#unlock(id, renewed.passphrase);
		} finally {
			this.busy = false;
		}
	}

	/** What chosen backups hold and what would be missing after them. Nothing is touched. */
	async weigh(files: readonly ChosenBackup[]): Promise<Weighed> {
		try {
			const { weighBackups } = await import('./salvage.ts');
			return await weighBackups(files, this.#parts.restoreTarget, this.#reads);
		} finally {
			this.reading = undefined;
		}
	}

	/** Everything that storage still gives, as one file of ciphertext. */
	async copyAsItIs(): Promise<Blob> {
		this.busy = true;
		try {
			const { copyAsItIs } = await import('./salvage.ts');
			return await copyAsItIs(this.#parts.restoreTarget);
		} finally {
			this.busy = false;
		}
	}

	/** Puts backup files back, then looks at the practice anew. */
	async restore(files: readonly ChosenBackup[]): Promise<Outcome> {
		this.busy = true;
		try {
			const { restoreFiles } = await import('./backup.svelte.ts');
			const restored = await restoreFiles(
				files,
				this.#parts.restoreTarget,
				this.#reads,
				// The charts may be open alone, to which a private backup is brought.
				() => this.#putDown('restoring')
			);
			if (restored.ok) this.#parts.renewDevice();
			else if (this.stage === 'restoring') this.lockedBecause = restored.sentence;
			if (restored.ok || this.stage === 'restoring') await this.start();
			return restored;
		} finally {
			this.busy = false;
			this.reading = undefined;
		}
	}

	/** Fills a practice in memory with the sample box and opens it. */
	async trySample(): Promise<void> {
		this.busy = true;
		try {
			const { practice, files } = await this.#parts.sample();
			this.sample = true;
			await this.#open(practice);
			if (this.desk?.role !== 'clinician') return;
			void this.desk.feed.feed(files, { provenance: 'interfiled', label: 'Sample box' });
		} finally {
			this.busy = false;
		}
	}

	/** Drops keys, pictures and workers. Only closing the window clears the machine's memory. */
	async lock(because?: string): Promise<void> {
		if (this.stage !== 'open') return;
		this.lockedBecause = because;
		const kept = this.#own && !this.sample ? this.unfinished.lock(this.#own) : undefined;
		await this.#putDown('starting');
		await kept;
		await this.start();
	}

	/** Storage was taken from this tab. What is open is dropped, and nothing of it is written any more. */
	async takeNotice(notice: Exclude<LetGo, 'newer-here'> | 'blocked'): Promise<void> {
		if (notice === 'blocked') this.isBlocked = true;
		if (notice === 'blocked' || this.sample) return;
		// Where it is locked nothing is shown that could be out of date; an older program must go all the same.
		const mustGo = notice === 'newer-elsewhere' && this.stage === 'locked';
		if (this.stage !== 'open' && !mustGo) return;
		const { desk } = this;
		this.letGo = notice;
		this.stage = 'let-go';
		this.desk = undefined;
		this.#watch.stop();
		this.unfinished.forget();
		this.inbox.lock();
		// It tidies up as at every lock, for which there is no storage now.
		await desk?.close().catch(() => undefined);
	}

	/** `inCabinet`: on the cabinet's own screen. Work elsewhere does not keep it open. */
	touch(inCabinet: boolean): void {
		this.#watch.touch();
		if (this.desk?.role !== 'clinician' || !this.desk.cabinet.isOpen) return;
		if (inCabinet) this.desk.cabinet.touch();
		else this.desk.cabinet.look();
	}

	hide(hidden: boolean): void {
		if (this.desk?.role === 'clinician') this.desk.cabinet.hide(hidden);
	}

	async #unlock(id: PersonId, passphrase: string): Promise<Outcome> {
		if (!this.roster) return { ok: false, sentence: sentenceFor('damaged') };
		try {
			const unlocked = await this.#parts.door.unlock(this.roster, id, passphrase, {
				chartsAlone: this.chartsAlone
			});
			if (!unlocked.ok) {
				// No passphrase helps there: the way on is a backup, which the damage screen takes.
				if (unlocked.why === 'damaged') this.#isDamaged([sentenceFor('damaged')]);
				return { ok: false, sentence: sentenceFor(unlocked.why) };
			}
			this.sample = false;
			await this.#open(unlocked.practice);
			this.persistent = await this.#parts.askForPersistence();
			return fine;
		} catch (error) {
			if (error instanceof NewerPractice) {
				this.#needsNewer();
				return { ok: false, sentence: sentenceFor('outdated') };
			}
			if (error instanceof NotLoaded) return { ok: false, sentence: sentenceFor('not-loaded') };
			if (!(error instanceof DamagedPractice)) throw error;
			this.#isDamaged(error.sentences);
			return { ok: false, sentence: error.sentences.join(' ') };
		}
	}

	async #putDown(stage: 'starting' | 'restoring'): Promise<void> {
		const { desk } = this;
		if (!desk) return;
		this.#watch.stop();
		this.unfinished.forget();
		this.desk = undefined;
		this.#own = undefined;
		this.stage = stage;
		this.sample = false;
		this.inbox.lock();
		await desk.close();
	}

	async #mendedFiles(): ReturnType<typeof mendedFiles> {
		const target = this.#parts.restoreTarget;
		const folders = (await target.folders?.().catch(() => [])) ?? [];
		return mendedFiles(target, folders).catch(() => undefined);
	}

	async #collect(): Promise<void> {
		const shared = await this.#parts.collectShared();
		if (shared) this.inbox.offer(shared);
	}

	#needsNewer(): void {
		this.letGo = 'newer-here';
		this.stage = 'let-go';
	}

	#isDamaged(sentences: readonly string[]): void {
		this.damage = sentences;
		this.stage = 'damaged';
	}

	/** Throws {@link NotLoaded}, and has let go of the practice then. */
	async #open(practice: AnyPractice): Promise<void> {
		const desk = await this.#parts
			.openDesk(practice, this.sample, this.inbox)
			.catch(async (error: unknown) => {
				await practice.close();
				throw error;
			});
		this.#own = practice.own;
		await this.unfinished.unlock(practice.own);
		this.desk = desk;
		// It stays on the desk whatever screen is shown.
		this.unfinished.watch({ ...requestOnDesk, typed: () => desk.release.unlisted });
		this.lockedBecause = undefined;
		this.stage = 'open';
		this.#watch.start();
	}
}
