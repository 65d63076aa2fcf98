/** Holds a file against a proof that was made of it, anywhere and without a key: what is the same, and what is not. Pure. */
import type { FileAccount, SheetAccount } from './account.ts';
import type { FoundDocument, FoundPage } from './packet-reader.ts';
import type { ProofFile, ProvenSheet } from './proof-file.ts';

export interface Finding {
	readonly name: string;
	readonly ok: boolean;
	/** One plain sentence, without a word of the file. */
	readonly sentence: string;
}

/** What was found in a file by whoever repeats its proof. */
export interface Repeated {
	readonly account: FileAccount;
	readonly document: FoundDocument;
	readonly pages: readonly FoundPage[];
	/** Why the strict walk stopped, when it did. */
	readonly unexplained?: string;
}

export function repeat({ packet }: ProofFile, { account, ...found }: Repeated): readonly Finding[] {
	const sheets = (name: string, good: string, bad: string, same: Same): Finding => {
		const wrong = differing(packet.sheets, account.sheets, same);
		const ok = wrong.length === 0;
		return { name, ok, sentence: ok ? good : `${bad}: ${listed(wrong)}.` };
	};
	return [
		told(
			'file',
			account.sha256 === packet.sha256,
			'This is the very file that was proved: its SHA-256 is the same.',
			'This is not the very file that was proved: its SHA-256 is another.'
		),
		told(
			'structure',
			found.unexplained === undefined,
			'Every object of the file, and every byte, has its place.',
			`The file is not of the one plain form that was proved: ${found.unexplained ?? ''}.`
		),
		told(
			'objects',
			account.objects === packet.objects,
			'It holds as many objects as were counted then.',
			'It does not hold the objects that were counted then.'
		),
		told(
			'pages',
			account.sheets.length === packet.sheets.length,
			`It has ${packet.sheets.length} pages, as it had then.`,
			`It has ${account.sheets.length} pages; it had ${packet.sheets.length} then.`
		),
		sheets(
			'sizes',
			'Every page has its size.',
			'Pages of another size, or with other lines drawn on them',
			(a, b) => a.width === b.width && a.height === b.height && a.drawings === b.drawings
		),
		sheets(
			'pictures',
			'Every picture shows the same pixels, each one of them.',
			'Pages whose picture shows other pixels',
			(a, b) => {
				// Pixels that nobody hashed then are told by the picture's own file.
				const which = a.pictures.every(({ pixelsSha256 }) => pixelsSha256)
					? 'pixelsSha256'
					: 'fileSha256';
				return hashes(a, which) === hashes(b, which);
			}
		),
		sheets(
			'words',
			'Every page holds the same words, printed and hidden, letter by letter.',
			'Pages with other words',
			(a, b) => a.lettersSha256 === b.lettersSha256
		),
		told(
			'information',
			account.informationSha256 === packet.informationSha256 &&
				account.bookmarksSha256 === packet.bookmarksSha256,
			'The document says the same of itself, and its bookmarks are the same.',
			'The document says something else of itself, or its bookmarks are others.'
		),
		nothingElse(found)
	];
}

/** What a page of records has no use for, and could hide something in. */
export function oddIn({
	document,
	pages
}: Pick<Repeated, 'document' | 'pages'>): readonly string[] {
	const annotated = pages.filter(({ annotations }) => annotations > 0).length;
	return [
		document.attachments > 0 &&
			`${document.attachments} attached ${plural(document.attachments, 'file')}`,
		document.hasScript && 'a script',
		document.hasForm && 'a form',
		annotated > 0 && `annotations on ${annotated} ${plural(annotated, 'page')}`
	].filter((odd) => odd !== false);
}

type Same = (a: ProvenSheet, b: SheetAccount) => boolean;

/** Pages, counted from 1, that both have and that differ. */
function differing(
	then: readonly ProvenSheet[],
	now: readonly SheetAccount[],
	same: Same
): readonly number[] {
	return then.flatMap((sheet, index) => {
		const other = now[index];
		return other && same(sheet, other) ? [] : [index + 1];
	});
}

function hashes({ pictures }: SheetAccount, which: 'pixelsSha256' | 'fileSha256'): string {
	return pictures.map((picture) => picture[which] ?? 'unreadable').join();
}

function nothingElse(found: Pick<Repeated, 'document' | 'pages'>): Finding {
	const odd = oddIn(found);
	return told(
		'nothing else',
		odd.length === 0,
		'It has no attachments, scripts, forms or annotations.',
		`It has ${odd.join(', ')}.`
	);
}

function told(name: string, ok: boolean, good: string, bad: string): Finding {
	return { name, ok, sentence: ok ? good : bad };
}

function listed(pages: readonly number[]): string {
	const shown = pages.slice(0, 12).join(', ');
	return pages.length > 12 ? `${shown} and ${pages.length - 12} more` : shown;
}

export function plural(count: number, noun: string): string {
	return count === 1 ? noun : `${noun}s`;
}
