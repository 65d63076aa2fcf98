/** Keeps the outline over the live picture calm: small moves are smoothed, one missed frame does not blink. */
import type { Corners } from '#lib/page/corners.ts';
import type { Seen } from './finder-handlers.ts';

/** Frames without a sheet before the outline goes. */
const patience = 3;
/** Farther than this share of the frame, it is another place or another sheet: it jumps. */
const jump = 0.08;
const share = 0.5;

export interface Steady {
	readonly corners?: Corners;
	/** The latest look saw little of an edge along one side. */
	readonly doubtful?: boolean;
	readonly missed: number;
}

export const nothingSeen: Steady = { missed: 0 };

/** What to show after one more look; corners are shares of the frame. */
export function afterLook(before: Steady, look: Seen | undefined): Steady {
	const { corners, missed } = before;
	if (!look) {
		if (!corners || missed + 1 >= patience) return nothingSeen;
		return { ...before, missed: missed + 1 };
	}
	const { corners: seen, doubtful } = look;
	if (!corners) return { ...look, missed: 0 };
	const far = seen.some((spot, i) => {
		const old = corners[i] ?? spot;
		return Math.hypot(spot.x - old.x, spot.y - old.y) > jump;
	});
	if (far) return { ...look, missed: 0 };
	const between = seen.map((spot, i) => {
		const old = corners[i] ?? spot;
		return { x: old.x + (spot.x - old.x) * share, y: old.y + (spot.y - old.y) * share };
	});
	return { corners: between as unknown as Corners, doubtful, missed: 0 };
}
