import { describe, expect, it } from 'vitest';
import { findSkew } from '#lib/imaging/skew.ts';
import { turn, turnAndScale } from '#lib/imaging/turn.ts';
import { through } from '#lib/imaging/affine.ts';
import { DrawnPage } from '../support/drawn.ts';

describe('skew', () => {
	it.each([-6, -3.3, -2, -1.15, -0.4, 0, 0.25, 0.9, 1.7, 2.6, 5])(
		'of text turned by %f degrees is found within 0.3',
		(degrees) => {
			const page = new DrawnPage({ seed: 7 }).print(20);
			expect(Math.abs(findSkew(turn(page.gray, degrees), page.dpi) - degrees)).toBeLessThan(0.3);
		}
	);

	it('of three lines is found as well as of thirty', () => {
		const page = new DrawnPage({ seed: 3 }).print(3);
		expect(Math.abs(findSkew(turn(page.gray, 1.5), page.dpi) - 1.5)).toBeLessThan(0.3);
	});

	it.each([
		['white paper', () => new DrawnPage()],
		['noise', () => new DrawnPage({ paper: 240 }).noise(20)],
		['a shadow', () => new DrawnPage().shadow(100)]
	] as const)('of %s is none', (_, draw) => {
		expect(findSkew(draw().gray, 200)).toBe(0);
	});
});

describe('turning', () => {
	it('by nothing changes nothing', () => {
		const { gray } = new DrawnPage({ width: 1, height: 1 }).disk(0.5, 0.5, 0.4);
		expect(turn(gray, 0)).toEqual(gray);
	});

	it('four times by 90 degrees changes nothing', () => {
		const { gray } = new DrawnPage({ width: 0.4, height: 0.3 }).disk(0.1, 0.1, 0.1);
		expect(turn(turn(turn(turn(gray, 90), 90), 90), 90)).toEqual(gray);
	});

	it('clockwise takes the top left corner to the top right', () => {
		const { gray } = new DrawnPage({ width: 1, height: 0.5 }).box(0, 0, 0.05, 0.05, 0);
		const turned = turn(gray, 90);
		expect(turned).toMatchObject({ width: 100, height: 200 });
		expect(turned.data[turned.width - 1]).toBe(0);
	});

	it('knows its way back: a corner of the old sheet lies inside the new one', () => {
		const { gray } = new DrawnPage({ width: 1, height: 2 });
		const { gray: turned, back } = turnAndScale(gray, 3, 1.5);
		const [x, y] = through(back, turned.width / 2, turned.height / 2);
		expect(x).toBeCloseTo(gray.width / 2);
		expect(y).toBeCloseTo(gray.height / 2);
	});
});
