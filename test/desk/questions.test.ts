/** When a person is asked before a page is filed: whose page it is, and whether a private one is for the chart. */
import { describe, expect, it } from 'vitest';
import { questionsFor, unanswered } from '#lib/desk/questions.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import type { PageKind } from '#lib/page/suggestion.ts';
import type { TrayPage } from '#lib/tray/state.ts';

const client = { id: 'gwen' as ClientId, name: 'Gwen Ito' };
const doubt = { source: 'reading', sentence: 'Part of the page was read poorly.' } as const;
const serviceDate = ensureDate('2011-03-04');

it.each([
	['it was read well and has no day', {}, [], 'kept', true, false],
	['it was read well and has a day', { serviceDate }, [], 'kept', true, false],
	['it was read with doubt and has no day', {}, [doubt], 'kept', true, false],
	['it has a day of its own and was read with doubt', { serviceDate }, [doubt], 'kept', true, true],
	['its box was fed as that client’s', { serviceDate }, [doubt], 'box', true, false],
	['a person chose the client', { serviceDate }, [doubt], 'person', true, false],
	['the page before on the desk is not the one before in the paper', {}, [], 'kept', false, true],
	['it names that client', { name: client.name, serviceDate }, [doubt], 'kept', true, false]
] as const)('when %s', (_when, hints, doubts, clientFrom, inPaperOrder, asks) => {
	const suggestion = {
		kind: 'progress',
		confidence: 0.9,
		evidence: [],
		lines: [],
		summary: '',
		doubts
	};
	const page = { hints, side: {}, suggestion } as unknown as TrayPage;
	const filedAs = { client, clientFrom, clients: [client], inPaperOrder };
	expect(questionsFor(page, 'chart', filedAs)).toEqual(asks ? ['kept-client'] : []);
	expect(questionsFor(page, 'blank', filedAs)).toEqual([]);
});

describe('a page for which the cabinet is suggested', () => {
	const pageOf = (kind: PageKind, confidence: number): TrayPage =>
		({
			hints: { name: client.name },
			side: {},
			suggestion: { kind, confidence, evidence: [], lines: [], summary: '', doubts: [] }
		}) as unknown as TrayPage;
	const filedAs = { client, clientFrom: 'page', clients: [client], inPaperOrder: true } as const;

	it.each([
		['psychotherapy', 0.97, 'likely-private'],
		['psychotherapy', 0.85, 'likely-private'],
		['psychotherapy', 0.84, 'maybe-private'],
		['psychotherapy', 0.6, 'maybe-private'],
		['psychotherapy', 0.59, undefined],
		['mixed', 0.9, undefined],
		['progress', 0.9, undefined]
	] as const)('is asked about before it goes to the chart: %s, %d', (kind, confidence, asks) => {
		const page = pageOf(kind, confidence);
		expect(questionsFor(page, 'chart', filedAs)).toEqual(asks ? [asks] : []);
		for (const fate of ['cabinet', 'split', 'rescan'] as const)
			expect(questionsFor(page, fate, filedAs)).toEqual([]);
	});

	it('is asked about once: who answered has answered', () => {
		const asked = questionsFor(pageOf('psychotherapy', 0.7), 'chart', filedAs);
		const sure = { client: client.id, questions: asked };
		expect(unanswered(asked, client.id, undefined)).toBe('maybe-private');
		expect(unanswered(asked, client.id, sure)).toBeUndefined();
	});

	it('is asked about together with a sheet that keeps it apart', () => {
		const page = { ...pageOf('psychotherapy', 0.9), behind: { keepPrivate: true } } as TrayPage;
		expect(questionsFor(page, 'chart', filedAs)).toEqual(['kept-apart', 'likely-private']);
	});
});
