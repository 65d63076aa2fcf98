import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeKit, parseKit } from '#lib/vault/kit.ts';

describe('a recovery kit', () => {
	test('is printed in groups that can be read aloud', async () => {
		const { printed, typed, recipient } = await makeKit();
		expect(printed.reveal()).toMatch(/^AGE-SECRET-KEY-1( [0-9A-Z]{4}){14} [0-9A-Z]{2}$/);
		expect(printed.reveal().replaceAll(' ', '')).toBe(typed.reveal());
		expect(recipient).toMatch(/^age1[0-9a-z]{58}$/);
	});

	test('is taken in any case, with any spaces, dashes and line breaks, with or without its first words', async () => {
		const { typed, recipient } = await makeKit();
		const gap = fc.stringMatching(/^[ \-–.\t\n\r]{0,3}$/);
		const letters = typed.reveal();
		const body = letters.slice(16);
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.array(fc.tuple(fc.boolean(), gap), { minLength: 74, maxLength: 74 }),
				async (isWhole, habits) => {
					const text = Array.from(isWhole ? letters : body)
						.map((letter, at) => {
							const [isLower, space] = habits[at] ?? [false, ''];
							return (isLower ? letter.toLowerCase() : letter) + space;
						})
						.join('');
					expect(await parseKit(text)).toMatchObject({ ok: true, kit: { recipient } });
				}
			)
		);
	});

	test('forgives the letters that look alike', async () => {
		for (let tries = 0; tries < 20; tries++) {
			const { typed, recipient } = await makeKit();
			const body = typed.reveal().slice(16);
			const written = body.replaceAll('0', 'o').replaceAll('8', 'B').replaceAll('L', '1');
			expect(await parseKit(written)).toMatchObject({ ok: true, kit: { recipient } });
		}
	});

	test('with one letter wrong, two exchanged or one missing is refused with the reason', async () => {
		const { typed } = await makeKit();
		const text = typed.reveal();
		for (let at = 16; at < 73; at++) {
			const [a = '', b = ''] = [text[at], text[at + 1]];
			const other = a === 'Q' ? 'P' : 'Q';
			const mistyped = { ok: false, why: 'mistyped' };
			expect(await parseKit(text.slice(0, at) + other + text.slice(at + 1))).toEqual(mistyped);
			if (a !== b) {
				expect(await parseKit(text.slice(0, at) + b + a + text.slice(at + 2))).toEqual(mistyped);
			}
			expect(await parseKit(text.slice(0, at) + text.slice(at + 1))).toEqual({
				ok: false,
				why: 'too-short'
			});
		}
		expect(await parseKit(`${text} Q`)).toEqual({ ok: false, why: 'too-long' });
		expect(await parseKit('')).toEqual({ ok: false, why: 'too-short' });
	});

	test('whatever is typed, it answers', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ maxLength: 120 }), async (text) => {
				expect((await parseKit(text)).ok).toBe(false);
			})
		);
	});
});
