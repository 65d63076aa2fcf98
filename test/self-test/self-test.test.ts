import { describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { spoiltBuilders } from '#lib/packet/spoilt.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { selfTest, type SelfTestParts } from '#lib/self-test/self-test.ts';
import { nodeReader } from '../release/packets.ts';

const parts: SelfTestParts = {
	codec: sharpCodec,
	build: (order) => buildPacket({ ...order, press: pressWith(sharpCodec) }),
	read: nodeReader,
	now: () => new Date('2026-03-02T10:00:00.000Z')
};

describe('the self-test', () => {
	it('finds no private mark in a packet, and catches every builder that is broken on purpose', async () => {
		const progress: number[] = [];
		const result = await selfTest(parts, { onStep: (done) => progress.push(done) });
		expect(result.steps.filter(({ ok }) => !ok)).toEqual([]);
		expect(result).toMatchObject({ ok: true, caught: spoiltBuilders.length, marks: 13 });
		expect(progress).toEqual(result.steps.map((_step, index) => index + 1));
	});

	it('is shorter while somebody waits, and counts only what it tried', async () => {
		const always = spoiltBuilders.filter((builder) => builder.always).length;
		const result = await selfTest(parts, { quick: true });
		expect(result).toMatchObject({ ok: true, caught: always, marks: 13 });
		expect(always).toBeLessThan(spoiltBuilders.length);
	});

	it('fails when a broken builder is the one that is used', async () => {
		const build: SelfTestParts['build'] = async (order) => {
			const built = await parts.build(order);
			return { ...built, bytes: built.bytes.slice(0, -1) };
		};
		const result = await selfTest({ ...parts, build });
		expect(result.ok).toBe(false);
		expect(result.steps[0]?.sentence).toContain('did not pass its proof');
	});

	it('fails when the reader is blind: then the search would find nothing either', async () => {
		const read: SelfTestParts['read'] = async function* (bytes, signal) {
			for await (const found of nodeReader(bytes, signal)) {
				if (found.is === 'page')
					yield { ...found, page: { ...found.page, words: [], pictures: [] } };
				else yield found;
			}
		};
		const result = await selfTest({ ...parts, read });
		expect(result.steps.slice(0, 2).map(({ ok }) => ok)).toEqual([false, false]);
	});

	it('fails when no practice can be set up, and says so', async () => {
		const codec = { ...sharpCodec, encodePng: () => Promise.reject(new Error('no memory')) };
		const result = await selfTest({ ...parts, codec });
		expect(result).toMatchObject({ ok: false, caught: 0, marks: 0 });
		expect(result.steps.at(-1)?.sentence).toContain('could not be set up');
	});

	it('is stopped by hand', async () => {
		const stop = new AbortController();
		const test = selfTest(parts, {
			onStep: () => stop.abort(new Error('by hand')),
			signal: stop.signal
		});
		await expect(test).rejects.toThrow('by hand');
	});
});
