/**
 * Writes the file, object by object, with pdf-lib's lowest layer: a plain cross-reference table, no object streams,
 * no identifiers, no clock. What is in the file is what this module put there, so the proof can walk every byte.
 */
import {
	PDFContext,
	PDFHeader,
	PDFName,
	PDFString,
	PDFWriter,
	type PDFDict,
	type PDFRef
} from 'pdf-lib';
import { encoded, faceNames, faces, widthOf, type Face } from './face.ts';
import { isWinAnsi, type HiddenWord } from './fold.ts';
import { GlyphlessFonts, glyphlessWidth } from './glyphless.ts';
import type { JpegFacts } from './jpeg.ts';
import { round, type Box, type Paper } from './paper.ts';
import type { Draft, Rule, Sheet, TextLine } from './sheets.ts';

const faceKeys: Readonly<Record<Face, string>> = { regular: 'F', bold: 'B' };

/** A picture with its words, ready to be set on its sheet. */
export interface SheetPicture {
	readonly jpeg: Uint8Array<ArrayBuffer>;
	readonly facts: JpegFacts;
	readonly words: readonly HiddenWord[];
	/** Pixels that the words' rectangles refer to. */
	readonly width: number;
	readonly height: number;
}

export class PacketWriter {
	readonly #context = PDFContext.create();
	readonly #tree: PDFRef;
	readonly #sheets: PDFRef[] = [];
	readonly #faces: Readonly<Record<Face, PDFRef>>;
	readonly #glyphless: GlyphlessFonts;
	readonly #draft: Draft;

	constructor(draft: Draft) {
		const context = this.#context;
		this.#draft = draft;
		context.header = PDFHeader.forVersion(1, 7);
		this.#tree = context.nextRef();
		const catalog = context.obj({ Type: 'Catalog', Pages: this.#tree });
		context.trailerInfo.Root = context.register(catalog);
		const day = draft.preparedOn.replaceAll('-', '');
		const info = context.obj({});
		info.set(PDFName.of('Title'), PDFString.of(draft.title));
		info.set(PDFName.of('CreationDate'), PDFString.of(`D:${day}`));
		context.trailerInfo.Info = context.register(info);
		const font = (face: Face): PDFRef =>
			context.register(
				context.obj({
					Type: 'Font',
					Subtype: 'Type1',
					BaseFont: faceNames[face],
					Encoding: 'WinAnsiEncoding'
				})
			);
		this.#faces = { regular: font('regular'), bold: font('bold') };
		this.#glyphless = new GlyphlessFonts(context);
	}

	/** The next sheet of the draft; a page's sheet takes its picture. */
	add(sheet: Sheet, picture?: SheetPicture): void {
		const resources: Resources = { fonts: new Map(), pictures: new Map() };
		for (const face of faces) resources.fonts.set(faceKeys[face], this.#faces[face]);
		const content: string[] = [];
		if (sheet.is !== 'front') {
			if (!picture) throw new Error('a sheet needs its picture');
			resources.pictures.set('P', this.#picture(picture));
			const { x, y, width, height } = sheet.picture;
			content.push(`q ${width} 0 0 ${height} ${x} ${y} cm /P Do Q`);
			content.push(...this.#hidden(picture, sheet.picture, resources));
		} else content.push(...sheet.rules.map(ruleOps));
		content.push('BT 0 Tr 100 Tz', ...sheet.lines.map(lineOps), 'ET');
		this.#sheets.push(this.#page(sheet.paper, resources, content.join('\n')));
	}

	async finish(): Promise<Uint8Array<ArrayBuffer>> {
		const context = this.#context;
		if (this.#sheets.length !== this.#draft.sheets.length) throw new Error('a sheet is missing');
		this.#glyphless.finish();
		const tree = { Type: 'Pages', Kids: this.#sheets, Count: this.#sheets.length };
		context.assign(this.#tree, context.obj(tree));
		return PDFWriter.forContext(context, 100).serializeToBuffer();
	}

	#picture({ jpeg, facts }: SheetPicture): PDFRef {
		return this.#context.register(
			this.#context.stream(jpeg, {
				Type: 'XObject',
				Subtype: 'Image',
				Width: facts.width,
				Height: facts.height,
				ColorSpace: facts.components === 1 ? 'DeviceGray' : 'DeviceRGB',
				BitsPerComponent: 8,
				Filter: 'DCTDecode'
			})
		);
	}

	/** Words in render mode 3 (neither filled nor stroked), each as wide and as high as it stands on the picture. */
	#hidden(picture: SheetPicture, box: Box, resources: Resources): string[] {
		if (picture.words.length === 0) return [];
		const ops = ['BT 3 Tr'];
		for (const { text, rect } of picture.words) {
			const [sx, sy] = [box.width / picture.width, box.height / picture.height];
			const height = Math.max(rect.height * sy, 1);
			const width = Math.max(rect.width * sx, 1);
			// Helvetica's letters reach from 0.207 below the baseline to 0.718 above it.
			const size = round(height / 0.925);
			const y = round(box.y + box.height - (rect.y + rect.height) * sy + size * 0.207);
			const x = round(box.x + rect.x * sx);
			const at = `1 0 0 1 ${x} ${y} Tm`;
			if (Array.from(text).every(isWinAnsi)) {
				const stretch = round((100 * width) / widthOf(text, size, 'regular'));
				ops.push(`/F ${size} Tf ${stretch} Tz ${at} ${encoded(`${text} `, 'regular')} Tj`);
				continue;
			}
			const letters = Array.from(text).length;
			const stretch = round((100_000 * width) / (letters * glyphlessWidth * size));
			ops.push(`${stretch} Tz ${at}`);
			for (const run of this.#glyphless.write(`${text} `)) {
				resources.fonts.set(run.name, run.ref);
				ops.push(`/${run.name} ${size} Tf <${run.hex}> Tj`);
			}
		}
		return [...ops, 'ET'];
	}

	#page(paper: Paper, { fonts, pictures }: Resources, content: string): PDFRef {
		const context = this.#context;
		const resources = context.obj({ Font: dict(context, fonts) });
		if (pictures.size > 0) resources.set(PDFName.of('XObject'), dict(context, pictures));
		const page = context.obj({
			Type: 'Page',
			Parent: this.#tree,
			MediaBox: [0, 0, paper.width, paper.height],
			Resources: resources,
			Contents: context.register(context.flateStream(content))
		});
		return context.register(page);
	}
}

interface Resources {
	readonly fonts: Map<string, PDFRef>;
	readonly pictures: Map<string, PDFRef>;
}

function dict(context: PDFContext, entries: ReadonlyMap<string, PDFRef>): PDFDict {
	return context.obj(Object.fromEntries(entries));
}

function ruleOps({ x, y, width }: Rule): string {
	return `0.6 G 0.6 w ${x} ${y} m ${round(x + width)} ${y} l S`;
}

/** The trailing space keeps a reader from running one line's last word into the next line's first. */
function lineOps({ text, x, y, size, face, tone }: TextLine): string {
	const gray = tone === 'quiet' ? 0.35 : 0;
	return `${gray} g /${faceKeys[face]} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${encoded(`${text} `, face)} Tj`;
}
