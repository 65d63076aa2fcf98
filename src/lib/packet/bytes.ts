/**
 * Walks a finished file from its trailer and gives every object its one meaning: catalog, page tree, page, content,
 * picture, font, bookmark, colour, metadata, information. An object without a meaning, an entry too many, or a stream that
 * hides something behind its data ends the walk with an {@link Unexplained}. What is allowed is listed; nothing else is.
 */
import { isSameBytes } from '#lib/page/bytes.ts';
import {
	readContent,
	type ShownFont,
	type ShownPicture,
	type ShownRule,
	type ShownText
} from './content.ts';
import type { Packing } from './drawing.ts';
import { lettersOf } from './fold.ts';
import { glyphlessWidth } from './glyphless.ts';
import { widthOf } from './face.ts';
import { identifierOf, language } from './metadata.ts';
import { ObjectsOnce } from './objects-once.ts';
import type { Bookmark } from './outline.ts';
import { hexOf } from './pdf-file.ts';
import { Unexplained, readObjects, type Value } from './pdf-objects.ts';
import { sha256OfPlaces } from './placed-words.ts';
import { sha256Hex } from './sha256.ts';
import { srgbProfile } from './srgb.ts';
import { WalkedFonts } from './walk-fonts.ts';
import { unlock } from './unlock.ts';
import { walkOutline } from './walk-outline.ts';
import { walkPageTree, type Leaf } from './walk-page-tree.ts';
import { walkPicture } from './walk-picture.ts';
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
	/** What is printed to be seen. */
	readonly printed: readonly ShownText[];
	/** Lines that are drawn. */
	readonly rules: readonly ShownRule[];
	/** How far its hidden words reach; absent when it has none. */
	readonly hidden?: Reach;
	/** See `sha256OfPlaces`; absent when it has no hidden words. */
	readonly hiddenSha256?: string;
	/** Everything that is written on it, seen or hidden, as `lettersOf` has it: a packet's words one by one are a lot. */
	readonly letters: string;
	readonly picture?: WalkedPicture;
}
/** From the outermost place to the outermost, in points. */
export interface Reach {
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
	readonly top: number;
}
export interface WalkedPicture {
	readonly packing: Packing;
	/** SHA-256 of its own file, hex. */
	readonly sha256: string;
	/** Dots, before it is turned. */
	readonly dots: { readonly width: number; readonly height: number };
	/** Where it stands on the paper, and how it is turned. */
	readonly place: Omit<ShownPicture, 'name'>;
}
export interface WalkedFile {
	readonly pages: readonly WalkedPage[];
	readonly info: Readonly<Record<string, string>>;
	/** The XMP packet as it stands. */
	readonly xmp: string;
	readonly outline: readonly Bookmark[];
	readonly objects: number;
	readonly isLocked: boolean;
}

/**
 * A locked file is walked with its password: every string and stream as it is once opened. `onPage` hears of each page, in
 * order, while the file is still walked: only the whole says that nothing is left unexplained.
 */
export async function walk(
	bytes: Uint8Array<ArrayBuffer>,
	password?: string,
	onPage: (page: WalkedPage) => void = () => undefined
): Promise<WalkedFile> {
	const { objects, trailer, isLocked } = readObjects(bytes);
	if (!isLocked) {
		if (password !== undefined) throw new Unexplained('it is not locked');
		return new Walker(new ObjectsOnce(objects), objects.size, onPage).file(trailer, false);
	}
	if (password === undefined) throw new Unexplained('it is locked');
	const plain = new ObjectsOnce(objects);
	const lock = await plain.dict(trailer.get('Encrypt'), 'lock');
	const decipher = await unlock(lock, password);
	const rest = new Map(objects);
	rest.delete(refOf(trailer.get('Encrypt')));
	return new Walker(new ObjectsOnce(rest, decipher), objects.size, onPage).file(trailer, true);
}

/** The faces' letters reach so far above the baseline, in shares of the size. */
const highest = 0.718;

class Walker {
	readonly #objects: ObjectsOnce;
	readonly #count: number;
	readonly #onPage: (page: WalkedPage) => void;
	readonly #fonts: WalkedFonts;
	/** What every sheet shows, hashed, for the file's identifier. */
	readonly #shown: string[] = [];

	constructor(objects: ObjectsOnce, count: number, onPage: (page: WalkedPage) => void) {
		this.#objects = objects;
		this.#count = count;
		this.#onPage = onPage;
		this.#fonts = new WalkedFonts(objects);
	}

	async file(trailer: ReadonlyMap<string, Value>, isLocked: boolean): Promise<WalkedFile> {
		only(trailer, ['Size', 'Root', 'Info', 'ID', ...(isLocked ? ['Encrypt'] : [])]);
		if (numberOf(trailer.get('Size')) !== this.#count + 1) {
			throw new Unexplained('the trailer miscounts');
		}
		const ends = ['Type', 'Pages', 'Outlines', 'PageMode', 'Lang', 'Metadata', 'OutputIntents'];
		const catalog = await this.#objects.dict(trailer.get('Root'), 'catalog', ends);
		named(catalog, { Type: 'Catalog', PageMode: 'UseOutlines' });
		if (stringOf(catalog.get('Lang')) !== language) throw new Unexplained('another language');
		const leaves = await walkPageTree(this.#objects, catalog.get('Pages'));
		const pages: WalkedPage[] = [];
		for (const leaf of leaves) {
			const page = await this.#page(leaf);
			pages.push(page);
			this.#onPage(page);
		}
		this.#fonts.finish();
		const places = leaves.map(({ page }) => refOf(page));
		const outline = await walkOutline(this.#objects, catalog.get('Outlines'), places);
		await this.#colour(catalog.get('OutputIntents'));
		const xmp = await this.#objects.stream(catalog.get('Metadata'), 'metadata', [
			'Type',
			'Subtype'
		]);
		named(xmp.dict, { Type: 'Metadata', Subtype: 'XML' });
		const info = await this.#objects.dict(trailer.get('Info'), 'information');
		const texts = [...info].map(([key, value]) => [key, textOf(value)] as const);
		await this.#identifier(trailer.get('ID'));
		this.#objects.finish();
		return {
			pages,
			outline,
			info: Object.fromEntries(texts),
			xmp: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(xmp.bytes),
			objects: this.#count,
			isLocked
		};
	}

	/** One output intent, with the very profile that we make. */
	async #colour(intents: Value | undefined): Promise<void> {
		const [intent, ...others] = listOf(intents).map(dictOf);
		if (!intent || others.length > 0) throw new Unexplained('the colours are not ours');
		only(intent, ['Type', 'S', 'OutputConditionIdentifier', 'DestOutputProfile']);
		named(intent, { Type: 'OutputIntent', S: 'GTS_PDFA1' });
		const said = stringOf(intent.get('OutputConditionIdentifier'));
		const profile = await this.#objects.stream(intent.get('DestOutputProfile'), 'colour profile', [
			...['Filter', 'N']
		]);
		const ours = isSameBytes(srgbProfile(), await inflated(profile.bytes));
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

	async #page({ page: reference, parent }: Leaf): Promise<WalkedPage> {
		const keys = ['Type', 'Parent', 'MediaBox', 'Resources', 'Contents'];
		const page = await this.#objects.dict(reference, 'page', keys);
		named(page, { Type: 'Page' });
		if (refOf(page.get('Parent')) !== refOf(parent)) throw new Unexplained('a page has two homes');
		const [left, bottom, width = 0, height = 0, more] = listOf(page.get('MediaBox')).map(numberOf);
		if (left !== 0 || bottom !== 0 || more !== undefined) {
			throw new Unexplained('a page is cropped');
		}
		const resources = dictOf(page.get('Resources'));
		const pictured = resources.has('XObject');
		only(resources, pictured ? ['Font', 'XObject'] : ['Font']);
		const fonts = new Map<string, ShownFont>();
		for (const [name, ref] of dictOf(resources.get('Font'))) {
			if (!/^([FB]|G\d+)$/.test(name)) throw new Unexplained('a font has another name than ours');
			fonts.set(name, await this.#fonts.fontAt(ref));
		}
		const packed = await this.#objects.stream(page.get('Contents'), 'content', ['Filter']);
		const content = await inflated(packed.bytes);
		const { texts, pictures, rules, fonts: used } = readContent(content, fonts);
		if ([...used].some((name) => !fonts.has(name))) throw new Unexplained('a font is missing');
		if ([...fonts.keys()].some((name) => /^G/.test(name) && !used.has(name))) {
			throw new Unexplained('a page names a font that it does not use');
		}
		const sha256 = await sha256Hex(content);
		if (!pictured) {
			if (pictures.length > 0) throw new Unexplained('a picture is missing');
			this.#shown.push(`${sha256} `);
			return { width, height, rules, ...(await written(texts)) };
		}
		const names = dictOf(resources.get('XObject'));
		only(names, ['P']);
		const [shown] = pictures;
		if (pictures.length !== 1 || shown?.name !== 'P') {
			throw new Unexplained('a page does not show its one picture once');
		}
		const picture = await walkPicture(this.#objects, names.get('P'));
		this.#shown.push(`${sha256} ${picture.sha256}`);
		const { name: _name, ...place } = shown;
		return { width, height, rules, ...(await written(texts)), picture: { ...picture, place } };
	}
}

async function written(
	texts: readonly ShownText[]
): Promise<Pick<WalkedPage, 'printed' | 'hidden' | 'hiddenSha256' | 'letters'>> {
	const unseen = texts.filter((text) => text.hidden);
	const [hidden, hiddenSha256] = [reachOf(unseen), await sha256OfPlaces(unseen)];
	return {
		printed: texts.filter((text) => !text.hidden),
		letters: lettersOf(texts.map(({ text }) => text)),
		...(hidden ? { hidden } : {}),
		...(hiddenSha256 === undefined ? {} : { hiddenSha256 })
	};
}

/** Every hidden word as wide as it is set and as high as its font is; without the space that ends it. */
function reachOf(texts: readonly ShownText[]): Reach | undefined {
	if (texts.length === 0) return undefined;
	const reach = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity };
	let before: ShownText | undefined;
	let end = 0;
	for (const text of texts) {
		const { x, y, size, stretch, face } = text;
		if (!(size > 0) || !(stretch > 0)) throw new Unexplained('a hidden word has no size');
		// A word in several fonts goes on where its first part has ended.
		const from = before?.x === x && before.y === y ? end : x;
		const word = text.text.trimEnd();
		const width = face
			? widthOf(word, size, face)
			: (Array.from(word).length * glyphlessWidth * size) / 1000;
		end = from + (width * stretch) / 100;
		reach.left = Math.min(reach.left, from);
		reach.bottom = Math.min(reach.bottom, y);
		reach.right = Math.max(reach.right, end);
		reach.top = Math.max(reach.top, y + size * highest);
		before = text;
	}
	return reach;
}
