/** What the codes of a packet's fonts mean. */
import type { Decode } from './content.ts';
import { Unexplained } from './pdf-objects.ts';

const block = /(\d+) beginbfchar\n((?:<(?:[0-9A-F]{2}){1,2}> <(?:[0-9A-F]{4})+>\n)+)endbfchar\n/g;

/** Reads a ToUnicode map of the one form that packets have; throws when there is more in it than letters. */
export function decodeMapped(cmap: string, bytes: 1 | 2): Decode {
	const letters = new Map<number, string>();
	const rest = cmap.replace(block, (_all, _count, pairs: string) => {
		for (const pair of pairs.trimEnd().split('\n')) {
			const [code = '', units = ''] = pair.replace(/[<>]/g, '').split(' ');
			if (code.length !== 2 * bytes) throw new Unexplained('a code is too long or too short');
			const letter = units.replace(/.{4}/g, (unit) => String.fromCharCode(parseInt(unit, 16)));
			letters.set(parseInt(code, 16), letter);
		}
		return '';
	});
	if (rest !== frame(bytes)) throw new Unexplained('a map of letters holds something else');
	return (codes) => {
		if (codes.length % bytes !== 0) throw new Unexplained('half a code');
		let text = '';
		for (let at = 0; at < codes.length; at += bytes) {
			const high = bytes === 2 ? codes.charCodeAt(at) << 8 : 0;
			const letter = letters.get(high | codes.charCodeAt(at + bytes - 1));
			if (letter === undefined) throw new Unexplained('a code has no letter');
			text += letter;
		}
		return text;
	};
}

function frame(bytes: 1 | 2): string {
	const range = `<${'00'.repeat(bytes)}> <${'FF'.repeat(bytes)}>`;
	return [
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
		'/CMapName /Letters def /CMapType 2 def',
		`1 begincodespacerange\n${range}\nendcodespacerange`,
		'endcmap CMapName currentdict /CMap defineresource pop end end'
	].join('\n');
}
