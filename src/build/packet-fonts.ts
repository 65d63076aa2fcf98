/**
 * Makes the two fonts of packets: `npm run packet-fonts`. Arimo (OFL 1.1) sets a line as wide as Helvetica does; what
 * is kept are the letters of the Latin (Vietnamese included), Greek and Cyrillic scripts.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { zlibSync } from 'fflate';
import { format, resolveConfig } from 'prettier';
import { cutDown } from './fonts/truetype.ts';

const from = 'node_modules/@expo-google-fonts/arimo';
const to = 'src/lib/packet/font';

const ranges: readonly (readonly [number, number])[] = [
	...([
		[0x20, 0x7e],
		[0xa0, 0x17f],
		[0x18f, 0x18f],
		[0x192, 0x192],
		[0x1a0, 0x1b0]
	] as const),
	...([
		[0x1c4, 0x21b],
		[0x259, 0x259],
		[0x2bb, 0x2bc],
		[0x2c6, 0x2dd]
	] as const),
	...([
		[0x384, 0x3ce],
		[0x400, 0x45f],
		[0x490, 0x4e9],
		[0x1e00, 0x1eff]
	] as const),
	...([
		[0x2010, 0x2026],
		[0x2030, 0x203a],
		[0x2044, 0x2044],
		[0x20a0, 0x20bf]
	] as const),
	...([
		[0x2116, 0x2116],
		[0x2122, 0x2122],
		[0x215b, 0x215e],
		[0x2212, 0x2212]
	] as const)
];
const faces = { regular: '400Regular/Arimo_400Regular', bold: '700Bold/Arimo_700Bold' } as const;

const note = 'made by `npm run packet-fonts` from Arimo, whose licence is OFL.txt beside it.';

/** The two modules: what a line needs to be set, and the fonts themselves, which only a packet needs. */
export async function packetFonts(): Promise<Readonly<Record<string, string>>> {
	const codes = ranges.flatMap(([first, last]) =>
		Array.from({ length: last - first + 1 }, (_, n) => first + n)
	);
	// Soft hyphens, joiners and marks of direction are nobody's visible letters; nor are other spaces than the one.
	const visible = codes.filter((code) => {
		const letter = String.fromCodePoint(code);
		return letter === ' ' || !/[\p{Cf}\p{Cn}\s]/u.test(letter);
	});
	const metrics = [`/** What a line of text needs to know of the fonts: ${note} */\n`];
	const files = [`/** The TrueType fonts as zlib streams, base64: ${note} */\n`];
	for (const [face, file] of Object.entries(faces)) {
		const source = Uint8Array.from(readFileSync(`${from}/${file}.ttf`));
		const { bytes, letters, widths, ascent, descent, box } = cutDown(source, visible);
		const packed = zlibSync(bytes, { level: 9 });
		metrics.push(
			`export const ${face} = {`,
			`\tname: 'PKTAAA+Arimo-${face === 'bold' ? 'Bold' : 'Regular'}',`,
			'\t/** Glyph n + 1 is the n-th of them; after them come the parts that letters are composed of. */',
			`\tletters: ${quoted(letters)},`,
			'\t/** Of every glyph, in thousandths of the font’s size, as are the rest. */',
			`\twidths: ${quoted(widths.join(' '))},`,
			`\tascent: ${ascent},\n\tdescent: ${descent},\n\tbox: [${box.join(', ')}],`,
			`\t/** Bytes of the font, unpacked. */\n\tlength: ${bytes.length},`,
			`\t/** SHA-256 of its zlib stream, hex. */\n\tsha256: '${createHash('sha256').update(packed).digest('hex')}'`,
			'} as const;\n'
		);
		files.push(`export const ${face} =\n\t'${Buffer.from(packed).toString('base64')}';\n`);
	}
	const options = { ...(await resolveConfig(to)), parser: 'typescript' };
	return {
		'metrics.ts': await format(metrics.join('\n'), options),
		'files.ts': await format(files.join('\n'), options)
	};
}

function quoted(text: string): string {
	return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

if (import.meta.main) {
	mkdirSync(to, { recursive: true });
	for (const [name, text] of Object.entries(await packetFonts()))
		writeFileSync(`${to}/${name}`, text);
	writeFileSync(`${to}/OFL.txt`, readFileSync(`${from}/LICENSE_FONT`));
}
