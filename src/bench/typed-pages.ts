/** Typed pages in colour as a scanner leaves them, about 400 kB each, with the words that a perfect reader finds on them. */
import sharp from 'sharp';
import type { ReadLine, Reading } from '#lib/page/reading.ts';
import type { PaperPage } from './large-practice.ts';

const [width, height, dpi] = [1700, 2200, 200] as const;
const wanted = 400_000;
const letter = { size: 30, advance: 18.06, line: 44 } as const;
const lines = 44;
const words =
	'client attended on time and described the week at work sleep has improved since the last visit plan continues as agreed next appointment in two weeks homework was reviewed together goals remain unchanged mood appears steady'.split(
		' '
	);

/** A seeded generator (Numerical Recipes' linear congruence): the same paper in every run. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** So many pages, each with words of its own. `light`: on clean paper, a quarter of the size. */
export async function* typedPages(
	count: number,
	{ light = false } = {}
): AsyncGenerator<PaperPage, void> {
	const paper = await grain(light ? 0 : 7);
	const quality = light ? 60 : await qualityFor(paper);
	for (let n = 0; n < count; n++) {
		const { reading, drawing } = page(n);
		const file = await printed(paper, drawing, quality);
		yield { picture: new Uint8Array(file), reading, width, height, dpi };
	}
}

/** Off-white with a scanner's noise: without it a page would take 100 kB. */
function grain(sigma: number): Promise<Buffer> {
	const noise = { type: 'gaussian', mean: 236, sigma } as const;
	return sharp({ create: { width, height, channels: 3, background: '#fff', noise } })
		.raw()
		.toBuffer();
}

function printed(paper: Buffer, drawing: string, quality: number): Promise<Buffer> {
	return sharp(paper, { raw: { width, height, channels: 3 } })
		.composite([{ input: Buffer.from(drawing), left: 0, top: 0 }])
		.withDensity(dpi)
		.jpeg({ quality })
		.toBuffer();
}

/** The JPEG quality that comes nearest to the wanted size. */
async function qualityFor(paper: Buffer): Promise<number> {
	const { drawing } = page(0);
	let [low, high] = [20, 95];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const { length } = await printed(paper, drawing, middle);
		if (length < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}

function page(n: number): { readonly reading: Reading; readonly drawing: string } {
	const random = seeded(n + 1);
	const read: ReadLine[] = [];
	for (let row = 0; row < lines; row++) {
		const y = 140 + row * letter.line;
		const line: ReadLine['words'][number][] = [];
		for (let x = 150; ;) {
			const text =
				row === 0 && line.length === 0
					? `sheet${n}`
					: (words[Math.floor(random() * words.length)] ?? '');
			const long = text.length * letter.advance;
			if (x + long > width - 150) break;
			const rect = { x: Math.round(x), y, width: Math.round(long), height: letter.size };
			line.push({ text, rect, confidence: 0.95 });
			x += long + letter.advance;
		}
		const last = line.at(-1)?.rect ?? { x: 150, y, width: 1, height: 1 };
		const rect = { x: 150, y, width: last.x + last.width - 150, height: letter.size };
		const text = line.map((word) => word.text).join(' ');
		read.push({ text, rect, words: line, confidence: 0.95 });
	}
	const rows = read.map(
		({ text, rect }) => `<text x="150" y="${rect.y + 24}" xml:space="preserve">${text}</text>`
	);
	return {
		drawing: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans Mono, monospace" font-size="${letter.size}" fill="#22242c">${rows.join('')}</svg>`,
		reading: {
			...{ text: read.map(({ text }) => text).join('\n'), lines: read, confidence: 0.95 },
			...{ blank: 'no', rotated: 0, turn: 0, skewDegrees: 0, width, height }
		}
	};
}
