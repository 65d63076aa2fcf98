/** Opened pictures as blob URLs, turned upright: the latest few are kept, and all are dropped at lock. */
import { turnedForScreen } from '#lib/imaging/screen-codec.ts';
import type { Rotation } from '#lib/page/reading.ts';

interface Opened {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: string;
}

/** Thumbnails are smaller. Of whole pages only the ones about to be looked at are worth their memory, packed and drawn. */
const pageBytes = 100_000;
const mostPages = 8;

export class Pictures {
	readonly #limit: number;
	/** Keys of pictures of whole pages. */
	readonly #pages = new Set<string>();
	readonly #urls = new Map<string, Promise<string>>();
	/** Counts lockings, so that a picture that was being opened then is dropped when it arrives. */
	#epoch = 0;

	constructor(limit = 60) {
		this.#limit = limit;
	}

	/** A URL for an `<img>` of the picture turned so; opens the picture when it is not at hand. */
	url(picture: string, open: () => Promise<Opened>, turn: Rotation = 0): Promise<string> {
		const key = turn === 0 ? picture : `${picture} ${turn}`;
		const kept = this.#urls.get(key);
		if (kept) {
			this.#urls.delete(key);
			this.#urls.set(key, kept);
			return kept;
		}
		const made = this.#make(key, open, turn);
		this.#urls.set(key, made);
		made.catch(() => {
			// After a lock, the key may already stand for a picture that was opened anew.
			if (this.#urls.get(key) === made) this.#urls.delete(key);
		});
		this.#trim();
		return made;
	}

	/** Lets go of one picture however it is turned, e.g. of a page that has just been locked away. */
	drop(picture: string): void {
		for (const key of [...this.#urls.keys()]) {
			if (key === picture || key.startsWith(`${picture} `)) this.#drop(key);
		}
	}

	clear(): void {
		this.#epoch++;
		for (const key of [...this.#urls.keys()]) this.#drop(key);
	}

	async #make(key: string, open: () => Promise<Opened>, turn: Rotation): Promise<string> {
		const epoch = this.#epoch;
		const { bytes, mediaType } = await open();
		const blob = await turnedForScreen(new Blob([bytes], { type: mediaType }), turn);
		if (epoch !== this.#epoch) throw new Error('locked');
		if (blob.size >= pageBytes) this.#pages.add(key);
		this.#trim();
		return URL.createObjectURL(blob);
	}

	/** The oldest go first; a picture that is on the screen stays there without its URL. */
	#trim(): void {
		const [oldest] = this.#urls.keys();
		if (this.#urls.size > this.#limit && oldest !== undefined) this.#drop(oldest);
		const pages = [...this.#urls.keys()].filter((key) => this.#pages.has(key));
		for (const page of pages.slice(0, -mostPages)) this.#drop(page);
	}

	#drop(key: string): void {
		const url = this.#urls.get(key);
		this.#urls.delete(key);
		this.#pages.delete(key);
		url?.then(
			(made) => URL.revokeObjectURL(made),
			() => undefined
		);
	}
}
