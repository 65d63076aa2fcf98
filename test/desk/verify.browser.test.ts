/** Verifying at the desk: a result for each chain, progress, a stop, and no number of what is locked. */
import { expect, test, vi } from 'vitest';
import { VerifyDesk, type Walking } from '#lib/desk/verify.svelte.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Chain } from '#lib/practice/verify.ts';
import { filePage, nameOf, openPractice } from './open-practice.ts';

const now = (): Date => new Date('2026-11-28T10:00:00Z');

test('names each chain with its own result and its last entry, and counts nothing of the cabinet', async () => {
	const practice = await openPractice();
	await filePage(practice, 1, 'chart');
	await filePage(practice, 2, 'cabinet');
	const verify = new VerifyDesk(practice, nameOf, now);
	await verify.walk();
	expect(verify.last?.at).toBe('2026-11-28T10:00:00.000Z');
	expect(verify.last?.unwalked).toEqual([]);
	const results = verify.last?.results ?? [];
	expect(results.map(({ name, ok }) => [name, ok])).toEqual([
		['The people of the practice', true],
		['The charts', true],
		['Your own tray', true],
		['Your own locked cabinet', true]
	]);
	expect(results[0]?.sentence).toBe('Its one entry holds.');
	expect(results[1]?.sentence).toBe('All 2 entries hold.');
	expect(results[1]?.last?.hash).toMatch(/^[0-9a-f]{64}$/);
	expect(results[3]).toEqual({
		name: 'Your own locked cabinet',
		ok: true,
		sentence: 'Every entry holds.'
	});
});

test('shows how far it has come, and stops within a chain when it is told to', async () => {
	const practice = await openPractice();
	const seen: (Walking | undefined)[] = [];
	const long: Chain = {
		...{ kind: 'chart', owner: undefined, length: () => Promise.resolve(1000) },
		walk: async function* () {
			for (let n = 1; n <= 1000; n++) {
				yield await Promise.resolve(n);
				if (n % 60 === 2) seen.push(verify.walking);
				if (n === 300) verify.stop();
			}
			return { ok: true, head: { n: 1000, hash: 'a'.repeat(64) } };
		}
	};
	const [people] = practice.chains;
	if (!people) throw new Error('no chain');
	const verify = new VerifyDesk({ me: practice.me, chains: [people, long] }, nameOf, now);
	await verify.walk();
	const [first, second] = seen;
	expect(first).toMatchObject({ name: 'The charts', chain: 1, chains: 2 });
	expect(second?.entry).toEqual({ done: 61, of: 1000 });
	expect(verify.walking).toBeUndefined();
	expect(verify.last?.results.map(({ name }) => name)).toEqual(['The people of the practice']);
	expect(verify.last?.unwalked).toEqual(['The charts']);
});

test('storage that fails on the way is a finding, and the other chains are walked all the same', async () => {
	const practice = await openPractice();
	const chains = practice.chains.map((chain): Chain =>
		chain.kind === 'chart'
			? { ...chain, length: () => Promise.reject(new Error('cannot be read')) }
			: chain
	);
	const verify = new VerifyDesk({ me: practice.me, chains }, nameOf, now);
	await verify.walk();
	expect(verify.last?.results.filter(({ ok }) => !ok)).toMatchObject([
		{ name: 'The charts', sentence: expect.stringContaining('could not be read') as string }
	]);
	expect(verify.last?.results).toHaveLength(4);
	await vi.waitFor(() => expect(verify.walking).toBeUndefined());
});

type Refolded = ReturnType<Practice['chart']['refold']>;

/** The practice with charts whose entries are folded anew in this way. */
async function foldedBy(refold: () => Refolded): Promise<VerifyDesk> {
	const { me, chains } = await openPractice();
	// Only what is asked of them here.
	const chart = { refold } as unknown as Practice['chart'];
	return new VerifyDesk({ me, chains, chart }, nameOf, now);
}

test('never takes charts for what their entries say when an entry does not open, though every chain holds', async () => {
	const verify = await foldedBy(async function* () {
		yield await Promise.resolve(1);
		throw new Error('it has no right to that');
	});
	await verify.walk();
	expect(verify.last?.results.every(({ ok }) => ok)).toBe(true);
	expect(verify.last?.charts).toBe('unheld');
});

test('says that it was stopped also while the charts are held against their entries', async () => {
	const verify = await foldedBy(async function* () {
		yield await Promise.resolve(1);
		verify.stop();
		yield 2;
		return 'same';
	});
	await verify.walk();
	expect(verify.last?.charts).toBeUndefined();
	expect(verify.last?.unwalked).toEqual(['The charts, held against their entries']);
});
