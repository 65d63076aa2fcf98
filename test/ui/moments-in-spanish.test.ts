/** Days, times and counts as a reader of Spanish has them; the language is chosen before any screen is loaded. */
import { beforeAll, expect, test } from 'vitest';
import type { ClientId, PageId } from '#lib/page/ids.ts';
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

test('what was done to a page bears the reader’s days', async () => {
	const { doneWords } = await import('#lib/desk/done-to-page.ts');
	const under = { page: 'p' as PageId, client: 'a' as ClientId, kind: 'progress' };
	const was = { ...under, serviceDate: ensureDate('2020-02-01') };
	const page = { ...under, serviceDate: ensureDate('2020-02-03'), client: 'b' as ClientId };
	const because = 'It slipped in.';
	const moved = { is: 'page-filed', page, was, because } as unknown as ChartAction;
	const told = doneWords(moved, under.page, (client) => (client === was.client ? 'Ana' : 'Berit'));
	expect(told).toContain('3 de febrero de 2020');
	expect(told).toMatch(/It slipped in\.$/);
});
