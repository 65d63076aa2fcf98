/** The objects of a file as a walk takes them: each once, each for one meaning, and none left over at the end. */
import { Unexplained, type Dict, type PdfObject, type Value } from './pdf-objects.ts';
import { only, refOf } from './walk-values.ts';

const filters = new Set(['FlateDecode', 'DCTDecode']);

export class ObjectsOnce {
	readonly #objects: ReadonlyMap<number, PdfObject>;
	/** What each visited object was taken for. */
	readonly #meanings = new Map<number, string>();

	constructor(objects: ReadonlyMap<number, PdfObject>) {
		this.#objects = objects;
	}

	visit(reference: Value | undefined, meaning: string): PdfObject {
		const number = refOf(reference);
		const object = this.#objects.get(number);
		if (!object) throw new Unexplained(`the ${meaning} is missing`);
		if (this.#meanings.has(number)) throw new Unexplained('an object is used twice');
		this.#meanings.set(number, meaning);
		return object;
	}

	/** An object that has one place in the file; not a stream. */
	dict(reference: Value | undefined, meaning: string, keys?: readonly string[]): Dict {
		const { value, stream } = this.visit(reference, meaning);
		if (value.is !== 'dict' || stream) throw new Unexplained(`the ${meaning} is not ours`);
		if (keys) only(value.dict, keys);
		return value.dict;
	}

	/** A stream whose dictionary has these entries beside its length. */
	stream(
		reference: Value | undefined,
		meaning: string,
		keys: readonly string[]
	): { readonly dict: Dict; readonly bytes: Uint8Array<ArrayBuffer> } {
		const { value, stream } = this.visit(reference, meaning);
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
