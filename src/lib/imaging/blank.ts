/**
 * Is there anything on this side? Three answers, by local contrast and connected marks: counting dark
 * pixels loses a page with one line in faint pencil on it, and for us a page wrongly called blank is a
 * lost page. `yes` therefore needs nothing but paper: no mark as long as a short pencil stroke.
 */
import type { Blank, Rect } from '#lib/page/reading.ts';
import { componentsOf, strayFromLine, type Component } from './components.ts';
import type { Gray } from './picture.ts';
import { surveyOf, type Survey } from './survey.ts';

/** Inches, but for contrasts, which are grey levels below the paper around them. */
const limits = {
	faintest: 14,
	/** Contrast must also stand this many times above the paper's own grain. */
	grain: 5,
	shortestMark: 0.05,
	clearContrast: 80,
	clearLength: 1,
	shortestRule: 1.2,
	ruleStray: 0.03,
	hole: { least: 0.15, most: 0.45, margin: 1.1, filled: 0.65 },
	edge: { touch: 0.1, deepest: 0.3, length: 0.8 }
};

/**
 * `no`: clear writing or print. `maybe`: something faint or small, or only rules. `yes`: paper, its
 * shadows, punch holes and edges. See the file's head for why `yes` is so hard to get.
 */
export function blankTest(gray: Gray, dpi: number): Blank {
	return lookOver(gray, dpi).marks.blank;
}

export interface Marks {
	readonly blank: Blank;
	/** Around every mark that may be writing, in dots of the survey; `undefined` when there is none. */
	readonly box: Rect | undefined;
	/** Punch holes, in dots of the survey. */
	readonly holes: readonly Rect[];
}

/** Fine enough for a hairline in a fine scan, which fades on a smaller copy. */
const closeDpi = 200;

/** A page surveyed, and what marks are on it. Before it is called blank it is looked at more closely. */
export function lookOver(
	gray: Gray,
	dpi: number
): { readonly survey: Survey; readonly marks: Marks } {
	const survey = surveyOf(gray, dpi);
	const marks = marksOn(survey);
	if (marks.blank !== 'yes' || dpi <= survey.dpi) return { survey, marks };
	const close = surveyOf(gray, dpi, closeDpi);
	return { survey: close, marks: marksOn(close) };
}

function marksOn({ small, ink, dpi }: Survey): Marks {
	const threshold = Math.max(limits.faintest, limits.grain * grainOf(small));
	const all = componentsOf(ink.data, ink.width, threshold).filter(
		(mark) => lengthOf(mark) >= limits.shortestMark * dpi
	);
	const holes = all.filter((mark) => isPunchHole(mark, small, dpi));
	const marks = all.filter((mark) => !holes.includes(mark) && !isSheetEdge(mark, small, dpi));
	const found = { box: boxAround(marks), holes: holes.map((hole) => rectOf(hole)) };
	if (marks.length === 0) return { blank: 'yes', ...found };
	let clear = 0;
	for (const mark of marks) {
		if (mark.peak < limits.clearContrast || isRule(mark, small, dpi)) continue;
		clear += lengthOf(mark);
		if (clear >= limits.clearLength * dpi) return { blank: 'no', ...found };
	}
	return { blank: 'maybe', ...found };
}

function rectOf({ left, top, right, bottom }: Omit<Component, 'pixels' | 'area' | 'peak'>): Rect {
	return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function boxAround(marks: readonly Component[]): Rect | undefined {
	if (marks.length === 0) return undefined;
	let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
	for (const mark of marks) {
		left = Math.min(left, mark.left);
		top = Math.min(top, mark.top);
		right = Math.max(right, mark.right);
		bottom = Math.max(bottom, mark.bottom);
	}
	return rectOf({ left, top, right, bottom });
}

function lengthOf(mark: Component): number {
	return Math.max(mark.right - mark.left, mark.bottom - mark.top) + 1;
}

/** Standard deviation of the paper's grain: from the median step between neighbours, which ink does not move. */
function grainOf({ width, height, data }: Gray): number {
	const counts = new Uint32Array(256);
	let total = 0;
	for (let y = 0; y < height; y++) {
		for (let x = 1; x < width; x++) {
			const step = Math.abs((data[y * width + x] ?? 0) - (data[y * width + x - 1] ?? 0));
			counts[step] = (counts[step] ?? 0) + 1;
			total++;
		}
	}
	let below = 0;
	for (let step = 0; step < counts.length; step++) {
		const here = counts[step] ?? 0;
		// The median of |a − b| for normal noise is 0.954 of its deviation; shares of a level are interpolated.
		if (below + here >= total / 2) {
			const share = here === 0 ? 0 : (total / 2 - below) / here;
			return Math.max(0, step - 0.5 + share) / 0.954;
		}
		below += here;
	}
	return 0;
}

/** A filled disk the size of a punch, near an edge of the sheet. */
function isPunchHole(mark: Component, { width, height }: Gray, dpi: number): boolean {
	const { least, most, margin, filled } = limits.hole;
	const across = mark.right - mark.left + 1;
	const down = mark.bottom - mark.top + 1;
	const round = Math.abs(across - down) <= 0.25 * Math.max(across, down);
	const x = (mark.left + mark.right) / 2;
	const y = (mark.top + mark.bottom) / 2;
	const toEdge = Math.min(x, y, width - x, height - y);
	return (
		round &&
		Math.min(across, down) >= least * dpi &&
		Math.max(across, down) <= most * dpi &&
		mark.area >= filled * across * down &&
		toEdge <= margin * dpi
	);
}

/** A long shallow band along the border: the scanner's lid, or the shadow of the sheet's own edge. */
function isSheetEdge(mark: Component, { width, height }: Gray, dpi: number): boolean {
	const { touch, deepest, length } = limits.edge;
	const near = touch * dpi;
	const alongSide = mark.left < near || mark.right >= width - near;
	const alongEnd = mark.top < near || mark.bottom >= height - near;
	const across = mark.right - mark.left + 1;
	const down = mark.bottom - mark.top + 1;
	const shallow = deepest * dpi;
	return (
		(alongSide && across <= shallow && down >= length * dpi) ||
		(alongEnd && down <= shallow && across >= length * dpi)
	);
}

/** A straight printed rule. Writing that touches it makes it stray from straight. */
function isRule(mark: Component, { width }: Gray, dpi: number): boolean {
	return (
		lengthOf(mark) >= limits.shortestRule * dpi &&
		strayFromLine(mark, width) <= limits.ruleStray * dpi
	);
}
