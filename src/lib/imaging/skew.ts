/** How far the lines of a page lean, by projecting the feet of its letters at many angles (Postl 1986, Baird 1987). */
import type { Gray } from './picture.ts';
import { surveyOf } from './survey.ts';

/** Feeders tilt paper by a few degrees; more than this is a page that lies on its side, not a lean. */
export const maxSkew = 8;

const inkContrast = 40;
/** Fewer feet than this say nothing about lines. */
const fewestFeet = 60;
const mostFeet = 12_000;

/** Degrees clockwise that the text leans, within ±{@link maxSkew}; 0 when the page has too little on it to tell. */
export function findSkew(gray: Gray, dpi: number): number {
	return leanOf(surveyOf(gray, dpi).ink).degrees;
}

export interface Lean {
	readonly degrees: number;
	/** How sharply the lines stand out at that angle: 1 for marks strewn anyhow, several for lines of text. */
	readonly sharpness: number;
}

/** {@link findSkew} on the ink of a page (how much darker than its paper each dot is); `at` a known lean it is only measured. */
export function leanOf(ink: Gray, at?: number): Lean {
	const feet = feetOf(ink);
	if (feet.x.length < fewestFeet) return { degrees: 0, sharpness: 0 };
	if (at !== undefined) return { degrees: at, sharpness: sharpness(feet, at) };
	let best = 0;
	for (const [reach, step] of [
		[maxSkew, 0.5],
		[0.5, 0.1],
		[0.1, 0.02]
	] as const) {
		best = bestAngle(feet, best, reach, step);
	}
	// At the end of the range the true peak lies outside it, or there is none.
	const degrees = Math.abs(best) >= maxSkew ? 0 : Math.round(best * 100) / 100;
	return { degrees, sharpness: sharpness(feet, degrees) };
}

interface Feet {
	readonly x: Float32Array;
	readonly y: Float32Array;
	readonly width: number;
	readonly height: number;
}

/** Ink with paper right below it: baselines, which say more about a line than whole letters do. */
function feetOf({ width, height, data }: Gray): Feet {
	const found: number[] = [];
	for (let y = 1; y < height - 1; y++) {
		for (let i = y * width + 1, end = i + width - 2; i < end; i++) {
			if ((data[i] ?? 0) > inkContrast && (data[i + width] ?? 0) <= inkContrast) found.push(i);
		}
	}
	const every = Math.max(1, found.length / mostFeet);
	const count = Math.floor(found.length / every);
	const x = new Float32Array(count);
	const y = new Float32Array(count);
	for (let n = 0; n < count; n++) {
		const i = found[Math.floor(n * every)] ?? 0;
		x[n] = i % width;
		y[n] = Math.floor(i / width);
	}
	return { x, y, width, height };
}

function bestAngle(feet: Feet, around: number, reach: number, step: number): number {
	let best = around;
	let most = -1;
	const steps = Math.round(reach / step);
	for (let n = -steps; n <= steps; n++) {
		const angle = around + n * step;
		if (Math.abs(angle) > maxSkew + 1e-9) continue;
		const score = sharpness(feet, angle);
		if (score > most) {
			most = score;
			best = angle;
		}
	}
	return best;
}

/**
 * Mean square of the profile across lines that lean by `degrees`, highest when feet fall into few rows;
 * divided by what the same feet would give if they were spread evenly over the page.
 */
function sharpness(feet: Feet, degrees: number): number {
	const radians = (degrees * Math.PI) / 180;
	const cos = Math.cos(radians);
	const sin = Math.sin(radians);
	const offset = feet.width;
	const profile = new Float32Array(feet.height + 2 * offset + 2);
	for (let n = 0; n < feet.x.length; n++) {
		const at = (feet.y[n] ?? 0) * cos - (feet.x[n] ?? 0) * sin + offset;
		const row = Math.floor(at);
		const share = at - row;
		profile[row] = (profile[row] ?? 0) + 1 - share;
		profile[row + 1] = (profile[row + 1] ?? 0) + share;
	}
	let sum = 0;
	for (const value of profile) sum += value * value;
	return (sum * feet.height) / feet.x.length ** 2;
}
