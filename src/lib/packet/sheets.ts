/** The sheets of a packet as they are drafted: every visible word and its place, before any picture is opened. */
import type { CalendarDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Face } from './face.ts';
import type { Box, Paper } from './paper.ts';

/** What must be known of a page to set it on paper. Which store it lies in, only its own room knows. */
export interface StoredPage {
	readonly page: PageId;
	readonly mediaType: PictureType;
	/** Degrees clockwise that turn the picture upright; absent means that it stands as it is. */
	readonly turn?: Rotation;
	/** Pixels of the upright picture. */
	readonly width: number;
	readonly height: number;
	readonly dpi?: number;
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
export interface FrontSheet {
	readonly is: 'front';
	readonly paper: Paper;
	readonly lines: readonly TextLine[];
	readonly rules: readonly Rule[];
}
export interface PageSheet<P extends StoredPage = StoredPage> {
	readonly is: 'page';
	readonly paper: Paper;
	readonly page: P;
	readonly picture: Box;
	/** The stamp, in the strip below the picture. */
	readonly lines: readonly TextLine[];
}
export type Sheet<P extends StoredPage = StoredPage> = FrontSheet | PageSheet<P>;

export interface Draft<P extends StoredPage = StoredPage> {
	readonly title: string;
	readonly preparedOn: CalendarDate;
	readonly sheets: readonly Sheet<P>[];
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
}

/** Everything that is printed round the pages of a packet. */
export interface Front<P extends StoredPage> {
	/** The document's title, which viewers show and files carry: nothing of the client. */
	readonly title: string;
	readonly imprint: Imprint;
	/** The cover's table; `first` is the packet page that the pages start on. */
	rows(first: number): readonly Row[];
	/** The paragraphs under the table. */
	readonly notices: readonly string[];
	/** The index has a line a page: its date of service, and what it is. */
	indexCells(page: P): readonly [date: string, kind: string];
	/** In the strip at the foot of every sheet: whose pages these are, and who gets them. */
	readonly stamp: { readonly whose: string; readonly to: string };
}
