import { afterEach, describe, expect, it } from 'vitest';
import { learn, say } from '#lib/language/say.ts';
import { isMessage, type Place } from '../../src/build/messages/rules.ts';

describe('what other rooms say', () => {
	afterEach(() => learn([]));

	it('is shown as it is, where no language was learned', () => {
		expect(say('The order is not attached.')).toBe('The order is not attached.');
	});

	it('bears its days as the reader writes them', () => {
		learn([['Revoked on {0}: nothing leaves.', 'Revocada el {0}: nada sale.']], 'es-US');
		expect(say('Revoked on March 2, 2020: nothing leaves.')).toBe(
			'Revocada el 2 de marzo de 2020: nada sale.'
		);
		expect(say('March Hall, 2020')).toBe('March Hall, 2020');
	});

	it('is said with its blanks filled, each in the reader’s language', () => {
		learn([
			['due in {0}', 'vence en {0}'],
			['{0} days', '{0} días'],
			['one day', 'un día'],
			[
				'{0} {1} no words that could be read.',
				'{0} sin palabras que se pudieran leer.',
				{ 1: ['has', 'have'] }
			],
			['{0} pages', '{0} páginas'],
			['session notes', 'notas de sesión'],
			['{0} left to {1}', 'quedan {0}: {1}'],
			['Tell the client', 'Avisar al cliente'],
			['Court order', 'Orden judicial']
		]);
		expect(say('due in 25 days')).toBe('vence en 25 días');
		expect(say('due in one day')).toBe('vence en un día');
		expect(say('3 pages have no words that could be read.')).toBe(
			'3 páginas sin palabras que se pudieran leer.'
		);
		expect(say('Session notes')).toBe('Notas de sesión');
		expect(say('60 days left to tell the client')).toBe('quedan 60 días: avisar al cliente');
		expect(say('Court order (45 CFR 164.512(e)(1)(i))')).toBe(
			'Orden judicial (45 CFR 164.512(e)(1)(i))'
		);
	});

	it('takes no name and no unknown word for a sentence', () => {
		learn([
			['{0} pages', '{0} páginas'],
			['due in {0}', 'vence en {0}']
		]);
		for (const words of ['Ana pages', 'due in Maine', 'Sam Reed']) expect(say(words)).toBe(words);
	});
});

describe('a text of a screen', () => {
	const script = { scope: 'script', insideProgram: true, file: 'src/routes/x.svelte' } as const;
	const place: Place = { attribute: undefined, inText: false };
	const asks = (text: string, more: object = {}, where = place) =>
		isMessage(
			{
				msgStr: [text],
				plural: false,
				placeholders: [],
				type: 'message',
				details: { ...script, ...more }
			},
			where
		);

	it.each(['The request was changed.', 'Save PDF', '# pages', 'kept in a sealed envelope'])(
		'is %s',
		(text) => expect(asks(text)).toBe('message')
	);

	it.each([
		...['chart', 'DamagedBlob', 'Escape', 'Enter', 'U', 'M# #h#v1h-#z', 'ui-dialog ui-dialog-#'],
		...['/release?request=#', '#-hint', 'an unknown browser', '45 CFR 164.524(a)(2)(v)']
	])('is not %s', (text) => expect(asks(text)).toBe(false));

	it('is no selector, and nothing that goes on record', () => {
		expect(asks('button, a, summary', { call: 'target.closest' })).toBe(false);
		expect(asks('Turned the picture.', { file: 'src/lib/desk/cabinet-words.ts' })).toBe(false);
		expect(asks('Dear {0},', { file: 'src/routes/release/LetterSheet.svelte' })).toBe(false);
	});

	it('may be one word between other words', () => {
		expect(asks('pages', {}, { ...place, inText: true })).toBe('message');
		expect(asks('pages', {}, { attribute: 'class', inText: false })).toBe(false);
	});
});
