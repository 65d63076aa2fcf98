import { describe, expect, test } from 'vitest';
import { Room, stopAt } from '#lib/shelf/room.ts';

describe('room in storage', () => {
	test.each([
		[0, 100, false],
		[89, 100, false],
		[stopAt * 100, 100, true],
		[100, 100, true],
		[120, 100, true],
		[5, 0, false],
		[undefined, 100, false],
		[5, undefined, false]
	])('with %s of %s used is low: %s', async (usage, quota, low) => {
		const room = new Room(() => Promise.resolve({ usage, quota }));
		expect(await room.isLow()).toBe(low);
	});

	test('a browser that does not answer stops nobody', async () => {
		const room = new Room(() => Promise.reject(new Error('no answer')));
		expect(await room.isLow()).toBe(false);
	});

	test('is asked for again after five seconds, and at each page while it is low', async () => {
		let [usage, asked, now] = [10, 0, 0];
		const ask = () => Promise.resolve({ usage, quota: 100, is: asked++ });
		const room = new Room(ask, () => now);
		for (now of [0, 1_000, 4_999]) await room.isLow();
		expect(asked).toBe(1);
		[usage, now] = [95, 5_000];
		expect(await room.isLow()).toBe(true);
		usage = 50;
		expect(await room.isLow()).toBe(false);
		expect(asked).toBe(3);
	});
});
