/** The independent reader that a proof needs: another library than the one that wrote the packet opens it again. */

export interface FoundPicture {
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** As `signatureOf` in imaging/signature.ts; `undefined` when the picture could not be decoded. */
	readonly signature: Uint8Array | undefined;
}

export interface FoundPage {
	/** 1-based. */
	readonly number: number;
	/** Points. */
	readonly width: number;
	readonly height: number;
	/** Text in the order of the page's content, split on white space. */
	readonly words: readonly string[];
	readonly pictures: readonly FoundPicture[];
	readonly annotations: number;
	/** Paths and shadings that are drawn. */
	readonly drawings: number;
}

export interface FoundDocument {
	readonly pages: number;
	/** The information dictionary, as text. */
	readonly info: Readonly<Record<string, string>>;
	readonly attachments: number;
	readonly hasScript: boolean;
	readonly outline: readonly string[];
	readonly hasForm: boolean;
	readonly xmp: boolean;
}

export type Found =
	| { readonly is: 'document'; readonly document: FoundDocument }
	| { readonly is: 'page'; readonly page: FoundPage }
	| { readonly is: 'unreadable' };

/** The document first, then each page in order. The bytes stay the caller's: neither changed nor moved away. */
export type PacketReader = (
	bytes: Uint8Array<ArrayBuffer>,
	signal?: AbortSignal
) => AsyncIterable<Found>;
