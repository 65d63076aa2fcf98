/** What a finished file holds, as numbers and hashes: sheet by sheet, and without a word of it. */
import type { WalkedFile, WalkedPicture } from './bytes.ts';
import { lettersOf } from './fold.ts';
import type { FoundDocument, FoundPage, FoundPicture } from './packet-reader.ts';
import { round } from './paper.ts';
import { sha256Hex } from './sha256.ts';

export interface PictureAccount {
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/**
	 * SHA-256 of the decoded pixels as a Netpbm file (PGM when grey, else PPM). Absent when nothing could decode it, or when
	 * nobody looked, because `isStored`.
	 */
	readonly pixelsSha256?: string;
	/** Its file was found to be the stored scan, bit for bit: the same `fileSha256` is the same pixels in every decoder. */
	readonly isStored?: true;
	/** SHA-256 of the picture's own file within the packet; absent when the strict walk did not get to it. */
	readonly fileSha256?: string;
}

export interface SheetAccount {
	/** Points. */
	readonly width: number;
	readonly height: number;
	/** How many letters its words have, printed and hidden; spaces are not counted. */
	readonly letters: number;
	/** SHA-256 of those letters, as `lettersOf` runs them together, in UTF-8. */
	readonly lettersSha256: string;
	/** Lines and other shapes. */
	readonly drawings: number;
	readonly pictures: readonly PictureAccount[];
}

export interface FileAccount {
	/** SHA-256 of the file, hex. */
	readonly sha256: string;
	readonly bytes: number;
	/** Objects, each with its one meaning; absent when the strict walk found one without. */
	readonly objects?: number;
	/** SHA-256 of what the document says of itself as JSON: its information and its XMP, keys in order. */
	readonly informationSha256: string;
	readonly bookmarks: number;
	readonly bookmarksSha256: string;
	readonly sheets: readonly SheetAccount[];
}

/** A page that was found, with the run of its letters (see `lettersOf`): a packet's words one by one are a lot. */
export type SeenPage = Omit<FoundPage, 'words'> & { readonly letters: string };

export function seenPage({ words, ...page }: FoundPage): SeenPage {
	return { ...page, letters: lettersOf(words) };
}

export async function accountFor(
	file: Pick<FileAccount, 'sha256' | 'bytes'>,
	found: { readonly document: FoundDocument; readonly pages: readonly SeenPage[] },
	walked: WalkedFile | undefined
): Promise<FileAccount> {
	const { info, xmp, outline } = found.document;
	const sheets: SheetAccount[] = [];
	for (const [index, page] of found.pages.entries()) {
		sheets.push(await sheetOf(page, walked?.pages[index]?.picture));
	}
	const information = [info, xmp ?? {}].map((said) =>
		Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))
	);
	return {
		...file,
		...(walked ? { objects: walked.objects } : {}),
		informationSha256: await hashOf(JSON.stringify(information)),
		bookmarks: outline.length,
		bookmarksSha256: await hashOf(JSON.stringify(outline)),
		sheets
	};
}

async function sheetOf(page: SeenPage, inFile: WalkedPicture | undefined): Promise<SheetAccount> {
	const { letters } = page;
	return {
		width: round(page.width),
		height: round(page.height),
		letters: Array.from(letters).length,
		lettersSha256: await hashOf(letters),
		drawings: page.drawings,
		pictures:
			page.isUnseen && inFile
				? [{ ...inFile.dots, fileSha256: inFile.sha256 }]
				: page.pictures.map((picture) => pictureOf(picture, inFile?.sha256))
	};
}

function pictureOf(
	{ width, height, shown }: FoundPicture,
	fileSha256: string | undefined
): PictureAccount {
	return {
		...{ width, height },
		...(shown ? { pixelsSha256: shown.pixelsSha256 } : {}),
		...(fileSha256 === undefined ? {} : { fileSha256 })
	};
}

function hashOf(text: string): Promise<string> {
	return sha256Hex(new TextEncoder().encode(text));
}
