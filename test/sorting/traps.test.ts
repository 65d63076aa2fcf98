/** The traps that old therapy paper sets, in many registers: what a page is, and what must be said of it besides. */
import { describe, expect, it, test } from 'vitest';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { suggest, wordsOfText } from '#lib/sorting/suggest.ts';
import { chartTraps } from './chart-traps.ts';
import { privateTraps, type TrapPage } from './private-traps.ts';

const say = (text: string): Suggestion => suggest(wordsOfText(text));
const codesOf = ({ remarks = [] }: Suggestion) => remarks.map(({ code }) => code);
const rows = (traps: readonly TrapPage[]) =>
	traps.map((trap) => [`${trap.trap}, ${trap.register}`, trap] as const);

describe('a page that holds something private', () => {
	test.each(rows(privateTraps))('%s', (_, { text, kinds, remarks = [] }) => {
		const said = say(text);
		expect(kinds).toContain(said.kind);
		expect(codesOf(said)).toEqual(expect.arrayContaining([...remarks]));
	});

	test.each(rows(privateTraps.filter(({ alsoInChart }) => alsoInChart)))(
		'points to the fact that the chart must hold: %s',
		(_, { text, alsoInChart = '' }) => {
			const lines = text.split('\n');
			const told = (say(text).remarks ?? []).filter(({ code }) => code === 'also-in-chart');
			expect(told.map(({ line }) => lines[line ?? -1] ?? '').join('\n')).toContain(alsoInChart);
		}
	);
});

describe('a page that belongs in the chart', () => {
	test.each(rows(chartTraps))('%s', (_, { text, kinds, remarks = [] }) => {
		const said = say(text);
		expect(kinds).toContain(said.kind);
		expect(codesOf(said)).toEqual(expect.arrayContaining([...remarks]));
		if (said.kind !== 'unsure') expect(codesOf(said)).not.toContain('also-in-chart');
	});
});

it('is never held more often than one trap in six', () => {
	const kinds = [...privateTraps, ...chartTraps].map(({ text }) => say(text).kind);
	expect(kinds.filter((kind) => kind === 'unsure').length).toBeLessThanOrEqual(kinds.length / 6);
});
