/** What is inside a PDF, in sentences: for whoever got one and wants to know what came along. Pure. */
import { lettersOf } from '#lib/packet/fold.ts';
import { oddIn, plural, type Repeated } from '#lib/packet/repeat.ts';
import { shownName } from '#lib/page/shown-name.ts';

export interface Inside {
	readonly sentences: readonly string[];
	/** What pages of records have no use for. */
	readonly odd: readonly string[];
	readonly pages: readonly {
		readonly page: number;
		readonly pictures: number;
		readonly letters: number;
	}[];
	readonly information: Readonly<Record<string, string>>;
}

export function insideOf(found: Repeated): Inside {
	const { account, document, unexplained } = found;
	const pages = found.pages.map(({ number, pictures, words }) => ({
		page: number,
		pictures: pictures.length,
		letters: Array.from(lettersOf(words)).length
	}));
	const odd = [
		...oddIn(found),
		...unusualIn(document.xmp ?? {}),
		...(unexplained === undefined
			? []
			: [`not of the form that this program writes: ${unexplained}`]),
		...pages
			.filter(({ pictures }) => pictures > 1)
			.map(({ page }) => `several pictures on page ${page}`)
	];
	const pictured = pages.filter(({ pictures }) => pictures > 0).length;
	const silent = pages.filter(({ pictures, letters }) => pictures > 0 && letters === 0).length;
	const said = Object.entries(document.info).map(([key, text]) => `${key} “${quoted(text)}”`);
	const count = pages.length;
	return {
		odd,
		pages,
		information: document.info,
		sentences: [
			`${account.bytes} bytes, SHA-256 ${account.sha256}.`,
			`${count} ${plural(count, 'page')}: ${pictured} with a picture, ${count - pictured} of words alone.`,
			...(silent > 0 ? [`${silent} ${plural(silent, 'page')} with a picture and no word.`] : []),
			said.length > 0 ? `It says of itself: ${said.join(', ')}.` : 'It says nothing of itself.',
			document.outline.length > 0
				? `Bookmarks: ${document.outline.map(({ title }) => `“${quoted(title)}”`).join(', ')}.`
				: 'It has no bookmarks.',
			...(account.objects === undefined
				? []
				: [`${account.objects} objects, each with its place.`]),
			odd.length > 0 ? `Look at this: ${odd.join('; ')}.` : 'Nothing odd was found in it.'
		]
	};
}

/** What archives ask for (PDF/A): a title, a day, and which part of the norm it is. */
const usual = new Set(['dc:title', 'xmp:createdate', 'pdfaid:part', 'pdfaid:conformance']);

function unusualIn(xmp: Readonly<Record<string, string>>): readonly string[] {
	const names = Object.keys(xmp).filter((name) => !usual.has(name));
	return names.length > 0
		? [`metadata (XMP) that says more than title and day: ${quoted(names.join(', '))}`]
		: [];
}

/** Longer than any title of ours; what is longer is cut. */
const longestQuote = 200;

/**
 * A stranger's file may hold characters that move a terminal's cursor, colour its lines or turn their direction: none of
 * them is passed on, so that no file can write a sentence of its own beside ours.
 */
function quoted(text: string): string {
	// A terminal needs no joiners, and knows no characters of somebody's own.
	const plain = shownName(text).replace(/\p{C}/gu, '\ufffd');
	return plain.length > longestQuote ? `${plain.slice(0, longestQuote)}…` : plain;
}
