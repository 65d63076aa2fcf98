/** Takes bytes over from their maker, whose own view of them is empty afterwards. */
export function takenOver(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const { byteOffset, length } = bytes;
	// There may be room behind the file, which no view shows.
	return new Uint8Array(bytes.buffer.transfer(), byteOffset, length);
}
