import { describe, expect, it } from 'vitest';
import { againWords } from '../../src/routes/release/log/again-words.ts';

const made = { then: 'Chromium 140', now: 'Chromium 140' };

describe('a packet that was made again', () => {
	it('may be sent as a disclosure of its own', () => {
		const { same, text } = againWords({ ...made, compared: { is: 'same' }, gone: 0 });
		expect([same, text]).toEqual([true, expect.stringContaining('a disclosure of its own')]);
	});

	it.each([
		{ is: 'same' },
		{ is: 'rest', isLaterLayout: true },
		{ is: 'rest', isLaterLayout: false },
		{ is: 'pictures', differ: 1, of: 2 },
		{ is: 'pictures', differ: 2, of: 2 }
	] as const)('is for nobody when a page of it has left the chart since: %j', (compared) => {
		const { text } = againWords({ ...made, compared, gone: 1 });
		expect(text).toContain('do not send it to anybody');
		expect(text).not.toContain('a disclosure of its own');
	});

	it('is explained by a later version of the program only where there is one', () => {
		const [later, same] = [true, false].map((isLaterLayout) =>
			againWords({ ...made, compared: { is: 'rest', isLaterLayout }, gone: 0 })
		);
		expect(later?.text).toContain('This version of the program');
		expect(same?.text).toContain('Nothing that this program knows of explains it');
	});
});
