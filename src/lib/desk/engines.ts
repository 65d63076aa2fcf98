/** What the desk asks of the engines: taking in, reading, sorting, and making packets. `compose.ts` plugs the real ones in. */
import type { Taken } from '#lib/intake/taken.ts';
import type { PageHints } from '#lib/page/client.ts';
import type { Reading, Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';

export interface PictureToRead {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
	readonly dpi: number;
	/** The turn that a person gave. */
	readonly turn?: Rotation;
}

export interface Engines {
	takeIn(
		file: Blob,
		options: { readonly password?: string; readonly signal?: AbortSignal }
	): AsyncIterable<Taken>;
	/** Pages that can be read side by side. */
	readonly readers: number;
	read(page: PictureToRead, signal?: AbortSignal): Promise<Reading>;
	sort(
		reading: Reading,
		signal?: AbortSignal
	): Promise<{ readonly suggestion: Suggestion; readonly hints: PageHints }>;
	/** Replaces the readers, each after the page it has: nothing of one client's pages stays for the next one's. */
	recycle(): void;
	/** Puts every worker down. */
	stop(): void;
}
