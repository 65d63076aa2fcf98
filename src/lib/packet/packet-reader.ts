/** The independent reader that a proof needs: another library than the one that wrote the packet opens it again. */
import type { Rect } from '#lib/page/reading.ts';

export interface FoundPicture {
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** What it shows; `undefined` when the picture could not be decoded. */
	readonly shown: ShownPicture | undefined;
}

/** A picture as it is held against the store's own. */
export interface Look {
	/** As `signatureOf` in imaging/signature.ts: the page as a whole. */
	readonly signature: Uint8Array;
	/** As `detailOf` in imaging/detail.ts: fine enough to see a word. */
	readonly detail: Uint8Array;
}

export interface ShownPicture extends Look {
	/** SHA-256 of the decoded pixels as a Netpbm file (PGM when grey, else PPM), hex. */
	readonly pixelsSha256: string;
	/** The lightest grey in each spot that was asked about, 0 to 255. */
	readonly lightest?: readonly number[];
}

/** Spots of each page's picture to look at, as shares of its width and height; by the page's number, from 1. */
export type Spots = ReadonlyMap<number, readonly Rect[]>;

export interface FoundPage {
	/** 1-based. */
	readonly number: number;
	/** Points. */
	readonly width: number;
	readonly height: number;
	/** What is written, in the order of the page's content, split on white space; a word may come in pieces. */
	readonly words: readonly string[];
	readonly pictures: readonly FoundPicture[];
	readonly annotations: number;
	/** Paths and shadings that are drawn. */
	readonly drawings: number;
	/** Its pictures were not looked at, as was asked. */
	readonly isUnseen?: true;
}

/** The sheet that it leads to is 1-based; 0 for one that leads nowhere in this file. */
export interface FoundBookmark {
	readonly title: string;
	readonly sheet: number;
	/** 0 is the uppermost. */
	readonly depth: number;
}

export interface FoundDocument {
	readonly pages: number;
	/** The information dictionary, as text. */
	readonly info: Readonly<Record<string, string>>;
	readonly attachments: number;
	readonly hasScript: boolean;
	readonly outline: readonly FoundBookmark[];
	readonly hasForm: boolean;
	/** What an XMP metadata stream says, by lower-case name; `undefined` when there is none. */
	readonly xmp: Readonly<Record<string, string>> | undefined;
}

export type Found =
	| { readonly is: 'document'; readonly document: FoundDocument }
	| { readonly is: 'page'; readonly page: FoundPage }
	| { readonly is: 'unreadable' };

/** The document first, then each page in order. The bytes stay the caller's: neither changed nor moved away. */
export type PacketReader = (bytes: Uint8Array<ArrayBuffer>, how?: HowRead) => AsyncIterable<Found>;

export interface HowRead {
	readonly signal?: AbortSignal | undefined;
	readonly password?: string | undefined;
	/** Pages, 1-based, whose pictures need not be decoded: somebody else vouches for them, bit for bit. */
	readonly unseen?: ReadonlySet<number>;
	/** The only pages to read, 1-based; all when absent. */
	readonly only?: ReadonlySet<number>;
	readonly spots?: Spots;
}
