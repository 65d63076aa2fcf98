/** Pages of a TIFF become sides, one page in memory at a time. */
import { DamagedPicture, TooLargePicture, type Codec } from '#lib/imaging/codec.ts';
import { maxPixels, type Picture } from '#lib/imaging/picture.ts';
import { encodePage, encodeTwoTone } from './drawn-page.ts';
import { sideOf } from './side.ts';
import { refuse, refusePage, type Taken } from './taken.ts';
import { pageAt, walkTiff, type PageFault, type TiffPage } from './tiff-directory.ts';
import { layPiece, unpackJpegPiece } from './tiff-jpeg.ts';
import { canPaint, paintPiece } from './tiff-pixels.ts';
import { packings, unpackPiece } from './tiff-unpack.ts';
import { squareDots, upright } from './upright.ts';

/** `pages` is how many the list named before it left the file or came back to where it was. */
function brokenSentence(pages: number): string {
	const read = pages === 1 ? 'the first page was' : `the first ${String(pages)} pages were`;
	return `This TIFF is cut off after page ${String(pages)}; ${read} read. Copy the file again from where it was made, or scan the rest again.`;
}

export async function* takeTiff(
	bytes: Uint8Array,
	codec: Codec,
	signal?: AbortSignal
): AsyncGenerator<Taken, void, void> {
	const { directories, broken, tooMany } = walkTiff(bytes);
	if (tooMany) return yield refuse('too-many-pages');
	if (directories.length === 0) return yield refuse('damaged');
	for (const [at, directory] of directories.entries()) {
		signal?.throwIfAborted();
		yield await takePage(bytes, directory, at + 1, directories.length, codec);
	}
	if (broken) yield refuse('damaged', brokenSentence(directories.length));
}

async function takePage(
	bytes: Uint8Array,
	directory: number,
	filePage: number,
	filePages: number,
	codec: Codec
): Promise<Taken> {
	const page = pageAt(bytes, directory);
	if (typeof page === 'string') return refusePage(page, filePage);
	const drawn = await drawTiffPage(bytes, page, codec);
	if (typeof drawn === 'string') return refusePage(drawn, filePage);
	const picture = standUp(drawn, page);
	const encoded = await (page.bits === 1 && page.samples === 1
		? encodeTwoTone(picture)
		: encodePage(picture, codec));
	const original = { ...encoded, picture, dpi: page.dpi && Math.max(...page.dpi) };
	return { is: 'side', side: await sideOf(original, { filePage, filePages }, codec) };
}

function standUp(picture: Picture, page: TiffPage): Picture {
	const [across, down] = page.dpi ?? [1, 1];
	const stretch = Math.max(across / down, down / across);
	const squared =
		picture.width * picture.height * stretch > maxPixels
			? picture
			: squareDots(picture, across, down);
	return upright(squared, page.orientation);
}

/** The page's pixels as they are stored, or why there are none. */
export async function drawTiffPage(
	bytes: Uint8Array,
	page: TiffPage,
	codec: Codec
): Promise<Picture | PageFault> {
	const isJpeg = page.packing === packings.jpeg;
	const isKnown = Object.values<number>(packings).includes(page.packing);
	if (!isKnown || (isJpeg ? page.planes > 1 : !canPaint(page))) return 'unknown-kind';
	const { width, height } = page;
	const picture = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) };
	const across = Math.ceil(width / page.pieceWidth);
	const perPlane = page.pieces.length / page.planes;
	for (let n = 0; n < perPlane; n += 1) {
		const left = (n % across) * page.pieceWidth;
		const top = Math.floor(n / across) * page.pieceHeight;
		const packed = Array.from({ length: page.planes }, (_, plane) => {
			const { offset, length } = page.pieces[plane * perPlane + n] ?? { offset: 0, length: 0 };
			return bytes.subarray(offset, offset + length);
		});
		const done = isJpeg
			? await layJpeg(picture, bytes, packed[0] ?? bytes, page, codec, left, top)
			: await paint(picture, packed, page, left, top);
		if (done !== 'done') return done;
	}
	return picture;
}

async function paint(
	picture: Picture,
	packed: readonly Uint8Array[],
	page: TiffPage,
	left: number,
	top: number
): Promise<'done' | PageFault> {
	// The last strip is as high as what is left of the page; tiles are always whole.
	const isStrip = page.pieceWidth === page.width;
	const rows = isStrip ? Math.min(page.pieceHeight, page.height - top) : page.pieceHeight;
	const unpacked = await unpackPiece(packed, page, page.pieceWidth, rows);
	if (!unpacked) return 'damaged';
	paintPiece(picture, unpacked, page, { left, top, width: page.pieceWidth, rows });
	return 'done';
}

async function layJpeg(
	picture: Picture,
	bytes: Uint8Array,
	packed: Uint8Array,
	page: TiffPage,
	codec: Codec,
	left: number,
	top: number
): Promise<'done' | PageFault> {
	const { jpegTables } = page;
	const tables =
		jpegTables && bytes.subarray(jpegTables.offset, jpegTables.offset + jpegTables.length);
	try {
		layPiece(picture, await unpackJpegPiece(packed, tables, page, codec), left, top);
		return 'done';
	} catch (error) {
		if (error instanceof DamagedPicture) return 'damaged';
		if (error instanceof TooLargePicture) return 'too-many-dots';
		throw error;
	}
}
