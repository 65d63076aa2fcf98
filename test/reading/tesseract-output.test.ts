import { describe, expect, it } from 'vitest';
import { readingOf } from '#lib/reading/tesseract-output.ts';
import { blockOf, type BlockWord } from '../support/blocks.ts';

const look = {
	blank: 'no',
	rotated: 0,
	turn: 0,
	skewDegrees: 1.2,
	width: 400,
	height: 300,
	copy: undefined,
	otherTurns: []
} as const;
/** The copy was twice as large as the upright picture. */
const copy = { pgm: new Uint8Array(), dpi: 200, back: [0.5, 0, 0, 0.5, 0, 0] } as const;

describe('a reading from blocks', () => {
	it('has its lines in page order and its words placed on the upright picture', () => {
		const reading = readingOf(
			[
				blockOf([
					['Seen', 96],
					['today', 92]
				]),
				blockOf([['again', 90]])
			],
			look,
			copy
		);
		expect(reading.text).toBe('Seen today\nagain');
		expect(reading).toMatchObject({ width: 400, height: 300, skewDegrees: 1.2, blank: 'no' });
		expect(reading.lines[0]?.words[1]).toEqual({
			text: 'today',
			rect: { x: 10, y: 20, width: 100, height: 10 },
			confidence: 0.92
		});
	});

	it('weighs confidence by length', () => {
		const { confidence, lines } = readingOf(
			[
				blockOf([
					['a', 20],
					['transference', 98]
				])
			],
			look,
			copy
		);
		expect(confidence).toBeCloseTo((0.2 + 12 * 0.98) / 13);
		expect(lines[0]?.confidence).toBe(confidence);
	});

	it.each([
		[
			'signs alone',
			[
				['—', 80],
				['|', 60],
				['_.', 70]
			]
		],
		[
			'words that nothing speaks for',
			[
				['ee', 12],
				['wv', 3]
			]
		],
		['no words', []],
		['spaces', [[' ', 95]]]
	] as [string, BlockWord[]][])('drops a line of %s', (_, words) => {
		const reading = readingOf([blockOf(words, [['kept', 50]])], look, copy);
		expect(reading.text).toBe('kept');
	});

	it.each([
		['a lone digit', [['7', 60]]],
		['accented letters', [['Zoë', 40]]],
		[
			'one sure word among doubtful ones',
			[
				['xx', 5],
				['lithium', 60]
			]
		]
	] as [string, BlockWord[]][])('keeps a line of %s', (_, words) => {
		expect(readingOf([blockOf(words)], look, copy).lines).toHaveLength(1);
	});

	it.each([
		['| feel tired', 'I feel tired'],
		['and | told him', 'and I told him'],
		["|'ve slept", "I've slept"],
		['Name | DOB', 'Name | DOB'],
		['10:00 | 10:50', '10:00 | 10:50'],
		['told |', 'told |'],
		['a|b', 'a|b']
	])('spells %j as %j', (read, spelt) => {
		const words = read.split(' ').map((word): BlockWord => [word, 90]);
		const reading = readingOf([blockOf(words)], look, copy);
		expect(reading.text).toBe(spelt);
		expect(reading.lines[0]?.words.map(({ text }) => text).join(' ')).toBe(spelt);
	});

	it('of nothing is empty, with no confidence', () => {
		expect(readingOf([], look, copy)).toMatchObject({ text: '', lines: [], confidence: 0 });
	});
});
