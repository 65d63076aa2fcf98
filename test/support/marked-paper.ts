/** Paper with planted marks, encoded as Node does: see self-test/marked-page.ts. */
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Rotation } from '#lib/page/reading.ts';
import { markedPage as drawn, type MarkedPage, type Token } from '#lib/self-test/marked-page.ts';

export { lowerHalf, tokensIn, type MarkedPage, type Token } from '#lib/self-test/marked-page.ts';

export function markedPage(upper: Token, lower: Token, turn: Rotation = 0): Promise<MarkedPage> {
	return drawn(sharpCodec, upper, lower, turn);
}
