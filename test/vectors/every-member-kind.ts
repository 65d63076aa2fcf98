/** Writes an entry of every kind into the list of a practice's people. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { PersonId } from '#lib/page/ids.ts';
import { MemberChanges, type Changed } from '#lib/practice/change-members.ts';
import { membersIn } from '#lib/practice/members/chain.ts';
import type { Practice, Surroundings } from '#lib/practice/practice.ts';
import type { Roster } from '#lib/practice/roster.ts';

export interface Colleague {
	readonly practice: Practice;
	readonly cabinet: OpenCabinet;
	/** What opens it. */
	readonly passphrase: string;
}

async function done(change: Promise<{ readonly ok: boolean; readonly why?: string }>) {
	const { ok, why } = await change;
	if (!ok) throw new Error(`not changed: ${String(why)}`);
}

/** `staff` has new keys afterwards, under the same passphrase. The colleague's cabinet is opened by the owner, on record. */
export async function fillPeople(
	owner: { readonly practice: Practice; readonly cabinet: OpenCabinet },
	colleague: Colleague,
	staff: { readonly id: PersonId; readonly passphrase: string },
	around: Surroundings
): Promise<void> {
	const { people, wills, me, files } = owner.practice;
	const { id, name, credential } = colleague.practice.me.person;
	const now = async (): Promise<Roster> => {
		const read = await membersIn(files);
		if (!read.ok) throw new Error(read.why);
		return read.roster;
	};
	await done(people.rename(id, name, `${credential}, ABPP`));
	await done(people.giveOwner(id));
	await done(people.takeOwner(id));
	await done(people.renewKeys(staff.id, staff.passphrase));
	const theirs = colleague.practice.wills;
	await done(theirs.name(await now(), me.person.id, colleague.passphrase));
	await done(theirs.remove());
	await done(theirs.name(await now(), me.person.id, colleague.passphrase));
	const { folder } = colleague.cabinet.key.slot;
	await done(wills.enter(await now(), folder, owner.cabinet.key, 'To find a lent page.'));
	// As after a backup was put back that ends earlier than where somebody left.
	const restored: Promise<Changed> = new MemberChanges(me, around).change({
		is: 'restored',
		heads: {}
	});
	await done(restored);
}
