/** What can happen in a clinician's tray: boxes are fed, sides read, decided and sent to their folders. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageHints } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Fate, Provenance } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Rect } from '#lib/page/reading.ts';
import type { Side } from '#lib/page/side.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';

/** What the clinician decided of one page. */
export interface Decision {
	readonly fate: Fate;
	/** Asked for by the fates that file a page. */
	readonly client?: ClientId;
	readonly serviceDate?: DateOfService;
	/** A split page's private regions, in pixels of the upright picture. */
	readonly privateRegions?: readonly Rect[];
	/** The clinician's own words. */
	readonly because?: string;
}

/** Proof that a folder took a page: enough to take it back without reading the folder. */
export interface Receipt {
	readonly to: 'chart' | 'cabinet';
	/** The page's id in that folder: its own, or the derived part's. */
	readonly page: PageId;
	/** Hash of the folder's event. */
	readonly event: string;
	readonly blobs: readonly BlobRef[];
}

export interface TakenSide {
	readonly side: Side;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
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
	  }
	| { readonly is: 'side-taken'; readonly taken: TakenSide }
	| {
			readonly is: 'file-refused';
			readonly box: BoxId;
			/** 1-based place among the files fed, and the page within it where one page alone failed. */
			readonly file: number;
			readonly filePage?: number;
			readonly sentence: string;
	  }
	| {
			readonly is: 'file-taken';
			readonly box: BoxId;
			readonly file: number;
			readonly sides: number;
	  }
	| { readonly is: 'box-fed'; readonly box: BoxId }
	| {
			readonly is: 'page-read';
			readonly page: PageId;
			readonly reading: BlobRef;
			readonly suggestion: Suggestion;
			readonly hints: PageHints;
	  }
	| { readonly is: 'page-unread'; readonly page: PageId; readonly sentence: string }
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
			readonly begun?: readonly Receipt[];
	  }
	| { readonly is: 'page-returned'; readonly page: PageId }
	/** The tray's copies of filed pages were removed. */
	| { readonly is: 'copies-removed'; readonly pages: readonly PageId[] };
