/** When a person is asked whose page it is before it is filed to whoever had the page before. */
import { expect, it } from 'vitest';
import { questionsFor } from '#lib/desk/questions.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
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
