/** What the codes of a packet's fonts mean. */
import { characterMap } from './character-map.ts';
import type { Decode } from './content.ts';
import { Unexplained } from './pdf-objects.ts';

const pair = /<((?:[0-9A-F]{2}){1,2})> <((?:[0-9A-F]{4}){1,2})>\n/g;

export interface Mapped {
	/** Code n + 1 means the n-th letter. */
	readonly letters: readonly string[];
	readonly decode: Decode;
}

/**
 * Reads a ToUnicode map of the one form that packets have. Writing its letters again has to give the same map: a second
 * meaning, a code out of turn or a few letters more to one code would be room for words that stand on no page.
 */
export function mappedBy(cmap: string, bytes: 1 | 2): Mapped {
	// Code 0 begins the range of all codes, and is no letter's.
	const pairs = Array.from(cmap.matchAll(pair)).filter(([, code = '']) => parseInt(code, 16) > 0);
	const letters = pairs.map(([, , units = '']) =>
		units.replace(/.{4}/g, (unit) => String.fromCharCode(parseInt(unit, 16)))
	);
	const isOurs =
		characterMap(letters, bytes) === cmap &&
		new Set(letters).size === letters.length &&
		letters.every((letter) => Array.from(letter).length === 1);
	if (!isOurs) throw new Unexplained('a map of letters holds something else');
	return { letters, decode: decodeWith(letters, bytes) };
}

function decodeWith(letters: readonly string[], bytes: 1 | 2): Decode {
	return (codes) => {
		if (codes.length % bytes !== 0) throw new Unexplained('half a code');
		let text = '';
		for (let at = 0; at < codes.length; at += bytes) {
			const high = bytes === 2 ? codes.charCodeAt(at) << 8 : 0;
			const letter = letters[(high | codes.charCodeAt(at + bytes - 1)) - 1];
			if (letter === undefined) throw new Unexplained('a code has no letter');
			text += letter;
		}
		return text;
	};
}
