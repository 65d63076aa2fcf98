/** The fonts of a file: the two faces, known by their hash, and glyphless ones, which must draw nothing. */
import { mappedBy, type Mapped } from './codes.ts';
import type { ShownFont } from './content.ts';
import { advances, faces, metrics, type Face } from './letters.ts';
import type { ObjectsOnce } from './objects-once.ts';
import { Unexplained, type Dict, type Value } from './pdf-objects.ts';
import { sha256Hex } from './sha256.ts';
import { dictOf, inflated, listOf, named, numberOf, only, refOf, stringOf } from './walk-values.ts';

export class WalkedFonts {
	readonly #objects: ObjectsOnce;
	readonly #known = new Map<number, ShownFont>();
	/** Of each hidden font, the letters that no page has shown yet. */
	readonly #unused: Set<string>[] = [];

	constructor(objects: ObjectsOnce) {
		this.#objects = objects;
	}

	/** A font may serve many pages; it is walked the first time. */
	async fontAt(reference: Value): Promise<ShownFont> {
		const known = this.#known.get(refOf(reference));
		if (known) return known;
		const font = await this.#objects.dict(reference, 'font');
		const subtype = font.get('Subtype');
		const isHidden = subtype?.is === 'name' && subtype.name === 'Type3';
		const shown = await (isHidden ? this.#hidden(font) : this.#face(font));
		this.#known.set(refOf(reference), shown);
		return shown;
	}

	/** Once every page was read: a letter that stands on none of them could be part of a word that nobody sees. */
	finish(): void {
		if (this.#unused.some(({ size }) => size > 0))
			throw new Unexplained('a hidden font has letters that no page shows');
	}

	async #face(font: Dict): Promise<ShownFont> {
		only(font, ['Type', 'Subtype', 'BaseFont', 'Encoding', 'DescendantFonts', 'ToUnicode']);
		const base = font.get('BaseFont');
		const face = faces.find((one) => base?.is === 'name' && metrics[one].name === base.name);
		if (!face) throw new Unexplained('a font is not ours');
		named(font, { Type: 'Font', Subtype: 'Type0', Encoding: 'Identity-H' });
		const [child, ...others] = listOf(font.get('DescendantFonts'));
		if (others.length > 0) throw new Unexplained('a font has more parts than ours');
		await this.#child(child, face);
		const { letters, decode } = await this.#letters(font.get('ToUnicode'), 2);
		// Every glyph is called by the letter that it shows, and no other code by anything.
		if (letters.join('') !== metrics[face].letters) {
			throw new Unexplained('a font’s letters are called otherwise');
		}
		return { decode, face };
	}

	async #child(reference: Value | undefined, face: Face): Promise<void> {
		const keys = ['Type', 'Subtype', 'BaseFont', 'CIDSystemInfo', 'FontDescriptor'];
		const child = await this.#objects.dict(reference, 'font’s part', [...keys, 'CIDToGIDMap', 'W']);
		const { name, box, ascent, descent, length, sha256 } = metrics[face];
		named(child, {
			Type: 'Font',
			Subtype: 'CIDFontType2',
			BaseFont: name,
			CIDToGIDMap: 'Identity'
		});
		const system = dictOf(child.get('CIDSystemInfo'));
		only(system, ['Registry', 'Ordering', 'Supplement']);
		const [first, widths] = listOf(child.get('W'));
		const same =
			stringOf(system.get('Registry')) === 'Adobe' &&
			stringOf(system.get('Ordering')) === 'Identity' &&
			numberOf(system.get('Supplement')) === 0 &&
			numberOf(first) === 0 &&
			listOf(widths).map(numberOf).join() === advances[face].join();
		if (!same) throw new Unexplained('a font is not as wide as ours');
		const parts = ['Type', 'FontName', 'Flags', 'FontBBox', 'ItalicAngle', 'Ascent', 'Descent'];
		const descriptor = await this.#objects.dict(child.get('FontDescriptor'), 'font’s description', [
			...parts,
			...['CapHeight', 'StemV', 'FontFile2']
		]);
		named(descriptor, { Type: 'FontDescriptor', FontName: name });
		const measures = [
			...listOf(descriptor.get('FontBBox')),
			...['Flags', 'ItalicAngle', 'Ascent', 'Descent', 'CapHeight', 'StemV'].map((key) =>
				descriptor.get(key)
			)
		];
		if (
			measures.map(numberOf).join() !==
			[...box, ...[4, 0, ascent, descent, 716, face === 'bold' ? 138 : 88]].join()
		) {
			throw new Unexplained('a font is not as high as ours');
		}
		const program = await this.#objects.stream(descriptor.get('FontFile2'), 'font', [
			'Filter',
			'Length1'
		]);
		const whole = numberOf(program.dict.get('Length1')) === length;
		if (!whole || (await sha256Hex(program.bytes)) !== sha256) {
			throw new Unexplained('an embedded font is not ours');
		}
	}

	async #hidden(font: Dict): Promise<ShownFont> {
		const keys = ['Type', 'Subtype', 'FontBBox', 'FontMatrix', 'CharProcs', 'Encoding'];
		only(font, [...keys, 'FirstChar', 'LastChar', 'Widths', 'Resources', 'ToUnicode']);
		named(font, { Type: 'Font' });
		only(dictOf(font.get('Resources')), []);
		const shapes = dictOf(font.get('CharProcs'));
		only(shapes, ['n']);
		const { bytes } = await this.#objects.stream(shapes.get('n'), 'empty shape', []);
		if (new TextDecoder().decode(bytes) !== '500 0 d0') {
			throw new Unexplained('a hidden font has a shape');
		}
		const { letters, decode } = await this.#letters(font.get('ToUnicode'), 1);
		checkMeasures(font, letters.length);
		const unused = new Set(letters);
		this.#unused.push(unused);
		return {
			decode: (codes) => {
				const text = decode(codes);
				for (const letter of text) unused.delete(letter);
				return text;
			}
		};
	}

	async #letters(reference: Value | undefined, bytes: 1 | 2): Promise<Mapped> {
		const map = await this.#objects.stream(reference, 'letters of a font', ['Filter']);
		return mappedBy(new TextDecoder().decode(await inflated(map.bytes)), bytes);
	}
}

/** Every letter of a hidden font is the one empty shape, and as wide as all others: no list of its can say anything. */
function checkMeasures(font: Dict, letters: number): void {
	const encoding = dictOf(font.get('Encoding'));
	only(encoding, ['Type', 'Differences']);
	named(encoding, { Type: 'Encoding' });
	const [first, ...shapes] = listOf(encoding.get('Differences'));
	const widths = listOf(font.get('Widths')).map(numberOf);
	const numbers = [first, font.get('FirstChar'), font.get('LastChar')].map(numberOf);
	const isOurs =
		numbers.join() === [1, 1, letters].join() &&
		shapes.length === letters &&
		shapes.every((shape) => shape.is === 'name' && shape.name === 'n') &&
		widths.length === shapes.length &&
		widths.every((width) => width === 500) &&
		listOf(font.get('FontBBox')).map(numberOf).join() === '0,0,500,1000' &&
		listOf(font.get('FontMatrix')).map(numberOf).join() === '0.001,0,0,0.001,0,0';
	if (!isOurs) throw new Unexplained('a hidden font has measures of its own');
}
