/** Makes a text comparable across hands, typewriters and misreadings. */

const digitLike: Readonly<Record<string, string>> = {
	o: '0',
	O: '0',
	l: '1',
	I: '1',
	i: '1',
	'|': '1',
	S: '5',
	s: '5',
	B: '8',
	Z: '2'
};

/** A token that holds a digit and otherwise only letters that look like digits, e.g. `9O834`, `lO:5O`. */
const brokenNumber = /(?<![A-Za-z])(?=[^\s]*\d)[\dOolI|SBZ]+(?:[:./-][\dOolI|SBZ]+)*(?![A-Za-z])/g;

/** Gives misread numbers their digits back: `lO:5O` becomes `10:50`. */
export function repairNumbers(text: string): string {
	return text.replace(brokenNumber, (token) =>
		token.replace(/[OolI|SBZ]/g, (letter) => digitLike[letter] ?? letter)
	);
}

/** Lower case, no accents, plain quotes and dashes, numbers repaired: what rules and word features see. */
export function plainText(text: string): string {
	return repairNumbers(text.normalize('NFKD').replace(/\p{M}/gu, ''))
		.replace(/[‘’`]/g, "'")
		.replace(/[“”]/g, '"')
		.replace(/[–—]/g, '-')
		.toLowerCase();
}

/** Words of a plain text, with apostrophes inside them kept; numbers are words too. */
export function wordsIn(plain: string): string[] {
	return plain.match(/[a-z]+(?:'[a-z]+)?|\d+(?:[.:/]\d+)*|[?$%+&=>→↑↓]|[^\s\w]{2,}/g) ?? [];
}
