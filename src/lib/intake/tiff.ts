/** Pages of a TIFF become sides, one page in memory at a time. */
import { DamagedPicture, TooLargePicture, type Codec } from '#lib/imaging/codec.ts';
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import { maxPixels, type Picture } from '#lib/imaging/picture.ts';
import { encodePage, encodeTwoTone } from './drawn-page.ts';
import { sideOf } from './side.ts';
import { refuse, refusePage, type Taken } from './taken.ts';
import { pageAt, walkTiff, type PageFault, type TiffPage } from './tiff-directory.ts';
import { layPiece, unpackJpegPiece } from './tiff-jpeg.ts';
import { canPaint, paintPiece } from './tiff-pixels.ts';
import { asBytes, scaleFor, spanOf, type RealScale } from './tiff-real.ts';
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
	if (page.packing === packings.oldJpeg) return drawOldJpeg(bytes, page, codec);
	const isJpeg = page.packing === packings.jpeg;
	const isKnown = Object.values<number>(packings).includes(page.packing);
	if (!isKnown || (isJpeg ? page.planes > 1 : !canPaint(page))) return 'unknown-kind';
	const { width, height } = page;
	const picture = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) };
	const scale = page.isReal ? await realScaleOf(bytes, page) : undefined;
	if (page.isReal && !scale) return 'damaged';
	for (const { packed, left, top } of placedPieces(bytes, page)) {
		const done = isJpeg
			? await layJpeg(picture, bytes, packed[0] ?? bytes, page, codec, left, top)
			: await paint(picture, { packed, left, top }, page, scale);
		if (done !== 'done') return done;
	}
	return picture;
}

interface PlacedPiece {
	/** One part, or one for each plane. */
	readonly packed: readonly Uint8Array[];
	readonly left: number;
	readonly top: number;
}

function* placedPieces(bytes: Uint8Array, page: TiffPage): Generator<PlacedPiece, void> {
	const across = Math.ceil(page.width / page.pieceWidth);
	const perPlane = page.pieces.length / page.planes;
	for (let n = 0; n < perPlane; n += 1) {
		const packed = Array.from({ length: page.planes }, (_, plane) => {
			const { offset, length } = page.pieces[plane * perPlane + n] ?? { offset: 0, length: 0 };
			return bytes.subarray(offset, offset + length);
		});
		const top = Math.floor(n / across) * page.pieceHeight;
		yield { packed, left: (n % across) * page.pieceWidth, top };
	}
}

/** The last strip is as high as what is left of the page; tiles are always whole. */
function rowsOf({ top }: PlacedPiece, page: TiffPage): number {
	const isStrip = page.pieceWidth === page.width;
	return isStrip ? Math.min(page.pieceHeight, page.height - top) : page.pieceHeight;
}

async function paint(
	picture: Picture,
	piece: PlacedPiece,
	page: TiffPage,
	scale: RealScale | undefined
): Promise<'done' | PageFault> {
	const { left, top } = piece;
	const rows = rowsOf(piece, page);
	const unpacked = await unpackPiece(piece.packed, page, page.pieceWidth, rows);
	if (!unpacked) return 'damaged';
	const shape = { left, top, width: page.pieceWidth, rows };
	if (scale) paintPiece(picture, asBytes(unpacked, page, scale), { ...page, bits: 8 }, shape);
	else paintPiece(picture, unpacked, page, shape);
	return 'done';
}

/** One scale for the whole page, so that its pieces match: all are looked through before the first is painted. */
async function realScaleOf(bytes: Uint8Array, page: TiffPage): Promise<RealScale | undefined> {
	let span: RealScale | undefined;
	for (const piece of placedPieces(bytes, page)) {
		const unpacked = await unpackPiece(piece.packed, page, page.pieceWidth, rowsOf(piece, page));
		if (!unpacked) return undefined;
		span = spanOf(unpacked, page, span);
	}
	return span && scaleFor(span);
}

/** JPEG as TIFF 6.0 had it: read where a whole one lies in the file. The kind with tables of its own is not. */
async function drawOldJpeg(
	bytes: Uint8Array,
	page: TiffPage,
	codec: Codec
): Promise<Picture | PageFault> {
	const strip = page.pieces.length === 1 ? page.pieces[0] : undefined;
	const { offset, length } = page.wholeJpeg ?? strip ?? { offset: 0, length: 0 };
	const jpeg = bytes.subarray(offset, offset + length);
	const facts = pictureFacts(jpeg);
	const isWholePage = facts?.width === page.width && facts.height === page.height;
	if (facts?.mediaType !== 'image/jpeg' || facts.orientation !== 1 || !isWholePage) {
		return 'unknown-kind';
	}
	return decoded(() => codec.decode(jpeg, 'image/jpeg'));
}

async function decoded(work: () => Promise<Picture>): Promise<Picture | PageFault> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof DamagedPicture) return 'damaged';
		if (error instanceof TooLargePicture) return 'too-many-dots';
		throw error;
	}
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
	const piece = await decoded(() => unpackJpegPiece(packed, tables, page, codec));
	if (typeof piece === 'string') return piece;
	layPiece(picture, piece, left, top);
	return 'done';
}
