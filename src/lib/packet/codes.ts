/** What the codes of a packet's fonts mean. */
import type { Decode } from './content.ts';
import { Unexplained } from './pdf-objects.ts';

const windows = new TextDecoder('windows-1252');

/** WinAnsi encoding is Windows code page 1252 (ISO 32000-1, annex D.2). */
export const decodeLatin: Decode = (codes) =>
	windows.decode(Uint8Array.from(codes, (code) => code.charCodeAt(0)));

const block = /(\d+) beginbfchar\n((?:<[0-9A-F]{2}> <(?:[0-9A-F]{4})+>\n)+)endbfchar\n/g;

/** Reads a ToUnicode map of the one form that hidden fonts have; throws when there is more in it than letters. */
export function decodeMapped(cmap: string): Decode {
	const letters = new Map<string, string>();
	const rest = cmap.replace(block, (_all, _count, pairs: string) => {
		for (const pair of pairs.trimEnd().split('\n')) {
			const [code = '', units = ''] = pair.replace(/[<>]/g, '').split(' ');
			const letter = units.replace(/.{4}/g, (unit) => String.fromCharCode(parseInt(unit, 16)));
			letters.set(String.fromCharCode(parseInt(code, 16)), letter);
		}
		return '';
	});
	if (rest !== frame) throw new Unexplained('a map of letters holds something else');
	return (codes) =>
		Array.from(codes, (code) => {
			const letter = letters.get(code);
			if (letter === undefined) throw new Unexplained('a code has no letter');
			return letter;
		}).join('');
}

const frame = [
	'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
	'/CMapName /Hidden def /CMapType 2 def',
	'1 begincodespacerange\n<00> <FF>\nendcodespacerange',
	'endcmap CMapName currentdict /CMap defineresource pop end end'
].join('\n');
