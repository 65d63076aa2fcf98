import { describe, expect, it } from 'vitest';
import { environmentFor } from '../../src/build/environment.js';
import { enginesIn } from '../../src/bench/measured.ts';
import { growthOf } from '../../src/bench/station-memory.ts';

const ramp = (from: number, to: number): readonly number[] =>
	Array.from({ length: 100 }, (_, i) => from + ((to - from) * i) / 100);

describe('growth', () => {
	it.each([
		[
			'a way that is level after its warming up',
			[...ramp(100, 300).slice(0, 20), ...ramp(300, 305)]
		],
		['a way that falls', ramp(300, 200)]
	])('is none on %s', (_, sizes) => {
		expect(growthOf(sizes).grew).toBe(false);
	});

	it.each([
		['a way that goes on rising', ramp(300, 500)],
		['no looks at all', []]
	])('is told of %s', (_, sizes) => {
		expect(growthOf(sizes).grew).toBe(true);
	});
});

it('finds each engine’s own memory by the addresses that are kept free behind it', () => {
	const area = (rights: string, size: number, held: number): string =>
		`7fcf54000000-7fcf550b0000 ${rights} 00000000 00:00 0 \nSize:  ${size} kB\nKernelPageSize:  4 kB\nRss:   ${held} kB\nPss:  1 kB\nVmFlags: rd wr`;
	const smaps = [
		...[area('rw-p', 4096, 4096), area('---p', 61_860, 0)],
		...[area('rw-p', 2816, 1024), area('---p', 8_385_792, 0)],
		...[area('rw-p', 17_088, 16_384), area('---p', 8_371_520, 0)]
	].join('\n');
	expect(enginesIn(smaps)).toEqual([16, 1]);
});

it('gives a station’s process two places for free memory, and no other command’s', () => {
	expect(environmentFor('src/station/station.ts')['MALLOC_ARENA_MAX']).toBe('2');
	expect(environmentFor('src/build/start.ts')).toEqual({ ...process.env });
});
