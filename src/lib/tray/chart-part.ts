/** What the chart gets of a decided page: all of it, or the part of a mixed one that is the chart's. */
import type { ChartPage } from '#lib/chart/reader.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Rect, Rotation } from '#lib/page/reading.ts';
import { readingWithout } from '#lib/page/reading-without.ts';
import type { PictureType } from '#lib/page/side.ts';
import { readingAt, turnedSize } from '#lib/page/upright.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { Decision } from './actions.ts';
import { partIdOf, standing } from './filed-page.ts';
import type { TrayPage } from './state.ts';
import { readingOf, type Tray } from './tray.ts';

/** The chart's part of a mixed page as a picture of its own: private regions are gone from its pixels. */
export interface Part {
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
	readonly thumbnail: Uint8Array<ArrayBuffer>;
}

export type PartMaker = (
	picture: Uint8Array,
	mediaType: PictureType,
	/** On the upright picture. */
	privateRegions: readonly Rect[],
	/** Degrees clockwise that turn the picture upright; the part itself then stands upright. */
	turn: Rotation
) => Promise<Part>;

/** A page as the chart takes it in. */
export interface ChartPart extends Part {
	readonly id: PageId;
	readonly sha256: string;
	readonly reading: Uint8Array | undefined;
	readonly stands: Pick<ChartPage, 'turn' | 'width' | 'height'>;
}

/** What the chart gets: the page as it is, or a mixed page's derived part under an id of its own. */
export async function chartPartOf(
	{ tray, makePart }: { readonly tray: Tray; readonly makePart: PartMaker },
	page: TrayPage,
	decision: Decision
): Promise<ChartPart> {
	const { side } = page;
	if (decision.fate !== 'split') {
		// Asked for at once: storage answers nothing while it is busy with the decision, which is on its way there.
		const [picture, thumbnail, reading] = await Promise.all([
			tray.open(page.picture),
			tray.open(page.thumbnail),
			page.reading && tray.open(page.reading)
		]);
		const { mediaType, sha256 } = side;
		return {
			...{ id: side.page, sha256, picture, mediaType, thumbnail, reading },
			stands: standing(page)
		};
	}
	const picture = await tray.open(page.picture);
	const { turn = 0, privateRegions: regions = [] } = decision;
	const part = await makePart(picture, side.mediaType, regions, turn);
	const reading = await readingOf(tray, page);
	const left = reading && readingWithout(readingAt(reading, turn), regions);
	// The part's own picture stands upright already.
	const words = left && JSON.stringify({ ...left, turn: 0, rotated: 0 });
	return {
		...part,
		stands: turnedSize(side, turn),
		id: await partIdOf(side.page),
		sha256: await sha256Hex(part.picture),
		reading: words === undefined ? undefined : new TextEncoder().encode(words)
	};
}
