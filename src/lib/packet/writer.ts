/**
 * Sets sheets into a file: what is in the file is what this module put there, so the proof can give every byte a
 * meaning. A packet without a password is PDF/A-2b (ISO 19005-2): its fonts and its colour are in it.
 */
import type { Rotation } from '#lib/page/reading.ts';
import type { DrawnPicture } from './drawing.ts';
import { encoded, faces, type Face } from './face.ts';
import { putFaces } from './face-fonts.ts';
import type { HiddenWord } from './fold.ts';
import { GlyphlessFonts } from './glyphless.ts';
import { lockWith } from './lock.ts';
import { creationDate, identifierOf, language, xmpOf } from './metadata.ts';
import { bookmarksOf, putOutline } from './outline.ts';
import { PageTree } from './page-tree.ts';
import { round, type Box, type Paper } from './paper.ts';
import { placedIn, type WordsFrame } from './placed-words.ts';
import { asciiString, PdfFile } from './pdf-file.ts';
import { sha256Hex } from './sha256.ts';
import { ruleLook, type Draft, type Rule, type Sheet, type TextLine } from './sheets.ts';
import { srgbProfile } from './srgb.ts';

const faceKeys: Readonly<Record<Face, string>> = { regular: 'F', bold: 'B' };

/** A picture with its words, ready to be set on its sheet. */
export interface SheetPicture extends DrawnPicture, WordsFrame {
	readonly words: readonly HiddenWord[];
}

export interface WriterTerms {
	/** Bytes that the pages will probably take. */
	readonly sizeHint?: number;
	readonly password?: string | undefined;
}

/** Fonts, colour, outline and the rest, whatever the pages take. */
const overhead = 200_000;
/** A sheet's words, its place and its bookmark. A little too much costs nothing: memory is taken as it is written to. */
const perSheet = 20_000;

export class PacketWriter {
	readonly #file: PdfFile;
	readonly #tree: PageTree;
	/** SHA-256 of each sheet's content and picture. */
	readonly #shown: string[] = [];
	readonly #faces: Promise<Readonly<Record<Face, number>>>;
	readonly #glyphless: GlyphlessFonts;
	readonly #draft: Draft;

	readonly #isLocked: boolean;

	private constructor(draft: Draft, file: PdfFile, isLocked: boolean) {
		this.#draft = draft;
		this.#file = file;
		this.#isLocked = isLocked;
		this.#tree = new PageTree(file, draft.sheets.length);
		this.#faces = putFaces(this.#file);
		this.#glyphless = new GlyphlessFonts(this.#file);
	}

	static async begin(
		draft: Draft,
		{ sizeHint = 0, password }: WriterTerms = {}
	): Promise<PacketWriter> {
		const cipher = password === undefined ? undefined : await lockWith(password);
		const room = sizeHint + overhead + perSheet * draft.sheets.length;
		return new PacketWriter(draft, new PdfFile(room, cipher), cipher !== undefined);
	}

	/** The next sheet of the draft; a page's sheet takes its picture. Answers with the picture's SHA-256, if it has one. */
	async add(sheet: Sheet, picture?: SheetPicture): Promise<string> {
		const numbers = await this.#faces;
		const fonts = new Map(faces.map((face) => [faceKeys[face], numbers[face]]));
		const content: string[] = [];
		let shown: { readonly object: number; readonly sha256: string } | undefined;
		if (sheet.is !== 'front') {
			if (!picture) throw new Error('a sheet needs its picture');
			shown = await this.#picture(picture);
			content.push(`q ${placed(sheet.picture, picture.facts.turn)} cm /P Do Q`);
			content.push(...this.#hidden(picture, sheet.picture, fonts));
		} else content.push(...sheet.rules.map(ruleOps));
		content.push('BT 0 Tr 100 Tz', ...sheet.lines.map(lineOps), 'ET');
		await this.#page(sheet.paper, fonts, shown, content.join('\n'));
		return shown?.sha256 ?? '';
	}

	async finish(): Promise<Uint8Array<ArrayBuffer>> {
		const file = this.#file;
		await this.#glyphless.finish();
		await this.#tree.finish();
		const outline = await putOutline(file, bookmarksOf(this.#draft.sheets), this.#tree.pages);
		const [root, info, xmp, profile] = [0, 0, 0, 0].map(() => file.reserve()) as [
			...[number, number, number, number]
		];
		const told = new TextEncoder().encode(xmpOf(this.#draft, !this.#isLocked));
		await file.put(xmp, ['/Type /Metadata /Subtype /XML'], told);
		await file.packed(profile, ['/N 3 '], srgbProfile());
		await file.put(root, [
			`/Type /Catalog /Pages ${this.#tree.root} 0 R /Outlines ${outline} 0 R /PageMode /UseOutlines `,
			'/Lang ',
			asciiString(language),
			` /Metadata ${xmp} 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 `,
			'/OutputConditionIdentifier ',
			asciiString('sRGB IEC61966-2.1'),
			` /DestOutputProfile ${profile} 0 R >>]`
		]);
		await file.put(info, [
			...['/Title ', asciiString(this.#draft.title)],
			...[' /CreationDate ', asciiString(creationDate(this.#draft))]
		]);
		return file.finish(root, info, await identifierOf(this.#shown));
	}

	async #picture({
		file,
		facts
	}: SheetPicture): Promise<{ readonly object: number; readonly sha256: string }> {
		const object = this.#file.reserve();
		const { width, height, packing, components } = facts;
		const space = components === 1 ? 'DeviceGray' : 'DeviceRGB';
		const packed =
			packing === 'jpeg'
				? '/BitsPerComponent 8 /Filter /DCTDecode'
				: `/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>`;
		const size = `/Width ${width} /Height ${height}`;
		const entries = `/Type /XObject /Subtype /Image ${size} /ColorSpace /${space} ${packed}`;
		await this.#file.put(object, [entries], file);
		return { object, sha256: await sha256Hex(file) };
	}

	/** Words in render mode 3 (neither filled nor stroked). */
	#hidden(picture: SheetPicture, box: Box, fonts: Map<string, number>): string[] {
		if (picture.words.length === 0) return [];
		const ops = ['BT 3 Tr'];
		for (const { text, x, y, size, stretch, face } of placedIn(box, picture, picture.words)) {
			const at = `1 0 0 1 ${x} ${y} Tm`;
			if (face) {
				ops.push(`/${faceKeys[face]} ${size} Tf ${stretch} Tz ${at} ${encoded(text)} Tj`);
				continue;
			}
			ops.push(`${stretch} Tz ${at}`);
			for (const { name, font, hex } of this.#glyphless.write(text)) {
				fonts.set(name, font);
				ops.push(`/${name} ${size} Tf <${hex}> Tj`);
			}
		}
		return [...ops, 'ET'];
	}

	async #page(
		paper: Paper,
		fonts: ReadonlyMap<string, number>,
		picture: { readonly object: number; readonly sha256: string } | undefined,
		content: string
	): Promise<void> {
		const [page, contents] = [this.#file.reserve(), this.#file.reserve()];
		const plain = new TextEncoder().encode(content);
		await this.#file.packed(contents, [], plain);
		const named = [...fonts].map(([name, font]) => `/${name} ${font} 0 R`).join(' ');
		const shown = picture ? ` /XObject << /P ${picture.object} 0 R >>` : '';
		const box = `/MediaBox [0 0 ${paper.width} ${paper.height}]`;
		const resources = `/Resources << /Font << ${named} >>${shown} >>`;
		await this.#tree.add(
			page,
			`/Type /Page /Parent ${this.#tree.parent()} 0 R ${box} ${resources} /Contents ${contents} 0 R`
		);
		this.#shown.push(`${await sha256Hex(plain)} ${picture?.sha256 ?? ''}`);
	}
}

/** The matrix that fills the box with the picture, turned clockwise by so much. */
function placed({ x, y, width, height }: Box, turn: Rotation): string {
	const [right, top] = [round(x + width), round(y + height)];
	switch (turn) {
		case 0:
			return `${width} 0 0 ${height} ${x} ${y}`;
		case 90:
			return `0 ${-height} ${width} 0 ${x} ${top}`;
		case 180:
			return `${-width} 0 0 ${-height} ${right} ${top}`;
		case 270:
			return `0 ${height} ${-width} 0 ${right} ${y}`;
	}
}

function ruleOps({ x, y, width }: Rule): string {
	const { gray, thickness } = ruleLook;
	return `${gray} G ${thickness} w ${x} ${y} m ${round(x + width)} ${y} l S`;
}

/** The trailing space keeps a reader from running one line's last word into the next line's first. */
function lineOps({ text, x, y, size, face, tone }: TextLine): string {
	const gray = tone === 'quiet' ? 0.35 : 0;
	return `${gray} g /${faceKeys[face]} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${encoded(`${text} `)} Tj`;
}
