/** Who comes, who goes, and who is called what: every change is one entry of the member chain and one transaction. */
import { compareAnchor } from '#lib/ledger/anchor.ts';
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { PracticeFile } from '#lib/shelf/practice-files.ts';
import type { Head } from '#lib/shelf/shelf.ts';
import { createFolder, resealFolder } from '#lib/vault/folder.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import { makeKit, type RecoveryKit } from '#lib/vault/kit.ts';
import { createPerson, type Person, type UnlockedPerson } from '#lib/vault/person.ts';
import { MemberChanges, type Changed, type NotChanged } from './change-members.ts';
import type { FolderCard, Heads, MemberAction } from './members/entry.ts';
import { memberOf, pinsIn, presentIn, type Roster } from './members/fold.ts';
import { absentFolders } from './absent.ts';
import type { Surroundings } from './practice.ts';
import { folderOf, jsonFile, paths } from './roster.ts';
import { makeClinician, tryOn, type KitTried, type NewClinician } from './set-up.ts';

export type Invitation =
	| (NewClinician & { readonly role: 'clinician' })
	| {
			readonly role: 'staff';
			readonly name: string;
			readonly credential: string;
			readonly passphrase: string;
	  };

/** Somebody who is about to join; nothing of it is written yet. */
export interface Invited {
	readonly person: Person;
	/** A clinician's own, to be printed and tried; staff have none: an owner renews their keys. */
	readonly kit: RecoveryKit | undefined;
	readonly cabinet: FolderSlot<'cabinet'> | undefined;
	readonly cards: readonly FolderCard[];
	readonly files: readonly PracticeFile[];
}

/** What an unlocked person may change about the people of the practice. */
export class People {
	readonly #me: UnlockedPerson;
	readonly #around: Surroundings;
	readonly #changes: MemberChanges;
	readonly #chartsOnly: boolean;
	/** Whose kit was typed back right. */
	readonly #tried = new WeakSet<Invited>();

	/** `chartsOnly`: trays and cabinets are not at hand, so nothing may be noted of where they end. */
	constructor(me: UnlockedPerson, around: Surroundings, chartsOnly = false) {
		this.#me = me;
		this.#chartsOnly = chartsOnly;
		this.#around = around;
		this.#changes = new MemberChanges(me, around);
	}

	/** Makes the newcomer's keys, and a clinician's tray, cabinet and kit. They choose their own passphrases. */
	async prepare(invitation: Invitation): Promise<Invited> {
		const { hardener } = this.#around;
		if (invitation.role === 'clinician') {
			const made = await makeClinician(invitation, hardener);
			return { ...made, person: made.created.person };
		}
		const { name, credential, passphrase } = invitation;
		// Nobody holds this kit: a staff member's keys have no copy that a paper would open.
		const { recipient: kit } = await makeKit();
		const made = await createPerson({ name, credential, role: 'staff', passphrase, kit }, hardener);
		const { person, keyFile } = made;
		const files = [
			jsonFile(paths.person(person.id), person),
			{ path: paths.personKey(person.id), bytes: keyFile }
		];
		return { person, kit: undefined, cabinet: undefined, cards: [], files };
	}

	/** Whether what was typed back from paper opens the newcomer's cabinet. */
	async tryKit(invited: Invited, typed: string): Promise<KitTried> {
		const { cabinet, files } = invited;
		if (!cabinet) return { ok: false, why: 'another-kit' };
		const path = paths.folderKit(cabinet.folder, cabinet.epoch);
		const tried = await tryOn(files, path, cabinet, typed);
		if (tried.ok) this.#tried.add(invited);
		return tried;
	}

	/** Lets the newcomer in: their files, the chart's keys sealed to them too, and the entry, or nothing at all. */
	async join(invited: Invited): Promise<Changed> {
		const { person, kit, cards: folders, files } = invited;
		if (kit && !this.#tried.has(invited)) return { ok: false, why: 'kit-untried' };
		return this.#changes.change({ is: 'joined', person, folders }, async (before, after) => {
			const resealed = await this.#resealed(chartSlots(before), after);
			return resealed && { put: [...files, ...resealed] };
		});
	}

	rename(person: PersonId, name: string, credential: string): Promise<Changed> {
		return this.#changes.change({ is: 'renamed', person, name, credential });
	}

	giveOwner(person: PersonId): Promise<Changed> {
		return this.#changes.change({ is: 'owner-given', person });
	}

	takeOwner(person: PersonId): Promise<Changed> {
		return this.#changes.change({ is: 'owner-taken', person });
	}

	/**
	 * Somebody leaves: the chart gets a new key that is not sealed to them, and their later events do not count.
	 * What they could open until now they may have copied; nothing can change that. Unlock anew to write with the
	 * new key.
	 */
	leave(person: PersonId): Promise<Changed> {
		let key: PracticeFile | undefined;
		const left = async (roster: Roster): Promise<MemberAction | NotChanged> => {
			if (this.#chartsOnly) return 'charts-only';
			const slot = folderOf(roster, 'chart');
			if (!slot) return 'damaged';
			const stay = { ...roster, people: presentIn(roster).filter(({ id }) => id !== person) };
			if (stay.people.length === 0) return 'no-right';
			const made = await createFolder('chart', slot.folder, holdersOf(stay), slot.epoch + 1);
			const { folder, epoch } = made.slot;
			key = { path: paths.folderKey(folder, epoch), bytes: made.keyFile };
			return { is: 'left', person, heads: await this.#heads(roster), chart: made.slot };
		};
		return this.#changes.change(left, async (before, after) => {
			const resealed = await this.#resealed(chartSlots(before), after);
			const remove = copiesFor(before, person);
			return resealed && key && { put: [...resealed, key], remove };
		});
	}

	/**
	 * New keys for staff whose passphrase is lost, with one that they choose now. What was sealed to the old ones alone
	 * (their receipts) stays closed; the charts do not.
	 */
	async renewKeys(id: PersonId, passphrase: string): Promise<Changed> {
		let files: readonly PracticeFile[] = [];
		const renewed = async (roster: Roster): Promise<MemberAction | NotChanged> => {
			if (this.#chartsOnly) return 'charts-only';
			const member = memberOf(roster, id);
			if (!member) return 'no-right';
			const { name, credential, role } = member;
			const { recipient: kit } = await makeKit();
			const made = await createPerson(
				{ id, name, credential, role, passphrase, kit },
				this.#around.hardener
			);
			const { person, keyFile } = made;
			files = [jsonFile(paths.person(id), person), { path: paths.personKey(id), bytes: keyFile }];
			const { recipient, verifier } = person;
			const heads = await this.#heads(roster);
			return { is: 'keys-renewed', person: id, recipient, verifier, heads };
		};
		return this.#changes.change(renewed, async (before, after) => {
			const resealed = await this.#resealed(chartSlots(before), after);
			return resealed && { put: [...files, ...resealed] };
		});
	}

	/**
	 * After a restore: a history that ends before the place where somebody left goes on from there, so that place has to
	 * be set back, or the practice's own next entries would look like another history. Storage that is behind what was
	 * noted outside it is damage, not a restore, and is left alone.
	 */
	settle(): Promise<Changed> {
		const { shelfOf, anchors } = this.#around.storage;
		return this.#changes.change(async (roster) => {
			const heads: Record<FolderId, Head> = {};
			const absent = await absentFolders(roster, this.#around.storage);
			for (const pins of pinsIn(roster)) {
				for (const [id, pin] of Object.entries(pins)) {
					const folder = id as FolderId;
					if (absent.has(folder)) continue;
					const shelf = shelfOf(folder);
					const head = await shelf.head();
					const finding = await compareAnchor(shelf, anchors.read(folder));
					shelf.close();
					if (head.n < pin.n && finding !== 'behind' && finding !== 'fork') heads[folder] = head;
				}
			}
			return Object.keys(heads).length > 0 ? { is: 'restored', heads } : undefined;
		});
	}

	/** Where each folder's history ends now. */
	async #heads(roster: Roster): Promise<Heads> {
		const heads: Record<FolderId, Head> = {};
		for (const { slot } of roster.folders) {
			heads[slot.folder] = await this.#around.storage.shelfOf(slot.folder).head();
		}
		return heads;
	}

	/** The same keys for the people of `roster` and the practice kit. */
	async #resealed(
		slots: readonly FolderSlot<'chart'>[],
		roster: Roster
	): Promise<readonly PracticeFile[] | undefined> {
		const resealed: PracticeFile[] = [];
		for (const slot of slots) {
			const path = paths.folderKey(slot.folder, slot.epoch);
			const file = await this.#around.storage.files.read(path);
			const sealed = file && (await resealFolder(this.#me, file, slot, holdersOf(roster)));
			if (!sealed?.ok) return undefined;
			resealed.push({ path, bytes: sealed.keyFile });
		}
		return resealed;
	}
}

/** Of every epoch up to now. */
function chartSlots(roster: Roster): readonly FolderSlot<'chart'>[] {
	const newest = folderOf(roster, 'chart');
	return [...(roster.earlier as readonly FolderSlot<'chart'>[]), ...(newest ? [newest] : [])];
}

/** To whom the chart's keys are sealed. */
export function holdersOf(roster: Roster): readonly string[] {
	return [
		...presentIn(roster).map(({ recipient }) => recipient),
		...(roster.kit === undefined ? [] : [roster.kit])
	];
}

/** The cabinet keys that colleagues sealed for somebody who leaves. */
function copiesFor(roster: Roster, person: PersonId): readonly string[] {
	return roster.wills
		.filter(({ successor }) => successor === person)
		.flatMap(({ owner }) => folderOf(roster, 'cabinet', owner) ?? [])
		.map(({ folder, epoch }) => paths.folderSuccessor(folder, epoch));
}

/** Whether this person may invite and let go. */
export function isOwner(roster: Roster, id: PersonId): boolean {
	const member = memberOf(roster, id);
	return member?.owner === true && !member.left;
}
