/**
 * Walks a finished file from its trailer and gives every object its one meaning: catalog, page tree, page, content,
 * picture, font, bookmark, colour, metadata, information. An object without a meaning, an entry too many, or a stream that
 * hides something behind its data ends the walk with an {@link Unexplained}. What is allowed is listed; nothing else is.
 */
import { readContent, type Decode, type ShownText } from './content.ts';
import { checkJpeg } from './jpeg-walk.ts';
import { identifierOf, language } from './metadata.ts';
import { ObjectsOnce } from './objects-once.ts';
import type { Bookmark } from './outline.ts';
import { hexOf } from './pdf-file.ts';
import { Unexplained, readObjects, type Value } from './pdf-objects.ts';
import { sha256Hex } from './sha256.ts';
import { srgbProfile } from './srgb.ts';
import { WalkedFonts } from './walk-fonts.ts';
import { walkOutline } from './walk-outline.ts';
import {
	dictOf,
	inflated,
	listOf,
	named,
	numberOf,
	only,
	refOf,
	stringOf,
	textOf
} from './walk-values.ts';

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
	/** The XMP packet as it stands. */
	readonly xmp: string;
	readonly outline: readonly Bookmark[];
	readonly objects: number;
}

export async function walk(bytes: Uint8Array<ArrayBuffer>): Promise<WalkedFile> {
	const { objects, trailer } = readObjects(bytes);
	return new Walker(new ObjectsOnce(objects), objects.size).file(trailer);
}

class Walker {
	readonly #objects: ObjectsOnce;
	readonly #count: number;
	readonly #fonts: WalkedFonts;
	/** What every sheet shows, hashed, for the file's identifier. */
	readonly #shown: string[] = [];

	constructor(objects: ObjectsOnce, count: number) {
		this.#objects = objects;
		this.#count = count;
		this.#fonts = new WalkedFonts(objects);
	}

	async file(trailer: ReadonlyMap<string, Value>): Promise<WalkedFile> {
		only(trailer, ['Size', 'Root', 'Info', 'ID']);
		if (numberOf(trailer.get('Size')) !== this.#count + 1) {
			throw new Unexplained('the trailer miscounts');
		}
		const ends = ['Type', 'Pages', 'Outlines', 'PageMode', 'Lang', 'Metadata', 'OutputIntents'];
		const catalog = this.#objects.dict(trailer.get('Root'), 'catalog', ends);
		named(catalog, { Type: 'Catalog', PageMode: 'UseOutlines' });
		if (stringOf(catalog.get('Lang')) !== language) throw new Unexplained('another language');
		const treeRef = catalog.get('Pages');
		const tree = this.#objects.dict(treeRef, 'page tree', ['Type', 'Kids', 'Count']);
		named(tree, { Type: 'Pages' });
		const kids = listOf(tree.get('Kids'));
		if (numberOf(tree.get('Count')) !== kids.length) {
			throw new Unexplained('the page tree miscounts');
		}
		const pages: WalkedPage[] = [];
		for (const kid of kids) pages.push(await this.#page(kid, treeRef));
		const outline = walkOutline(this.#objects, catalog.get('Outlines'), kids.map(refOf));
		await this.#colour(catalog.get('OutputIntents'));
		const xmp = this.#objects.stream(catalog.get('Metadata'), 'metadata', ['Type', 'Subtype']);
		named(xmp.dict, { Type: 'Metadata', Subtype: 'XML' });
		const info = this.#objects.dict(trailer.get('Info'), 'information');
		const texts = [...info].map(([key, value]) => [key, textOf(value)] as const);
		await this.#identifier(trailer.get('ID'));
		this.#objects.finish();
		return {
			pages,
			outline,
			info: Object.fromEntries(texts),
			xmp: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(xmp.bytes),
			objects: this.#count
		};
	}

	/** One output intent, with the very profile that we make. */
	async #colour(intents: Value | undefined): Promise<void> {
		const [intent, ...others] = listOf(intents).map(dictOf);
		if (!intent || others.length > 0) throw new Unexplained('the colours are not ours');
		only(intent, ['Type', 'S', 'OutputConditionIdentifier', 'DestOutputProfile']);
		named(intent, { Type: 'OutputIntent', S: 'GTS_PDFA1' });
		const said = stringOf(intent.get('OutputConditionIdentifier'));
		const profile = this.#objects.stream(intent.get('DestOutputProfile'), 'colour profile', [
			...['Filter', 'N']
		]);
		const ours = hexOf(srgbProfile()) === hexOf(await inflated(profile.bytes));
		if (said !== 'sRGB IEC61966-2.1' || numberOf(profile.dict.get('N')) !== 3 || !ours) {
			throw new Unexplained('the colours are not ours');
		}
	}

	/** Both halves are worked out of what the sheets show, so that nothing can be written there. */
	async #identifier(value: Value | undefined): Promise<void> {
		const halves = listOf(value).map((half) =>
			hexOf(Uint8Array.from(stringOf(half), (char) => char.charCodeAt(0)))
		);
		const due = await identifierOf(this.#shown);
		if (halves.length !== 2 || halves.some((half) => half !== due)) {
			throw new Unexplained('the file’s identifier is not worked out of its pages');
		}
	}

	async #page(reference: Value, tree: Value | undefined): Promise<WalkedPage> {
		const keys = ['Type', 'Parent', 'MediaBox', 'Resources', 'Contents'];
		const page = this.#objects.dict(reference, 'page', keys);
		named(page, { Type: 'Page' });
		if (refOf(page.get('Parent')) !== refOf(tree)) throw new Unexplained('a page has two homes');
		const [left, bottom, width = 0, height = 0, more] = listOf(page.get('MediaBox')).map(numberOf);
		if (left !== 0 || bottom !== 0 || more !== undefined) {
			throw new Unexplained('a page is cropped');
		}
		const resources = dictOf(page.get('Resources'));
		const pictured = resources.has('XObject');
		only(resources, pictured ? ['Font', 'XObject'] : ['Font']);
		const fonts = new Map<string, Decode>();
		for (const [name, ref] of dictOf(resources.get('Font'))) {
			if (!/^([FB]|G\d+)$/.test(name)) throw new Unexplained('a font has another name than ours');
			fonts.set(name, await this.#fonts.decoderOf(ref));
		}
		const packed = this.#objects.stream(page.get('Contents'), 'content', ['Filter']);
		const content = await inflated(packed.bytes);
		const { texts, pictures, fonts: used } = readContent(content, fonts);
		if ([...used].some((name) => !fonts.has(name))) throw new Unexplained('a font is missing');
		const sha256 = await sha256Hex(content);
		if (!pictured) {
			if (pictures.length > 0) throw new Unexplained('a picture is missing');
			this.#shown.push(`${sha256} `);
			return { width, height, texts };
		}
		const names = dictOf(resources.get('XObject'));
		only(names, ['P']);
		const [shown] = pictures;
		if (pictures.length !== 1 || shown?.name !== 'P') {
			throw new Unexplained('a page does not show its one picture once');
		}
		const jpegSha256 = await this.#picture(names.get('P'));
		this.#shown.push(`${sha256} ${jpegSha256}`);
		return { width, height, texts, picture: { jpegSha256, y: shown.y } };
	}

	async #picture(reference: Value | undefined): Promise<string> {
		const keys = ['Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Filter'];
		const { dict, bytes } = this.#objects.stream(reference, 'picture', keys);
		named(dict, { Type: 'XObject', Subtype: 'Image', Filter: 'DCTDecode' });
		const facts = checkJpeg(bytes);
		named(dict, { ColorSpace: facts.components === 1 ? 'DeviceGray' : 'DeviceRGB' });
		if (numberOf(dict.get('BitsPerComponent')) !== 8) throw new Unexplained('a picture’s depth');
		const size = [numberOf(dict.get('Width')), numberOf(dict.get('Height'))];
		if (size[0] !== facts.width || size[1] !== facts.height) {
			throw new Unexplained('a picture has another size than it says');
		}
		return sha256Hex(bytes);
	}
}
