/** Whether a sheet is printed as it was drafted: every line in its place and in ink, every hidden word over the picture. */
import type { ShownText } from './content.ts';
import type { WalkedPage } from './bytes.ts';
import { lettersOf } from './fold.ts';
import type { Sheet, TextLine } from './sheets.ts';

/** Hundredths of a point are as fine as places are written. */
const close = 0.02;
/** As dark as the quiet tone: what is lighter may be on the paper and seen by nobody. */
const faintest = 0.35;

export function misplacedOn(sheet: Sheet, { texts, picture }: WalkedPage): boolean {
	const printed = texts.filter(({ hidden }) => !hidden);
	const hidden = texts.filter((text) => text.hidden);
	return (
		printed.length !== sheet.lines.length ||
		printed.some((text, index) => !isAsPlanned(text, sheet.lines[index])) ||
		hidden.some((text) => sheet.is === 'front' || !picture || !isOver(text, sheet.paper))
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
function isOver({ x, y }: ShownText, { width, height }: Sheet['paper']): boolean {
	return x >= 0 && y >= 0 && x <= width && y <= height;
}
