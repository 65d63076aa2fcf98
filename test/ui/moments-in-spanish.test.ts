/** Days, times and counts as a reader of Spanish has them; the language is chosen before any screen is loaded. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Line } from '#lib/desk/history-lines.ts';
import { forReader, inEnglish } from '#lib/language/telling.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import { ensureDate, formatDate } from '#lib/page/date.ts';
import { speakIn } from '#lib/language/language.ts';

beforeAll(() => speakIn('es'));

test('a day is written as one writes it, and on record in English', async () => {
	const { dayInWords } = await import('#lib/ui/moments.ts');
	const day = ensureDate('1971-03-22');
	expect(dayInWords(day)).toBe('22 de marzo de 1971');
	expect(formatDate(day)).toBe('March 22, 1971');
	const { dateWords } = await import('../../src/routes/pages/page-words.ts');
	expect(dateWords(day)).toBe('22 de marzo de 1971');
});

test.each([5, 17])(
	'a time at the end of a sentence has one full stop, at %d hours',
	async (hour) => {
		const { momentWords, timeWords } = await import('#lib/ui/moments.ts');
		const at = new Date(2026, 10, 23, hour, 21).toISOString();
		expect(momentWords(at)).toContain(':21');
		for (const words of [momentWords(at), timeWords(at)]) expect(words).not.toMatch(/\.$/);
	}
);

test('pages are counted in the reader’s words', async () => {
	const { pagesWords } = await import('../../src/routes/pages/page-words.ts');
	expect(pagesWords(1200)).toBe('1,200 páginas');
});

describe('what happened', () => {
	const ana = 'a' as ClientId;
	const page = { page: 'p' as PageId, client: 'b' as ClientId, kind: 'progress' };
	const nameOf = (client: ClientId): string => (client === ana ? 'Ana' : 'Berit');
	const filed = { ...page, provenance: 'sealed-envelope', serviceDate: ensureDate('2020-02-03') };
	const rows: readonly (readonly [object, string, string])[] = [
		[
			{
				...{ is: 'page-filed', page: filed, because: 'It slipped in.' },
				was: { ...page, client: ana, serviceDate: ensureDate('2020-02-01') }
			},
			'Se trasladó una página del expediente de Ana al de Berit, 3 de febrero de 2020, porque: It slipped in.',
			'Moved a page from the chart of Ana to that of Berit, February 3, 2020, because: It slipped in.'
		],
		[
			{ is: 'page-filed', page: filed },
			'Se archivó una página en el expediente de Berit (se guardaba en un sobre cerrado).',
			'Filed a page to the chart of Berit (kept in a sealed envelope).'
		],
		[
			{ is: 'page-marked', page: page.page, marks: { session: 'couple', part2: true } },
			'Se dijo de una página archivada: registro de Part 2, sesión de pareja.',
			'Said of a filed page: Part 2 record, couple session.'
		],
		[
			// Somebody's own words are theirs in every language.
			{ is: 'page-noted', page: page.page, note: { text: 'not known' } },
			'Se escribió una nota en una página archivada: not known',
			'Wrote a note on a filed page: not known'
		],
		[
			{ is: 'incident-closed', client: ana, outcome: 'secured', because: 'The key is here.' },
			'Se cerró un incidente sobre Ana: estaba cifrado, y la clave está a salvo, porque: The key is here.',
			'Closed an incident about Ana: it was encrypted, and the key is safe, because: The key is here.'
		]
	];

	test('tells the usual purpose of a release as the screens do', async () => {
		const { chartWords } = await import('#lib/desk/history-words.ts');
		const purpose = 'at the request of the individual';
		const disclosure = { client: ana, pages: 2, recipient: { name: 'Ana' }, purpose };
		const { what } = chartWords({ is: 'packet-released', disclosure } as ChartAction, nameOf);
		expect(forReader(what)).toMatch(/^Se entregaron 2 páginas de Ana a Ana, para: (?!at the)/);
		expect(inEnglish(what)).toBe(`Released 2 pages of Ana to Ana, for: ${purpose}.`);
	});

	test.each(rows)('is told in Spanish and written in English: %j', async (action, here, there) => {
		const { chartWords } = await import('#lib/desk/history-words.ts');
		const { what } = chartWords(action as ChartAction, nameOf);
		expect([forReader(what), inEnglish(what)]).toEqual([here, there]);
	});

	test('by the hundred is one sentence, and a file of it is English', async () => {
		const { inRuns } = await import('#lib/desk/history-runs.ts');
		const { csvOf } = await import('#lib/desk/history-lines.ts');
		const { trayTeller } = await import('#lib/desk/history-words.ts');
		const { somebodyGone } = await import('#lib/desk/history-parts.ts');
		const said = trayTeller()({ is: 'page-read', page: page.page } as TrayAction);
		if (!said) throw new Error('nothing was told');
		const line = (n: number): Line => ({
			...{ ...said, n, from: 'tray', at: '2026-03-01T10:00:00Z', day: '2026-03-01' },
			...{ person: 'p' as PersonId, who: somebodyGone }
		});
		const lines = [1, 2, 3].map(line);
		expect(inRuns(lines).map(({ what }) => forReader(what))).toEqual([
			'se hicieron leer 3 páginas.'
		]);
		expect(csvOf(lines)).toContain('"Somebody who has left","Had a page read.","tray","1"');
	});
});
