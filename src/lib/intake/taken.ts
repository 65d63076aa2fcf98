/** What comes out of taking a file in: sides, and plain words about whatever could not become one. */
import type { Separator } from '#lib/page/separator.ts';
import type { PictureType } from '#lib/page/side.ts';

/** A side as it leaves intake: not yet sealed, not yet read, in no box. */
export interface NewSide {
	/** 1-based page within the file, and how many pages the file says it has. */
	readonly filePage: number;
	readonly filePages: number;
	/** The original picture: a picture file's own bytes, or the page as drawn from a PDF or TIFF. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
	/** SHA-256 of `bytes`, hex. */
	readonly sha256: string;
	/** Pixels, upright. */
	readonly width: number;
	readonly height: number;
	readonly dpi: number;
	/** JPEG, at most 320 pixels on its long edge. */
	readonly thumbnail: Uint8Array<ArrayBuffer>;
	/** What the picture looks like, as `Side.signature`. */
	readonly signature?: string;
	/** What it says, when it is one of our separator sheets. */
	readonly separator?: Separator;
}

export type RefusalWhy =
	| 'empty'
	| 'unknown-kind'
	| 'damaged'
	| 'locked'
	| 'wrong-password'
	/** More bytes than {@link mostFileBytes}. */
	| 'too-large'
	/** More dots in one picture than `maxPixels`. */
	| 'too-many-dots'
	/** A strip with an edge of more than {@link mostEdge} dots. */
	| 'too-long'
	| 'too-many-pages';

export interface Refusal {
	readonly why: RefusalWhy;
	/** Says what happened and what to do. Holds no file name and nothing from the page. */
	readonly sentence: string;
	/** 1-based page that is refused; absent when the whole file is. */
	readonly filePage?: number;
}

export type Taken =
	| { readonly is: 'side'; readonly side: NewSide }
	| { readonly is: 'refused'; readonly refusal: Refusal };

/** Our own ceilings, not measured optima: what a clinic's scanner never reaches and a bomb soon does. */
export const mostFileBytes = 200 * 1024 * 1024;
export const mostPages = 2000;
/** Dots along one edge: beyond it canvases and JPEGs end, and nine feet of paper at 300 to the inch. */
export const mostEdge = 32_767;

const sentences = {
	empty: 'The file is empty. Scan or save it again.',
	'unknown-kind':
		'This is not a PDF, TIFF, JPEG, PNG, WebP or HEIC file. Save the pages as one of these and add them again.',
	damaged:
		'The file is damaged or cut short. Scan it again, or copy it again from where it was made.',
	locked: 'The PDF is locked with a password. Type its password to open it.',
	'wrong-password': 'That password does not open this PDF. Check it and try again.',
	'too-large': 'The file is larger than 200 MB. Scan in smaller batches.',
	'too-many-dots':
		'The picture has more than 60 million dots. Scan its paper again at 300 dots per inch or less.',
	'too-long':
		'The picture is a strip of more than 32,000 dots, longer than any paper. Scan its paper again.',
	'too-many-pages': 'The file has more than 2,000 pages. Split it into smaller files.'
} as const satisfies Record<RefusalWhy, string>;

const pageSentences = {
	damaged: 'This page is damaged and cannot be drawn whole. Scan its paper again.',
	'too-many-dots':
		'This page has more than 60 million dots. Scan its paper again at 300 dots per inch or less.',
	'too-long':
		'This page is a strip of more than 32,000 dots, longer than any paper. Scan its paper again.',
	'unknown-kind':
		'This page is packed in a way that cannot be read here. Scan its paper again, or save the file as PDF.'
} as const;

/** The whole file is refused. */
export function refuse(why: RefusalWhy, sentence: string = sentences[why]): Taken {
	return { is: 'refused', refusal: { why, sentence } };
}

/** One page is refused; the file's other pages go on. */
export function refusePage(why: keyof typeof pageSentences, filePage: number): Taken {
	return { is: 'refused', refusal: { why, sentence: pageSentences[why], filePage } };
}
