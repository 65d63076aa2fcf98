/** What can happen in a clinician's tray: boxes are fed, sides read, decided and sent to their folders. */
import type { Kinds } from '#lib/ledger/told.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageHints } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Fate, KeptElsewhere, Provenance } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId, PersonId, RunId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { Rect, Rotation } from '#lib/page/reading.ts';
import type { Separator } from '#lib/page/separator.ts';
import type { Side } from '#lib/page/side.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';

/** What the clinician decided of one page. */
export interface Decision {
	readonly fate: Fate;
	/** Asked for by the fates that file a page. */
	readonly client?: ClientId;
	readonly serviceDate?: DateOfService;
	/** Whose cabinet it goes to, when it is not the clinician's own. */
	readonly colleague?: PersonId;
	/** A split page's private regions, in pixels of the picture as it stood with `turn`. */
	readonly privateRegions?: readonly Rect[];
	/** How the picture was turned when the regions were drawn; absent means 0. */
	readonly turn?: Rotation;
	/** Of a page that the chart gets: whom else it is about, and whether Part 2 protects it. */
	readonly marks?: PageMarks;
	/** The clinician's own words. */
	readonly because?: string;
	/** Why an interfiled page is private: sealed to its cabinet, so that not even this tray can read it. */
	readonly attested?: string;
	/** The pages that were decided with it in one act, and are taken back with it. */
	readonly run?: RunId;
}

/** Proof that a folder took a page: enough to take it back without reading the folder. */
export interface Receipt {
	readonly to: 'chart' | 'cabinet';
	/** The colleague whose cabinet it is; absent for the clinician's own. */
	readonly of?: PersonId;
	/** The page's id in that folder: its own, or the derived part's. */
	readonly page: PageId;
	/** Hash of the folder's event. */
	readonly event: string;
	readonly blobs: readonly BlobRef[];
}

/** A side by what whoever fed it knows of it: its place among the sides of its box as they were fed, from 1. */
export interface SidePlace {
	readonly box: BoxId;
	readonly place: number;
}

export interface RescanNamed {
	readonly page: PageId;
	readonly of: SidePlace;
}

export interface TakenSide {
	readonly side: Side;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	/** What the side says when it is a separator sheet. */
	readonly separator?: Separator;
}

export type TrayAction =
	| {
			readonly is: 'box-opened';
			readonly box: BoxId;
			readonly provenance: Provenance;
			readonly label?: string;
			readonly files: number;
			/** Sheets the person says were fed, when they said so. */
			readonly sheets?: number;
			/** Each sheet has two sides in the box. */
			readonly bothSides?: true;
			/** A hash that a folder of imported files is known again by. */
			readonly source?: string;
			/** It comes from a scan station, whose list has so many sides: what is short comes from there alone. */
			readonly listed?: number;
	  }
	| { readonly is: 'side-taken'; readonly taken: TakenSide }
	| {
			readonly is: 'file-refused';
			readonly box: BoxId;
			/** 1-based place among the files fed, and the page within it where one page alone failed. */
			readonly file: number;
			readonly filePage?: number;
			/** The file's name as it was chosen: sealed here, and nowhere else. */
			readonly name?: string;
			/** It broke off after so many sides, which are in. */
			readonly sides?: number;
			/** It wants its password. */
			readonly locked?: true;
			readonly sentence: string;
	  }
	| {
			readonly is: 'file-taken';
			readonly box: BoxId;
			readonly file: number;
			readonly sides: number;
	  }
	| { readonly is: 'box-fed'; readonly box: BoxId }
	/**
	 * Whoever fed the box says whose papers are in it, and which of its sides are better scans of which, or takes that
	 * back: all of it anew. A hint to the clinician, no decision.
	 */
	| {
			readonly is: 'box-indexed';
			readonly box: BoxId;
			readonly client?: ClientId;
			readonly rescans?: readonly RescanNamed[];
	  }
	/** Fronts and backs that were fed one after the other were put in the order of the paper, or back. */
	| { readonly is: 'box-collated'; readonly box: BoxId; readonly pages: readonly PageId[] }
	/** A person says why a box does not add up. */
	| { readonly is: 'box-explained'; readonly box: BoxId; readonly note: string }
	/** A box that is done with is out of sight; its account stays. */
	| { readonly is: 'box-put-away'; readonly box: BoxId; readonly away: boolean }
	| {
			readonly is: 'page-read';
			readonly page: PageId;
			readonly reading: BlobRef;
			readonly suggestion: Suggestion;
			readonly hints: PageHints;
			readonly turn: Rotation;
			/** Of its words, to notice a second scan of the same sheet; absent when too few were read. */
			readonly sketch?: string;
	  }
	| { readonly is: 'page-unread'; readonly page: PageId; readonly sentence: string }
	/** A person turned the picture: what was read is forgotten, and it is read again standing so. */
	| { readonly is: 'page-turned'; readonly page: PageId; readonly turn: Rotation }
	/** A person has compared two sides that look the same, and they are not. */
	| { readonly is: 'twin-denied'; readonly page: PageId; readonly twin: PageId }
	/** A better scan takes the place of a side that was to be scanned again; without `by`, it does so no longer. */
	| { readonly is: 'side-replaced'; readonly page: PageId; readonly by?: PageId }
	/** The clinician corrects where an undecided page's paper was kept. */
	| ({ readonly is: 'page-kept' } & KeptElsewhere)
	| { readonly is: 'page-decided'; readonly page: PageId; readonly decision: Decision }
	| { readonly is: 'page-filed'; readonly page: PageId; readonly receipts: readonly Receipt[] }
	/**
	 * A decision was taken back; where the tray's own copy was gone, it is sealed anew. The folders that
	 * had taken the page still owe it back until `page-returned`. `begun`: where a filing that was cut
	 * short may have left it, for it has no receipts yet.
	 */
	| {
			readonly is: 'page-undone';
			readonly page: PageId;
			readonly taken?: Pick<TakenSide, 'picture' | 'thumbnail'>;
			readonly reading?: BlobRef;
			/** How the picture stands now, where it was turned after it was filed. */
			readonly turn?: Rotation;
			/** Where its paper was kept, where that was corrected after it was filed. */
			readonly kept?: Provenance;
			readonly begun?: readonly Receipt[];
	  }
	| { readonly is: 'page-returned'; readonly page: PageId }
	/** The tray's copies of filed pages were removed. */
	| { readonly is: 'copies-removed'; readonly pages: readonly PageId[] };

/** Every kind that this program understands: what is not here, a newer one has written. */
export const trayKinds: Kinds<TrayAction> = {
	'box-opened': true,
	'side-taken': true,
	'file-refused': true,
	'file-taken': true,
	'box-fed': true,
	'box-indexed': true,
	'box-collated': true,
	'box-explained': true,
	'box-put-away': true,
	'page-read': true,
	'page-unread': true,
	'page-turned': true,
	'twin-denied': true,
	'side-replaced': true,
	'page-kept': true,
	'page-decided': true,
	'page-filed': true,
	'page-undone': true,
	'page-returned': true,
	'copies-removed': true
};
