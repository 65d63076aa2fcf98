/** Whom somebody of an unlocked practice may feed for: every other clinician who is here, each by the slot of their tray. */
import type { AnyPractice } from '#lib/practice/practice.ts';
import { presentIn, signsAs } from '#lib/practice/roster.ts';
import { FedReceipts } from '#lib/tray/receipts.ts';
import { RescanSlips } from '#lib/tray/rescans.ts';
import { TraySlot } from '#lib/tray/slot.ts';
import type { FeedForParts } from './feed-for.svelte.ts';

export function feedingIn({
	roster,
	traySlots,
	me,
	files
}: Pick<AnyPractice, 'roster' | 'traySlots' | 'me' | 'files'>): Pick<
	FeedForParts,
	'me' | 'clinicians' | 'receipts' | 'slips'
> {
	return {
		me: me.person.id,
		clinicians: presentIn(roster).flatMap((member) => {
			const tray = traySlots.get(member.id);
			if (!tray) return [];
			const slot = new TraySlot(tray.slot, tray.ledger);
			return { id: member.id, signedAs: signsAs(member), slot };
		}),
		receipts: new FedReceipts(files, me),
		slips: new RescanSlips(files, me)
	};
}
