/** PDFs written byte by byte, for Node and the browser alike: what scanners' own firmware writes. */

export interface Part {
	/** The dictionary's entries, without its brackets; or the whole object where there is no stream. */
	readonly text: string;
	readonly data?: Uint8Array;
}

export function latin1(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

export function joined(parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
	const bytes = parts.map((part) => (typeof part === 'string' ? latin1(part) : part));
	const out = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of bytes) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

/** Objects numbered from 1, the first of them the catalog, and a table of where they are. */
export function pdfOf(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
	const pieces: (Uint8Array | string)[] = ['%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'];
	let length = latin1(pieces[0] as string).length;
	const add = (piece: Uint8Array | string): void => {
		pieces.push(piece);
		length += piece.length;
	};
	const offsets = parts.map(({ text, data }, n) => {
		const offset = length;
		add(`${String(n + 1)} 0 obj\n`);
		if (data) {
			add(`<< ${text} /Length ${String(data.length)} >>\nstream\n`);
			add(data);
			add('\nendstream');
		} else add(text);
		add('\nendobj\n');
		return offset;
	});
	const table = length;
	const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	add(`xref\n0 ${String(parts.length + 1)}\n0000000000 65535 f \n${entries.join('')}`);
	add(`trailer\n<< /Size ${String(parts.length + 1)} /Root 1 0 R >>\n`);
	add(`startxref\n${String(table)}\n%%EOF\n`);
	return joined(pieces);
}

export interface MadePage {
	/** Entries of the page beside its tree, content and resources. */
	readonly entries?: string;
	readonly content: string | Uint8Array;
	/** Entries of its resources; `{0}`, `{1}` … stand for the numbers of `parts`. */
	readonly resources?: string;
	readonly parts?: readonly Part[];
}

/** A PDF of pages with their own parts; `tree` are entries that all pages inherit. */
export function pagesPdf(pages: readonly MadePage[], tree = ''): Uint8Array<ArrayBuffer> {
	const parts: Part[] = [];
	const kids: number[] = [];
	for (const { entries = '', content, resources = '', parts: own = [] } of pages) {
		const first = parts.length + 3;
		kids.push(first);
		const named = (text: string): string =>
			text.replace(/\{(\d+)\}/gu, (_, n: string) => `${String(first + 2 + Number(n))} 0 R`);
		const page = `/Type /Page /Parent 2 0 R /Contents ${String(first + 1)} 0 R`;
		parts.push({ text: `<< ${page} /Resources << ${named(resources)} >> ${entries} >>` });
		parts.push({ text: '', data: typeof content === 'string' ? latin1(content) : content });
		for (const part of own) parts.push({ ...part, text: named(part.text) });
	}
	const list = kids.map((kid) => `${String(kid)} 0 R`).join(' ');
	return pdfOf([
		{ text: '<< /Type /Catalog /Pages 2 0 R >>' },
		{ text: `<< /Type /Pages /Count ${String(kids.length)} /Kids [ ${list} ] ${tree} >>` },
		...parts
	]);
}

/** A page of one picture that fills it. */
export function scanPage(image: Part, width: number, height: number, entries = ''): MadePage {
	const box = `${String(width)} ${String(height)}`;
	return {
		entries: `/MediaBox [ 0 0 ${box} ] ${entries}`,
		content: `q ${String(width)} 0 0 ${String(height)} 0 0 cm /Im0 Do Q`,
		resources: '/XObject << /Im0 {0} >>',
		parts: [image]
	};
}

export function imagePart(width: number, height: number, entries: string, data: Uint8Array): Part {
	const size = `/Width ${String(width)} /Height ${String(height)}`;
	return { text: `/Type /XObject /Subtype /Image ${size} ${entries}`, data };
}
