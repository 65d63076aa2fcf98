/** What a file's first bytes say of it: kind, size, density and which way is up, before anything is decoded. */
import type { PictureType } from '#lib/page/side.ts';
import { tiffFacts, type Orientation } from './exif.ts';
import { jpegFacts, jpegIsWhole, startsWith, type FrameFacts } from './jpeg-header.ts';
import { pngFacts, pngIsWhole } from './png-header.ts';
import { webpFacts, webpIsWhole } from './webp-header.ts';

export type FileType = PictureType | 'image/tiff' | 'application/pdf';

export interface PictureFacts {
	readonly mediaType: FileType;
	/** Pixels of the upright picture. 0 by 0 for a PDF, whose pages each have their own. */
	readonly width: number;
	readonly height: number;
	/** Dots per inch, only where the file states what a scanner or camera could mean. */
	readonly dpi?: number;
	readonly orientation: Orientation;
	/** Of a JPEG: 1 grey, 3 colour, 4 for print. */
	readonly components?: number;
}

/** Readers look this far for a PDF's first line (ISO 32000-1, annex H, note 13). */
const pdfPreamble = 1024;

/** The kind of a file by its magic bytes; never by its name. */
export function fileType(bytes: Uint8Array): FileType | undefined {
	if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
	if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
	if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
	// The second pair is BigTIFF.
	if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => startsWith(bytes, mark)))
		return 'image/tiff';
	for (let at = 0; at <= Math.min(pdfPreamble, bytes.length - 5); at++) {
		if (startsWith(bytes, '%PDF-', at)) return 'application/pdf';
	}
	return undefined;
}

/**
 * `undefined` when the bytes are no kind of file that we take, or their header is broken.
 * For a TIFF the facts are those of its first page.
 */
export function pictureFacts(bytes: Uint8Array): PictureFacts | undefined {
	const mediaType = fileType(bytes);
	if (!mediaType) return undefined;
	if (mediaType === 'application/pdf') return { mediaType, width: 0, height: 0, orientation: 1 };
	const facts = headers[mediaType](bytes);
	if (!facts) return undefined;
	const sideways = facts.orientation >= 5;
	return {
		...facts,
		mediaType,
		width: sideways ? facts.height : facts.width,
		height: sideways ? facts.width : facts.height
	};
}

/** Whether a picture's file has its end. A browser decodes half a JPEG without a word: half a page is a lost page. */
export function isWhole(bytes: Uint8Array): boolean {
	const mediaType = fileType(bytes);
	if (mediaType === 'image/jpeg') return jpegIsWhole(bytes);
	if (mediaType === 'image/png') return pngIsWhole(bytes);
	if (mediaType === 'image/webp') return webpIsWhole(bytes);
	return mediaType !== undefined;
}

const headers: Record<
	Exclude<FileType, 'application/pdf'>,
	(bytes: Uint8Array) => FrameFacts | undefined
> = {
	'image/jpeg': jpegFacts,
	'image/png': pngFacts,
	'image/webp': webpFacts,
	'image/tiff': (bytes) => {
		const facts = tiffFacts(bytes);
		return facts?.width && facts.height
			? { ...facts, width: facts.width, height: facts.height }
			: undefined;
	}
};
