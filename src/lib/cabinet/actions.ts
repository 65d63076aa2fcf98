/** What can happen in a clinician's locked cabinet: a page comes through the slot, or is taken back out. */
import type { Kinds } from '#lib/ledger/told.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { KeptElsewhere, Provenance } from '#lib/page/fate.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { NotesRelease } from '#lib/page/notes-release.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { LoanAction } from './loans.ts';

export interface CabinetPage {
	readonly page: PageId;
	readonly client: ClientId;
	readonly serviceDate?: DateOfService;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	readonly reading: BlobRef | undefined;
	readonly mediaType: PictureType;
	/** Degrees clockwise that turn the picture upright; absent means that it stands as it is. */
	readonly turn?: Rotation;
	/** Pixels of the upright picture. */
	readonly width: number;
	readonly height: number;
	/** Absent for pages that were dropped before it was kept. */
	readonly dpi?: number;
	/** SHA-256 of the original picture, hex. */
	readonly sha256: string;
	readonly provenance: Provenance;
	/** The whole of a page whose other part was filed to the chart. */
	readonly splitFrom?: true;
	readonly because?: string;
	/** Why a page that lay among the record's paper is private, in the clinician's words: sealed to this cabinet, base64. */
	readonly attested?: string;
}

export type CabinetAction =
	| { readonly is: 'page-dropped'; readonly page: CabinetPage }
	| { readonly is: 'page-withdrawn'; readonly page: PageId; readonly because: string }
	/** A person turned the picture: it stands upright with this turn. Its words turn with it. */
	| { readonly is: 'page-turned'; readonly page: PageId; readonly turn: Rotation }
	/** A page that was dropped before it was read, or could not be read then, was read. */
	| {
			readonly is: 'page-read';
			readonly page: PageId;
			readonly reading: BlobRef;
			readonly turn: Rotation;
	  }
	/**
	 * The clinician corrected where the page's paper was kept. `attested`: it lay among the record's paper after all, and
	 * this is why it is private, sealed as ever.
	 */
	| ({ readonly is: 'page-kept'; readonly attested?: string } & KeptElsewhere)
	/** Copies of pages were released, in a packet of their own, by the cabinet's clinician and a second person. */
	| { readonly is: 'pages-released'; readonly release: NotesRelease }
	/** The clinician exported pages as files, to a place of their own. */
	| {
			readonly is: 'notes-exported';
			readonly pages: readonly PageId[];
			readonly files: number;
	  }
	| LoanAction
	/** Sealed pieces that no page names were removed: a filing that was cut short and done again leaves some. */
	| { readonly is: 'strays-removed'; readonly count: number };

/** Every kind that this program understands: what is not here, a newer one has written. */
export const cabinetKinds: Kinds<CabinetAction> = {
	'page-dropped': true,
	'page-withdrawn': true,
	'page-turned': true,
	'page-read': true,
	'page-kept': true,
	'pages-released': true,
	'notes-exported': true,
	'strays-removed': true,
	'loan-given': true,
	'loan-received': true,
	'loan-opened': true,
	'loan-ended': true
};
