/**
 * The second lock of one's own cabinet. Its key file may have been exchanged for one that a stranger locked: that reads
 * like a wrong passphrase, so whatever does not open is held against the owner's word on the file, see proved-key.ts.
 */
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { openCabinet, type OpenedCabinet } from '#lib/vault/cabinet.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { copiesIn } from './own-copies.ts';
import { isProved as isProvedBy, isSomeProved, noteProved } from './proved-key.ts';
import { paths } from './roster.ts';

/**
 * `damaged-key`: the file is missing or is not this cabinet's; `unproved-key`: the passphrase does not open it, and
 * the file is not the one that opened the cabinet before.
 */
export type NotOpened = 'wrong-passphrase' | 'damaged-key' | 'unproved-key';

export type CabinetUnlocked =
	Extract<OpenedCabinet, { ok: true }> | { readonly ok: false; readonly why: NotOpened };

/** What a key file answers that is not the right one, or is not opened by the right passphrase. */
const closed: ReadonlySet<string> = new Set<Extract<OpenedCabinet, { ok: false }>['why']>([
	'wrong-passphrase',
	'not-yours',
	'damaged'
]);

export interface CabinetKeyParts {
	readonly me: UnlockedPerson;
	readonly slot: FolderSlot<'cabinet'>;
	readonly shelf: Shelf;
	readonly files: PracticeFiles;
	readonly hardener: Hardener;
	readonly onPutBack?: (() => void) | undefined;
}

export class CabinetKey {
	readonly #parts: CabinetKeyParts;
	readonly #path: string;

	constructor(parts: CabinetKeyParts) {
		this.#parts = parts;
		this.#path = paths.folderKey(parts.slot.folder, parts.slot.epoch);
	}

	/** Notes that this file is known to open the cabinet. */
	async proved(keyFile: Uint8Array<ArrayBuffer>): Promise<void> {
		const { me, slot, shelf } = this.#parts;
		const { signer, person } = me;
		await noteProved(shelf, slot, { signer, verifier: person.verifier }, keyFile);
	}

	/** Where the file is not the right one, the copy beside the cabinet's entries is put back if the passphrase opens it. */
	async open(passphrase: string): Promise<CabinetUnlocked> {
		const { me, slot, shelf, files, hardener, onPutBack } = this.#parts;
		const file = await files.read(this.#path);
		const opened = file && (await openCabinet(me, file, passphrase, slot, hardener));
		if (file && opened?.ok) {
			await this.proved(file);
			return opened;
		}
		const isOfCabinet = opened?.ok === false && opened.why === 'wrong-passphrase';
		if (file && isOfCabinet && (await this.#isProved(file)))
			return { ok: false, why: 'wrong-passphrase' };
		const copy = (await copiesIn(shelf)).get(this.#path);
		const isProved = copy !== undefined && (await this.#isProved(copy));
		if (copy && (isProved || !isOfCabinet)) {
			const again = await openCabinet(me, copy, passphrase, slot, hardener);
			if (again.ok) {
				// Where storage refuses it, the next opening puts it back.
				await files.write([{ path: this.#path, bytes: copy }]);
				await this.proved(copy);
				onPutBack?.();
				return again;
			}
			if (isProved && again.why === 'wrong-passphrase') return { ok: false, why: again.why };
		}
		if (!isOfCabinet) return { ok: false, why: 'damaged-key' };
		const isStrange = await isSomeProved(shelf);
		return { ok: false, why: isStrange ? 'unproved-key' : 'wrong-passphrase' };
	}

	/**
	 * What takes the key file and its passphrase, e.g. to change it. Where that does not open the file, a copy that it does
	 * open is put back first.
	 */
	async using<Done extends { readonly ok: true }, Why extends string>(
		passphrase: string,
		act: (
			keyFile: Uint8Array<ArrayBuffer>
		) => Promise<Done | { readonly ok: false; readonly why: Why }>
	): Promise<Done | { readonly ok: false; readonly why: Why | NotOpened }> {
		const { files } = this.#parts;
		const file = await files.read(this.#path);
		const done = file && (await act(file));
		if (done && (done.ok || !closed.has(done.why))) return done;
		// The right file, and so not its passphrase: nothing is there to put back.
		if (file && done?.why === 'wrong-passphrase' && (await this.#isProved(file))) return done;
		const opened = await this.open(passphrase);
		if (!opened.ok) return opened;
		const right = await files.read(this.#path);
		return right ? act(right) : { ok: false, why: 'damaged-key' };
	}

	#isProved(file: Uint8Array<ArrayBuffer>): Promise<boolean> {
		const { me, slot, shelf } = this.#parts;
		return isProvedBy(shelf, slot, me.person.verifier, file);
	}
}
