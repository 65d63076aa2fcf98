import { describe, expect, test } from 'vitest';
import { openWith, sealTo } from '#lib/vault/age.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { pageOf, sealContract } from './seal-contract.ts';

sealContract(150);

test('every bit of a small file refuses to be turned', async () => {
	const { identity, recipient } = await makeIdentity();
	const sealed = await sealTo([recipient], pageOf(12));
	let refused = 0;
	for (let bit = 0; bit < sealed.length * 8; bit++) {
		const turned = sealed.slice();
		turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		if (!(await openWith(identity, turned)).ok) refused++;
	}
	expect(refused).toBe(sealed.length * 8);
});

test('bytes that are given away while they are sealed make no shorter file', async () => {
	const { recipient } = await makeIdentity();
	const page = pageOf(400_000);
	const sealing = sealTo([recipient], page);
	structuredClone(page.buffer, { transfer: [page.buffer] });
	await expect(sealing).rejects.toThrow('given away');
});

test('a large file cut off anywhere, also between two pieces, yields nothing', async () => {
	const { identity, recipient } = await makeIdentity();
	const sealed = await sealTo([recipient], pageOf(3 * 65536));
	const chunk = 65536 + 16;
	const head = sealed.length - 3 * chunk;
	for (const cut of [head + chunk, head + 2 * chunk, head + 2 * chunk + 1, sealed.length - 1]) {
		const opened = await openWith(identity, sealed.slice(0, cut));
		expect(opened).toEqual({ ok: false, why: 'damaged' });
	}
});

describe('a file for several people', () => {
	test('opens for each of them alone, and for nobody else', async () => {
		const people = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
		const eve = await makeIdentity();
		const sealed = await sealTo(
			people.map(({ recipient }) => recipient),
			pageOf(40)
		);
		for (const { identity } of people) {
			expect(await openWith(identity, sealed)).toEqual({ ok: true, bytes: pageOf(40) });
		}
		expect(await openWith(eve.identity, sealed)).toMatchObject({ why: 'not-for-this-key' });
	});

	test('for nobody is a bug', async () => {
		await expect(sealTo([], pageOf(1))).rejects.toThrow('sealed to somebody');
	});
});
