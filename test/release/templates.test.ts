import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requesterKinds } from '#lib/release/authority.ts';
import {
	claimsOf,
	coverFor,
	faultsOf,
	filled,
	templateNames,
	templates,
	textOf
} from '#lib/release/templates.ts';

describe('the practice’s letters', () => {
	it.each(templateNames)('has a standard text without a fault: %s', (name) => {
		expect(faultsOf(name, templates[name].text)).toEqual([]);
	});

	it('has a letter for whoever may ask', () => {
		const missing = requesterKinds.filter((kind) => !templateNames.includes(coverFor(kind)));
		expect(missing).toEqual([]);
	});

	it.each([
		['an unknown field', 'Dear {recipiant},', '{recipiant} is no field of this letter.'],
		['a field of another letter', 'By {new date}.', '{new date} is no field of this letter.'],
		['a brace that was lost', 'Dear {recipient,', 'A field has lost one of its braces.'],
		['no words', ' \n ', 'The letter has no words.']
	])('refuses %s with a sentence', (_what, text, sentence) => {
		expect(faultsOf('cover-client', text)).toEqual([sentence]);
	});

	it('refuses an extension without its reason and its day (164.524(b)(2)(ii)(A))', () => {
		expect(faultsOf('extension', 'We need more time.')).toHaveLength(2);
	});

	it.each([
		'This is your complete record.',
		'Here is the entire treatment record of our client.',
		'We enclose all of your pages.',
		'Nothing was left out: nothing is withheld.',
		'A full copy is enclosed.',
		'You will find everything in it.'
	])('refuses a claim that a copy is whole: %s', (text) => {
		expect(claimsOf(text)).toHaveLength(1);
	});

	it.each([
		'Call us at all hours.',
		'The record is complete confusion.',
		'After all, pages get lost.',
		'We wish you all the best.'
	])('takes words that claim nothing: %s', (text) => {
		expect(claimsOf(text)).toEqual([]);
	});

	it('has the practice’s own text, or the standard one', () => {
		expect(textOf('nothing', { nothing: 'No.' })).toBe('No.');
		expect(textOf('nothing', undefined)).toBe(templates.nothing.text);
	});
});

describe('a letter that is filled', () => {
	it('leaves out a sentence whose field is not known, and what is then empty', () => {
		const text = 'Dear {recipient},\n\nIt came on {request date}. It is here.\n\nFor {purpose}.';
		expect(filled(text, { recipient: 'Ana' })).toEqual(['Dear Ana,', 'It is here.']);
	});

	it('keeps points apart, and nothing else of line breaks', () => {
		const values = { defects: '• one\n• two' };
		expect(filled('One\nline.\n\n{defects}', values)).toEqual(['One line.', '• one', '• two']);
		expect(filled('- a thing\n- another', {})).toEqual(['• a thing', '• another']);
	});

	it('takes what stands in a field as it is, braces and all', () => {
		expect(filled('To {recipient}:', { recipient: 'The {client} $& group' })).toEqual([
			'To The {client} $& group:'
		]);
	});

	it('never leaves a field of a letter without faults unfilled', () => {
		fc.assert(
			fc.property(fc.constantFrom(...templateNames), fc.string(), (name, recipient) => {
				const plain = recipient.replace(/[{}]/gu, '');
				const words = filled(templates[name].text, { recipient: plain, records: 'your records' });
				expect(words.join('')).not.toMatch(/[{}]/u);
			})
		);
	});
});
