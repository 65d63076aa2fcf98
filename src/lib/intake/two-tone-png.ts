/** Writes black-and-white pages as PNGs of one bit a dot: a sixth of what a browser's own encoder makes of them. */
import type { Picture } from '#lib/imaging/picture.ts';

const mark = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const middle = 128;

/** Every dot becomes black or white, whichever its green is nearer to (PNG third edition, clauses 5 and 11). */
export async function encodeTwoTonePng(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
	const head = new Uint8Array(13);
	const view = new DataView(head.buffer);
	view.setUint32(0, picture.width);
	view.setUint32(4, picture.height);
	// One bit a sample; colour type 0, grey; usual compression and filters; not interlaced.
	head[8] = 1;
	const packed = await deflate(rowsOf(picture));
	const parts = [mark, chunk('IHDR', head), chunk('IDAT', packed), chunk('IEND', new Uint8Array())];
	return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Each row begins with its filter, 0 for none; a set bit is white. */
function rowsOf({ width, height, data }: Picture): Uint8Array<ArrayBuffer> {
	const rowBytes = 1 + Math.ceil(width / 8);
	const rows = new Uint8Array(rowBytes * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			if ((data[(y * width + x) * 4 + 1] ?? 0) < middle) continue;
			const at = y * rowBytes + 1 + (x >> 3);
			rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
		}
	}
	return rows;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(name: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(body.length + 12);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, body.length);
	for (let n = 0; n < 4; n += 1) bytes[4 + n] = name.charCodeAt(n);
	bytes.set(body, 8);
	view.setUint32(body.length + 8, crc32(bytes.subarray(4, body.length + 8)));
	return bytes;
}

/** The checksum of ISO 3309 that PNG asks for (annex D). */
function crc32(bytes: Uint8Array): number {
	let sum = 0xffffffff;
	for (const byte of bytes) sum = (remainders[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
	return (sum ^ 0xffffffff) >>> 0;
}

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
	let sum = byte;
	for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
	return sum;
});
