/** The unlocked clinician's passkey for their own cabinet: added, asked, removed. Beside the passphrase, never instead. */
import type { Clock } from '#lib/ledger/ledger.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Committed, NotCommitted } from '#lib/shelf/shelf.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import {
	addPasskey,
	openWithPasskey,
	readPasskey,
	type NoAnswer,
	type OpenedWithPasskey,
	type Passkeys
} from '#lib/vault/passkey.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import type { CabinetKey, NotOpened } from './cabinet-key.ts';
import { paths } from './roster.ts';

/** What stands in storage, as far as it can be told without asking the device. */
export interface PasskeyHere {
	readonly addedAt: string;
	/** The host name it was made at. */
	readonly host: string;
	/** Whether it can be asked at this address, by this browser. */
	readonly here: boolean;
}

export type PasskeyChanged =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly why: 'not-yours' | 'damaged' | NotOpened | NoAnswer | NotCommitted;
	  };

export interface CabinetPasskeyParts {
	readonly me: UnlockedPerson;
	readonly slot: FolderSlot<'cabinet'>;
	readonly key: CabinetKey;
	readonly files: PracticeFiles;
	readonly hardener: Hardener;
	readonly clock: Clock;
	/** Absent where there are none, e.g. outside a browser. */
	readonly passkeys: Passkeys | undefined;
}

export class CabinetPasskey {
	readonly #parts: CabinetPasskeyParts;
	readonly #path: string;

	constructor(parts: CabinetPasskeyParts) {
		this.#parts = parts;
		this.#path = paths.folderPasskey(parts.slot.folder, parts.slot.epoch);
	}

	/** Whether this browser, at this address, has passkeys at all; whether one could open anything, only trying tells. */
	get isPossible(): boolean {
		return this.#parts.passkeys !== undefined;
	}

	/** `undefined` when there is none, or none that could be read. */
	async look(): Promise<PasskeyHere | undefined> {
		const { files, me, passkeys } = this.#parts;
		const file = await files.read(this.#path);
		const read = file && (await readPasskey(me, file));
		if (!read?.ok) return undefined;
		const { addedAt, host } = read.card;
		return { addedAt, host, here: passkeys?.host === host };
	}

	/** Asks the device to make one. It takes the cabinet's passphrase; one that stood before is replaced. */
	async add(passphrase: string): Promise<PasskeyChanged> {
		const { me, slot, key, files, hardener, passkeys, clock } = this.#parts;
		if (!passkeys) return { ok: false, why: 'cannot' };
		const added = await key.using(passphrase, (keyFile) =>
			addPasskey(
				me,
				{ keyFile, slot, passphrase },
				{ hardener, passkeys },
				{ name: `Cabinet of ${me.person.name}`, at: clock().toISOString() }
			)
		);
		if (!added.ok) return added;
		return files.write([{ path: this.#path, bytes: added.file }]);
	}

	/** Drops the copy; what the device still lists opens nothing any more. Backups made before keep it. */
	remove(): Promise<Committed> {
		return this.#parts.files.write([], [this.#path]);
	}

	async open(): Promise<OpenedWithPasskey> {
		const { me, slot, files, passkeys } = this.#parts;
		const file = await files.read(this.#path);
		if (!file || !passkeys) return { ok: false, why: 'cannot' };
		return openWithPasskey(me, file, slot, passkeys);
	}
}
