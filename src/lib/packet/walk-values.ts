/** What a walk through a file asks of the values that it meets: the kind it expects, or {@link Unexplained}. */
import { isSameBytes } from '#lib/page/bytes.ts';
import { packed } from './pdf-file.ts';
import { Unexplained, type Dict, type Value } from './pdf-objects.ts';

/** Exactly these keys: one that is missing or one too many is not ours. */
export function only(dict: Dict, keys: readonly string[]): void {
	if (dict.size !== keys.length || keys.some((key) => !dict.has(key))) {
		throw new Unexplained('an object has other entries than ours');
	}
}

/** These entries are these very names. */
export function named(dict: Dict, names: Readonly<Record<string, string>>): void {
	for (const [key, name] of Object.entries(names)) {
		const value = dict.get(key);
		if (value?.is !== 'name' || value.name !== name) throw new Unexplained('a name is not ours');
	}
}

/**
 * Fails when anything follows the compressed data, and when packing it again gives other bytes: between one way of
 * packing and another there is room for words (RFC 1951 has empty blocks, and tables that nothing uses).
 */
export async function inflated(stream: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const plain = new Blob([stream]).stream().pipeThrough(new DecompressionStream('deflate'));
	const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
	if (!isSameBytes(packed(bytes), stream))
		throw new Unexplained('a stream is packed in another way');
	return bytes;
}

export function refOf(value: Value | undefined): number {
	if (value?.is !== 'ref') throw new Unexplained('a reference is missing');
	return value.object;
}
export function dictOf(value: Value | undefined): Dict {
	if (value?.is !== 'dict') throw new Unexplained('a dictionary is missing');
	return value.dict;
}
export function listOf(value: Value | undefined): readonly Value[] {
	if (value?.is !== 'list') throw new Unexplained('a list is missing');
	return value.items;
}
export function numberOf(value: Value | undefined): number {
	if (value?.is !== 'number') throw new Unexplained('a number is missing');
	return value.number;
}
/** One character a byte. */
export function stringOf(value: Value | undefined): string {
	if (value?.is !== 'string') throw new Unexplained('a text is missing');
	return value.text;
}

/** A text string: UTF-16 behind its mark, or plain ASCII. */
export function textOf(value: Value | undefined): string {
	const bytes = stringOf(value);
	if (!bytes.startsWith('\xfe\xff')) {
		if (/[^\x20-\x7e]/.test(bytes)) throw new Unexplained('a text is written in another way');
		return bytes;
	}
	const codes = Uint8Array.from(bytes.slice(2), (char) => char.charCodeAt(0));
	return new TextDecoder('utf-16be', { fatal: true }).decode(codes);
}
