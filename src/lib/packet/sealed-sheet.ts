/** A picture and its words on their way from a store to a setter: sealed, then open, then nothing is left of them. */
import type { BlobRef } from '#lib/page/blob.ts';
import { letGo } from '#lib/thread/let-go.ts';
import type { Opened, Setter } from './setter.ts';
import type { PictureId, StoredPage } from './sheets.ts';

/** The ciphertexts of a page or a copy, as they lie in their store. */
export interface SealedSheet {
	readonly page: PictureId;
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Uint8Array<ArrayBuffer> | undefined;
}

/** A page as its store names it. */
export interface NamedPage extends StoredPage {
	readonly picture: BlobRef;
	readonly reading?: BlobRef | undefined;
}

/** Opens what the store names so. Throws when it is another piece, or damaged. */
export type OpenPiece = (
	ref: BlobRef,
	sealed: Uint8Array<ArrayBuffer>
) => Promise<Uint8Array<ArrayBuffer>>;

/** Sets the draft's next picture. Its ciphertexts and what was opened are let go of. */
export async function setSealed<P extends NamedPage>(
	setter: Setter<P>,
	sealed: SealedSheet,
	open: OpenPiece
): Promise<void> {
	let opened: Opened | undefined;
	await setter.add(sealed.page, async (stored) => {
		const words = 'reading' in stored ? stored.reading : undefined;
		if (words && !sealed.reading) throw new Error('a page’s reading is missing');
		const picture = await open(stored.picture, sealed.picture);
		const reading = words && sealed.reading && (await open(words, sealed.reading));
		letGo(sealed.picture, sealed.reading);
		opened = { picture, reading };
		return opened;
	});
	letGo(opened?.picture, opened?.reading);
}
