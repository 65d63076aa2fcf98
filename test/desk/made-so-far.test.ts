import { expect, it } from 'vitest';
import { madeSoFar } from '#lib/desk/made-so-far.ts';

it('counts nothing during the self-test, nor before it is known how much there is', () => {
	expect(madeSoFar({ step: 'test', done: 0, of: 1 }).value).toBeUndefined();
	expect(madeSoFar({ step: 'build', done: 0, of: 0 }).value).toBeUndefined();
});

it('counts what is set, and gives a proof in hundredths: its steps are no pages', () => {
	expect(madeSoFar({ step: 'build', done: 1, of: 4 })).toEqual({
		...{ value: 1, max: 4, inPercent: false }
	});
	expect(madeSoFar({ step: 'prove', done: 11, of: 16 })).toEqual({
		...{ value: 11, max: 16, inPercent: true }
	});
});
