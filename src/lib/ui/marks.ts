/** What is pointed out on a page, as it is drawn on its picture and listed beside it. Pure. */
import type { Reading, Rect } from '#lib/page/reading.ts';
import {
	isPrivateElement,
	type Element,
	type Remark,
	type Suggestion
} from '#lib/page/suggestion.ts';

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
	/** What the line is about, in a word or three. */
	readonly about: string;
	/** The line's words. */
	readonly text: string;
	/** One plain sentence, ending in its citation. */
	readonly reason: string;
}

/** Something to know of the page, and where on it. */
export interface Note {
	readonly remark: Remark;
	/** The mark at its line, when it is about a line that was read. */
	readonly mark?: Mark;
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

/** The marks of a suggestion in reading order down the page; a line that the reading does not have is left out. */
export function marksOf(suggestion: Suggestion, reading: Reading): readonly Mark[] {
	const reasons = suggestion.evidence
		.flatMap(({ line, text, element, reason }) => {
			const rect = reading.lines[line]?.rect;
			const side: Mark['side'] = isPrivateElement(element) ? 'private' : 'chart';
			return rect ? [{ line, rect, side, about: elementLabels[element], text, reason }] : [];
		})
		.sort(downThePage)
		.map((mark, i): Mark => ({ ...mark, number: i + 1, sign: String(i + 1) }));
	const known = new Set(reasons.map(({ line }) => line));
	const others = pointedTo(suggestion)
		.flatMap(({ line, ...told }) => {
			const found = reading.lines[line];
			if (!found || known.has(line)) return [];
			known.add(line);
			return [{ ...told, line, rect: found.rect, text: found.text }];
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
	const called = mark ? `the line marked ${mark.sign}` : 'one line';
	const sentence = wouldChange.replace(`line ${changeLine + 1}`, called);
	return mark ? { sentence, mark } : { sentence };
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

/** The remarks with the marks at their lines, the weightiest first. */
export function notesOf(
	{ remarks = [] }: Pick<Suggestion, 'remarks'>,
	marks: readonly Mark[]
): readonly Note[] {
	const codes = Object.keys(remarkLabels);
	return remarks
		.toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))
		.map((remark) => {
			const mark = marks.find(({ line }) => line === remark.line);
			return mark ? { remark, mark } : { remark };
		});
}

/** A reason's sentence and, apart, the citation that it ends in: "… 45 CFR 164.501, psychotherapy notes". */
export function cited(reason: string): { readonly sentence: string; readonly citation?: string } {
	const found = /^(.*?[.!?])\s+(\d+ CFR .+)$/.exec(reason);
	if (!found) return { sentence: reason };
	return { sentence: found[1] ?? '', citation: found[2] ?? '' };
}
