/** What can happen in a clinician's locked cabinet: a page comes through the slot, or is taken back out. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { PictureType } from '#lib/page/side.ts';

export interface CabinetPage {
	readonly page: PageId;
	readonly client: ClientId;
	readonly serviceDate?: DateOfService;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	readonly reading: BlobRef | undefined;
	readonly mediaType: PictureType;
	readonly width: number;
	readonly height: number;
	/** SHA-256 of the original picture, hex. */
	readonly sha256: string;
	readonly provenance: Provenance;
	/** The whole of a page whose other part was filed to the chart. */
	readonly splitFrom?: true;
	readonly because?: string;
}

export type CabinetAction =
	| { readonly is: 'page-dropped'; readonly page: CabinetPage }
	| { readonly is: 'page-withdrawn'; readonly page: PageId; readonly because: string }
	/** Sealed pieces that no page names were removed: a filing that was cut short and done again leaves some. */
	| { readonly is: 'strays-removed'; readonly count: number };
