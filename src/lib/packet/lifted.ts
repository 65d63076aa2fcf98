/** Lifts the pictures' own files out of a packet, for a decoder that knows nothing of PDF. */
import { readObjects } from './pdf-objects.ts';
import { unlock } from './unlock.ts';
import { dictOf, refOf } from './walk-values.ts';

/** In the order of the file; only JPEGs. Empty when the file is not of our plain form, or locked with another password. */
export async function picturesIn(
	bytes: Uint8Array<ArrayBuffer>,
	password?: string
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
	try {
		const { objects, trailer, isLocked } = readObjects(bytes);
		const lock = isLocked ? objects.get(refOf(trailer.get('Encrypt'))) : undefined;
		const decipher = lock && (await unlock(dictOf(lock.value), password ?? ''));
		const streams = [...objects.values()].flatMap(({ value, stream }) => {
			const filter = value.is === 'dict' ? value.dict.get('Filter') : undefined;
			return stream && filter?.is === 'name' && filter.name === 'DCTDecode' ? [stream] : [];
		});
		return decipher ? await Promise.all(streams.map(decipher)) : streams;
	} catch {
		return [];
	}
}
