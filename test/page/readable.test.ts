import { describe, expect, it } from 'vitest';
import { isReadable, wellFormedShare, type ReadLine, type Reading } from '#lib/page/reading.ts';

const rect = { x: 0, y: 0, width: 10, height: 10 };

function lineOf(text: string, confidence: number): ReadLine {
	const words = text.split(' ').map((word) => ({ text: word, rect, confidence }));
	return { text, rect, confidence, words };
}

function readingOf(text: string, confidence: number): Reading {
	const lines = text === '' ? [] : [lineOf(text, confidence)];
	const size = { width: 100, height: 100 };
	return { text, lines, confidence, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0, ...size };
}

const note = 'Ct reports two panic attacks since 10/07, slept 6-7 hrs. GAF 60';
const onItsHead = 'jA\\ulZ uo XW3 pue:2oyyne sdijs S]19LUL VINOTH1S qq3rrw 3uo';

describe('a reading', () => {
	it.each([
		['sure of its words', note, 0.9, true],
		['sure of forms and codes', '90806 300.21 F41.1 x3', 0.8, true],
		['in doubt over words that are words', note, 0.46, true],
		['in doubt over what are no words', onItsHead, 0.46, false],
		['sure of nothing', note, 0.3, false],
		['of nothing', '', 0, false]
	] as const)('%s', (_, text, confidence, readable) => {
		expect(isReadable(readingOf(text, confidence))).toBe(readable);
	});
});

it.each([
	['therapist', 1],
	["client's", 1],
	['McNeil', 1],
	['10:00-10:50', 1],
	['(DOB)', 1],
	['I', 1],
	['sElf', 0],
	['wrstkng', 0],
	['l', 0],
	['a#b', 0],
	['wooow', 0],
	['', 0]
])('of %j the well-formed share is %d', (word, share) => {
	expect(wellFormedShare(readingOf(word, 0.5))).toBe(share);
});
