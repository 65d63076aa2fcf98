import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedIn, correctedReading } from '#lib/page/reading-corrected.ts';
import { drawPage } from '../release/chart-on-paper.ts';

const { reading } = drawPage(4);
const [line] = reading.lines;
const word = line?.words[1];

describe('a word that is put right', () => {
	it('stands in its place, its line and its page, and says what was read', () => {
		const after = correctedReading(reading, { line: 0, word: 1 }, ' Sertraline ');
		expect(after?.lines[0]?.words[1]).toEqual({
			...word,
			text: 'Sertraline',
			confidence: 1,
			was: word?.text
		});
		expect(after?.text.split('\n')[0]).toBe(after?.lines[0]?.text);
		expect(after?.lines[0]?.text.split(' ')[1]).toBe('Sertraline');
		expect(after?.lines.slice(1)).toEqual(reading.lines.slice(1));
		expect(after && correctedIn(after)).toBe(1);
		expect(correctedIn(reading)).toBe(0);
	});

	it('still says what the machine had read when it is put right twice', () => {
		const once = correctedReading(reading, { line: 0, word: 1 }, 'one');
		const twice = once && correctedReading(once, { line: 0, word: 1 }, 'two');
		expect(twice?.lines[0]?.words[1]).toMatchObject({ text: 'two', was: word?.text });
	});

	it.each([
		[{ line: 0, word: 1 }, '  '],
		[{ line: 99, word: 0 }, 'word'],
		[{ line: 0, word: 99 }, 'word']
	])('is nothing for %o and “%s”', (place, text) => {
		expect(correctedReading(reading, place, text)).toBeUndefined();
	});

	it('becomes several that share its box from left to right', () => {
		fc.assert(
			fc.property(
				fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 5 }),
				(parts) => {
					const after = correctedReading(reading, { line: 0, word: 1 }, parts.join(' '));
					const words = after?.lines[0]?.words.slice(1, 1 + parts.length) ?? [];
					expect(words.map(({ text }) => text)).toEqual(parts);
					const box = word?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
					let from = box.x;
					for (const { rect } of words) {
						expect(rect.x).toBeGreaterThanOrEqual(from - 1e-9);
						from = rect.x + rect.width;
					}
					expect(from).toBeLessThanOrEqual(box.x + box.width + 1e-9);
				}
			)
		);
	});
});
