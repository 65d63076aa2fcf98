/**
 * Which way round a page probably lies, from its ink alone. The axis is all but certain: lines of text
 * stand out in a profile across them and in no other. Which end is up is a hint only: feet of letters
 * keep to their line better than heads do, in print at least.
 */
import type { Rotation } from '#lib/page/reading.ts';
import type { Gray } from './picture.ts';
import { leanOf, type Lean } from './skew.ts';
import { quarterTurned } from './turn.ts';

/** Measured on 40 pages, typed and by hand: lines stand out 3 to 10 times more along them than across. */
const clearAxis = 2;
/** On its feet print stands out 1.05 to 1.45 times more than on its head, handwriting 0.92 to 1.34. */
const clearlyOnItsHead = 0.9;

/** The turns (degrees clockwise) that could make the page upright, the likeliest first; never empty. */
export function likelyTurns(ink: Gray): readonly Rotation[] {
	const across = quarterTurned(ink, 90);
	const asItIs = leanOf(ink);
	const onItsSide = leanOf(across);
	if (asItIs.sharpness === 0 && onItsSide.sharpness === 0) return [0];
	const level = eitherEnd(ink, asItIs, [0, 180]);
	const standing = eitherEnd(across, onItsSide, [90, 270]);
	if (asItIs.sharpness >= onItsSide.sharpness * clearAxis) return level;
	if (onItsSide.sharpness >= asItIs.sharpness * clearAxis) return standing;
	return asItIs.sharpness >= onItsSide.sharpness
		? [...level, ...standing]
		: [...standing, ...level];
}

function eitherEnd(
	ink: Gray,
	feet: Lean,
	[asItIs, onItsHead]: readonly [Rotation, Rotation]
): readonly Rotation[] {
	const heads = leanOf(quarterTurned(ink, 180), feet.degrees);
	return feet.sharpness < heads.sharpness * clearlyOnItsHead
		? [onItsHead, asItIs]
		: [asItIs, onItsHead];
}
