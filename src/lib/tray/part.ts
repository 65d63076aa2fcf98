/** Which regions of a mixed page its private lines ask for. */
import type { Reading, Rect } from '#lib/page/reading.ts';

/** Regions over the given lines, grown a little so that no ascender or tail is left to read. */
export function regionsOver(reading: Reading, lines: ReadonlySet<number>): readonly Rect[] {
	const margin = Math.round(reading.height * 0.004);
	return reading.lines.flatMap(({ rect }, index) => {
		if (!lines.has(index)) return [];
		const x = Math.max(0, rect.x - margin);
		const y = Math.max(0, rect.y - margin);
		return [
			{
				x,
				y,
				width: Math.min(reading.width - x, rect.width + 2 * margin),
				height: Math.min(reading.height - y, rect.height + 2 * margin)
			}
		];
	});
}
