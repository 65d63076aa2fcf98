/** Names of files that every system takes: Windows, macOS, Linux, and the zip programs on them. Pure. */

/** Reserved by Windows, with any ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?$/i;
/** Room for a number behind it and an ending. */
const longest = 80;

/** One part of a path; never empty, never a way up, and the same however often it is made safe. */
export function safeName(text: string, instead = 'unnamed'): string {
	const plain = text
		.normalize('NFC')
		// Invisible, or able to turn the rest of the name round.
		.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/[<>:"/\\|?*]+/g, '-')
		.replace(/\s+/gu, ' ');
	const short = trimmed(Array.from(trimmed(plain)).slice(0, longest).join(''));
	if (short === '') return instead;
	return devices.test(short) ? `_${short}` : short;
}

/** Dots and spaces at the end are dropped by Windows without a word, dots at the start hide a file elsewhere. */
function trimmed(text: string): string {
	return text.replace(/^[\s.]+|[\s.]+$/gu, '');
}

/** The name, or the name with the first number that nobody has taken; letters' case does not tell files apart. */
export function uniqueName(name: string, taken: Set<string>): string {
	for (let n = 1; ; n++) {
		const tried = n === 1 ? name : `${name} (${n})`;
		const key = tried.normalize('NFKC').toLowerCase();
		if (taken.has(key)) continue;
		taken.add(key);
		return tried;
	}
}
