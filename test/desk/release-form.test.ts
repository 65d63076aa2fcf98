import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisChoices, emptyForm, fieldsOf, presetFor } from '#lib/desk/release-form.ts';
import { bases, basisNames, defectsOfBasis, requesterKinds } from '#lib/release/authority.ts';
import { ensureDate } from '#lib/page/date.ts';

describe('what usually goes with who asks', () => {
	it('is the right of access, at the request of the individual, for the client', () => {
		expect(presetFor('client', 'Ana Example', {})).toEqual({
			requesterKind: 'client',
			basis: 'access',
			purpose: 'at the request of the individual',
			requesterName: 'Ana Example'
		});
	});

	it.each([
		['provider', 'treatment'],
		['insurer', 'payment'],
		['attorney', 'authorization'],
		['court', 'court-order'],
		['law-enforcement', '']
	] as const)('for %s is “%s”', (kind, basis) => {
		expect(presetFor(kind, '', emptyForm())['basis']).toBe(basis);
	});

	it('leaves alone what a person has typed', () => {
		const typed = { ...emptyForm(), purpose: 'a custody hearing', requesterName: 'J. Ruiz' };
		const preset = presetFor('attorney', 'Ana Example', typed);
		expect(preset).not.toHaveProperty('purpose');
		expect(preset).not.toHaveProperty('requesterName');
	});

	it('takes the client’s own name away when somebody else asks', () => {
		const form = { ...emptyForm(), requesterName: 'Ana Example' };
		expect(presetFor('insurer', 'Ana Example', form)['requesterName']).toBe('');
	});

	it('never presets a basis that does not fit, whatever was chosen before', () => {
		const kinds = fc.constantFrom(...requesterKinds);
		fc.assert(
			fc.property(kinds, kinds, fc.constantFrom(...basisNames), (before, kind, basis) => {
				const form = { ...emptyForm(), ...presetFor(before, '', {}), basis };
				const chosen = { ...form, ...presetFor(kind, '', form) }['basis'];
				expect(['', ...basisChoices(kind).map(({ value }) => value)]).toContain(chosen);
			})
		);
	});
});

describe('the bases that are offered', () => {
	it('fit the requester, each with its place in the law', () => {
		for (const kind of requesterKinds) {
			for (const { value, label } of basisChoices(kind)) {
				const name = basisNames.find((known) => known === value);
				if (!name) throw new Error('no such basis');
				expect(label).toContain(bases[name].citation);
				const basis = { is: 'access' } as const;
				if (name === 'access')
					expect(defectsOfBasis(basis, kind, ensureDate('2026-03-02'))).toEqual([]);
			}
		}
	});

	it.each([
		['access', 'none'],
		[undefined, 'none'],
		['court-order', 'document'],
		['subpoena', 'subpoena'],
		['authorization', 'authorization']
	] as const)('%s asks for %s', (basis, fields) => {
		expect(fieldsOf(basis)).toBe(fields);
	});
});
