/** The randomness that ids are made of. */
import { idFromBytes, type AnyId } from '#lib/page/ids.ts';

/** A new id, 128 bits from the system's generator: never reused, never guessed. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which noun it names
export function newId<T extends AnyId>(): T {
	const id: T = idFromBytes(crypto.getRandomValues(new Uint8Array(16)));
	return id;
}
