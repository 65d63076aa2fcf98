/** The proposed cut of a page that holds both sides: which lines are chart, which private. */
import type { CutRun } from '#lib/page/suggestion.ts';
import type { Weighed } from './weighing.ts';

type Side = CutRun['side'];

/** From this on a line is private; the chart needs more before a line is its own. */
const privateFrom = 0.45;
const chartFrom = 0.35;

/** A line's side by what stands on it, the private first: what is cut wrongly must not be cut into the chart. */
function sideOf(line: number, weighed: readonly Weighed[]): Side | undefined {
	const here = weighed.filter(({ passage }) => passage.from <= line && line <= passage.to);
	if (here.some((one) => one.private >= privateFrom)) return 'private';
	if (here.some((one) => one.clinical + one.administrative >= chartFrom)) return 'chart';
	return undefined;
}

/** A line that says nothing goes where the line above it goes; the first lines, headings mostly, go to the chart. */
export function cutOf(weighed: readonly Weighed[], lines: readonly string[]): CutRun[] {
	const runs: { from: number; to: number; side: Side }[] = [];
	lines.forEach((text, line) => {
		if (!text.trim()) return;
		const last = runs.at(-1);
		const side = sideOf(line, weighed) ?? last?.side ?? 'chart';
		if (last?.side === side) last.to = line;
		else runs.push({ from: line, to: line, side });
	});
	return runs;
}
