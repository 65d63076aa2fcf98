/** Keeps the outline over the live picture calm: small moves are smoothed, one missed frame does not blink. */
import type { Corners } from '#lib/page/corners.ts';

/** Frames without a sheet before the outline goes. */
const patience = 3;
/** Farther than this share of the frame, it is another place or another sheet: it jumps. */
const jump = 0.08;
const share = 0.5;

export interface Steady {
	readonly corners?: Corners;
	readonly missed: number;
}

export const nothingSeen: Steady = { missed: 0 };

/** What to show after one more look; corners are shares of the frame. */
export function afterLook({ corners, missed }: Steady, seen: Corners | undefined): Steady {
	if (!seen) {
		if (!corners || missed + 1 >= patience) return nothingSeen;
		return { corners, missed: missed + 1 };
	}
	if (!corners) return { corners: seen, missed: 0 };
	const far = seen.some((spot, i) => {
		const old = corners[i] ?? spot;
		return Math.hypot(spot.x - old.x, spot.y - old.y) > jump;
	});
	if (far) return { corners: seen, missed: 0 };
	const between = seen.map((spot, i) => {
		const old = corners[i] ?? spot;
		return { x: old.x + (spot.x - old.x) * share, y: old.y + (spot.y - old.y) * share };
	});
	return { corners: between as unknown as Corners, missed: 0 };
}
