/** The training corpus: invented pages and lines with their labels (corpus/README.md says what they are). */
import { readFileSync } from 'node:fs';
import type { Element, PageKind } from '#lib/page/suggestion.ts';

export interface Span {
	readonly quote: string;
	readonly element: Element;
}

export type LabelledKind = Exclude<PageKind, 'blank' | 'unsure'>;

export interface CorpusPage {
	readonly id: string;
	readonly kind: LabelledKind;
	readonly medium: 'typed' | 'handwritten';
	readonly text: string;
	readonly spans: readonly Span[];
	readonly client: {
		readonly name: string | null;
		readonly dob: string | null;
		readonly serviceDate: string | null;
	};
	readonly traps: readonly string[];
}

export interface CorpusLine {
	readonly id: string;
	readonly text: string;
	readonly element: Element;
	/** Look-alikes with different elements share a pair; a split must keep them together. */
	readonly pair: string | null;
}

/** Every row of a JSON Lines file. The files are ours, so their shape is trusted. */
export function rowsOf(file: string | URL): unknown[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((row) => row.startsWith('{'))
		.map((row) => JSON.parse(row) as unknown);
}

const ours = (name: string) => new URL(`./corpus/${name}.jsonl`, import.meta.url);

/** The writers of the labelled pages, one file each. */
export const pageFiles = ['dev', 'train', 'our-pages'] as const;
export type PageFile = (typeof pageFiles)[number];

export const corpusPages = (name: PageFile) => rowsOf(ours(name)) as CorpusPage[];

/** The writers of the labelled lines, one file each. */
export const lineFiles = ['lines', 'our-lines'] as const;
export const corpusLines = (names: readonly (typeof lineFiles)[number][] = lineFiles) =>
	names.flatMap((name) => rowsOf(ours(name)) as CorpusLine[]);
