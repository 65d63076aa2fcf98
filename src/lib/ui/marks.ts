/** What is pointed out on a page, as it is drawn on its picture and listed beside it. Pure. */
import { readableFrom, type Reading, type ReadLine, type Rect } from '#lib/page/reading.ts';
import {
	isPrivateElement,
	type Element,
	type Remark,
	type Suggestion
} from '#lib/page/suggestion.ts';

/** Degrees: what leans more was not read as one line. */
const mostLean = 6;

export interface Mark {
	/** As a person counts, from 1 down the page, the reasons before what is only to know. */
	readonly number: number;
	/** What stands at the line: a reason's number, `!` where there is something to know, `?` where one line turns the scale. */
	readonly sign: string;
	/** Index into the reading's lines. */
	readonly line: number;
	/** Pixels of the upright picture. */
	readonly rect: Rect;
	/** `know`: it speaks for neither, and is to be known whatever is decided. */
	readonly side: 'chart' | 'private' | 'know';
	/** How the writing lies in its rectangle, which is higher than a line where the paper leans. */
	readonly lean?: Lean;
	/** What the line is about, in a word or three. */
	readonly about: string;
	/** The line's words. */
	readonly text: string;
	/** The line was read badly: its words may be wrong. */
	readonly isPoor: boolean;
	/** One plain sentence, ending in its citation. */
	readonly reason: string;
}

export interface Lean {
	/** Clockwise. */
	readonly degrees: number;
	/** Pixels across the line. */
	readonly height: number;
}

/** Things to know of one sort, and where on the page. */
export interface Note {
	readonly code: Remark['code'];
	readonly remarks: readonly Remark[];
	/** The marks at their lines, where they are about lines that were read. */
	readonly marks: readonly Mark[];
}

/** What a line is about, in a word or three of the field. */
export const elementLabels: Readonly<Record<Element, string>> = {
	medication: 'Medication',
	'session-times': 'Session times',
	'modality-frequency': 'Kind of treatment',
	'test-results': 'Test result',
	diagnosis: 'Diagnosis',
	'functional-status': 'Daily functioning',
	'treatment-plan': 'Treatment plan',
	symptoms: 'Symptoms',
	prognosis: 'Prognosis',
	'progress-to-date': 'Progress',
	intervention: 'Intervention',
	'risk-safety': 'Safety',
	administrative: 'Office paper',
	'conversation-analysis': 'What was said',
	hypothesis: 'A hunch',
	transference: 'Transference',
	countertransference: 'Own feelings',
	'dream-fantasy': 'Dream or fantasy',
	'third-party': 'Another person',
	supervision: 'For supervision',
	neutral: 'Nothing telling'
};

/**
 * The marks of a suggestion in reading order down the page; a line that the reading does not have is left out, and
 * where the suggestion cannot tell, lines that were read badly are no reasons, but guesses.
 */
export function marksOf(suggestion: Suggestion, reading: Reading): readonly Mark[] {
	const reasons = suggestion.evidence
		.flatMap(({ line, text, element, reason }) => {
			const read = reading.lines[line];
			const isPoor = read !== undefined && read.confidence < readableFrom;
			if (!read || (isPoor && suggestion.kind === 'unsure')) return [];
			const side: Mark['side'] = isPrivateElement(element) ? 'private' : 'chart';
			const about = elementLabels[element];
			// What is kept of a suggestion has no words: the reading has them.
			const words = text ?? read.text.trim();
			return [{ line, rect: read.rect, ...leanOf(read), side, about, text: words, isPoor, reason }];
		})
		.sort(downThePage)
		.map((mark, i): Mark => ({ ...mark, number: i + 1, sign: String(i + 1) }));
	const known = new Set(reasons.map(({ line }) => line));
	const others = pointedTo(suggestion)
		.flatMap(({ line, ...told }) => {
			const found = reading.lines[line];
			if (!found || known.has(line)) return [];
			known.add(line);
			const { rect, text, confidence } = found;
			const isPoor = confidence < readableFrom;
			return [{ ...told, line, rect, ...leanOf(found), text, isPoor }];
		})
		.sort(downThePage)
		.map((mark, i): Mark => ({ ...mark, number: reasons.length + i + 1 }));
	return [...reasons, ...others];
}

/** Lines that are no reasons: what a remark is about, and what would change the suggestion. */
function pointedTo({
	remarks = [],
	changeLine,
	wouldChange = ''
}: Suggestion): Pick<Mark, 'line' | 'side' | 'sign' | 'about' | 'reason'>[] {
	const remarked = remarks.flatMap(({ code, line, sentence }) => {
		const side: Mark['side'] = code === 'also-in-chart' ? 'chart' : 'know';
		const about = remarkLabels[code];
		return line === undefined ? [] : [{ line, side, sign: '!', about, reason: sentence }];
	});
	if (changeLine === undefined) return remarked;
	const about = 'Would change it';
	return [...remarked, { line: changeLine, side: 'know', sign: '?', about, reason: wouldChange }];
}

/** What would change the suggestion, with the line called by the sign that stands at it; nothing when nothing is known. */
export function changeWords(
	{ wouldChange, changeLine }: Pick<Suggestion, 'wouldChange' | 'changeLine'>,
	marks: readonly Mark[]
): { readonly sentence: string; readonly mark?: Mark } | undefined {
	if (wouldChange === undefined) return undefined;
	if (changeLine === undefined) return { sentence: wouldChange };
	const mark = marks.find(({ line }) => line === changeLine);
	// Lines are not numbered on the screen, marks are.
	const isNumbered = mark?.sign === String(mark?.number);
	const called = !mark
		? 'one line'
		: isNumbered
			? `the line marked ${mark.sign}`
			: 'the marked line';
	const sentence = wouldChange.replace(`line ${changeLine + 1}`, called);
	return mark ? { sentence, mark } : { sentence };
}

/** From the first word to the last; a line that stands upright, or of which one word is known, has no lean. */
function leanOf({ rect, words }: Pick<ReadLine, 'rect' | 'words'>): { readonly lean?: Lean } {
	const [first, last] = [words.at(0)?.rect, words.at(-1)?.rect];
	if (!first || !last || rect.height > rect.width) return {};
	const across = last.x + last.width / 2 - first.x - first.width / 2;
	const down = last.y + last.height / 2 - first.y - first.height / 2;
	const degrees = (Math.atan2(down, across) * 180) / Math.PI;
	if (across <= 0 || Math.abs(degrees) > mostLean) return {};
	const tallest = Math.max(...words.map((word) => word.rect.height));
	return { lean: { degrees, height: Math.min(rect.height, tallest) } };
}

function downThePage(a: Pick<Mark, 'rect'>, b: Pick<Mark, 'rect'>): number {
	return a.rect.y - b.rect.y || a.rect.x - b.rect.x;
}

/** How each remark is called, the weightiest first. */
export const remarkLabels: Readonly<Record<Remark['code'], string>> = {
	'part-2': '42 CFR Part 2',
	'also-in-chart': 'Also for the chart',
	'heading-differs': 'The heading differs',
	'names-others': 'Others are named',
	'keep-succinct': 'Longer than a record needs'
};

/** Whether somebody has to have seen it before deciding; the others only explain. */
export function isWeighty({ code }: Pick<Note, 'code'>): boolean {
	return code === 'part-2' || code === 'also-in-chart';
}

/** The remarks by their sort, the weightiest first. */
export function notesOf(
	{ remarks = [] }: Pick<Suggestion, 'remarks'>,
	marks: readonly Mark[]
): readonly Note[] {
	return (Object.keys(remarkLabels) as Remark['code'][]).flatMap((code) => {
		const some = remarks.filter((remark) => remark.code === code);
		const lines = new Set(some.map(({ line }) => line));
		const own = [...lines].flatMap((at) => marks.filter(({ line }) => line === at));
		return some.length > 0 ? [{ code, remarks: some, marks: own }] : [];
	});
}

/**
 * A reason's sentence and, apart, the citation that it ends in, e.g. "45 CFR 164.501", and which part of that rule it
 * means, e.g. "psychotherapy notes".
 */
export function cited(reason: string): {
	readonly sentence: string;
	readonly citation?: string;
	readonly part?: string;
} {
	const found = /^(.*?[.!?])\s+(\d+ CFR [^,]+(?:, \d[^,]*)*)(?:, (.+))?$/.exec(reason);
	if (!found) return { sentence: reason };
	const [, sentence = '', citation = '', part] = found;
	return part ? { sentence, citation, part } : { sentence, citation };
}
