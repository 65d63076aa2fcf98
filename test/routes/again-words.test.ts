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
		{ is: 'rest' },
		{ is: 'rest', because: 'layout' },
		{ is: 'rest', because: 'lock' },
		{ is: 'pictures', differ: 1, of: 2 },
		{ is: 'pictures', differ: 2, of: 2 }
	] as const)('is for nobody when a page of it has left the chart since: %j', (compared) => {
		const { text } = againWords({ ...made, compared, gone: 1 });
		expect(text).toContain('do not send it to anybody');
		expect(text).not.toContain('a disclosure of its own');
	});

	it.each([
		[{ is: 'rest', because: 'layout' }, 'this version of the program sets'],
		[{ is: 'rest', because: 'lock' }, 'nothing keeps the password'],
		[{ is: 'rest' }, 'nothing that this program knows of explains it']
	] as const)('is explained only by what there is: %j', (compared, why) => {
		expect(againWords({ ...made, compared, gone: 0 }).text).toContain(why);
	});
});
