/** What a box is called on paper: short enough to be written on cardboard, and the same wherever it stands. */
import type { BoxId } from './ids.ts';

/** E.g. `M5GO-JCUY`, the beginning of the box's id, of letters and digits that are not taken for one another. */
export function boxNumber(box: BoxId): string {
	const [first, second] = [box.slice(0, 4), box.slice(4, 8)];
	return `${first}-${second}`.toUpperCase();
}
