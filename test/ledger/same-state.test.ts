import { expect, it } from 'vitest';
import { LayeredMap } from '#lib/ledger/layered-map.ts';
import { packState, unpackState } from '#lib/ledger/pack.ts';
import { isSameState } from '#lib/ledger/same-state.ts';

const page = { page: 'a', turn: 90, vouched: { because: 'x' }, others: [{ name: 'B.' }] };
const state = { pages: new LayeredMap(new Map([['a', page]])), list: [1, 2], empty: new Map() };

it('a state is the same when it comes back from a snapshot', () => {
	const back = unpackState(JSON.parse(JSON.stringify(packState(state))));
	expect(isSameState(state, back)).toBe(true);
	expect(isSameState(back, state)).toBe(true);
});

it.each<[string, unknown, boolean]>([
	[
		'the keys in another order',
		{ empty: new Map(), list: [1, 2], pages: new Map([['a', page]]) },
		true
	],
	['something that is not there as such', { ...state, more: undefined }, true],
	['one thing more', { ...state, more: 1 }, false],
	['one thing less', { pages: state.pages, list: state.list }, false],
	[
		'a page with another word on it',
		{ ...state, pages: new Map([['a', { ...page, vouched: { because: 'y' } }]]) },
		false
	],
	[
		'a page with no word on it',
		{ ...state, pages: new Map([['a', { ...page, vouched: undefined }]]) },
		false
	],
	[
		'a page more',
		{
			...state,
			pages: new Map([
				['a', page],
				['b', page]
			])
		},
		false
	],
	['another page', { ...state, pages: new Map([['b', page]]) }, false],
	['a list in another order', { ...state, list: [2, 1] }, false],
	['an object where a map was', { ...state, empty: {} }, false],
	['an object where a list was', { ...state, list: { 0: 1, 1: 2 } }, false],
	['nothing', null, false]
])('it is told from one with %s', (_name, other, same) => {
	expect(isSameState(state, other)).toBe(same);
	expect(isSameState(other, state)).toBe(same);
});
