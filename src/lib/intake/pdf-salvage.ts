/**
 * A PDF that was cut off while it was copied or sent: its list of pages usually stands at its end and is gone.
 * The pages that are there whole are found by their own objects and bound into a file that can be opened.
 */
import { dictAt, findWord, pdfObjects, type PdfObjects } from './pdf-objects.ts';
import { inherited, isPageWhole } from './pdf-page-parts.ts';
import { isDict, nameOf, written, type PdfDict, type PdfValue } from './pdf-values.ts';

export interface Salvaged {
	/** A whole PDF of the pages that are whole. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** For each of its pages, which page of the original it is, 1-based. */
	readonly pages: readonly number[];
	/** How many pages the original says it has; `undefined` when that part is gone too. */
	readonly said: number | undefined;
}

/** A reader looks for the end mark in the last kilobyte (ISO 32000-1, annex H, note 18); scanners add a little. */
const tail = 4096;
const inheritable = ['MediaBox', 'CropBox', 'Resources', 'Rotate'] as const;

/** Whether the file lacks its end. */
export function isCutOff(bytes: Uint8Array): boolean {
	return findWord(bytes, '%%EOF', Math.max(0, bytes.length - tail)) < 0;
}

/** `undefined` when nothing can be made of the file; no pages when none of them is whole. */
export async function salvagePdf(bytes: Uint8Array): Promise<Salvaged | undefined> {
	const objects = await pdfObjects(bytes);
	if (!objects || objects.isEncrypted) return undefined;
	const tree = pageTree(objects);
	const listed = tree ?? pagesInFile(objects);
	const whole = listed.flatMap((page, n) => {
		const alone = page && standingAlone(objects, page);
		return alone ? [{ page: alone, number: n + 1 }] : [];
	});
	if (listed.length === 0) return undefined;
	return {
		bytes: bound(
			bytes.subarray(0, objects.end),
			objects,
			whole.map(({ page }) => page)
		),
		pages: whole.map(({ number }) => number),
		said: tree?.length
	};
}

/** In the order of the tree of pages; `undefined` in the place of each that is lost, or for a lost tree. */
function pageTree(objects: PdfObjects): readonly (PdfDict | undefined)[] | undefined {
	const values = [...objects.byNumber.values()].map(({ value }) => value);
	const catalog = values.findLast((value) => isDict(value) && isType(value, 'Catalog'));
	const root = isDict(catalog) ? dictAt(objects, catalog.get('Pages')) : undefined;
	if (!root) return undefined;
	const pages: (PdfDict | undefined)[] = [];
	const seen = new Set<PdfDict>();
	const walk = (node: PdfDict): void => {
		if (seen.has(node)) return;
		seen.add(node);
		const kids = node.get('Kids');
		for (const kid of (Array.isArray(kids) ? kids : []) as readonly PdfValue[]) {
			const child = dictAt(objects, kid);
			if (child && isType(child, 'Pages')) walk(child);
			else pages.push(child);
		}
	};
	walk(root);
	return pages.length > 0 ? pages : undefined;
}

function pagesInFile(objects: PdfObjects): readonly PdfDict[] {
	return [...objects.byNumber.values()]
		.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0))
		.flatMap(({ value }) => (isDict(value) && isType(value, 'Page') ? [value] : []));
}

function isType(dict: PdfDict, type: string): boolean {
	return nameOf(dict.get('Type')) === type;
}

/** The page with all that it inherits; `undefined` when anything of it is missing. */
function standingAlone(objects: PdfObjects, page: PdfDict): PdfDict | undefined {
	if (!isPageWhole(objects, page)) return undefined;
	const alone = new Map(page);
	for (const name of inheritable) {
		const value = inherited(objects, page, name);
		if (value !== undefined) alone.set(name, value);
	}
	for (const name of ['Annots', 'B', 'StructParents']) alone.delete(name);
	return alone.has('MediaBox') && alone.has('Resources') ? alone : undefined;
}

/** The old bytes, the pages anew, a tree, a catalog and a table of where everything is. */
function bound(
	old: Uint8Array,
	objects: PdfObjects,
	pages: readonly PdfDict[]
): Uint8Array<ArrayBuffer> {
	const highest = Math.max(0, ...objects.byNumber.keys());
	const [catalog, tree, first] = [highest + 1, highest + 2, highest + 3];
	const offsets = new Map<number, number>();
	let text = '\n';
	const add = (num: number, value: PdfValue): void => {
		offsets.set(num, old.length + text.length);
		text += `${String(num)} 0 obj\n${written(value)}\nendobj\n`;
	};
	for (const { num, offset, value, isWhole } of objects.byNumber.values()) {
		if (offset === undefined) add(num, value);
		else if (isWhole) offsets.set(num, offset);
	}
	const ref = (num: number): PdfValue => ({ is: 'ref', num, gen: 0 });
	const name = (letters: string): PdfValue => ({ is: 'name', name: letters });
	for (const [n, page] of pages.entries()) add(first + n, new Map(page).set('Parent', ref(tree)));
	const kids = pages.map((_, n) => ref(first + n));
	add(tree, dict({ Type: name('Pages'), Kids: kids, Count: pages.length }));
	add(catalog, dict({ Type: name('Catalog'), Pages: ref(tree) }));
	const table = old.length + text.length;
	const size = first + pages.length;
	text += `xref\n0 1\n0000000000 65535 f \n`;
	for (const [num, offset] of offsets) {
		const gen = offset < old.length ? (objects.byNumber.get(num)?.gen ?? 0) : 0;
		const entry = `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n \n`;
		text += `${String(num)} 1\n${entry}`;
	}
	text += `trailer\n${written(dict({ Size: size, Root: ref(catalog) }))}\n`;
	text += `startxref\n${String(table)}\n%%EOF\n`;
	const out = new Uint8Array(old.length + text.length);
	out.set(old);
	for (let n = 0; n < text.length; n += 1) out[old.length + n] = text.charCodeAt(n);
	return out;
}

function dict(entries: Readonly<Record<string, PdfValue>>): PdfDict {
	return new Map(Object.entries(entries));
}

/** What became of the file, in words; `undefined` when all the pages that it says it has are whole. */
export function cutSentence({ pages, said }: Salvaged): string | undefined {
	const count = pages.length;
	const again = 'Copy the file again from where it was made, or scan the rest again.';
	if (count === 0) {
		return `This PDF is cut off before its first page ends, so no page of it could be read. ${again}`;
	}
	if (said === count) return undefined;
	if (pages.at(-1) !== count) {
		return `This PDF is damaged: ${String(count)} of its ${String(said)} pages were read, the others are not whole. ${again}`;
	}
	const read = count === 1 ? 'the first page was' : `the first ${String(count)} pages were`;
	const of = said === undefined ? '' : ` of ${String(said)}`;
	return `This PDF is cut off after page ${String(count)}${of}; ${read} read. ${again}`;
}
