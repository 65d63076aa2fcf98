/** Words, numbers and days as a reader may have misread them: whether two are most likely the same. Pure. */

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

const confusable = /[01l|!58]|rn|vv/;

/** The letters of one plain word as a reader might have confused them: `rnoney` and `money` become one. */
export function foldWord(word: string): string {
	if (!confusable.test(word)) return word;
	return word
		.replace(/rn/g, 'm')
		.replace(/vv/g, 'w')
		.replace(/[01l|!58]/g, (letter) => lookAlikes[letter] ?? letter);
}

/** One letter wrong in five, two in eight; in a short word none, for "Ann" and "Dan" are two people. */
function mostWrong(length: number): number {
	return length >= 8 ? 2 : length >= 5 ? 1 : 0;
}

/** Both as {@link foldWord} gives them. */
export function isAlike(a: string, b: string): boolean {
	if (a === b) return a !== '';
	const most = mostWrong(Math.min(a.length, b.length));
	if (most === 0 || Math.abs(a.length - b.length) > most) return false;
	return distanceOf(a, b) <= most;
}

/** Letters to put in, take out or change (Levenshtein). */
export function distanceOf(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
