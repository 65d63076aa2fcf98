/** Makes words comparable across hands, typewriters and misreadings. */

/** Letters that a reader confuses fall together; the result is for matching, never for showing. */
const lookAlikes: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	l: 'i',
	'|': 'i',
	'!': 'i',
	'5': 's',
	'8': 'b'
};

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

const confusable = /[01l|!58]|rn|vv/;

/** The letters of one plain word as a reader might have confused them: `rnoney` and `money` become one. */
export function foldWord(word: string): string {
	if (!confusable.test(word)) return word;
	return word
		.replace(/rn/g, 'm')
		.replace(/vv/g, 'w')
		.replace(/[01l|!58]/g, (letter) => lookAlikes[letter] ?? letter);
}

/** Words of a plain text, with apostrophes inside them kept; numbers are words too. */
export function wordsIn(plain: string): string[] {
	return plain.match(/[a-z]+(?:'[a-z]+)?|\d+(?:[.:/]\d+)*|[?$%+&=>→↑↓]|[^\s\w]{2,}/g) ?? [];
}
