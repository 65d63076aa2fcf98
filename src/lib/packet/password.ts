/** A password that a machine chose and a person can read out: six groups of letters and digits that nobody confuses. */

/** Without 0, 1, I, L, O and U. Thirty signs: six groups of four have 117 bits. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 6;
const perGroup = 4;

export function newPassword(): string {
	const chosen: string[] = [];
	while (chosen.length < groups * perGroup) {
		// Bytes that would prefer some signs over others are thrown away.
		for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
			if (byte < signs.length * Math.floor(256 / signs.length)) {
				chosen.push(signs[byte % signs.length] ?? '');
			}
		}
	}
	const text = chosen.slice(0, groups * perGroup).join('');
	return (text.match(/.{4}/g) ?? []).join('-');
}
