/**
 * Walks a finished file from its trailer and gives every object its one meaning: catalog, page tree, page, content,
 * picture, font, information. An object without a meaning, an entry too many, or a stream that hides something
 * behind its data ends the walk with an {@link Unexplained}. What is allowed is listed; nothing else is.
 */
import { readContent, type Decode, type ShownText } from './content.ts';
import { decodeLatin, decodeMapped } from './codes.ts';
import { checkJpeg } from './jpeg-walk.ts';
import { Unexplained, readObjects, type Dict, type PdfObject, type Value } from './pdf-objects.ts';
import { sha256Hex } from './sha256.ts';

export interface WalkedPage {
	/** Points. */
	readonly width: number;
	readonly height: number;
	readonly texts: readonly ShownText[];
	readonly picture?: {
		readonly jpegSha256: string;
		/** Points from the bottom of the paper to the bottom of the picture. */
		readonly y: number;
	};
}
export interface WalkedFile {
	readonly pages: readonly WalkedPage[];
	readonly info: Readonly<Record<string, string>>;
	readonly objects: number;
}

export async function walk(bytes: Uint8Array<ArrayBuffer>): Promise<WalkedFile> {
	const { objects, trailer } = readObjects(bytes);
	const walker = new Walker(objects);
	only(trailer, ['Size', 'Root', 'Info']);
	if (numberOf(trailer.get('Size')) !== objects.size + 1)
		throw new Unexplained('the trailer miscounts');
	const catalog = walker.once(trailer.get('Root'), 'catalog');
	only(catalog, ['Type', 'Pages']);
	says(catalog, { Type: 'Catalog' });
	const treeRef = catalog.get('Pages');
	const tree = walker.once(treeRef, 'pages');
	only(tree, ['Type', 'Kids', 'Count']);
	says(tree, { Type: 'Pages' });
	const kids = listOf(tree.get('Kids'));
	if (numberOf(tree.get('Count')) !== kids.length) throw new Unexplained('the page tree miscounts');
	const pages: WalkedPage[] = [];
	for (const kid of kids) pages.push(await walker.page(kid, treeRef));
	const info = walker.once(trailer.get('Info'), 'information');
	const texts = [...info].map(([key, value]) => [key, textOf(value)] as const);
	walker.finish();
	return { pages, info: Object.fromEntries(texts), objects: objects.size };
}

class Walker {
	readonly #objects: ReadonlyMap<number, PdfObject>;
	/** What each visited object was taken for. */
	readonly #meanings = new Map<number, string>();
	readonly #fonts = new Map<number, Decode>();

	constructor(objects: ReadonlyMap<number, PdfObject>) {
		this.#objects = objects;
	}

	/** An object that has one place in the file; not a stream. */
	once(reference: Value | undefined, meaning: string): Dict {
		const { value, stream } = this.#visit(reference, meaning);
		if (value.is !== 'dict' || stream) throw new Unexplained(`the ${meaning} is not ours`);
		return value.dict;
	}

	finish(): void {
		if (this.#meanings.size !== this.#objects.size) {
			throw new Unexplained('the file holds an object that nothing on its pages explains');
		}
	}

	async page(reference: Value, tree: Value | undefined): Promise<WalkedPage> {
		const page = this.once(reference, 'page');
		only(page, ['Type', 'Parent', 'MediaBox', 'Resources', 'Contents']);
		says(page, { Type: 'Page' });
		if (refOf(page.get('Parent')) !== refOf(tree)) throw new Unexplained('a page has two homes');
		const [left, bottom, width = 0, height = 0, more] = listOf(page.get('MediaBox')).map(numberOf);
		if (left !== 0 || bottom !== 0 || more !== undefined)
			throw new Unexplained('a page is cropped');
		const resources = dictOf(page.get('Resources'));
		const pictured = resources.has('XObject');
		only(resources, pictured ? ['Font', 'XObject'] : ['Font']);
		const fonts = new Map<string, Decode>();
		for (const [name, ref] of dictOf(resources.get('Font'))) {
			if (!/^([FB]|G\d+)$/.test(name)) throw new Unexplained('a font has another name than ours');
			fonts.set(name, await this.#font(ref));
		}
		const {
			texts,
			pictures,
			fonts: used
		} = readContent(
			await inflated(this.#stream(page.get('Contents'), 'content', ['Filter', 'Length'])),
			fonts
		);
		if ([...used].some((name) => !fonts.has(name))) throw new Unexplained('a font is missing');
		if (!pictured) {
			if (pictures.length > 0) throw new Unexplained('a picture is missing');
			return { width, height, texts };
		}
		const named = dictOf(resources.get('XObject'));
		only(named, ['P']);
		const [shown] = pictures;
		if (pictures.length !== 1 || shown?.name !== 'P') {
			throw new Unexplained('a page does not show its one picture once');
		}
		const jpegSha256 = await this.#picture(named.get('P'));
		return { width, height, texts, picture: { jpegSha256, y: shown.y } };
	}

	#visit(reference: Value | undefined, meaning: string): PdfObject {
		const number = refOf(reference);
		const object = this.#objects.get(number);
		if (!object) throw new Unexplained(`the ${meaning} is missing`);
		if (this.#meanings.has(number)) throw new Unexplained('an object is used twice');
		this.#meanings.set(number, meaning);
		return object;
	}

	#stream(
		reference: Value | undefined,
		meaning: string,
		keys: readonly string[]
	): Uint8Array<ArrayBuffer> {
		const { value, stream } = this.#visit(reference, meaning);
		if (value.is !== 'dict' || !stream) throw new Unexplained(`the ${meaning} is not ours`);
		only(value.dict, keys);
		if (keys.includes('Filter')) says(value.dict, { Filter: 'FlateDecode' });
		return stream;
	}

	async #picture(reference: Value | undefined): Promise<string> {
		const object = this.#visit(reference, 'picture');
		const dict = dictOf(object.value);
		const keys = ['Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent'];
		only(dict, [...keys, 'Filter', 'Length']);
		const filter = dict.get('Filter');
		if (filter?.is !== 'name' || filter.name !== 'DCTDecode' || !object.stream) {
			throw new Unexplained('a picture is not a JPEG');
		}
		const facts = checkJpeg(object.stream);
		const space = facts.components === 1 ? 'DeviceGray' : 'DeviceRGB';
		says(dict, { Type: 'XObject', Subtype: 'Image', ColorSpace: space });
		if (numberOf(dict.get('BitsPerComponent')) !== 8) throw new Unexplained('a picture’s depth');
		const size = [numberOf(dict.get('Width')), numberOf(dict.get('Height'))];
		if (size[0] !== facts.width || size[1] !== facts.height) {
			throw new Unexplained('a picture has another size than it says');
		}
		return sha256Hex(object.stream);
	}

	/** A font may serve many pages; it is walked the first time. */
	async #font(reference: Value): Promise<Decode> {
		const known = this.#fonts.get(refOf(reference));
		if (known) return known;
		const font = this.once(reference, 'font');
		const subtype = font.get('Subtype');
		const decode =
			subtype?.is === 'name' && subtype.name === 'Type3'
				? await this.#hiddenFont(font)
				: latinFont(font);
		this.#fonts.set(refOf(reference), decode);
		return decode;
	}

	async #hiddenFont(font: Dict): Promise<Decode> {
		const keys = ['Type', 'Subtype', 'FontBBox', 'FontMatrix', 'CharProcs', 'Encoding'];
		only(font, [...keys, 'FirstChar', 'LastChar', 'Widths', 'Resources', 'ToUnicode']);
		says(font, { Type: 'Font', Subtype: 'Type3' });
		only(dictOf(font.get('Resources')), []);
		checkMeasures(font);
		const shapes = dictOf(font.get('CharProcs'));
		only(shapes, ['n']);
		const shape = this.#stream(shapes.get('n'), 'empty shape', ['Length']);
		if (new TextDecoder().decode(shape) !== '500 0 d0') {
			throw new Unexplained('a hidden font has a shape');
		}
		const map = this.#stream(font.get('ToUnicode'), 'letters of a font', ['Filter', 'Length']);
		return decodeMapped(new TextDecoder().decode(await inflated(map)));
	}
}

function latinFont(font: Dict): Decode {
	only(font, ['Type', 'Subtype', 'BaseFont', 'Encoding']);
	says(font, { Type: 'Font', Subtype: 'Type1' });
	const encoding = font.get('Encoding');
	const base = font.get('BaseFont');
	const isOurs =
		encoding?.is === 'name' &&
		encoding.name === 'WinAnsiEncoding' &&
		base?.is === 'name' &&
		['Helvetica', 'Helvetica-Bold'].includes(base.name);
	if (!isOurs) throw new Unexplained('a font is not ours');
	return decodeLatin;
}

/** Every letter of a hidden font is the one empty shape, and as wide as all others: no list of its can say anything. */
function checkMeasures(font: Dict): void {
	const encoding = dictOf(font.get('Encoding'));
	only(encoding, ['Type', 'Differences']);
	says(encoding, { Type: 'Encoding' });
	const [first, ...shapes] = listOf(encoding.get('Differences'));
	const widths = listOf(font.get('Widths')).map(numberOf);
	const numbers = [first, font.get('FirstChar'), font.get('LastChar')].map(numberOf);
	const isOurs =
		numbers.join() === [1, 1, shapes.length].join() &&
		shapes.every((shape) => shape.is === 'name' && shape.name === 'n') &&
		widths.length === shapes.length &&
		widths.every((width) => width === 500) &&
		listOf(font.get('FontBBox')).map(numberOf).join() === '0,0,500,1000' &&
		listOf(font.get('FontMatrix')).map(numberOf).join() === '0.001,0,0,0.001,0,0';
	if (!isOurs) throw new Unexplained('a hidden font has measures of its own');
}

/** These names at these keys. */
function says(dict: Dict, names: Readonly<Record<string, string>>): void {
	for (const [key, name] of Object.entries(names)) {
		const value = dict.get(key);
		if (value?.is !== 'name' || value.name !== name) {
			throw new Unexplained('an object calls itself something else');
		}
	}
}

/** Exactly these keys: one that is missing or one too many is not ours. */
function only(dict: Dict, keys: readonly string[]): void {
	if (dict.size !== keys.length || keys.some((key) => !dict.has(key))) {
		throw new Unexplained('an object has other entries than ours');
	}
}

/** Fails when anything follows the compressed data. */
async function inflated(stream: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const plain = new Blob([stream]).stream().pipeThrough(new DecompressionStream('deflate'));
	return new Uint8Array(await new Response(plain).arrayBuffer());
}

function refOf(value: Value | undefined): number {
	if (value?.is !== 'ref') throw new Unexplained('a reference is missing');
	return value.object;
}
function dictOf(value: Value | undefined): Dict {
	if (value?.is !== 'dict') throw new Unexplained('a dictionary is missing');
	return value.dict;
}
function listOf(value: Value | undefined): readonly Value[] {
	if (value?.is !== 'list') throw new Unexplained('a list is missing');
	return value.items;
}
function numberOf(value: Value | undefined): number {
	if (value?.is !== 'number') throw new Unexplained('a number is missing');
	return value.number;
}
function textOf(value: Value): string {
	if (value.is !== 'string') throw new Unexplained('a text is missing');
	return value.text;
}
