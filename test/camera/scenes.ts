/** The photographs that the finder is measured on: desks of several colours, light from good to bad. */
import type { Extent } from '#lib/page/corners.ts';
import { heldAt, type Rgb, type Scene } from './photo.ts';

const photo: Extent = { width: 720, height: 960 };

const desks: Readonly<Record<string, { readonly desk: Rgb; readonly grain?: number }>> = {
	'dark wood': { desk: [96, 72, 52], grain: 0.25 },
	'mid wood': { desk: [168, 128, 88], grain: 0.2 },
	'green mat': { desk: [60, 110, 84] },
	'black glass': { desk: [26, 26, 30] },
	'grey laminate': { desk: [150, 152, 154] },
	'light oak': { desk: [205, 182, 150], grain: 0.12 },
	'white desk': { desk: [238, 237, 234] },
	'desk as white as paper': { desk: [248, 248, 247] }
};

const lights = {
	'even light': { noise: 3, falloff: 0.12, rim: 0.1 },
	'falling light': { noise: 5, falloff: 0.45, rim: 0.15 },
	'shadow across': { noise: 5, falloff: 0.2, shadow: 0.4, rim: 0.1 }
} as const;

const poses = [
	{ turn: 2, tip: 8, size: 0.82 },
	{ turn: -9, tip: 22, size: 0.72 },
	{ turn: 16, tip: 30, size: 0.6 }
] as const;

export interface NamedScene extends Scene {
	readonly name: string;
	readonly onDesk: string;
}

export const scenes: readonly NamedScene[] = Object.entries(desks).flatMap(([onDesk, desk], d) =>
	Object.entries(lights).flatMap(([light, lit], l) =>
		poses.map((pose, p) => ({
			...{ photo, corners: heldAt(photo, pose), onDesk, ...desk, ...lit },
			seed: 1 + d * 100 + l * 10 + p,
			name: `${onDesk}, ${light}, turned ${pose.turn}°, tipped ${pose.tip}°`
		}))
	)
);
