/** A side: one scanned face of paper, and the picture that was taken of it. */
import type { CalendarDate } from './date.ts';
import type { BoxId, PageId } from './ids.ts';

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** What is known of a side before anybody has read it. The original's bytes are sealed elsewhere, under the page's id. */
export interface Side {
	readonly page: PageId;
	readonly box: BoxId;
	/** 0-based place in the box, in feeding order. */
	readonly order: number;
	/** 1-based page within the file it came from, and how many that file has. */
	readonly filePage: number;
	readonly filePages: number;
	/** SHA-256 of the original picture, hex. */
	readonly sha256: string;
	readonly mediaType: PictureType;
	/** Pixels after the file's own orientation mark, before any turn that its reading or a person asks for. */
	readonly width: number;
	readonly height: number;
	/** Dots per inch, as the file says or as the paper size suggests. */
	readonly dpi: number;
	/** 32 by 32 mean greys of the picture, base64: how the same side scanned twice is noticed. */
	readonly signature?: string;
	/** The day that its file's name gives, of a file that another system exported. An offer, never a fact. */
	readonly fileDay?: CalendarDate;
}
