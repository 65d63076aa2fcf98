/** Lifts the pictures' own files out of a packet, for a decoder that knows nothing of PDF. */
import { readObjects } from './pdf-objects.ts';

/** In the order of the file; only JPEGs. Empty when the file is not of our plain form. */
export function picturesIn(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
	try {
		return [...readObjects(bytes).objects.values()].flatMap(({ value, stream }) => {
			const filter = value.is === 'dict' ? value.dict.get('Filter') : undefined;
			return stream && filter?.is === 'name' && filter.name === 'DCTDecode' ? [stream] : [];
		});
	} catch {
		return [];
	}
}
