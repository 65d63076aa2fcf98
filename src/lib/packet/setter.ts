/** Sets the sheets of a draft one after the other: opened pages in, a finished file out, or several. It holds no key. */
import type { Codec } from '#lib/imaging/codec.ts';
import { readingAt } from '#lib/page/upright.ts';
import { letGo } from '#lib/thread/let-go.ts';
import { drawPicture } from './drawing.ts';
import { hiddenWordsOf } from './fold.ts';
import { usualOptions } from './options.ts';
import {
	pictureIdOf,
	storedOn,
	type Draft,
	type PictureId,
	type PictureSheet,
	type Sheet,
	type StoredCopy,
	type StoredPage,
	type Volume
} from './sheets.ts';
import { parseReading } from './stored-reading.ts';
import { dividedBy, OverLimit } from './volumes.ts';
import { PacketWriter, type SheetPicture } from './writer.ts';

/** What was made of one picture. */
export interface MadePage {
	/** The page, or the blob of a copy. */
	readonly page: PictureId;
	/** 1-based sheet of the file. */
	readonly sheet: number;
	/** SHA-256 of the picture's own file, hex. */
	readonly pictureSha256: string;
	readonly pictureBytes: number;
	readonly words: number;
}

/** A finished file that nobody has proved yet: it has no way to be saved. */
export interface Built {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly made: readonly MadePage[];
	/** Which of several files this is. */
	readonly volume?: Volume;
	/** Of the first volume: the ones after it. */
	readonly further?: readonly Built[];
}

/** A page's picture and the JSON of its reading, opened. */
export interface Opened {
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Uint8Array<ArrayBuffer> | undefined;
}

export interface SetterTerms {
	/** What the file opens with; see `lock.ts`. */
	readonly password?: string | undefined;
	/** Bytes that the stored pictures have: how large the file may become. */
	readonly sizeHint?: number;
}

export class Setter<P extends StoredPage> {
	readonly #draftOf: (volume?: Volume) => Draft<P>;
	readonly #draft: Draft<P>;
	readonly #codec: Codec;
	readonly #terms: SetterTerms;
	readonly #pictures: readonly PictureSheet<P>[];
	readonly #limit: number | undefined;
	/** Of a packet without a limit: it is written while it is drawn. */
	#file: OneFile | undefined;
	/** Of one with a limit: what was drawn, until it is known how it divides. */
	readonly #drawn = new Map<PictureId, SheetPicture>();
	#begun = 0;
	/** Pictures are drawn side by side and set one after the other. */
	#tail: Promise<void> = Promise.resolve();

	constructor(draftOf: (volume?: Volume) => Draft<P>, codec: Codec, terms: SetterTerms = {}) {
		this.#draftOf = draftOf;
		this.#draft = draftOf();
		this.#codec = codec;
		this.#terms = terms;
		this.#pictures = this.#draft.sheets.filter((sheet) => sheet.is !== 'front');
		this.#limit = this.#draft.options?.volumeLimit;
	}

	/** The draft's next picture; it need not wait for the one before. Throws when `page` is another one. */
	add(page: PictureId, open: (stored: P | StoredCopy) => Promise<Opened>): Promise<void> {
		const sheet = this.#pictures[this.#begun];
		if (!sheet || pictureIdOf(sheet) !== page) {
			return Promise.reject(new Error('that page is not the plan’s next'));
		}
		this.#begun++;
		const stored = storedOn(sheet);
		const drawing = open(stored).then((opened) => this.#draw(stored, opened));
		// It may fail while the ones before it are set.
		drawing.catch(() => undefined);
		this.#tail = this.#tail.then(async () => {
			if (this.#limit === undefined) {
				this.#file ??= await OneFile.begin(this.#draft, this.#terms);
				const drawn = await drawing;
				await this.#file.add(sheet, drawn);
				letGo(drawn.file);
			} else this.#drawn.set(page, await drawing);
		});
		return this.#tail;
	}

	async finish(): Promise<Built> {
		if (this.#begun < this.#pictures.length) throw new Error('a planned page is missing');
		await this.#tail;
		if (this.#limit !== undefined) return this.#divided(this.#limit);
		this.#file ??= await OneFile.begin(this.#draft, this.#terms);
		return this.#file.finish();
	}

	async #draw(stored: P | StoredCopy, { picture, reading }: Opened): Promise<SheetPicture> {
		const options = this.#draft.options ?? usualOptions;
		const read = reading && readingAt(parseReading(reading), stored.turn ?? 0);
		const drawn = await drawPicture(stored, picture, this.#codec, options);
		const { width, height } = read ?? stored;
		return { ...drawn, words: hiddenWordsOf(read), width, height };
	}

	/** Pages are divided by what they take, set, weighed, and divided more finely where a file came out too large. */
	async #divided(limit: number): Promise<Built> {
		const weights = this.#pictures.map((sheet) => ({
			sheet,
			bytes: weightOf(this.#drawn.get(pictureIdOf(sheet)))
		}));
		for (let room = limit; ;) {
			const volumes = dividedBy(weights, room);
			const files: Built[] = [];
			for (const volume of volumes) files.push(await this.#setAll(volume));
			const largest = Math.max(...files.map(({ bytes }) => bytes.length));
			const [first, ...further] = files;
			if (first && largest <= limit) return further.length > 0 ? { ...first, further } : first;
			room -= largest - limit + 4096;
			if (room <= 0) throw new OverLimit();
		}
	}

	async #setAll(volume: Volume | undefined): Promise<Built> {
		const draft = this.#draftOf(volume);
		const file = await OneFile.begin(draft, this.#terms);
		for (const sheet of draft.sheets) {
			if (sheet.is !== 'front') await file.add(sheet, this.#drawn.get(pictureIdOf(sheet)));
		}
		const built = await file.finish();
		return volume ? { ...built, volume } : built;
	}
}

/** What a picture and its words take, about. */
function weightOf(drawn: SheetPicture | undefined): number {
	if (!drawn) throw new Error('a planned page is missing');
	return drawn.file.length + 1500 + 30 * drawn.words.length;
}

/** A file as it is written, sheet by sheet. */
class OneFile {
	readonly #draft: Draft;
	readonly #writer: PacketWriter;
	readonly #made: MadePage[] = [];
	#next = 0;

	private constructor(draft: Draft, writer: PacketWriter) {
		this.#draft = draft;
		this.#writer = writer;
	}

	static async begin(draft: Draft, terms: SetterTerms): Promise<OneFile> {
		return new OneFile(draft, await PacketWriter.begin(draft, terms));
	}

	/** Sets the sheets of words that come before it, and then the picture's. */
	async add(sheet: PictureSheet, drawn: SheetPicture | undefined): Promise<void> {
		if (!drawn) throw new Error('a planned page is missing');
		await this.#until(sheet);
		const pictureSha256 = await this.#writer.add(sheet, drawn);
		this.#next++;
		this.#made.push({
			page: pictureIdOf(sheet),
			sheet: this.#next,
			pictureSha256,
			pictureBytes: drawn.file.length,
			words: drawn.words.length
		});
	}

	async finish(): Promise<Built> {
		await this.#until(undefined);
		return { bytes: await this.#writer.finish(), made: this.#made };
	}

	async #until(stop: Sheet | undefined): Promise<void> {
		for (;;) {
			const sheet = this.#draft.sheets[this.#next];
			if (!sheet || sheet === stop || sheet.is !== 'front') return;
			await this.#writer.add(sheet);
			this.#next++;
		}
	}
}
