/** The objects of a file as a walk takes them: each once, each for one meaning, and none left over at the end. */
import { Unexplained, type Dict, type PdfObject, type Value } from './pdf-objects.ts';
import type { Decipher } from './unlock.ts';
import { only, refOf } from './walk-values.ts';

const filters = new Set(['FlateDecode']);

export class ObjectsOnce {
	readonly #objects: ReadonlyMap<number, PdfObject>;
	/** What each visited object was taken for. */
	readonly #meanings = new Map<number, string>();

	/** Of a locked file. */
	readonly #decipher: Decipher | undefined;

	constructor(objects: ReadonlyMap<number, PdfObject>, decipher?: Decipher) {
		this.#objects = objects;
		this.#decipher = decipher;
	}

	async visit(reference: Value | undefined, meaning: string): Promise<PdfObject> {
		const number = refOf(reference);
		const object = this.#objects.get(number);
		if (!object) throw new Unexplained(`the ${meaning} is missing`);
		if (this.#meanings.has(number)) throw new Unexplained('an object is used twice');
		this.#meanings.set(number, meaning);
		const decipher = this.#decipher;
		if (!decipher) return object;
		const value = await deciphered(object.value, decipher);
		const { stream } = object;
		return stream ? { ...object, value, stream: await decipher(stream) } : { ...object, value };
	}

	/** An object that has one place in the file; not a stream. */
	async dict(
		reference: Value | undefined,
		meaning: string,
		keys?: readonly string[]
	): Promise<Dict> {
		const { value, stream } = await this.visit(reference, meaning);
		if (value.is !== 'dict' || stream) throw new Unexplained(`the ${meaning} is not ours`);
		if (keys) only(value.dict, keys);
		return value.dict;
	}

	/** A stream whose dictionary has these entries beside its length. */
	async stream(
		reference: Value | undefined,
		meaning: string,
		keys: readonly string[]
	): Promise<{ readonly dict: Dict; readonly bytes: Uint8Array<ArrayBuffer> }> {
		const { value, stream } = await this.visit(reference, meaning);
		if (value.is !== 'dict' || !stream) throw new Unexplained(`the ${meaning} is not ours`);
		only(value.dict, [...keys, 'Length']);
		const filter = value.dict.get('Filter');
		if (filter && (filter.is !== 'name' || !filters.has(filter.name))) {
			throw new Unexplained('a stream is packed in another way');
		}
		return { dict: value.dict, bytes: stream };
	}

	finish(): void {
		if (this.#meanings.size !== this.#objects.size) {
			throw new Unexplained('the file holds an object that nothing on its pages explains');
		}
	}
}

/** An object's value with its strings in clear. */
async function deciphered(value: Value, decipher: Decipher): Promise<Value> {
	switch (value.is) {
		case 'string': {
			const bytes = Uint8Array.from(value.text, (char) => char.charCodeAt(0));
			return { is: 'string', text: String.fromCharCode(...(await decipher(bytes))) };
		}
		case 'list': {
			// Long lists are lists of numbers.
			if (value.items.every(({ is }) => is === 'number' || is === 'ref')) return value;
			return {
				is: 'list',
				items: await Promise.all(value.items.map((item) => deciphered(item, decipher)))
			};
		}
		case 'dict': {
			const entries = [...value.dict].map(
				async ([key, entry]) => [key, await deciphered(entry, decipher)] as const
			);
			return { is: 'dict', dict: new Map(await Promise.all(entries)) };
		}
		case 'name':
		case 'number':
		case 'ref':
		case 'word':
			return value;
	}
}
