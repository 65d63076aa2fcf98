import { expect, test } from 'vitest';
import { strengthOf } from '#lib/vault/strength.ts';

test.each([
	['', 0],
	['password', 0],
	['Password1!', 1],
	['qwertyuiop', 0],
	['velvet harbor ninety quilts', 4]
])('%j scores %i', async (passphrase, score) => {
	expect((await strengthOf(passphrase)).score).toBe(score);
});

test('a name that the practice goes by is no secret', async () => {
	const alone = await strengthOf('harborview-maldonado');
	const known = await strengthOf('harborview-maldonado', ['Harborview', 'Maldonado']);
	expect(known.score).toBeLessThan(alone.score);
});

test('the sentence says what to do, never repeats the passphrase, and even 10,000 letters are answered', async () => {
	for (const passphrase of ['letmein', 'maria2019', 'wombatwombat']) {
		const { sentence } = await strengthOf(passphrase);
		expect(sentence).toMatch(/words\.$/);
		expect(sentence.toLowerCase()).not.toContain(passphrase);
	}
	expect((await strengthOf('x'.repeat(10_000))).score).toBeLessThan(3);
});
