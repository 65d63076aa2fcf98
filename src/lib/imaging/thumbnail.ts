/** The small picture of a page that lists and timelines show. */
import { scaleTo } from './scale.ts';
import type { Picture } from './picture.ts';

/** The picture with its longest side at most `maxEdge` pixels. */
export function thumbnailOf(picture: Picture, maxEdge = 320): Picture {
	return scaleTo(picture, maxEdge);
}
