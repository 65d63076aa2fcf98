/** The sheets of a packet as they are drafted: every visible word and its place, before any picture is opened. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Rect, Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Face } from './face.ts';
import type { PacketOptions } from './options.ts';
import type { Box, Paper } from './paper.ts';

/** What must be known of a picture to set it on paper. Which store it lies in, only its own room knows. */
export interface StoredPicture {
	readonly mediaType: PictureType;
	/** Degrees clockwise that turn the picture upright; absent means that it stands as it is. */
	readonly turn?: Rotation;
	/** Pixels of the upright picture. */
	readonly width: number;
	readonly height: number;
	readonly dpi?: number;
	/** What has to be black, in pixels of the upright picture; absent where nothing was covered. */
	readonly covered?: readonly Rect[];
}
/** A page of the record. */
export interface StoredPage extends StoredPicture {
	readonly page: PageId;
}
/** A picture that goes along with the pages and is none of them, such as the copy of a signed consent. It has no words. */
export interface StoredCopy extends StoredPicture {
	readonly picture: BlobRef;
}

/** A line of visible text; `x` and `y` are its baseline's start in points. */
export interface TextLine {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly size: number;
	readonly face: Face;
	readonly tone: 'ink' | 'quiet';
}
/** A thin horizontal line. */
export interface Rule {
	readonly x: number;
	readonly y: number;
	readonly width: number;
}
/** How thick every rule is, in points, and how light: 0 black, 1 white. */
export const ruleLook = { thickness: 0.6, gray: 0.6 } as const;
interface AnySheet {
	readonly paper: Paper;
	/** The name of the part of the packet that begins on this sheet. */
	readonly opens?: string;
}
/** A sheet of words alone. */
export interface FrontSheet extends AnySheet {
	readonly is: 'front';
	readonly lines: readonly TextLine[];
	readonly rules: readonly Rule[];
}
interface PictureOnPaper extends AnySheet {
	readonly picture: Box;
	/** The stamp, in the strip below the picture. */
	readonly lines: readonly TextLine[];
}
export interface PageSheet<P extends StoredPage = StoredPage> extends PictureOnPaper {
	readonly is: 'page';
	readonly page: P;
	/** What the bookmark says that leads here. */
	readonly mark: string;
}
export interface CopySheet extends PictureOnPaper {
	readonly is: 'copy';
	readonly copy: StoredCopy;
}
/** A sheet with a picture. */
export type PictureSheet<P extends StoredPage = StoredPage> = PageSheet<P> | CopySheet;
export type Sheet<P extends StoredPage = StoredPage> = FrontSheet | PictureSheet<P>;

/** What a picture is known by while a packet is made: its page, or the blob of a copy. */
export type PictureId = PageId | BlobRef['sha256'];

export function pictureIdOf(sheet: PictureSheet): PictureId {
	return sheet.is === 'page' ? sheet.page.page : sheet.copy.picture.sha256;
}

export function storedOn<P extends StoredPage>(sheet: PictureSheet<P>): P | StoredCopy {
	return sheet.is === 'page' ? sheet.page : sheet.copy;
}

export interface Draft<P extends StoredPage = StoredPage> {
	readonly title: string;
	readonly preparedOn: CalendarDate;
	readonly sheets: readonly Sheet<P>[];
	/** How its file is made; the usual way when it is not said. */
	readonly options?: PacketOptions;
}

/** A row of the cover's table. */
export interface Row {
	readonly label: string;
	readonly values: readonly string[];
	readonly strong?: true;
}

/** Who prepares a packet, and when. */
export interface Imprint {
	readonly practice: { readonly name: string; readonly address?: string; readonly phone?: string };
	readonly preparedBy: string;
	readonly preparedOn: CalendarDate;
	readonly options?: PacketOptions;
	/** Which part of a packet this file is, when the packet is in several. */
	readonly volume?: Volume;
}

/** One of the files that a packet is in: a whole packet of its own, with some of the pages. */
export interface Volume {
	/** 1-based. */
	readonly number: number;
	readonly of: number;
	readonly pages: readonly PageId[];
}

/** What a sheet of words is made of, from the top down. */
export type Block =
	| { readonly is: 'letterhead' }
	| { readonly is: 'title'; readonly text: string; readonly large?: true }
	| { readonly is: 'paragraph'; readonly text: string; readonly small?: true }
	/** Lines that keep their breaks, e.g. an address. */
	| { readonly is: 'lines'; readonly lines: readonly string[] }
	| { readonly is: 'points'; readonly points: readonly string[] }
	| { readonly is: 'rows'; readonly rows: readonly Row[] }
	/** Lines to write on by hand, side by side, each with what belongs there. */
	| { readonly is: 'signing'; readonly fields: readonly string[] };

/** What stands in a packet, in its order. `first` is the packet page that the pages start on. */
export type Part =
	| { readonly is: 'cover' }
	| { readonly is: 'index' }
	| { readonly is: 'pages' }
	| {
			readonly is: 'writing';
			readonly name: string;
			readonly blocks: (first: number) => readonly Block[];
	  }
	| { readonly is: 'copies'; readonly name: string; readonly copies: readonly StoredCopy[] };

/** Everything that is printed round the pages of a packet. */
export interface Front<P extends StoredPage> {
	/** The document's title, which viewers show and files carry: nothing of the client. */
	readonly title: string;
	readonly imprint: Imprint;
	/** What the packet is made of; cover, index and pages when it is not said. The pages come once. */
	readonly parts?: readonly Part[];
	/** The cover's table; `first` is the packet page that the pages start on. */
	rows(first: number): readonly Row[];
	/** The paragraphs under the table. */
	readonly notices: readonly string[];
	/** The index has a line a page: its date of service, and what it is. */
	indexCells(page: P): readonly [date: string, kind: string];
	/** In the strip at the foot of every sheet: whose pages these are, and who gets them. */
	readonly stamp: { readonly whose: string; readonly to: string };
}
