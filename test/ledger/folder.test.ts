import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { packState, unpackState } from '#lib/ledger/pack.ts';
import { DamagedBlob, openBlob, sealBlob } from '#lib/ledger/sealed.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { newId } from '#lib/vault/random.ts';
import { addClient, openBox, setUpPractice } from '../support/practice.ts';

describe('a state as plain JSON', () => {
	const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
	const { state } = fc.letrec<{ state: unknown }>((tie) => ({
		state: fc.oneof(
			{ maxDepth: 4 },
			leaf,
			fc.array(tie('state'), { maxLength: 4 }),
			fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('state'), { maxKeys: 4 }),
			fc
				.array(fc.tuple(fc.string(), tie('state')), { maxLength: 4 })
				.map((entries) => new Map(entries))
		)
	}));

	test('comes back as it was, maps in maps and their order too', () => {
		fc.assert(
			fc.property(state, (value) => {
				const thawed = unpackState(JSON.parse(JSON.stringify(packState(value))));
				expect(packState(thawed)).toEqual(packState(value));
			})
		);
		const maps = new Map([
			['b', new Map([['z', 1]])],
			['a', new Map()]
		]);
		expect(unpackState(packState({ maps }))).toEqual({ maps });
	});
});

describe('a sealed piece', () => {
	it('opens only as what was named: not cut, not altered, not another, not gone', async () => {
		const { practice } = await setUpPractice();
		const { key } = practice.chart;
		const one = await sealBlob(key.slot, new Uint8Array([1, 2, 3]));
		const two = await sealBlob(key.slot, new Uint8Array([4, 5, 6]));
		expect(await openBlob(key, one.ref, one.blob.bytes)).toEqual(new Uint8Array([1, 2, 3]));
		const altered = one.blob.bytes.slice();
		altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
		const wrong = [undefined, two.blob.bytes, altered, one.blob.bytes.slice(1)];
		for (const bytes of wrong) {
			await expect(openBlob(key, one.ref, bytes)).rejects.toBeInstanceOf(DamagedBlob);
		}
		await expect(openBlob(practice.tray.key, one.ref, one.blob.bytes)).rejects.toThrow('damaged');
		expect(await practice.chart.opens(one.ref, one.blob.bytes)).toBe(true);
		expect(await practice.chart.opens(one.ref, two.blob.bytes)).toBe(false);
	});
});

describe('a folder', () => {
	it('calls back after its own changes and after what it caught up with, until told to stop', async () => {
		const { practice, again } = await setUpPractice();
		let calls = 0;
		const stop = practice.chart.onChange(() => calls++);
		await addClient(practice, 'Ana');
		expect(calls).toBe(1);
		const other = await again();
		await addClient(other, 'Bo');
		await practice.chart.catchUp();
		expect(calls).toBe(2);
		expect(practice.chart.state.clients.size).toBe(2);
		stop();
		await addClient(practice, 'Cy');
		expect(calls).toBe(2);
	});

	it('that is behind another tab catches up, says so, and then takes the action', async () => {
		const { practice, again } = await setUpPractice();
		const other = await again();
		await addClient(other, 'Bo');
		const client = { id: newId<ClientId>(), name: 'Ana' };
		const first = await practice.chart.act({ is: 'client-added', client });
		expect(first).toEqual({ ok: false, why: 'behind' });
		expect(practice.chart.state.clients.size).toBe(1);
		expect(await practice.chart.act({ is: 'client-added', client })).toMatchObject({ ok: true });
		expect((await practice.chart.told()).map(({ n }) => n)).toEqual([1, 2]);
	});

	it('tells its history with who and when', async () => {
		const { practice } = await setUpPractice();
		await openBox(practice);
		const [event] = await practice.tray.told();
		expect(event).toMatchObject({ n: 1, person: practice.me.person.id });
		expect(Number.isNaN(Date.parse(event?.at ?? ''))).toBe(false);
	});
});
