/** A box's counts as they stand on its sheet and its label. */
import type { BoxPaper } from '#lib/desk/box-papers.ts';
import { momentWords } from '#lib/ui/moments.ts';
import { provenanceWords } from '../provenance-words.ts';

/** The lines of a label; the first is the count. */
export function paperLines({ sides, isWhole, from, for: whom }: BoxPaper): readonly string[] {
	const counted = sides === 1 ? '1 side' : `${sides} sides`;
	return [
		isWhole ? counted : `${counted}, not all of it`,
		`Taken in ${momentWords(from)}`,
		`For ${whom}`
	];
}

/** The rows of a sheet. What whoever prints it does not know is left out. */
export function paperRows(paper: BoxPaper): readonly (readonly [string, string])[] {
	const { kept, files, sides, expected, blanks, refused, isWhole } = paper;
	const rows: readonly (readonly [string, string | undefined])[] = [
		['Taken in', momentWords(paper.from)],
		['For', paper.for],
		['The paper was kept', kept && provenanceWords[kept].label],
		['Files', files === undefined ? undefined : String(files)],
		['Sides in', expected === undefined ? String(sides) : `${sides} of ${expected} counted`],
		['Of these, blank', blanks === undefined ? undefined : String(blanks)],
		['Could not be taken in', refused === undefined ? undefined : String(refused)],
		['The box', isWhole ? 'adds up' : 'does not add up: see the app before the paper goes']
	];
	return rows.flatMap(([what, is]) => (is === undefined ? [] : [[what, is] as const]));
}
