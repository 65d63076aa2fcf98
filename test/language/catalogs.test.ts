import { describe, expect, it } from 'vitest';
import { readCatalog, type Entry } from '../support/catalogs.ts';

const screens = await readCatalog('src/lib/language');
const rooms = await readCatalog('src/lib/language/told');

/** The screens of the front desk: the door, the rail, Today, Feed, staff, Charts, Release, Settings. */
const frontDesk =
	/^src\/(routes\/([A-Z+][^/]*|since-words\.ts|(feed|staff|charts|pages|release|settings)\/.*)|lib\/ui\/.*|lib\/desk\/(feed|release|request|packet|sentences|charts|people|session).*)$/;
/** A text that was written today may still wait for its Spanish: English stands there until then. */
const mayWait = 0.03;

const blanksOf = (text: string): string[] => text.match(/\{\d+\}|<\/?\d+\/?>/g) ?? [];

/** Whether a blank is one word of two (`is`, `are`), which another language may do without. */
function isChoice({ blanks }: Entry, blank: string): boolean {
	const source = blanks.get(Number(blank.slice(1, -1))) ?? '';
	return /\?.*'|verb\(/s.test(source);
}

function breaksBlanks(entry: Entry): boolean {
	if (entry.spanish === '') return false;
	const [before, after] = [blanksOf(entry.english), blanksOf(entry.spanish)];
	const lost = before.filter((blank) => !after.includes(blank) && !isChoice(entry, blank));
	return lost.length > 0 || after.some((blank) => !before.includes(blank));
}

describe.each([
	['the screens', screens],
	['the other rooms', rooms]
])('the Spanish of %s', (_, entries) => {
	it('keeps the blanks of each text', () => {
		expect(entries.filter(breaksBlanks).map(({ english }) => english)).toEqual([]);
	});

	it('is not English', () => {
		const same = entries.filter(
			({ english, spanish }) => english === spanish && /\b(the|is|are|was|of|this)\b/.test(english)
		);
		expect(same.map(({ english }) => english)).toEqual([]);
	});
});

describe('the front desk', () => {
	it.each([
		[
			'its screens',
			screens.filter(({ files }) => files.some((file) => frontDesk.test(file))),
			1000
		],
		['what other rooms tell it', rooms, 300]
	])('has %s in Spanish, but for the newest texts', (_, entries, atLeast) => {
		const missing = entries.filter(({ spanish }) => spanish === '').map(({ english }) => english);
		expect(entries.length).toBeGreaterThan(atLeast);
		expect(missing.length, missing.join('\n')).toBeLessThan(entries.length * mayWait);
	});
});
