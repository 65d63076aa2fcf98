/** Writes a comment into a PNG file, as cameras and scanners do (PNG specification, 11.3.3.2: tEXt). */

/** Right behind the header's chunk, which is always as long. */
const afterHeader = 33;

export function withRemark(png: Uint8Array<ArrayBuffer>, remark: string): Uint8Array<ArrayBuffer> {
	const body = new TextEncoder().encode(`tEXtComment\0${remark}`);
	const chunk = new Uint8Array(body.length + 8);
	const view = new DataView(chunk.buffer);
	view.setUint32(0, body.length - 4);
	chunk.set(body, 4);
	view.setUint32(4 + body.length, crc32(body));
	const file = new Uint8Array(png.length + chunk.length);
	file.set(png.subarray(0, afterHeader));
	file.set(chunk, afterHeader);
	file.set(png.subarray(afterHeader), afterHeader + chunk.length);
	return file;
}

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}
