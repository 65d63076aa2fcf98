/** The second look at a page: at all that can be read on its picture, whatever was made of its words since. */
import { describe, expect, it } from 'vitest';
import { redactedPage, type ChartPage } from '#lib/chart/reader.ts';
import { lookAgain, wordsOf } from '#lib/desk/look-again.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Reading, Rect } from '#lib/page/reading.ts';
import { redactedReading } from '#lib/page/redaction.ts';
import { privateLines } from '#lib/release/page-look.ts';
import { sortHandlers } from '#lib/sorting/sort-handlers.ts';

const [plain, analysis] = [
	'Session 10:00 to 10:50, individual psychotherapy, 90837. Continue weekly sessions.',
	'Strong countertransference: I felt protective, almost maternal. Hypothesis: the anger at father is displaced onto me.'
];

function readingOf(...texts: readonly string[]): Reading {
	const lines = texts.map((text, i) => {
		const y = 40 + 60 * i;
		const words = text.split(' ').map((word, j) => ({
			text: word,
			confidence: 0.95,
			rect: { x: 20 + 60 * j, y, width: 50, height: 20 }
		}));
		return {
			text,
			confidence: 0.95,
			words,
			rect: { x: 20, y, width: 60 * words.length, height: 20 }
		};
	});
	return {
		...{ text: texts.join('\n'), lines, confidence: 0.95, blank: 'no', rotated: 0, turn: 0 },
		...{ skewDegrees: 0, width: 1700, height: 2200 }
	};
}

const stored = new Map<string, Reading>();
function ref(reading: Reading) {
	const sha256 = String(stored.size);
	stored.set(sha256, reading);
	return { sha256, size: 1 };
}

function page(reading: Reading, change: Partial<ChartPage> = {}): ChartPage {
	const picture = { sha256: 'picture', size: 1 };
	return {
		...{ page: 'a' as PageId, client: 'ana' as ChartPage['client'], kind: 'progress' },
		...{ picture, thumbnail: picture, reading: ref(reading), mediaType: 'image/png' },
		...{ width: 1700, height: 2200, dpi: 200, sha256: '', filedOn: '', filedBy: '' },
		...{ provenance: 'unknown', ...change }
	};
}

/** The page with a copy on which this is black. */
function covered(
	reading: Reading,
	black: readonly Rect[],
	change: Partial<ChartPage> = {}
): ChartPage {
	const whole = page(reading, change);
	const { picture, thumbnail, mediaType } = whole;
	return {
		...whole,
		redacted: {
			...{ picture, thumbnail, mediaType, stoodAt: 0, marks: [], covered: black },
			...{ reading: ref(redactedReading(reading, black, 0)), madeOn: '', madeBy: '' }
		}
	};
}

const partsOf = (whole: ChartPage) => ({
	chart: {
		open: ({ sha256 }: { readonly sha256: string }) =>
			Promise.resolve(new TextEncoder().encode(JSON.stringify(stored.get(sha256)))),
		state: { pages: new Map([[whole.page, whole]]) } as never
	},
	sort: (reading: Reading) => Promise.resolve(sortHandlers.sort(reading))
});

async function linesOf(whole: ChartPage, asCopy = false): Promise<number | undefined> {
	const shown = (asCopy ? redactedPage(whole) : undefined) ?? whole;
	const look = await lookAgain(partsOf(whole), shown, new AbortController().signal);
	return privateLines(look)?.length;
}

const both = readingOf(plain, analysis);
const second = both.lines[1]?.rect ?? { x: 0, y: 0, width: 0, height: 0 };

describe('a page whose words were put right', () => {
	it('reads private still when what was read there before does', async () => {
		expect(await linesOf(page(readingOf(plain)))).toBeUndefined();
		expect(await linesOf(page(both))).toBeGreaterThan(0);
		expect(await linesOf(page(readingOf(plain), { readAs: ref(both) }))).toBeGreaterThan(0);
		expect(await linesOf(page(both, { readAs: ref(readingOf(plain)) }))).toBeGreaterThan(0);
	});
});

describe('a redacted copy', () => {
	it('does not read private where the private lines are black', async () => {
		expect(await linesOf(covered(both, [second]), true)).toBeUndefined();
		const readAs = ref(both);
		expect(await linesOf(covered(readingOf(plain), [second], { readAs }), true)).toBeUndefined();
	});

	it('does where they are only struck through: they can be read', async () => {
		const stroke = { ...second, y: second.y + 9, height: 2 };
		expect(await linesOf(covered(both, [stroke]), true)).toBeGreaterThan(0);
		const readAs = ref(both);
		expect(await linesOf(covered(readingOf(plain), [stroke], { readAs }), true)).toBeGreaterThan(0);
	});

	it('is looked at as the page stands, when that was turned since', async () => {
		const at = { turn: 90, width: 2200, height: 1700 } as const;
		expect(await linesOf({ ...covered(both, [second]), ...at }, true)).toBeUndefined();
		const stroke = { ...second, y: second.y + 9, height: 2 };
		expect(await linesOf({ ...covered(both, [stroke]), ...at }, true)).toBeGreaterThan(0);
	});

	it('is looked at anew when the words of its page are others', () => {
		const before = covered(both, [second]);
		const was = before.reading;
		const after = { ...before, reading: ref(readingOf(plain)), ...(was ? { readAs: was } : {}) };
		const names = [before, after].map((whole) => {
			const copy = redactedPage(whole);
			return copy && wordsOf(partsOf(whole), copy);
		});
		expect(names[0]).not.toBe(names[1]);
	});
});
