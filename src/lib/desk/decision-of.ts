/** What a clinician's verdict on a page comes to, as the tray writes it down. Pure. */
import type { DateOfService } from '#lib/page/date.ts';
import { isFiled, type Fate } from '#lib/page/fate.ts';
import type { ClientId, PersonId, RunId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { Rect, Rotation } from '#lib/page/reading.ts';
import type { Decision } from '#lib/tray/actions.ts';

/** A clinician whose cabinet takes pages through its slot. */
export interface Colleague {
	readonly id: PersonId;
	/** As on a letter, e.g. `Maren Ellsworth, PhD`. */
	readonly signedAs: string;
}

export interface VerdictDetails {
	/** What is private on a split page. */
	readonly regions?: readonly Rect[];
	/** How the picture stood when the regions were drawn. */
	readonly turn?: Rotation;
	readonly because?: string;
	/** What is said of it, where a part of it goes to the chart. */
	readonly marks?: PageMarks;
	/** Whose cabinet takes it, when it is a colleague's. */
	readonly colleague?: PersonId;
	/** Why a page that was kept in the chart is private, in the clinician's own words. */
	readonly attested?: string;
	/** It is decided in one act with others. */
	readonly run?: RunId;
}

/** Client and date are noted only of a page that is filed. */
export function decisionOf(
	fate: Fate,
	whose: {
		readonly client: ClientId | undefined;
		readonly serviceDate: DateOfService | undefined;
	},
	{ regions, turn, because, colleague, run, marks = {} }: VerdictDetails
): Decision {
	const { client, serviceDate } = isFiled(fate) ? whose : {};
	return {
		fate,
		...(client ? { client } : {}),
		...(serviceDate ? { serviceDate } : {}),
		...(regions ? { privateRegions: regions } : {}),
		...(turn === undefined ? {} : { turn }),
		...(because ? { because } : {}),
		...((fate === 'chart' || fate === 'split') && Object.keys(marks).length > 0 ? { marks } : {}),
		...(colleague ? { colleague } : {}),
		...(run ? { run } : {})
	};
}
