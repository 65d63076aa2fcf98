import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { LayeredMap } from '#lib/ledger/layered-map.ts';
import { packState } from '#lib/ledger/pack.ts';

type Act =
	| { readonly is: 'set'; readonly key: number; readonly value: number }
	| { readonly is: 'delete'; readonly key: number }
	| { readonly is: 'next' };

const key = fc.nat(40);
const acts: fc.Arbitrary<Act[]> = fc.array(
	fc.oneof(
		{ weight: 6, arbitrary: fc.record({ is: fc.constant('set' as const), key, value: fc.nat() }) },
		{ weight: 1, arbitrary: fc.record({ is: fc.constant('delete' as const), key }) },
		{ weight: 3, arbitrary: fc.constant({ is: 'next' } as const) }
	),
	{ maxLength: 120 }
);

/** Lives the same life in a plain map and in a layered one; every version of both, the newest last. */
function lives(told: readonly Act[]): [Map<number, number>, LayeredMap<number, number>][] {
	const versions: [Map<number, number>, LayeredMap<number, number>][] = [];
	let [plain, layered] = [new Map<number, number>(), new LayeredMap<number, number>()];
	for (const act of told) {
		if (act.is === 'set') {
			plain.set(act.key, act.value);
			layered.set(act.key, act.value);
		} else if (act.is === 'delete') {
			expect(layered.delete(act.key)).toBe(plain.delete(act.key));
		} else {
			versions.push([plain, layered]);
			[plain, layered] = [new Map(plain), new LayeredMap(layered)];
		}
	}
	return [...versions, [plain, layered]];
}

describe('a layered map', () => {
	it('is what a plain map would be, in every version and in order, whatever came after', () => {
		fc.assert(
			fc.property(acts, (told) => {
				for (const [plain, layered] of lives(told)) {
					expect([...layered]).toEqual([...plain]);
					expect([...layered.keys()]).toEqual([...plain.keys()]);
					expect([...layered.values()]).toEqual([...plain.values()]);
					expect(layered.size).toBe(plain.size);
					for (let asked = 0; asked <= 41; asked++) {
						expect(layered.get(asked)).toBe(plain.get(asked));
						expect(layered.has(asked)).toBe(plain.has(asked));
					}
				}
			})
		);
	});

	it('is the same past the number of changes that a version carries', () => {
		const told: Act[] = Array.from({ length: 1_500 }, (_, i) =>
			i % 3 === 2 ? { is: 'next' } : { is: 'set', key: (i * 7) % 900, value: i }
		);
		for (const [plain, layered] of lives(told)) expect([...layered]).toEqual([...plain]);
	});

	it('is kept in a snapshot like any map', () => {
		const layered = new LayeredMap(new LayeredMap(new Map([['a', new Map([[1, 2]])]])));
		expect(packState(layered)).toEqual({ $map: [['a', { $map: [[1, 2]] }]] });
	});

	it('tells each of its entries to a caller', () => {
		const told: [string, number][] = [];
		const layered = new LayeredMap(new LayeredMap(new Map([['a', 1]]))).set('b', 2);
		layered.forEach((value, name) => told.push([name, value]));
		expect(told).toEqual([
			['a', 1],
			['b', 2]
		]);
	});
});
