/** What stands on a box's sheet and label: counts, days and a number. No client, no fate and no word of a page. */
import type { Provenance } from '#lib/page/fate.ts';
import { boxNumber } from '#lib/page/box-number.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { shownName } from '#lib/page/shown-name.ts';
import type { FedBoxCount } from '#lib/tray/receipts.ts';
import type { BoxSummary } from './feed-boxes.svelte.ts';

export interface BoxPaper {
	readonly box: BoxId;
	readonly number: string;
	/** When it was taken in, ISO time. */
	readonly from: string;
	/** Whose tray it lies in, as on a letter. */
	readonly for: string;
	/** What it, its file or its folder is called: known to whom the box is. It can hold a client's name. */
	readonly called?: string;
	readonly kept?: Provenance;
	readonly files?: number;
	readonly sides: number;
	/** Sides that the counted sheets have. */
	readonly expected?: number;
	readonly blanks?: number;
	/** Files and pages that could not be taken in. */
	readonly refused?: number;
	/** Nothing of it is missing, or somebody has said why. */
	readonly isWhole: boolean;
}

/** Of a box in one's own tray, however it came there. */
export function paperOfOwn({ box, account }: BoxSummary, signedAs: string): BoxPaper {
	const { expected } = account;
	return {
		...{ box: box.box, number: boxNumber(box.box), from: box.openedAt, for: signedAs },
		...(box.label === undefined ? {} : { called: shownName(box.label) }),
		...{ kept: box.provenance, files: box.files, sides: account.sides, blanks: account.blanks },
		...(expected === undefined ? {} : { expected }),
		refused: box.refused.length,
		isWhole: account.differences.length === 0 || account.explained
	};
}

/** Of a box that one fed for a clinician, from its receipt: all that whoever fed it may know. */
export function paperOfFed(
	{ box, for: whom, from, sides, isWhole }: FedBoxCount,
	nameOf: (clinician: FedBoxCount['for']) => string
): BoxPaper {
	return { box, number: boxNumber(box), from, for: nameOf(whom), sides, isWhole };
}
