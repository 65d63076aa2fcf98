/** The reader port: a page goes in, its words come out. Tesseract stands behind it, in a browser and in Node. */
import type { Blank, Reading, Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';

export interface PageToRead {
	/** The original picture's file. It is copied, never taken over. */
	readonly bytes: Uint8Array;
	readonly mediaType: PictureType;
	/** Dots per inch of the picture. */
	readonly dpi: number;
	/** The turn that a person gave; without it the reader looks for itself. */
	readonly turn?: Rotation;
}

export interface Reader {
	/**
	 * One page at a time. Rejects with `DamagedPicture` or `TooLargePicture` when the page is at fault
	 * (see {@link isFaultOfPage}); after any other rejection the reader is not to be trusted and wants
	 * stopping.
	 */
	read(page: PageToRead, signal?: AbortSignal): Promise<Reading>;
	/** Frees everything now. A page that was being read rejects with {@link ReaderStopped}. */
	stop(): Promise<void>;
}

/** The reader was put down under a page: nothing is wrong with the page. */
export class ReaderStopped extends Error {
	override name = 'ReaderStopped';
}

/** The engine could not be started: a file of it is missing, or the machine has no room for it. */
export class ReaderUnavailable extends Error {
	override name = 'ReaderUnavailable';
}

/** Whether reading failed because of the page's own picture. Errors keep their name across threads, not their class. */
export function isFaultOfPage(error: unknown): boolean {
	return error instanceof Error && ['DamagedPicture', 'TooLargePicture'].includes(error.name);
}

/** What is known of a page before any word is read. */
export interface PageLook {
	readonly blank: Blank;
	readonly rotated: Rotation;
	/** See {@link Reading.turn}. */
	readonly turn: Rotation;
	readonly skewDegrees: number;
	/** Pixels of the upright picture. */
	readonly width: number;
	readonly height: number;
}

/** The reading of a page that has no words, or whose words nobody looked for. */
export function readingWithoutWords(look: PageLook): Reading {
	const { blank, rotated, turn, skewDegrees, width, height } = look;
	return { text: '', lines: [], confidence: 0, blank, rotated, turn, skewDegrees, width, height };
}
