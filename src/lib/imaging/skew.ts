/** How far the lines of a page lean, by projecting the feet of its letters at many angles (Postl 1986, Baird 1987). */
import { closing } from './background.ts';
import { scaleTo } from './scale.ts';
import type { Gray } from './picture.ts';

/** Feeders tilt paper by a few degrees; more than this is a page that lies on its side, not a lean. */
export const maxSkew = 8;

const workEdge = 1400;
const inkContrast = 40;
/** Fewer feet than this say nothing about lines. */
const fewestFeet = 60;
const mostFeet = 40_000;

/** Degrees clockwise that the text leans, within ±{@link maxSkew}; 0 when the page has too little on it to tell. */
export function findSkew(gray: Gray): number {
	const small = scaleTo(gray, workEdge);
	const feet = feetOf(small);
	if (feet.x.length < fewestFeet) return 0;
	let best = 0;
	for (const [reach, step] of [
		[maxSkew, 0.5],
		[0.5, 0.1],
		[0.1, 0.02]
	] as const) {
		best = bestAngle(feet, small, best, reach, step);
	}
	// At the end of the range the true peak lies outside it, or there is none.
	return Math.abs(best) >= maxSkew ? 0 : Math.round(best * 100) / 100;
}

interface Feet {
	readonly x: Float32Array;
	readonly y: Float32Array;
}

/** Ink with paper right below it: baselines, which say more about a line than whole letters do. */
function feetOf(gray: Gray): Feet {
	const { width, height, data } = gray;
	const paper = closing(gray, Math.round(Math.max(width, height) / 40)).data;
	const found: number[] = [];
	const isInk = (i: number): boolean => (paper[i] ?? 0) - (data[i] ?? 0) > inkContrast;
	for (let y = 1; y < height - 1; y++) {
		for (let x = 1; x < width - 1; x++) {
			const i = y * width + x;
			if (isInk(i) && !isInk(i + width)) found.push(i);
		}
	}
	const every = Math.max(1, Math.ceil(found.length / mostFeet));
	const kept = found.filter((_, n) => n % every === 0);
	return {
		x: Float32Array.from(kept, (i) => i % width),
		y: Float32Array.from(kept, (i) => Math.floor(i / width))
	};
}

function bestAngle(feet: Feet, gray: Gray, around: number, reach: number, step: number): number {
	let best = around;
	let most = -1;
	const steps = Math.round(reach / step);
	for (let n = -steps; n <= steps; n++) {
		const angle = around + n * step;
		if (Math.abs(angle) > maxSkew + 1e-9) continue;
		const score = sharpness(feet, gray, angle);
		if (score > most) {
			most = score;
			best = angle;
		}
	}
	return best;
}

/** Sum of squares of the profile across lines that lean by `degrees`: highest when feet fall into few rows. */
function sharpness(feet: Feet, gray: Gray, degrees: number): number {
	const radians = (degrees * Math.PI) / 180;
	const cos = Math.cos(radians);
	const sin = Math.sin(radians);
	const offset = gray.width;
	const profile = new Float32Array(gray.height + 2 * offset + 2);
	for (let n = 0; n < feet.x.length; n++) {
		const at = (feet.y[n] ?? 0) * cos - (feet.x[n] ?? 0) * sin + offset;
		const row = Math.floor(at);
		const share = at - row;
		profile[row] = (profile[row] ?? 0) + 1 - share;
		profile[row + 1] = (profile[row + 1] ?? 0) + share;
	}
	let sum = 0;
	for (const value of profile) sum += value * value;
	return sum;
}
