/** Tables as CSV (RFC 4180), with a byte-order mark so that Excel reads names right. Pure. */

export function csvTable(rows: readonly (readonly string[])[]): string {
	return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that starts like a formula would be run by a spreadsheet: it is made text. The wide signs count as the plain ones. */
function cell(text: string): string {
	const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r]/u.test(text) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}
