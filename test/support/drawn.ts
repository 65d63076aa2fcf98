/** Pages drawn by numbers: paper, shadows, holes, strokes and lines of words, the same for the same seed. */
import type { Gray } from '#lib/imaging/picture.ts';

/** Mulberry32: a small generator whose numbers depend on its seed alone. */
export function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A sheet at 200 dots per inch that things are drawn on, in inches. */
export class DrawnPage {
	readonly dpi = 200;
	readonly gray: Gray;
	readonly #random: () => number;

	constructor({ width = 6, height = 7, paper = 255, seed = 1 } = {}) {
		const size = { width: Math.round(width * 200), height: Math.round(height * 200) };
		this.gray = { ...size, data: new Uint8Array(size.width * size.height).fill(paper) };
		this.#random = random(seed);
	}

	/** Changes every dot by what `change` answers for its place in inches. */
	each(change: (value: number, x: number, y: number) => number): this {
		const { width, height, data } = this.gray;
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const value = change(data[y * width + x] ?? 0, x / this.dpi, y / this.dpi);
				data[y * width + x] = Math.max(0, Math.min(255, Math.round(value)));
			}
		}
		return this;
	}

	noise(amount: number): this {
		return this.each((value) => value + (this.#random() + this.#random() - 1) * amount * 2);
	}

	/** Darkest at the left edge, gone at half the width: the gutter of a bound book. */
	shadow(depth: number): this {
		return this.each((value, x) => value - depth * Math.max(0, 1 - x / 4.25) ** 2);
	}

	disk(x: number, y: number, diameter: number, value = 20): this {
		return this.each((old, px, py) => (Math.hypot(px - x, py - y) <= diameter / 2 ? value : old));
	}

	box(x: number, y: number, width: number, height: number, value: number): this {
		return this.each((old, px, py) =>
			px >= x && px < x + width && py >= y && py < y + height ? value : old
		);
	}

	/** A line of looping handwriting, two dots wide. */
	scrawl(y: number, { from = 1, to = 5, value = 30 } = {}): this {
		const { width, data } = this.gray;
		const wander = this.#random() * 6;
		for (let t = 0; t < 1; t += 0.0002) {
			const x = from + (to - from) * t + 0.04 * Math.sin(t * 300 + wander);
			// A gap between words.
			if (Math.sin(t * 40) > 0.85) continue;
			const height = 0.05 + 0.03 * Math.sin(t * 77 + wander);
			const at = y - height * Math.sin(t * 190);
			for (const [dx, dy] of [
				[0, 0],
				[1, 0],
				[0, 1],
				[1, 1]
			] as const) {
				data[(Math.round(at * 200) + dy) * width + Math.round(x * 200) + dx] = value;
			}
		}
		return this;
	}

	/** Lines of words as dark boxes of uneven height, on even baselines an eighth of an inch high. */
	print(lines: number, { top = 1, left = 1, right = 5.5, value = 30 } = {}): this {
		for (let line = 0; line < lines; line++) {
			const baseline = top + line * 0.25;
			for (let x = left; x < right - 0.1;) {
				const letter = 0.04 + this.#random() * 0.04;
				const height = this.#random() < 0.3 ? 0.12 : 0.08;
				this.#ink(x, baseline - height, letter, height, value);
				x += letter + (this.#random() < 0.2 ? 0.1 : 0.025);
			}
		}
		return this;
	}

	#ink(x: number, y: number, width: number, height: number, value: number): void {
		const { data } = this.gray;
		const left = Math.round(x * 200);
		const right = Math.round((x + width) * 200);
		for (let row = Math.round(y * 200); row < Math.round((y + height) * 200); row++) {
			data.fill(value, row * this.gray.width + left, row * this.gray.width + right);
		}
	}
}
