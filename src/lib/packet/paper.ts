/** What paper a page goes out on, and where its picture stands on it. Lengths are points, 72 an inch. */

export interface Paper {
	readonly width: number;
	readonly height: number;
}
/** Origin at the lower left corner of the paper, as in PDF. */
export interface Box extends Paper {
	readonly x: number;
	readonly y: number;
}
export interface Setting {
	readonly paper: Paper;
	readonly picture: Box;
}

export const letter: Paper = { width: 612, height: 792 };
const a4: Paper = { width: 595.28, height: 841.89 };
const legal: Paper = { width: 612, height: 1008 };
const tabloid: Paper = { width: 792, height: 1224 };
const a3: Paper = { width: 841.89, height: 1190.55 };
const standard: readonly Paper[] = [letter, a4, legal, tabloid, a3].flatMap((paper) => [
	paper,
	{ width: paper.height, height: paper.width }
]);

/** A resolution that is no resolution: the paper is guessed. */
export const unknownDpi = 0;
/** The strip below the picture that takes the stamp, so that it never covers a word. */
export const stampHeight = 28;
/** Long side of tabloid paper, and more than A3's: what is larger is drawn smaller. */
const largest = 1224;
/** A sheet this close to a standard one is that one: scanners crop and overscan by a few millimetres. */
const near = 0.025;

/**
 * A picture is set at its true size (pixels over dpi), made smaller only where the strip or the paper needs it
 * (a scanned Letter page by 4%) and never larger. Letter, A4, Legal, tabloid and A3 pages keep their paper and direction;
 * smaller pieces go on Letter; anything else gets paper of its own size.
 */
export function settingOf(width: number, height: number, dpi: number): Setting {
	const trusted = dpi >= 50 && dpi <= 1200 ? dpi : guessDpi(width, height);
	const size = { width: (width * 72) / trusted, height: (height * 72) / trusted };
	const paper = paperFor(size);
	const room = paper.height - stampHeight;
	const scale = Math.min(1, paper.width / size.width, room / size.height);
	const drawn = { width: round(size.width * scale), height: round(size.height * scale) };
	const picture = {
		x: round((paper.width - drawn.width) / 2),
		y: round(paper.height - drawn.height),
		...drawn
	};
	return { paper, picture };
}

function paperFor(size: Paper): Paper {
	const same = standard.find(
		(paper) =>
			Math.abs(paper.width - size.width) < paper.width * near &&
			Math.abs(paper.height - size.height) < paper.height * near
	);
	if (same) return same;
	const [upright, across] = standard;
	for (const paper of [upright, across]) {
		const fits = paper && size.width <= paper.width && size.height <= paper.height - stampHeight;
		if (paper && fits) return paper;
	}
	const shrink = Math.min(1, largest / size.width, (largest - stampHeight) / size.height);
	return {
		width: round(Math.max(size.width * shrink, letter.width / 2)),
		height: round(size.height * shrink + stampHeight)
	};
}

/** Without a believable resolution, the long side is taken as that of a Letter page. */
function guessDpi(width: number, height: number): number {
	return Math.max(width, height) / 11;
}

/** Hundredths of a point: finer than any printer, and the same digits on every machine. */
export function round(points: number): number {
	return Math.round(points * 100) / 100;
}
