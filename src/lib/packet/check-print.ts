/** Whether a sheet is printed as it was drafted: every line in its place and in ink, every hidden word over the picture. */
import type { ShownRule, ShownText } from './content.ts';
import type { Reach, WalkedPage } from './bytes.ts';
import { lettersOf } from './fold.ts';
import { ruleLook, type Rule, type Sheet, type TextLine } from './sheets.ts';

/** Hundredths of a point are as fine as places are written. */
const close = 0.02;
/** How light the quiet tone is: what is lighter may be on the paper and seen by nobody, and other numbers could say something. */
const quiet = 0.35;

/** A word at the edge is at least a point wide and high, wherever its box ends. */
const beside = 1.5;

export function misplacedOn(
	sheet: Sheet,
	{ printed, rules, hidden, picture }: WalkedPage
): boolean {
	const drawn = sheet.is === 'front' ? sheet.rules : [];
	return (
		rules.length !== drawn.length ||
		rules.some((rule, index) => !isAsDrawn(rule, drawn[index])) ||
		printed.length !== sheet.lines.length ||
		printed.some((text, index) => !isAsPlanned(text, sheet.lines[index])) ||
		(hidden !== undefined && (sheet.is === 'front' || !picture || !isOver(hidden, sheet.paper)))
	);
}

function isAsPlanned(text: ShownText, line: TextLine | undefined): boolean {
	return (
		line !== undefined &&
		text.gray === (line.tone === 'quiet' ? quiet : 0) &&
		text.face === line.face &&
		text.stretch === 100 &&
		lettersOf([text.text]) === lettersOf([line.text]) &&
		[text.x - line.x, text.y - line.y, text.size - line.size].every(
			(difference) => Math.abs(difference) <= close
		)
	);
}

/** A thin line straight across: one that leads elsewhere or is broader could draw letters, or hide some. */
function isAsDrawn({ from, to, thickness, gray }: ShownRule, rule: Rule | undefined): boolean {
	if (!rule || thickness !== ruleLook.thickness || gray !== ruleLook.gray) return false;
	const due = [rule.x, rule.y, rule.x + rule.width, rule.y];
	return [...from, ...to].every((found, at) => Math.abs(found - (due[at] ?? NaN)) <= close);
}

/** A word that stands off the paper can be selected by nobody, and found by every search. */
function isOver({ left, bottom, right, top }: Reach, { width, height }: Sheet['paper']): boolean {
	return left >= 0 && bottom >= 0 && right <= width + beside && top <= height + beside;
}
