/** CRC-32 (ISO 3309), which every zip carries and unpacking programs look at. It guards nothing: the signed list does. */

const table = Uint32Array.from({ length: 256 }, (_, n) => {
	let rest = n;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
	return rest;
});

export function crc32(bytes: Uint8Array): number {
	let rest = -1;
	for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
	return (rest ^ -1) >>> 0;
}
