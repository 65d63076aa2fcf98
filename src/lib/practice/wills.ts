/** The professional will: a clinician names who may read their cabinet after them, and a successor does, with a reason on record. */
import type { ReadableCabinet } from '#lib/cabinet/open.ts';
import { DamagedLedger, NewerLedger } from '#lib/ledger/folder.ts';
import { paddedJson, parsePadded } from '#lib/ledger/padded.ts';
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import { openWith, sealTo } from '#lib/vault/age.ts';
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';
import type { FolderKey, FolderSlot } from '#lib/vault/folder-key.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { openAsSuccessor, sealForSuccessor } from '#lib/vault/successor.ts';
import { MemberChanges, type Changed, type NotChanged } from './change-members.ts';
import type { Entered } from './members/wills.ts';
import type { Surroundings } from './practice.ts';
import { folderOf, memberOf, paths, type Roster } from './roster.ts';

export type SuccessorNamed =
	Changed | { readonly ok: false; readonly why: 'wrong-passphrase' | 'not-yours' };

export type CabinetEntered =
	| { readonly ok: true; readonly roster: Roster; readonly cabinet: ReadableCabinet }
	| { readonly ok: false; readonly why: NotChanged | 'not-yours' | 'needs-reason' };

/** Opens a colleague's cabinet for reading, once its key was found. Throws `DamagedLedger` and `NewerLedger`. */
export type OpenForReading = (
	key: FolderKey<'cabinet'>,
	owner: PersonId
) => Promise<ReadableCabinet>;

export class Wills {
	readonly #me: UnlockedPerson;
	readonly #around: Surroundings;
	readonly #own: FolderSlot<'cabinet'>;
	readonly #changes: MemberChanges;
	readonly #openForReading: OpenForReading;

	constructor(
		me: UnlockedPerson,
		around: Surroundings,
		own: FolderSlot<'cabinet'>,
		openForReading: OpenForReading
	) {
		this.#me = me;
		this.#around = around;
		this.#own = own;
		this.#openForReading = openForReading;
		this.#changes = new MemberChanges(me, around);
	}

	/** Names a colleague and seals the cabinet's key to them. It takes the cabinet's passphrase; one at a time. */
	async name(roster: Roster, person: PersonId, passphrase: string): Promise<SuccessorNamed> {
		const { files } = this.#around.storage;
		const slot = this.#own;
		const successor = folderOf(roster, 'cabinet', person);
		if (!successor) return { ok: false, why: 'no-right' };
		const keyFile = await files.read(paths.folderKey(slot.folder, slot.epoch));
		if (!keyFile) return { ok: false, why: 'damaged' };
		const held = { keyFile, slot, passphrase };
		const sealed = await sealForSuccessor(this.#me, held, successor, this.#around.hardener);
		if (!sealed.ok) return sealed;
		const put = [{ path: this.#copyOf(slot), bytes: sealed.keyFile }];
		return this.#changes.change({ is: 'successor-named', cabinet: slot.folder, person }, () =>
			Promise.resolve({ put })
		);
	}

	/** Takes the name back and drops the copy. A key that was copied meanwhile goes on to open what it opened. */
	remove(): Promise<Changed> {
		const remove = [this.#copyOf(this.#own)];
		return this.#changes.change({ is: 'successor-removed', cabinet: this.#own.folder }, () =>
			Promise.resolve({ put: [], remove })
		);
	}

	/**
	 * Opens the cabinet that a colleague left to this person, to be read and no more. `own`: this person's own open
	 * cabinet's key. That it was opened, and why, is on record before it is handed out.
	 */
	async enter(
		roster: Roster,
		cabinet: FolderId,
		own: FolderKey<'cabinet'>,
		because: string
	): Promise<CabinetEntered> {
		if (!because.trim()) return { ok: false, why: 'needs-reason' };
		const will = roster.wills.find((one) => one.cabinet === cabinet);
		const owner = will && memberOf(roster, will.owner);
		const slot = owner && folderOf(roster, 'cabinet', owner.id);
		if (!slot) return { ok: false, why: 'no-right' };
		const file = await this.#around.storage.files.read(this.#copyOf(slot));
		const opened = file && (await openAsSuccessor(own, file, slot));
		if (!opened?.ok)
			return { ok: false, why: opened?.why === 'not-yours' ? 'not-yours' : 'damaged' };
		const read = await this.#read(opened.key, owner.id);
		if (typeof read === 'string') return { ok: false, why: read };
		const recipients = [owner.recipient, this.#me.person.recipient];
		const words = await sealTo(recipients, paddedJson({ words: because.trim() }));
		const entered = await this.#changes.change({
			...{ is: 'cabinet-entered', cabinet, because: toBase64(words) }
		});
		return entered.ok ? { ok: true, roster: entered.roster, cabinet: read } : entered;
	}

	/** Why a cabinet was opened, for the two whom it concerns; `undefined` for everybody else. */
	async why({ because }: Pick<Entered, 'because'>): Promise<string | undefined> {
		const sealed = fromBase64(because);
		const opened = sealed && (await openWith(this.#me.identity, sealed));
		const content = opened?.ok ? parsePadded(opened.bytes)?.value : undefined;
		const { words } = (content ?? {}) as { readonly words?: unknown };
		return typeof words === 'string' ? words : undefined;
	}

	async #read(
		key: FolderKey<'cabinet'>,
		owner: PersonId
	): Promise<ReadableCabinet | 'outdated' | 'damaged'> {
		try {
			return await this.#openForReading(key, owner);
		} catch (error) {
			if (error instanceof NewerLedger) return 'outdated';
			if (error instanceof DamagedLedger) return 'damaged';
			throw error;
		}
	}

	#copyOf({ folder, epoch }: FolderSlot<'cabinet'>): string {
		return paths.folderSuccessor(folder, epoch);
	}
}
