/**
 * Looking whether the pictures came out well while a box goes in for somebody else. The pictures are in memory only,
 * never read back: once they are dropped, whoever fed them cannot see them again.
 */
import type { NewSide } from '#lib/intake/taken.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import type { Side } from '#lib/page/side.ts';

export interface CheckedSide {
	readonly page: PageId;
	readonly box: BoxId;
	/** 1-based place in the box. */
	readonly place: number;
	/** A URL for an `<img>`. */
	readonly thumbnail: string;
	/** The whole picture, of the latest sides only. */
	readonly picture: string | undefined;
	readonly width: number;
	readonly height: number;
	readonly dpi: number;
}

/** Whole pictures in memory at a time, and thumbnails. */
const mostPictures = 12;
const mostThumbnails = 400;

export class FeedCheck {
	/** In the order of feeding. */
	sides = $state.raw<readonly CheckedSide[]>([]);
	/** Nobody looks: nothing is kept to look at. */
	#isOpen = false;

	/** The screen is there. */
	open(): void {
		this.#isOpen = true;
	}

	keep(
		{ page, box, order, width, height, dpi }: Side,
		{ bytes, thumbnail, mediaType }: NewSide
	): void {
		if (!this.#isOpen) return;
		const before = this.sides.slice(1 - mostThumbnails);
		for (const gone of this.sides.slice(0, this.sides.length - before.length)) letGo(gone);
		const seen = before.map((side, i) => {
			if (!side.picture || i > before.length - mostPictures) return side;
			URL.revokeObjectURL(side.picture);
			return { ...side, picture: undefined };
		});
		const urlOf = (data: Uint8Array<ArrayBuffer>, type: string): string =>
			URL.createObjectURL(new Blob([data], { type }));
		this.sides = [
			...seen,
			{
				...{ page, box, place: order + 1, width, height, dpi },
				thumbnail: urlOf(thumbnail, 'image/jpeg'),
				picture: urlOf(bytes, mediaType)
			}
		];
	}

	/** The screen goes, or the practice is locked: what still goes in is not kept here either. */
	close(): void {
		this.#isOpen = false;
		this.drop();
	}

	/** At the end of a box; without one, all of it. */
	drop(box?: BoxId): void {
		const isGone = (side: CheckedSide): boolean => box === undefined || side.box === box;
		for (const side of this.sides.filter(isGone)) letGo(side);
		this.sides = this.sides.filter((side) => !isGone(side));
	}
}

function letGo({ thumbnail, picture }: CheckedSide): void {
	URL.revokeObjectURL(thumbnail);
	if (picture) URL.revokeObjectURL(picture);
}
