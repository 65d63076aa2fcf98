/** A chart on paper with a redacted copy of one page, made as the program makes it. */
import { redactedPage, type ChartPage, type RedactedVersion } from '#lib/chart/reader.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Rect } from '#lib/page/reading.ts';
import { coveredFor, redactedReading } from '#lib/page/redaction.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { seal } from '#lib/vault/seal.ts';
import { drawPage, type PaperChart } from './chart-on-paper.ts';

/** The second word of the page's third line: too little for a whole page's looks to change. */
export function wordOn(seed: number): { readonly text: string; readonly rect: Rect } {
	const word = drawPage(seed).reading.lines[2]?.words[1];
	if (!word) throw new Error('no such word');
	return word;
}

/** What the maker of the copy may get wrong. */
export interface Slip {
	readonly picture?: true;
	readonly words?: true;
}

/** `n` is the page's place in the chart; `asked` learns the name of every piece that is fetched. */
export async function withRedacted(
	chart: PaperChart,
	n: number,
	rects: readonly Rect[],
	slip: Slip = {},
	asked: Set<string> = new Set()
): Promise<PaperChart> {
	const own = new Map<string, Uint8Array<ArrayBuffer>>();
	async function put(plain: Uint8Array): Promise<ChartPage['picture']> {
		const sealed = await seal(chart.key.slot, plain);
		const sha256 = await sha256Hex(sealed);
		own.set(sha256, sealed);
		return { sha256, size: sealed.length };
	}
	const { picture, reading } = drawPage(1000 + n, { colour: n % 5 === 1 });
	const covered = coveredFor(rects, reading, reading);
	const png = await sharpCodec.encodePng(picture);
	const burned = slip.picture ? [] : covered;
	const copy = await redactedCopy(sharpCodec, png, 'image/png', {
		...{ rects: burned, turn: 0, ink: 'bar' }
	});
	const words = redactedReading(reading, slip.words ? [] : covered, 0);
	const redacted: RedactedVersion = {
		picture: await put(copy.picture),
		thumbnail: await put(copy.thumbnail),
		reading: await put(new TextEncoder().encode(JSON.stringify(words))),
		...{ mediaType: copy.mediaType, stoodAt: 0, covered, madeOn: '', madeBy: 'R. Castellano' },
		marks: rects.map((rect) => ({ rect, reason: 'third-party' }))
	};
	const pages = chart.pages.map((page, i) => (i === n ? { ...page, redacted } : page));
	return {
		...chart,
		pages,
		reader: {
			client: (id) => chart.reader.client(id),
			pagesOf: (client) => pages.filter((page) => page.client === client),
			sealed(ref) {
				asked.add(ref.sha256);
				const sealed = own.get(ref.sha256);
				return sealed ? Promise.resolve(sealed.slice()) : chart.reader.sealed(ref);
			}
		}
	};
}

export function copyOf(page: ChartPage | undefined): NonNullable<ReturnType<typeof redactedPage>> {
	const copy = page && redactedPage(page);
	if (!copy) throw new Error('no redacted copy');
	return copy;
}
