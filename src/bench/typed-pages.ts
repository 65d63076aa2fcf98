/** Typed pages in colour as a scanner leaves them, about 400 kB each, with the words that a perfect reader finds on them. */
import sharp from 'sharp';
import type { ReadLine, Reading } from '#lib/page/reading.ts';
import type { PaperPage } from './large-practice.ts';

const [width, height, dpi] = [1700, 2200, 200] as const;
const wanted = 400_000;
const letter = { size: 30, advance: 18.06, line: 44 } as const;
const inkColour = [0x22, 0x24, 0x2c] as const;
const lines = { full: 44, light: 11 } as const;
const words =
	'client attended on time and described the week at work sleep has improved since the last visit plan continues as agreed next appointment in two weeks homework was reviewed together goals remain unchanged mood appears steady'.split(
		' '
	);

/** A seeded generator (Numerical Recipes' linear congruence): the same paper in every run. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** So many pages are printed side by side. */
const atOnce = 4;

/** So many pages, each with words of its own. `light`: a quarter of the words on clean paper, a third of the size. */
export async function* typedPages(
	count: number,
	{ light = false } = {}
): AsyncGenerator<PaperPage, void> {
	const paper = light ? Buffer.alloc(width * height * 3, 236) : await grain(7);
	const type = new Type();
	const quality = light ? 60 : await qualityFor(paper, type);
	const begin = async (n: number): Promise<PaperPage> => {
		const reading = page(n, light ? lines.light : lines.full);
		const file = await printed(await type.set(paper, reading), quality);
		return { picture: new Uint8Array(file), reading, width, height, dpi };
	};
	const underWay: Promise<PaperPage>[] = [];
	for (let n = 0; n < count; n++) {
		const one = begin(n);
		// Whoever waits for it hears of it; until then nobody does.
		one.catch(() => undefined);
		underWay.push(one);
		const oldest = underWay.length < atOnce ? undefined : underWay.shift();
		if (oldest) yield oldest;
	}
	for (const one of underWay) yield one;
}

/** Off-white with a scanner's noise: without it a page would take 100 kB. */
function grain(sigma: number): Promise<Buffer> {
	const noise = { type: 'gaussian', mean: 236, sigma } as const;
	return sharp({ create: { width, height, channels: 3, background: '#fff', noise } })
		.raw()
		.toBuffer();
}

interface Cast {
	readonly width: number;
	/** How much ink a dot has, 0 to 255, row by row. */
	readonly ink: Uint8Array;
}

/** Words as type: each is drawn once and then only pressed, which is twenty times as fast as drawing whole pages. */
class Type {
	readonly #casts = new Map<string, Promise<Cast>>();

	/** A copy of the paper with the words on it. */
	async set(paper: Buffer, { lines: read }: Reading): Promise<Buffer> {
		const sheet = Buffer.from(paper);
		for (const { text, rect } of read.flatMap((line) => line.words)) {
			press(sheet, await this.#cast(text), rect.x, rect.y);
		}
		return sheet;
	}

	#cast(text: string): Promise<Cast> {
		const known = this.#casts.get(text);
		if (known) return known;
		const cast = castOf(text);
		// A sheet's number comes once.
		if (words.includes(text)) this.#casts.set(text, cast);
		return cast;
	}
}

async function castOf(text: string): Promise<Cast> {
	const wide = Math.ceil(text.length * letter.advance) + 4;
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${letter.line}" font-family="DejaVu Sans Mono, monospace" font-size="${letter.size}"><text x="0" y="24">${text}</text></svg>`;
	const ink = await sharp(Buffer.from(drawing)).extractChannel('alpha').raw().toBuffer();
	return { width: wide, ink };
}

function press(sheet: Buffer, cast: Cast, left: number, top: number): void {
	for (let [at, y] = [0, top]; at < cast.ink.length; y++) {
		let to = (y * width + left) * 3;
		for (let x = 0; x < cast.width; x++, at++, to += 3) {
			const share = cast.ink[at] ?? 0;
			if (share === 0) continue;
			for (let c = 0; c < 3; c++) {
				const under = sheet[to + c] ?? 0;
				sheet[to + c] = under + (((inkColour[c] ?? 0) - under) * share) / 255;
			}
		}
	}
}

function printed(sheet: Buffer, quality: number): Promise<Buffer> {
	return sharp(sheet, { raw: { width, height, channels: 3 } })
		.withDensity(dpi)
		.jpeg({ quality })
		.toBuffer();
}

/** The JPEG quality that comes nearest to the wanted size. */
async function qualityFor(paper: Buffer, type: Type): Promise<number> {
	const sheet = await type.set(paper, page(0, lines.full));
	let [low, high] = [20, 95];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const { length } = await printed(sheet, middle);
		if (length < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}

function page(n: number, rows: number): Reading {
	const random = seeded(n + 1);
	const read: ReadLine[] = [];
	for (let row = 0; row < rows; row++) {
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
	return {
		...{ text: read.map(({ text }) => text).join('\n'), lines: read, confidence: 0.95 },
		...{ blank: 'no', rotated: 0, turn: 0, skewDegrees: 0, width, height }
	};
}
