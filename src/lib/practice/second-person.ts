/**
 * Two people for one act: the cabinet's clinician shows again that it is they, and a second member puts their name to a
 * statement with their own passphrase, at the same workstation. The second person sees and opens no page by it.
 */
import type { SecondPerson } from '#lib/page/notes-release.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';
import { openCabinet } from '#lib/vault/cabinet.ts';
import type { Hardener } from '#lib/vault/hardener.ts';
import { unlockPerson, type UnlockedPerson } from '#lib/vault/person.ts';
import { sign, verify } from '#lib/vault/signing.ts';
import { folderOf, memberOf, paths, presentIn, type Member, type Roster } from './roster.ts';

const domain = 'chart-and-cabinet second person v1';

export type SecondSigned =
	| { readonly ok: true; readonly second: SecondPerson & { readonly is: 'member' } }
	| { readonly ok: false; readonly why: 'wrong-passphrase' | 'not-another' | 'damaged' };

export class TwoPeople {
	readonly #files: PracticeFiles;
	readonly #roster: Roster;
	readonly #me: UnlockedPerson;
	readonly #hardener: Hardener;

	constructor(files: PracticeFiles, roster: Roster, me: UnlockedPerson, hardener: Hardener) {
		this.#files = files;
		this.#roster = roster;
		this.#me = me;
		this.#hardener = hardener;
	}

	/** Everybody else who is in the practice: nobody is their own second person. */
	get others(): readonly Member[] {
		return presentIn(this.#roster).filter(({ id }) => id !== this.#me.person.id);
	}

	/** Whether this passphrase opens the unlocked person's own cabinet. */
	async isOwner(passphrase: string): Promise<boolean> {
		const slot = folderOf(this.#roster, 'cabinet', this.#me.person.id);
		const file = slot && (await this.#files.read(paths.folderKey(slot.folder, slot.epoch)));
		if (!slot || !file) return false;
		return (await openCabinet(this.#me, file, passphrase, slot, this.#hardener)).ok;
	}

	/** Their keys are let go of as soon as the statement is signed. */
	async sign(person: PersonId, passphrase: string, statement: string): Promise<SecondSigned> {
		const other = this.others.find(({ id }) => id === person);
		if (!other) return { ok: false, why: 'not-another' };
		const file = await this.#files.read(paths.personKey(person));
		if (!file) return { ok: false, why: 'damaged' };
		const opened = await unlockPerson(other, file, passphrase, this.#hardener);
		if (!opened.ok) return opened;
		const bytes = new TextEncoder().encode(statement);
		const signature = toBase64(await sign(opened.unlocked.signer, domain, bytes));
		return { ok: true, second: { is: 'member', person, signature } };
	}
}

/** Whether a member of this practice signed this very statement, with the keys they had then or have now. */
export async function hasSigned(
	roster: Roster,
	{ person, signature }: SecondPerson & { readonly is: 'member' },
	statement: string
): Promise<boolean> {
	const member = memberOf(roster, person);
	const bytes = fromBase64(signature);
	if (!member || !bytes) return false;
	const verifiers = [member.verifier, ...(member.before ?? []).map(({ verifier }) => verifier)];
	const text = new TextEncoder().encode(statement);
	const found = await Promise.all(verifiers.map((key) => verify(key, domain, text, bytes)));
	return found.includes(true);
}
