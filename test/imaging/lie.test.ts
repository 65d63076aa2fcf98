import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyTurns } from '#lib/imaging/lie.ts';
import { surveyOf } from '#lib/imaging/survey.ts';
import { quarterTurned, turn } from '#lib/imaging/turn.ts';
import { turnedBack, type Rotation } from '#lib/page/reading.ts';
import { DrawnPage } from '../support/drawn.ts';

const ways: readonly Rotation[] = [0, 90, 180, 270];

describe('how a page lies', () => {
	it.each(ways)('is told by its lines when it lies at %i', (lay) => {
		const page = quarterTurned(turn(new DrawnPage({ seed: 5 }).print(18).gray, 1.3), lay);
		const turns = likelyTurns(surveyOf(page, 200).ink);
		expect(turns).toHaveLength(2);
		expect(turns[0]).toBe(turnedBack(lay));
	});

	it.each([
		['white paper', () => new DrawnPage()],
		['noise', () => new DrawnPage({ paper: 240 }).noise(12)]
	] as const)('is as it was fed when there is nothing on it: %s', (_, draw) => {
		expect(likelyTurns(surveyOf(draw().gray, 200).ink)).toEqual([0]);
	});
});

describe('quarter turns', () => {
	it('and their way back leave every pixel where it was', () => {
		const grays = fc
			.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
			.map(([width, height]) => ({
				width,
				height,
				data: Uint8Array.from({ length: width * height }, (_, i) => (i * 37) % 256)
			}));
		fc.assert(
			fc.property(grays, fc.constantFrom(...ways), (gray, by) => {
				const turned = quarterTurned(gray, by);
				expect(turned).toEqual(turn(gray, by));
				expect(quarterTurned(turned, turnedBack(by))).toEqual(gray);
			})
		);
	});
});
