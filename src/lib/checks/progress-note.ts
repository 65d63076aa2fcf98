/**
 * What a look at one progress note finds: raw impressions, a story where a record is wanted, and what it does not show of
 * the things that belong in the record. It speaks of the paper, never of who wrote it, and gives no mark. Pure.
 */
import { isReadable } from '#lib/page/reading.ts';
import type { PageId } from '#lib/page/ids.ts';
import { isPrivateElement } from '#lib/page/suggestion.ts';
import { medicineNamesOn } from './doses.ts';
import { excluded, factsOn, isMentioned, type Excluded, type Looked } from './facts.ts';

/** One page of the note; a note may go on overleaf. */
export interface NotePage extends Looked {
	readonly page: PageId;
}

export interface Pointed {
	readonly page: PageId;
	readonly text: string;
	/** One sentence, ending in its citation. */
	readonly reason: string;
}

export interface NoteLook {
	/** Lines that read like the clinician's raw impressions. */
	readonly impressions: readonly Pointed[];
	/** It tells more of the conversation than a record needs: how many words it has. */
	readonly long?: { readonly words: number };
	/** Not found in any of its words. */
	readonly missing: readonly Excluded[];
	/** Medication is spoken of and no dose is given: the medicines that are named, none where no name stands. */
	readonly doseless?: readonly string[];
	/** Pages whose words cannot be read: what is missing may stand there. */
	readonly unread: readonly PageId[];
}

/** What is looked for in every note. Medication and tests are not part of every session. */
const wanted = excluded.filter((element) => element !== 'medication' && element !== 'test-results');

/** More than two typed pages: a diary, whatever it says. */
const tooManyWords = 700;

export function lookAtNote(pages: readonly NotePage[]): NoteLook {
	const read = pages.filter(({ reading }) => isReadable(reading));
	const facts = read.flatMap((page) => factsOn(page));
	const holds = (element: Excluded): boolean =>
		facts.some((fact) => fact.element === element) ||
		read.some((page) => isMentioned(element, page));
	const words = read.reduce((sum, { reading }) => sum + countWords(reading.text), 0);
	const isStory =
		words > tooManyWords ||
		read.some(({ suggestion }) => suggestion.remarks?.some(({ code }) => code === 'keep-succinct'));
	const hasDose = facts.some(({ element, plain }) => element === 'medication' && plain);
	return {
		impressions: read.flatMap((page) => impressionsOn(page)),
		...(isStory ? { long: { words } } : {}),
		// Of a note that nobody could read, nothing is said to be missing.
		missing: read.length === 0 ? [] : wanted.filter((element) => !holds(element)),
		...(holds('medication') && !hasDose ? { doseless: namedOn(read) } : {}),
		unread: pages.filter(({ reading }) => !isReadable(reading)).map(({ page }) => page)
	};
}

function namedOn(pages: readonly NotePage[]): readonly string[] {
	return [...new Set(pages.flatMap(({ reading }) => medicineNamesOn(reading)))];
}

/** On a page that the sorter takes for a plain record no line is held against it. */
function impressionsOn({ page, reading, suggestion }: NotePage): readonly Pointed[] {
	if (suggestion.kind !== 'mixed' && suggestion.kind !== 'psychotherapy') return [];
	return suggestion.evidence
		.filter(({ element }) => isPrivateElement(element))
		.map(({ line, text, reason }) => ({
			...{ page, reason },
			text: text ?? reading.lines[line]?.text ?? ''
		}));
}

function countWords(text: string): number {
	return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)?.length ?? 0;
}
