/** Hidden words that say something by letters nobody sees, by their size or by their place: the proof must not take them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Built } from '#lib/packet/setter.ts';
import type { Plan } from '#lib/release/plan.ts';
import { prove } from '#lib/release/proof/proof.ts';
import { printed } from './broken-builders.ts';
import { chartOnPaper, type PaperChart } from './chart-on-paper.ts';
import { inContent, type Change } from './hostile-files.ts';
import { buildFor, orderFor, planFor } from './packets.ts';
import { ownRequest } from './requests.ts';

let chart: PaperChart;
let plan: Plan;
let built: Built;

beforeAll(async () => {
	chart = await chartOnPaper(sharpCodec, 4);
	plan = planFor(chart, { ...ownRequest, includeUndated: false });
	built = await buildFor(chart, plan);
});

const secret = 'her mother';
const shifted = (by: number): string =>
	Array.from(secret, (letter) => String.fromCodePoint(by + letter.charCodeAt(0))).join('');

function withWord(text: string): Change {
	return (of) =>
		printed(of, ([first, ...rest]) => {
			const rect = first?.words[0]?.rect;
			if (!first || !rect) throw new Error('no page with words');
			return [{ ...first, words: [...first.words, { text, rect }] }, ...rest];
		});
}

type Replacer = (...parts: string[]) => string;

const moved = (by: number, text: string): string => String(Number((Number(text) + by).toFixed(3)));
const shiftedBy =
	(by: number) =>
	(_whole: string, matrix: string, x: string, rest: string): string =>
		`${matrix} ${moved(by, x)} ${rest}`;
const stretchedBy =
	(by: number) =>
	(_whole: string, stretch: string): string =>
		`${moved(by, stretch)} Tz`;

/** In the hidden part of the first content that has one. */
function inHidden(pattern: RegExp, by: string | Replacer): Change {
	return inContent((content) => {
		const [from, to] = [content.indexOf('3 Tr'), content.indexOf('ET', content.indexOf('3 Tr'))];
		if (from < 0) return content;
		const hidden = content.slice(from, to).replace(pattern, by as string);
		return content.slice(0, from) + hidden + content.slice(to);
	});
}

const sizes = ['19671203.123', '100000', '5000', '1000', '0', '-12', '-19671203'];
const stretches = ['19671203.123', '100000', '20000', '0', '-100'];

const cases: readonly (readonly [string, Change])[] = [
	['tag letters', withWord(shifted(0xe0000))],
	['control letters', withWord('\u0001\u0002\u0003')],
	['letters of no width', withWord('\u200b\u200c\u200d\u2060')],
	['private letters', withWord(shifted(0xe000))],
	['many kinds of space', withWord('\u2001\u2002\u3000\u00a0')],
	['two spaces in a row', withWord('a  b')],
	...sizes.map(
		(size) => [`a size of ${size}`, inHidden(/(\/\w+ )\S+ Tf/, `$1${size} Tf`)] as const
	),
	...stretches.map((to) => [`a stretch of ${to}`, inHidden(/\S+ Tz/, `${to} Tz`)] as const),
	['a word that runs off the paper', inHidden(/(1 0 0 1) \S+ (\S+ Tm)/, '$1 611.9 $2')],
	['a word above the paper', inHidden(/(1 0 0 1 \S+) \S+ Tm/, '$1 791.9 Tm')],
	['the brackets around them', inContent(inBrackets)],
	['a nought with a sign', inHidden(/1 0 0 1/, '1 -0 0 1')],
	[
		'a number in the grey of a line',
		inContent((content) => content.replace('0.35 g', '-19671203.123 g'))
	]
];

/** On the paper, and of a size that could be a word's: only the page's own reading says that it is not. */
const places: typeof cases = [
	['a place a hundredth of a point away', inHidden(/(1 0 0 1) (\S+) (\S+ Tm)/, shiftedBy(0.01))],
	['a stretch of a thousandth more', inHidden(/(\S+) Tz/, stretchedBy(0.001))]
];

/** The same codes in brackets (ISO 32000-1, 7.3.4.2), where none of them needs an escape there. */
function inBrackets(content: string): string {
	return content.replaceAll(/<([0-9A-F]+)> Tj/g, (whole, hex: string) => {
		const codes = Buffer.from(hex, 'hex').toString('latin1');
		return /[()\\\r]/.test(codes) ? whole : `(${codes}) Tj`;
	});
}

describe('a packet whose words say something by', () => {
	const failedOf = async (make: Change): Promise<readonly string[]> => {
		const proof = await prove(orderFor(chart, plan, await make(plan, built)));
		return proof.checks.filter(({ ok }) => !ok).map(({ name }) => name);
	};

	it.each(cases)('%s', async (_hides, make) => {
		expect(await failedOf(make)).toSatisfy(
			(names: string[]) => names.includes('file') || names.includes('print')
		);
	});

	it.each(places)('%s', async (_hides, make) => {
		expect(await failedOf(make)).toEqual(['hidden']);
	});

	it('nothing of the kind is proved', async () => {
		const drawn = await printed(plan, (pictures) => pictures);
		expect((await prove(orderFor(chart, plan, drawn))).ok).toBe(true);
		expect((await prove(orderFor(chart, plan, built))).ok).toBe(true);
	});
});
