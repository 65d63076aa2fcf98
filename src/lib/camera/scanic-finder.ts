/** Finds a sheet's corners with scanic: the only file that knows it, and only its classical detector. */
import scanicUrl from '../../../node_modules/scanic/dist/scanic.js?url';
import type * as Scanic from 'scanic';
import { grayOf, type Gray, type Picture } from '#lib/imaging/picture.ts';
import { isSheetLike } from '#lib/imaging/perspective.ts';
import { scaleTo } from '#lib/imaging/scale.ts';
import type { Corners, Extent } from '#lib/page/corners.ts';
import { refined, supportOf } from './refine.ts';

export interface Found {
	/** Pixels of the picture that was looked at. */
	readonly corners: Corners;
	/** 0 to 1: how much of the weakest side runs along a step in brightness. */
	readonly support: number;
}

export type FindCorners = (picture: Picture) => Promise<Found | undefined>;

/** Below this scanic has found an outline, but hardly a sheet's: the whole frame is the honester answer. */
export const leastConfidence = 0.62;

/**
 * Starts scanic, which compiles its own WebAssembly from its own file. It is loaded by address and
 * not bundled: a bundler would take its learned detector and that one's runtime along, which we never use.
 */
export async function startScanic(): Promise<FindCorners> {
	const scanic = (await import(/* @vite-ignore */ scanicUrl)) as typeof Scanic;
	const scanner = new scanic.Scanner({ detector: 'classical', mode: 'detect' });
	await scanner.initialize();
	return (picture) => find(scanner, picture);
}

/** A sheet whose outline is seen along so much of its weakest side needs no second look. */
const wellSeen = 0.75;
/** Smaller pictures, in which print and grain do not cut corners off: one size fails where another sees it whole. */
const furtherEdges = [512, 400];

/** Looks again at smaller pictures while a side lies on bare paper; the outline with the most edge under it is the sheet's. */
async function find(scanner: Scanic.Scanner, picture: Picture): Promise<Found | undefined> {
	const gray = grayOf(picture);
	const longer = Math.max(picture.width, picture.height);
	let best: Found | undefined;
	for (const edge of [longer, ...furtherEdges.filter((each) => each < longer)]) {
		const found = await outline(scanner, scaleTo(picture, edge), gray, picture);
		if (found && found.support > (best?.support ?? -1)) best = found;
		if (best && best.support >= wellSeen) break;
	}
	return best;
}

async function outline(
	scanner: Scanic.Scanner,
	{ width, height, data }: Picture,
	gray: Gray,
	whole: Extent
): Promise<Found | undefined> {
	const result = await scanner.scan(new ImageData(data, width, height), {
		maxProcessingDimension: Math.max(width, height)
	});
	const { corners, confidence } = result;
	if (!result.success || !corners || (confidence ?? 0) < leastConfidence) return undefined;
	const { topLeft, topRight, bottomRight, bottomLeft } = corners;
	const [across, down] = [whole.width / width, whole.height / height];
	const rough = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({
		x: x * across,
		y: y * down
	})) as unknown as Corners;
	if (!isSheetLike(rough, whole)) return undefined;
	const fine = refined(gray, rough);
	return { corners: fine, support: supportOf(gray, fine) };
}
