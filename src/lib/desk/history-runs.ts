/** What is done by the hundred, put together: a box of scans would bury everything else that happened that day. Pure. */
import { listed, tell, type Told, type Telling } from '#lib/language/telling.ts';
import type { Line } from './history-lines.ts';
import { filesTold, pagesTold, sidesTold } from './history-parts.ts';

/** Lines that came one after another, told as one; newest first, as they stood. */
export interface Run<Each extends Line> {
	readonly lines: readonly [Each, ...Each[]];
	/** A sentence without its subject; it may want its capital. */
	readonly what: Told;
}

/** Two are read as quickly as their sum. */
const least = 3;

/** In the same order, none lost; a line that belongs to no run is one of one. */
export function inRuns<Each extends Line>(lines: readonly Each[]): readonly Run<Each>[] {
	const runs: [Each, ...Each[]][] = [];
	for (const line of lines) {
		const last = runs.at(-1);
		if (last && isOneWith(last[0], line)) last.push(line);
		else runs.push([line]);
	}
	return runs.flatMap((run) =>
		run.length < least ? run.map(alone) : [{ lines: run, what: summed(run) }]
	);
}

function isOneWith(first: Line, line: Line): boolean {
	return (
		first.routine !== undefined &&
		line.routine !== undefined &&
		first.person === line.person &&
		first.day === line.day
	);
}

function alone<Each extends Line>(line: Each): Run<Each> {
	return { lines: [line], what: line.what };
}

function summed(lines: readonly Line[]): Telling {
	const count = (routine: Line['routine']): number =>
		lines.filter((line) => line.routine === routine).length;
	const [sides, files, read] = [count('side'), count('file'), count('read')];
	const said = listed([
		...(sides > 0 ? [tell`took ${sidesTold(sides)} into the tray`] : []),
		...(files > 0 ? [tell`took in ${filesTold(files)}`] : []),
		...(read > 0 ? [tell`had ${pagesTold(read)} read`] : [])
	]);
	return tell`${said}.`;
}
