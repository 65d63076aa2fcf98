/** Where the four corners of a sheet lie on a photograph of it. */

/** Pixels from the photograph's top left; fractions are meant. */
export interface Spot {
	readonly x: number;
	readonly y: number;
}

/** Of the sheet as it stands in the photograph: top left, top right, bottom right, bottom left. */
export type Corners = readonly [Spot, Spot, Spot, Spot];

export const cornerNames = ['Top left', 'Top right', 'Bottom right', 'Bottom left'] as const;

export interface Extent {
	readonly width: number;
	readonly height: number;
}

/** The corners of the whole photograph: where a sheet starts that nobody has found. */
export function wholeFrame({ width, height }: Extent): Corners {
	return [
		{ x: 0, y: 0 },
		{ x: width, y: 0 },
		{ x: width, y: height },
		{ x: 0, y: height }
	];
}
