/** What can happen in the practice's chart folder. Nothing here can speak of private pages or count them. */
import type { Kinds } from '#lib/ledger/told.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { ChartsExport } from '#lib/page/charts-export.ts';
import type { Client } from '#lib/page/client.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { KeptElsewhere } from '#lib/page/fate.ts';
import type { ClientId, NoteId, PageId, PaperId, RequestId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { PageNote } from '#lib/page/page-note.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type {
	Extension,
	RecordsRequest,
	ReleaseSettings,
	Revocation,
	SecondLook
} from '#lib/page/records-request.ts';
import type { RequestPaper } from '#lib/page/request-paper.ts';
import type { AfterAction } from './after-actions.ts';
import type { ChartPage, RedactedVersion } from './reader.ts';

/** A page's pieces under the chart's newest key; those that lay there already keep their names. */
export interface ResealedPage {
	readonly page: PageId;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	/** Absent for a page without words. */
	readonly reading?: BlobRef;
	/** Of a page with corrected words: what the machine had read. */
	readonly readAs?: BlobRef;
	/** Of its redacted version, where there is one. */
	readonly redacted?: Pick<RedactedVersion, 'picture' | 'thumbnail' | 'reading'>;
}

/** What a page is found by in a chart. */
export type FiledUnder = Pick<ChartPage, 'client' | 'serviceDate' | 'kind'>;

export type ChartAction =
	| AfterAction
	| { readonly is: 'client-added'; readonly client: Client }
	| { readonly is: 'client-changed'; readonly client: Client }
	| {
			readonly is: 'page-filed';
			readonly page: ChartPage;
			readonly because?: string;
			/** It lay in a chart already, and this is what it was filed under there. */
			readonly was?: FiledUnder;
			/** It goes back to where the filing before this one had taken it from. */
			readonly back?: true;
	  }
	| {
			readonly is: 'page-withdrawn';
			readonly page: PageId;
			readonly client: ClientId;
			readonly because: string;
	  }
	/** A person turned the picture: it stands upright with this turn. Its words turn with it. */
	| { readonly is: 'page-turned'; readonly page: PageId; readonly turn: Rotation }
	/** A page that was filed before it was read, or could not be read then, was read. */
	| {
			readonly is: 'page-read';
			readonly page: PageId;
			readonly reading: BlobRef;
			readonly turn: Rotation;
	  }
	/** A person put words of a page right. No word stands here: a history is for ever, and its pages are not. */
	| {
			readonly is: 'words-corrected';
			readonly page: PageId;
			readonly reading: BlobRef;
			/** Of the page's redacted copy, where there is one with words. */
			readonly copy?: BlobRef;
	  }
	/** A note was written on a page, or struck again. It is told in the history in both cases. */
	| {
			readonly is: 'page-noted';
			readonly page: PageId;
			readonly note: Pick<PageNote, 'id' | 'text'>;
	  }
	| {
			readonly is: 'note-struck';
			readonly page: PageId;
			readonly note: NoteId;
			/** That it was struck is taken back: it stands again as whoever wrote it had written it. */
			readonly back?: true;
	  }
	/** Charts were exported as files, for another record system of the practice. */
	| { readonly is: 'charts-exported'; readonly exported: ChartsExport }
	/** A copy of the page with parts covered was made, in place of an earlier one. The page itself stays as it is. */
	| { readonly is: 'page-redacted'; readonly page: PageId; readonly redacted: RedactedVersion }
	/** The redacted copy was taken back. */
	| { readonly is: 'redaction-removed'; readonly page: PageId }
	/** Pages that lay under an earlier key of the chart were sealed anew. Nothing else of them has changed. */
	| {
			readonly is: 'pages-resealed';
			readonly pages: readonly ResealedPage[];
			/** Pieces that packets are made of, which lie elsewhere now. */
			readonly kept?: readonly { readonly was: string; readonly now: BlobRef }[];
	  }
	/** A clinician corrected where the page's paper was kept. */
	| ({ readonly is: 'page-kept' } & KeptElsewhere)
	/** A clinician looked at a page that reads like private analysis, and said why it belongs in the record all the same. */
	| { readonly is: 'page-vouched'; readonly page: PageId; readonly because: string }
	/** A clinician took that word back, their own or a colleague's. */
	| { readonly is: 'vouch-withdrawn'; readonly page: PageId }
	/** A person said whom else the page is about, and whether Part 2 protects it: all of it anew. */
	| { readonly is: 'page-marked'; readonly page: PageId; readonly marks: PageMarks }
	/** A request came onto the list, or what is known of it has changed. */
	| { readonly is: 'request-listed'; readonly request: RecordsRequest }
	| {
			readonly is: 'request-extended';
			readonly request: RequestId;
			readonly client: ClientId;
			readonly extension: Extension;
	  }
	/** Taken off the list without a packet. */
	| {
			readonly is: 'request-closed';
			readonly request: RequestId;
			readonly client: ClientId;
			readonly because: string;
	  }
	/** A paper that the request stands on was attached, or taken away again because it was the wrong one. */
	| {
			readonly is: 'paper-attached';
			readonly request: RequestId;
			readonly client: ClientId;
			/** One that is attached already is put in its own place, with a side that was turned. */
			readonly paper: RequestPaper;
			readonly turned?: true;
	  }
	| {
			readonly is: 'paper-removed';
			readonly request: RequestId;
			readonly client: ClientId;
			readonly paper: PaperId;
	  }
	/** The authority that the request stands on was revoked. */
	| {
			readonly is: 'authority-revoked';
			readonly request: RequestId;
			readonly client: ClientId;
			readonly revoked: Revocation;
	  }
	/** A packet was planned and waits for its second look. */
	| {
			readonly is: 'packet-planned';
			readonly request: RequestId;
			readonly client: ClientId;
			/** Hash of what is planned. */
			readonly plan: string;
			readonly since: string;
			readonly by: string;
	  }
	| {
			readonly is: 'packet-seen-again';
			readonly request: RequestId;
			readonly client: ClientId;
			readonly plan: string;
			readonly seen: SecondLook;
	  }
	| { readonly is: 'release-settings-set'; readonly settings: ReleaseSettings }
	| {
			readonly is: 'packet-released';
			readonly disclosure: Disclosure;
			/** Every sealed piece that the packet was drawn from: kept for as long as the log is. */
			readonly pieces?: readonly BlobRef[];
	  };

/** Every kind that this program understands: what is not here, a newer one has written. */
export const chartKinds: Kinds<ChartAction> = {
	'client-added': true,
	'client-changed': true,
	'page-filed': true,
	'page-withdrawn': true,
	'page-turned': true,
	'page-read': true,
	'words-corrected': true,
	'charts-exported': true,
	'page-noted': true,
	'note-struck': true,
	'page-redacted': true,
	'redaction-removed': true,
	'pages-resealed': true,
	'page-kept': true,
	'page-vouched': true,
	'vouch-withdrawn': true,
	'page-marked': true,
	'request-listed': true,
	'request-extended': true,
	'request-closed': true,
	'paper-attached': true,
	'paper-removed': true,
	'authority-revoked': true,
	'packet-planned': true,
	'packet-seen-again': true,
	'release-settings-set': true,
	'packet-released': true,
	'disclosure-entered': true,
	'disclosure-struck': true,
	'accounting-asked': true,
	'accounting-extended': true,
	'accounting-given': true,
	'accounting-closed': true,
	'fees-worked-out': true,
	'incident-opened': true,
	'incident-written': true,
	'incident-closed': true,
	'incident-reopened': true
};
