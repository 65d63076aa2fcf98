/** Sets the sheets of a draft one after the other: opened pages in, a finished file out. It holds no key. */
import type { Codec } from '#lib/imaging/codec.ts';
import { grayOf, pictureOf, type Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { readingAt } from '#lib/page/upright.ts';
import { hiddenWordsOf } from './fold.ts';
import { bareJpeg } from './jpeg.ts';
import { unknownDpi } from './paper.ts';
import {
	pictureIdOf,
	storedOn,
	type Draft,
	type PictureId,
	type PictureSheet,
	type StoredCopy,
	type StoredPage,
	type StoredPicture
} from './sheets.ts';
import { parseReading } from './stored-reading.ts';
import { PacketWriter, type SheetPicture } from './writer.ts';

/** What was made of one picture. */
export interface MadePage {
	/** The page, or the blob of a copy. */
	readonly page: PictureId;
	/** 1-based sheet of the packet. */
	readonly sheet: number;
	/** SHA-256 of the JPEG in the file, hex. */
	readonly jpegSha256: string;
	readonly jpegBytes: number;
	readonly words: number;
}

/** A finished file that nobody has proved yet: it has no way to be saved. */
export interface Built {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly made: readonly MadePage[];
}

/** A page's picture and the JSON of its reading, opened. */
export interface Opened {
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Uint8Array<ArrayBuffer> | undefined;
}

/** Paper is scanned at 300 dpi; more pixels than that make a packet heavy and no line easier to read. */
const maxDpi = 300;
const quality = 0.82;

export class Setter<P extends StoredPage> {
	readonly #draft: Draft<P>;
	readonly #writer: PacketWriter;
	readonly #codec: Codec;
	#next = 0;

	constructor(draft: Draft<P>, codec: Codec) {
		this.#draft = draft;
		this.#writer = new PacketWriter(draft);
		this.#codec = codec;
	}

	/** The draft's next picture. Throws when `page` is another one. */
	async add(page: PictureId, open: (stored: P | StoredCopy) => Promise<Opened>): Promise<MadePage> {
		const sheet = await this.#nextPicture();
		if (!sheet || pictureIdOf(sheet) !== page) throw new Error('that page is not the plan’s next');
		const stored = storedOn(sheet);
		const drawn = await draw(stored, await open(stored), this.#codec);
		const jpegSha256 = await this.#writer.add(sheet, drawn);
		this.#next++;
		return {
			page,
			sheet: this.#next,
			jpegSha256,
			jpegBytes: drawn.jpeg.length,
			words: drawn.words.length
		};
	}

	async finish(): Promise<Uint8Array<ArrayBuffer>> {
		if (await this.#nextPicture()) throw new Error('a planned page is missing');
		return this.#writer.finish();
	}

	/** Sets the sheets of words that come before the next picture, and hands that out. */
	async #nextPicture(): Promise<PictureSheet<P> | undefined> {
		for (;;) {
			const sheet = this.#draft.sheets[this.#next];
			if (sheet?.is !== 'front') return sheet;
			await this.#writer.add(sheet);
			this.#next++;
		}
	}
}

/** Decodes, turns upright, and encodes anew: nothing of the original file but its pixels reaches the packet. */
async function draw(page: StoredPicture, opened: Opened, codec: Codec): Promise<SheetPicture> {
	const edge = Math.max(page.width, page.height);
	const dpi = page.dpi ?? unknownDpi;
	const shrink = dpi > maxDpi ? { maxEdge: Math.ceil((edge * maxDpi) / dpi) } : {};
	const turn = page.turn ?? 0;
	const picture = turnedPicture(await codec.decode(opened.picture, page.mediaType, shrink), turn);
	const shown = hasColour(picture) ? picture : pictureOf(grayOf(picture));
	const { bytes: jpeg, facts } = bareJpeg(await codec.encodeJpeg(shown, quality));
	const reading = opened.reading && readingAt(parseReading(opened.reading), turn);
	const width = reading?.width ?? picture.width;
	const height = reading?.height ?? picture.height;
	return { jpeg, facts, words: hiddenWordsOf(reading), width, height };
}

/** A page has colour when one pixel in a thousand clearly does: a scanner's own fringes are fewer and fainter. */
function hasColour({ data }: Picture): boolean {
	let seen = 0;
	let coloured = 0;
	for (let p = 0; p < data.length; p += 28) {
		const [r = 0, g = 0, b = 0] = [data[p], data[p + 1], data[p + 2]];
		seen++;
		if (Math.max(r, g, b) - Math.min(r, g, b) > 28) coloured++;
	}
	return coloured * 1000 > seen;
}
