/**
 * A font without shapes, for hidden words that the faces cannot write: a Type 3 font (ISO 32000-1, 9.6.5) whose every
 * letter draws nothing and says through its ToUnicode map which letter it is. It holds only the letters that are used.
 */
import { characterMap } from './character-map.ts';
import type { PdfFile } from './pdf-file.ts';

/** All letters are equally wide, in thousandths of the font's size. */
export const glyphlessWidth = 500;
const perFont = 255;

export class GlyphlessFonts {
	readonly #file: PdfFile;
	readonly #places = new Map<string, number>();
	readonly #fonts: number[] = [];

	constructor(file: PdfFile) {
		this.#file = file;
	}

	/** Runs of one font each: its resource name, its object, and the letters as the hex string that writes them. */
	write(text: string): readonly { name: string; font: number; hex: string }[] {
		const runs: { name: string; font: number; hex: string }[] = [];
		for (const char of text) {
			const place = this.#placeOf(char);
			const index = Math.floor(place / perFont);
			const font = (this.#fonts[index] ??= this.#file.reserve());
			const hex = ((place % perFont) + 1).toString(16).toUpperCase().padStart(2, '0');
			const name = `G${index}`;
			const last = runs.at(-1);
			if (last?.name === name) last.hex += hex;
			else runs.push({ name, font, hex });
		}
		return runs;
	}

	/** Writes the fonts, when all words are known. */
	async finish(): Promise<void> {
		const letters = [...this.#places.keys()];
		for (const [index, font] of this.#fonts.entries()) {
			await this.#finishOne(font, letters.slice(index * perFont, (index + 1) * perFont));
		}
	}

	#placeOf(char: string): number {
		const known = this.#places.get(char);
		if (known !== undefined) return known;
		this.#places.set(char, this.#places.size);
		return this.#places.size - 1;
	}

	async #finishOne(font: number, letters: readonly string[]): Promise<void> {
		const [nothing, map] = [this.#file.reserve(), this.#file.reserve()];
		const utf8 = new TextEncoder();
		await this.#file.put(nothing, [], utf8.encode(`${glyphlessWidth} 0 d0`));
		await this.#file.packed(map, [], utf8.encode(characterMap(letters, 1)));
		await this.#file.put(font, [
			`/Type /Font /Subtype /Type3 /FontBBox [0 0 ${glyphlessWidth} 1000] `,
			`/FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /n ${nothing} 0 R >> `,
			`/Encoding << /Type /Encoding /Differences [1${' /n'.repeat(letters.length)}] >> `,
			`/FirstChar 1 /LastChar ${letters.length} `,
			`/Widths [${letters.map(() => glyphlessWidth).join(' ')}] `,
			`/Resources << >> /ToUnicode ${map} 0 R`
		]);
	}
}
