/** Whether a side is one of our separator sheets: a cheap look at every page, a thorough one where large corner marks stand. */
import type { Gray, Picture } from '#lib/imaging/picture.ts';
import { parseSeparatorCode, type Separator } from '#lib/page/separator.ts';
import { decodeQR } from 'qr/decode.js';
import { cornersOn, type Corners } from './finders.ts';

/**
 * How a code is looked for: the long edge of the copy that is looked at first, where a printed square should be two
 * pixels or more, and how far apart the code's marks must be, as a share of the picture's long edge.
 */
interface Look {
	readonly smallEdge: number;
	readonly leastEdge: number;
}

/**
 * The sheet's codes are a fifth of its long edge from mark to mark. Anything much smaller is on some other paper,
 * e.g. a screenshot of a sheet, and does not make that paper a separator.
 */
const sheet: Look = { smallEdge: 600, leastEdge: 0.12 };
/** A recovery kit's code is a seventh of its paper, and the paper may be a part of the photo. */
const kit: Look = { smallEdge: 1000, leastEdge: 0.04 };
/** Sets of corner marks that are worth a thorough look. */
const mostTries = 6;

/**
 * What the sheet says; `undefined` for every other page, whatever codes it carries. The sheet may lie any way
 * round, lean, be photocopied, faxed, folded or stained: one of its two codes is enough.
 */
export function separatorOn(picture: Picture): Separator | undefined {
	for (const text of codesOn(picture, sheet)) {
		const said = parseSeparatorCode(text);
		if (said) return said;
	}
	return undefined;
}

/** The key on a photo or scan of a recovery kit. */
export function kitOn(picture: Picture): string | undefined {
	for (const text of codesOn(picture, kit)) if (text.startsWith('AGE-SECRET-KEY-1')) return text;
	return undefined;
}

function* codesOn(picture: Picture, { smallEdge, leastEdge }: Look): Generator<string> {
	const longest = Math.max(picture.width, picture.height);
	const step = Math.max(1, Math.ceil(longest / smallEdge));
	const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
	const small = grayCopy(picture, whole, step, true);
	const least = (longest / step) * leastEdge;
	for (const corners of cornersOn(small, least).slice(0, mostTries)) {
		const text = readAt(picture, corners, step);
		if (text !== undefined) yield text;
	}
}

function readAt(picture: Picture, corners: Corners, step: number): string | undefined {
	const reach = corners.edge * 0.85 * step;
	const x = Math.max(0, Math.floor(corners.x * step - reach));
	const y = Math.max(0, Math.floor(corners.y * step - reach));
	const area = {
		x,
		y,
		width: Math.min(picture.width - x, Math.ceil(reach * 2)),
		height: Math.min(picture.height - y, Math.ceil(reach * 2))
	};
	// Coarse first: the mean over some pixels has less noise than any one of them.
	const square = corners.unit * step;
	const steps = [
		...new Set([square / 5, square / 8, square / 3].map((by) => Math.max(1, Math.floor(by))))
	];
	for (const by of steps) {
		const text = textOn(grayCopy(picture, area, by));
		if (text !== undefined) return text;
	}
	return undefined;
}

/** `undefined` where the package finds no code; it throws then. */
function textOn({ width, height, data }: Gray): string | undefined {
	const rgb = new Uint8Array(width * height * 3);
	for (let i = 0; i < data.length; i++) rgb.fill(data[i] ?? 0, i * 3, i * 3 + 3);
	try {
		return decodeQR({ width, height, data: rgb }, { effort: 8, timeLimit: 100 });
	} catch {
		return undefined;
	}
}

interface Area {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/**
 * Means over squares of `step` pixels. Green alone is close to what the eye calls grey and a third of the work;
 * `thin` leaves every second line and column out, which the first look can spare.
 */
function grayCopy(picture: Picture, area: Area, step: number, thin = false): Gray {
	const width = Math.floor(area.width / step);
	const height = Math.floor(area.height / step);
	const data = new Uint8Array(width * height);
	const source = picture.data;
	const row = new Uint32Array(width);
	const stride = thin && step > 2 ? 2 : 1;
	const taken = Math.ceil(step / stride);
	for (let y = 0; y < height; y++) {
		row.fill(0);
		for (let line = 0; line < step; line += stride) {
			const start = ((area.y + y * step + line) * picture.width + area.x) * 4 + 1;
			for (let x = 0; x < width; x++) {
				const from = start + x * step * 4;
				const end = from + step * 4;
				let sum = 0;
				for (let at = from; at < end; at += stride * 4) sum += source[at] ?? 0;
				row[x] = (row[x] ?? 0) + sum;
			}
		}
		for (let x = 0; x < width; x++) data[y * width + x] = (row[x] ?? 0) / (taken * taken);
	}
	return { width, height, data };
}
