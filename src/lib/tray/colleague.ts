/** Dropping pages into a colleague's cabinet, through its slot: what this clinician puts in there, only the colleague reads. */
import type { CabinetSlot } from '#lib/cabinet/slot.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { Decision, Receipt } from './actions.ts';
import type { TrayPage } from './state.ts';

/** A colleague's cabinet: there is none of that person, or what is in it is the colleague's to hand back. */
export type NotReached = 'no-such-cabinet' | 'with-colleague';

/** The slots of the cabinets that this session may drop into. */
export interface Slots {
	readonly slot: CabinetSlot;
	/** A colleague's; `undefined` for nobody who has a cabinet here. */
	readonly slotOf?: (colleague: PersonId) => CabinetSlot | undefined;
}

/** One's own slot, or the colleague's. */
export function slotFor(
	{ slot, slotOf }: Slots,
	colleague: PersonId | undefined
): CabinetSlot | undefined {
	return colleague === undefined ? slot : slotOf?.(colleague);
}

/** What a receipt says of whose cabinet took the page. */
export function whoseCabinet({ colleague }: Decision): Pick<Receipt, 'of'> {
	return colleague === undefined ? {} : { of: colleague };
}

/** The page is in a colleague's cabinet and no longer here: nobody but the colleague can hand it back. */
export function isWithColleague({ gone, receipts }: TrayPage): boolean {
	return gone === true && (receipts?.some(({ of }) => of !== undefined) ?? false);
}
