/** Writes the two faces into a file: whole, as they lie in `font/`, so that a proof can know them by their hash. */
import { characterMap } from './character-map.ts';
import { bold, regular } from './font/files.ts';
import { advances, faces, metrics, type Face } from './letters.ts';
import { asciiString, type PdfFile } from './pdf-file.ts';

const files: Readonly<Record<Face, string>> = { regular, bold };

/** Object numbers of the faces. Composite fonts, because one byte has no room for the letters (ISO 32000-1, 9.7). */
export async function putFaces(file: PdfFile): Promise<Readonly<Record<Face, number>>> {
	const numbers = { regular: 0, bold: 0 };
	for (const face of faces) numbers[face] = await putFace(file, face);
	return numbers;
}

async function putFace(file: PdfFile, face: Face): Promise<number> {
	const { name, letters, ascent, descent, box, length } = metrics[face];
	const [font, child, descriptor, program, map] = Array.from({ length: 5 }, () => file.reserve());
	if (!font || !child || !descriptor || !program || !map) throw new Error('no room for a font');
	await file.put(font, [
		`/Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H `,
		`/DescendantFonts [${child} 0 R] /ToUnicode ${map} 0 R`
	]);
	await file.put(child, [
		`/Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry `,
		asciiString('Adobe'),
		' /Ordering ',
		asciiString('Identity'),
		` /Supplement 0 >> /FontDescriptor ${descriptor} 0 R `,
		`/CIDToGIDMap /Identity /W [0 [${advances[face].join(' ')}]]`
	]);
	await file.put(descriptor, [
		`/Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${box.join(' ')}] /ItalicAngle 0 `,
		`/Ascent ${ascent} /Descent ${descent} /CapHeight 716 /StemV ${face === 'bold' ? 138 : 88} `,
		`/FontFile2 ${program} 0 R`
	]);
	const bytes = Uint8Array.from(atob(files[face]), (char) => char.charCodeAt(0));
	await file.put(program, [`/Filter /FlateDecode /Length1 ${length}`], bytes);
	const cmap = characterMap(Array.from(letters), 2);
	await file.packed(map, [], new TextEncoder().encode(cmap));
	return font;
}
