/** ToUnicode maps: from a font's codes to letters in UTF-16 (Adobe Technical Note 5411). */

const hex = (n: number, digits: number): string =>
	n.toString(16).toUpperCase().padStart(digits, '0');

/** Code n + 1 means the n-th letter; a code has `bytes` bytes. A block holds 100 pairs at most. */
export function characterMap(letters: readonly string[], bytes: 1 | 2): string {
	const pairs = letters.map((char, index) => {
		const units = Array.from({ length: char.length }, (_, at) => hex(char.charCodeAt(at), 4));
		return `<${hex(index + 1, 2 * bytes)}> <${units.join('')}>`;
	});
	const blocks: string[] = [];
	for (let at = 0; at < pairs.length; at += 100) {
		const block = pairs.slice(at, at + 100);
		blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
	}
	return [
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
		'/CMapName /Letters def /CMapType 2 def',
		`1 begincodespacerange\n<${'00'.repeat(bytes)}> <${'FF'.repeat(bytes)}>\nendcodespacerange`,
		...blocks,
		'endcmap CMapName currentdict /CMap defineresource pop end end'
	].join('\n');
}
