/** What the stored words of a chart page say when somebody looks at them a second time before a release. Pure. */
import type { PageHints } from '#lib/page/client.ts';
import { isReadable, type Reading } from '#lib/page/reading.ts';
import { isPrivateElement, type Evidence, type Suggestion } from '#lib/page/suggestion.ts';

export interface PageLook {
	/** `damaged`: what is stored does not open. */
	readonly is: 'read' | 'unread' | 'damaged';
	/** Of an unread one: it may have words, and nobody could look at them. */
	readonly isMissed?: true;
	readonly hints: PageHints;
	/** What the sorter says of it now. */
	readonly suggestion?: Suggestion;
	/** What it says of words that are not these, and can be read on the picture all the same. */
	readonly also?: readonly Suggestion[];
	/** The page's lines that the suggestion and its remarks point to, by index. */
	readonly lineAt: (index: number) => string;
	readonly signed: boolean;
	/** Runs of three words, to notice the same words on another page; empty when there are too few. */
	readonly runs: ReadonlySet<string>;
}

const nothing = { hints: {}, lineAt: () => '', signed: false, runs: new Set<string>() } as const;
export const unread: PageLook = { is: 'unread', ...nothing };
export const missed: PageLook = { ...unread, isMissed: true };
export const damaged: PageLook = { is: 'damaged', ...nothing };

export function lookOf(
	reading: Reading,
	{ suggestion, hints }: { readonly suggestion: Suggestion; readonly hints: PageHints }
): PageLook {
	if (!isReadable(reading)) return unread;
	const lines = reading.lines.map(({ text }) => text);
	return {
		is: 'read',
		hints,
		suggestion,
		lineAt: (index) => lines[index] ?? '',
		signed: showsSignature(lines),
		runs: runsOf(reading.text)
	};
}

/** The lines for which the page reads like private analysis, in whole or in part; `undefined` when it does not. */
export function privateLines(look: PageLook): readonly Evidence[] | undefined {
	return readsPrivate(look)?.evidence.filter(({ element }) => isPrivateElement(element));
}

/** What says so; `undefined` when nothing does. */
export function readsPrivate({ suggestion, also = [] }: PageLook): Suggestion | undefined {
	return [suggestion, ...also].find(
		(one) => one?.kind === 'psychotherapy' || one?.kind === 'mixed'
	);
}

const signingWords =
	/\b(?:(?:electronically |e-?)?signed|signature|sgd|initial(?:ed|s))\b|(?:^|\s)\/s\/|_{4,}\s*$/i;
/** A name with its letters is how most notes are signed. */
const credential =
	/(?:^|[\s,])(?:ph\.? ?d|psy\.? ?d|ed\.? ?d|m\.d|d\.o|l\.?i?\.?c\.?s\.?w|l\.?m\.?s\.?w|l\.?m\.?f\.?t|l\.?m\.?h\.?c|l\.?c?\.?p\.?c\.?c?|m\.?f\.?t|(?:pmhnp|aprn|fnp|np)(?:-bc)?|r\.?n|b\.?c\.?b\.?a|m\.?s\.?w|l\.?c\.?m\.?h\.?c|cadc|lcadc)\.?(?=$|[\s,.;:|)])/i;

/** A hint and no more: handwriting that nobody could read may well be the signature. */
function showsSignature(lines: readonly string[]): boolean {
	return lines.some((line) => signingWords.test(line) || credential.test(line));
}

const fewestRuns = 12;

function runsOf(text: string): ReadonlySet<string> {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const runs = words.slice(2).map((word, i) => `${words[i] ?? ''} ${words[i + 1] ?? ''} ${word}`);
	return new Set(runs.length < fewestRuns ? [] : runs);
}

/** The share of runs that two pages have in common, of those that either has. */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	if (a.size === 0 || b.size === 0) return 0;
	let both = 0;
	for (const run of a) if (b.has(run)) both++;
	return both / (a.size + b.size - both);
}
