/** A picture in 128 by 128 mean greys: enough to see one word that was added, covered or changed. */
import type { Gray } from './picture.ts';
import { griddedTo } from './scale.ts';

const side = 128;

/** 16,384 bytes, row by row. Pictures of any size and shape can be compared. */
export function detailOf(gray: Gray): Uint8Array<ArrayBuffer> {
	return griddedTo(gray, side, side).data;
}

/** 0 to 1: how far the two pictures are apart in the one cell where they differ most. */
export function farthestOf(a: Uint8Array, b: Uint8Array): number {
	if (a.length !== b.length || a.length === 0) throw new Error('details differ in length');
	let most = 0;
	for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
	return most / 255;
}
