import { describe, expect, it } from 'vitest';
import { letGo } from '#lib/thread/let-go.ts';

describe('letting go of bytes', () => {
	it('gives all of their memory back', () => {
		const [bytes, dots] = [new Uint8Array(1_000_000), new Uint8ClampedArray(1_000_000)];
		const before = process.memoryUsage().arrayBuffers;
		letGo(bytes, undefined, dots);
		expect([bytes.length, dots.length]).toEqual([0, 0]);
		expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThan(1_900_000);
	});

	it('leaves alone what shares its memory with others', () => {
		const whole = Uint8Array.of(1, 2, 3, 4);
		letGo(whole.subarray(1, 3));
		expect([...whole]).toEqual([1, 2, 3, 4]);
	});
});
