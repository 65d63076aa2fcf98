/**
 * A font without shapes, for hidden words that Helvetica cannot write: a Type 3 font (ISO 32000-1, 9.6.5) whose every
 * letter draws nothing and says through its ToUnicode map which letter it is. It holds only the letters that are used.
 */
import { PDFName, type PDFContext, type PDFRef } from 'pdf-lib';

/** All letters are equally wide, in thousandths of the font's size. */
export const glyphlessWidth = 500;
const perFont = 255;

export class GlyphlessFonts {
	readonly #context: PDFContext;
	readonly #places = new Map<string, number>();
	readonly #refs: PDFRef[] = [];

	constructor(context: PDFContext) {
		this.#context = context;
	}

	/** Runs of one font each: its resource name, its object, and the letters as the hex string that writes them. */
	write(text: string): readonly { name: string; ref: PDFRef; hex: string; letters: number }[] {
		const runs: { name: string; ref: PDFRef; hex: string; letters: number }[] = [];
		for (const char of text) {
			const place = this.#placeOf(char);
			const font = Math.floor(place / perFont);
			const ref = (this.#refs[font] ??= this.#context.nextRef());
			const hex = ((place % perFont) + 1).toString(16).toUpperCase().padStart(2, '0');
			const name = `G${font}`;
			const last = runs.at(-1);
			if (last?.name === name) {
				last.hex += hex;
				last.letters++;
			} else runs.push({ name, ref, hex, letters: 1 });
		}
		return runs;
	}

	/** Writes the fonts, when all words are known. */
	finish(): void {
		const letters = [...this.#places.keys()];
		this.#refs.forEach((ref, index) => {
			this.#finishOne(ref, letters.slice(index * perFont, (index + 1) * perFont));
		});
	}

	#placeOf(char: string): number {
		const known = this.#places.get(char);
		if (known !== undefined) return known;
		this.#places.set(char, this.#places.size);
		return this.#places.size - 1;
	}

	#finishOne(ref: PDFRef, letters: readonly string[]): void {
		const context = this.#context;
		const nothing = context.register(context.stream(`${glyphlessWidth} 0 d0`));
		const map = context.register(context.flateStream(toUnicode(letters)));
		const font = context.obj({
			Type: 'Font',
			Subtype: 'Type3',
			FontBBox: [0, 0, glyphlessWidth, 1000],
			FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
			CharProcs: { n: nothing },
			Encoding: { Type: 'Encoding' },
			FirstChar: 1,
			LastChar: letters.length,
			Widths: letters.map(() => glyphlessWidth),
			Resources: {},
			ToUnicode: map
		});
		const names = letters.map(() => PDFName.of('n'));
		const differences = context.obj([1, ...names]);
		font.set(PDFName.of('Encoding'), context.obj({ Type: 'Encoding', Differences: differences }));
		context.assign(ref, font);
	}
}

/** A CMap from code to letter in UTF-16 (Adobe Technical Note 5411); a block holds 100 pairs at most. */
function toUnicode(letters: readonly string[]): string {
	const hex = (n: number, digits: number): string =>
		n.toString(16).toUpperCase().padStart(digits, '0');
	const pairs = letters.map((char, index) => {
		const units = Array.from({ length: char.length }, (_, at) => hex(char.charCodeAt(at), 4));
		return `<${hex(index + 1, 2)}> <${units.join('')}>`;
	});
	const blocks: string[] = [];
	for (let at = 0; at < pairs.length; at += 100) {
		const block = pairs.slice(at, at + 100);
		blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
	}
	return [
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
		'/CMapName /Hidden def /CMapType 2 def',
		'1 begincodespacerange\n<00> <FF>\nendcodespacerange',
		...blocks,
		'endcmap CMapName currentdict /CMap defineresource pop end end'
	].join('\n');
}
