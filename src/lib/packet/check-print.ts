/** Whether a sheet is printed as it was drafted: every line in its place and in ink, every hidden word over the picture. */
import type { ShownText } from './content.ts';
import type { Reach, WalkedPage } from './bytes.ts';
import { lettersOf } from './fold.ts';
import type { Sheet, TextLine } from './sheets.ts';

/** Hundredths of a point are as fine as places are written. */
const close = 0.02;
/** As dark as the quiet tone: what is lighter may be on the paper and seen by nobody. */
const faintest = 0.35;

export function misplacedOn(sheet: Sheet, { printed, hidden, picture }: WalkedPage): boolean {
	return (
		printed.length !== sheet.lines.length ||
		printed.some((text, index) => !isAsPlanned(text, sheet.lines[index])) ||
		(hidden !== undefined && (sheet.is === 'front' || !picture || !isOver(hidden, sheet.paper)))
	);
}

function isAsPlanned(text: ShownText, line: TextLine | undefined): boolean {
	return (
		line !== undefined &&
		text.gray <= faintest &&
		lettersOf([text.text]) === lettersOf([line.text]) &&
		[text.x - line.x, text.y - line.y, text.size - line.size].every(
			(difference) => Math.abs(difference) <= close
		)
	);
}

/** A word that stands off the paper can be selected by nobody, and found by every search. */
function isOver({ left, bottom, right, top }: Reach, { width, height }: Sheet['paper']): boolean {
	return left >= 0 && bottom >= 0 && right <= width && top <= height;
}
