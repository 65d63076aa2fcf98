/** Reads a page that lies in its folder already: one that was filed before it was read, or could not be read then. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Engines } from './engines.ts';
import type { Outcome } from './sentences.ts';

interface Filed {
	readonly picture: BlobRef;
	readonly mediaType: PictureType;
	readonly width: number;
	readonly height: number;
	readonly dpi?: number;
	readonly turn?: Rotation;
}

interface Folder<Sealed> {
	open(ref: BlobRef): Promise<Uint8Array<ArrayBuffer>>;
	seal(plain: Uint8Array): Promise<Sealed>;
}

export type ReadFiled<Sealed> =
	| { readonly ok: true; readonly words: Sealed; readonly turn: Rotation }
	| (Outcome & { readonly ok: false });

interface Stood {
	readonly turn?: Rotation;
	readonly reading: BlobRef | undefined;
}

/** Whether the page is still in its folder as it was when its reading began; taken out, turned or read it is not. */
export function stillStands(now: Stood | undefined, then: Stood): boolean {
	return (
		now?.turn === then.turn && now !== undefined && now.reading?.sha256 === then.reading?.sha256
	);
}

/** The words, sealed to the folder, and the turn at which the picture stands upright; nothing is written. */
export async function readFiled<Sealed>(
	folder: Folder<Sealed>,
	page: Filed,
	read: Engines['read']
): Promise<ReadFiled<Sealed>> {
	// Without a resolution, the long side is taken as that of a Letter page.
	const dpi = page.dpi ?? Math.round(Math.max(page.width, page.height) / 11);
	const turn = page.turn === undefined ? {} : { turn: page.turn };
	try {
		const bytes = await folder.open(page.picture);
		const reading = await read({ bytes, mediaType: page.mediaType, dpi, ...turn });
		const words = await folder.seal(new TextEncoder().encode(JSON.stringify(reading)));
		return { ok: true, words, turn: reading.turn };
	} catch (error) {
		const isAway = error instanceof Error && error.name === 'ReaderUnavailable';
		const sentence = isAway
			? 'The reading engine could not be started. Reload the page, then try again.'
			: 'The words on this page could not be recognised. The picture is the record.';
		return { ok: false, sentence };
	}
}
