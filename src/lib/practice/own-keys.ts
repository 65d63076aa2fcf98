/** What the unlocked person may do with their own locks: change a passphrase, and see whether the printed kit still fits. */
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import { changeCabinetPassphrase, openCabinet } from '#lib/vault/cabinet.ts';
import { openFolder } from '#lib/vault/folder.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import { openWithKit, parseKit } from '#lib/vault/kit.ts';
import { changePassphrase, unlockPerson, type UnlockedPerson } from '#lib/vault/person.ts';
import type { CabinetKey, NotOpened } from './cabinet-key.ts';
import { folderOf, paths, type Roster } from './roster.ts';

export interface Passphrases {
	readonly old: string;
	readonly new: string;
}

export type PassphraseChanged =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly why:
				/** It would open the desk and the cabinet both: whoever learns one must not have the other. */
				'same-passphrase' | 'not-yours' | 'damaged' | NotOpened | NotCommitted;
	  };

export type KitFits =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly why: 'too-short' | 'too-long' | 'mistyped' | 'another-kit' | 'damaged';
	  };

export interface OwnLocks {
	/** Told of the desk's key file that was just written, and so is known to open it. */
	deskWritten(keyFile: Uint8Array<ArrayBuffer>): Promise<void>;
	/** Staff have none. */
	readonly cabinet?:
		| {
				readonly key: CabinetKey;
				written(keyFile: Uint8Array<ArrayBuffer>): Promise<void>;
		  }
		| undefined;
}

export class OwnKeys {
	readonly #files: PracticeFiles;
	readonly #roster: Roster;
	readonly #me: UnlockedPerson;
	readonly #hardener: Hardener;
	readonly #locks: OwnLocks;

	constructor(
		files: PracticeFiles,
		roster: Roster,
		me: UnlockedPerson,
		hardener: Hardener,
		locks: OwnLocks
	) {
		this.#locks = locks;
		this.#files = files;
		this.#roster = roster;
		this.#me = me;
		this.#hardener = hardener;
	}

	/** Rewrites one small key file; no page is touched. Backups made before keep the old passphrase. */
	async changePassphrase(passphrases: Passphrases): Promise<PassphraseChanged> {
		const { person } = this.#me;
		const path = paths.personKey(person.id);
		const file = await this.#files.read(path);
		if (!file) return { ok: false, why: 'damaged' };
		const changed = await changePassphrase(person, file, passphrases, this.#hardener);
		if (!changed.ok) return changed;
		if (await this.#opensCabinet(passphrases.new)) return { ok: false, why: 'same-passphrase' };
		const written = await this.#write(path, changed.keyFile);
		if (written.ok) await this.#locks.deskWritten(changed.keyFile);
		return written;
	}

	/** The same for the cabinet's own lock; the cabinet need not be open. */
	async changeCabinetPassphrase(passphrases: Passphrases): Promise<PassphraseChanged> {
		const slot = folderOf(this.#roster, 'cabinet', this.#me.person.id);
		const { cabinet } = this.#locks;
		if (!slot || !cabinet) return { ok: false, why: 'damaged' };
		const changed = await cabinet.key.using(passphrases.old, (file) =>
			changeCabinetPassphrase(this.#me, file, passphrases, slot, this.#hardener)
		);
		if (!changed.ok) return changed;
		if (await this.#opensDesk(passphrases.new)) return { ok: false, why: 'same-passphrase' };
		const written = await this.#write(paths.folderKey(slot.folder, slot.epoch), changed.keyFile);
		if (written.ok) await cabinet.written(changed.keyFile);
		return written;
	}

	/** Whether what was typed from paper opens this person's cabinet, or the chart, today. Nothing is changed by trying. */
	async tryKit(typed: string): Promise<KitFits> {
		const parsed = await parseKit(typed);
		if (!parsed.ok) return parsed;
		const cabinet = folderOf(this.#roster, 'cabinet', this.#me.person.id);
		const copy =
			cabinet && (await this.#files.read(paths.folderKit(cabinet.folder, cabinet.epoch)));
		const chart = folderOf(this.#roster, 'chart');
		const chartKey = chart && (await this.#files.read(paths.folderKey(chart.folder, chart.epoch)));
		if (!cabinet || !copy || !chart || !chartKey) return { ok: false, why: 'damaged' };
		const own = await openWithKit(parsed.kit, copy, cabinet);
		if (own.ok) return { ok: true };
		// The practice kit opens the chart and no cabinet.
		const practice = await openFolder(parsed.kit, chartKey, chart);
		if (practice.ok) return { ok: true };
		const isDamaged = own.why === 'damaged' || practice.why === 'damaged';
		return { ok: false, why: isDamaged ? 'damaged' : 'another-kit' };
	}

	async #opensCabinet(passphrase: string): Promise<boolean> {
		const slot = folderOf(this.#roster, 'cabinet', this.#me.person.id);
		const file = slot && (await this.#files.read(paths.folderKey(slot.folder, slot.epoch)));
		if (!file) return false;
		return (await openCabinet(this.#me, file, passphrase, slot, this.#hardener)).ok;
	}

	async #opensDesk(passphrase: string): Promise<boolean> {
		const { person } = this.#me;
		const file = await this.#files.read(paths.personKey(person.id));
		if (!file) return false;
		return (await unlockPerson(person, file, passphrase, this.#hardener)).ok;
	}

	async #write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<PassphraseChanged> {
		const written = await this.#files.write([{ path, bytes }]);
		return written.ok ? { ok: true } : written;
	}
}
