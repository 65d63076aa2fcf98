/** Whose the page on the desk is, from page to page: a day belongs to the client it was said of. */
import { expect, test } from 'vitest';
import { WhoseDesk } from '#lib/desk/whose.svelte.ts';
import type { Chart } from '#lib/chart/chart.ts';
import { parseDate } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import type { TrayPage } from '#lib/tray/state.ts';

const [rick, dwayne] = ['rick' as ClientId, 'dwayne' as ClientId];
const day = parseDate('2006-02-27');
const suggestion: Suggestion = {
	...{ kind: 'progress', confidence: 0.9, evidence: [], lines: [], summary: '' }
};
/** A page that was read well, and names nobody and no day. */
const silent = { hints: {}, side: {}, suggestion } as unknown as TrayPage;
const inBox = { sameBox: true, inPaperOrder: true, fed: undefined };

function desk(): WhoseDesk {
	const clients = new Map([
		[rick, { id: rick, name: 'Rick Paulsen' }],
		[dwayne, { id: dwayne, name: 'Dwayne Pruett' }]
	]);
	const chart = { state: { clients } } as unknown as Chart;
	return new WhoseDesk({ chart, newClient: () => rick, page: () => silent });
}

/** The first page of the box, filed for Rick on his day. */
function begun(): WhoseDesk {
	const whose = desk();
	whose.offer(silent, { ...inBox, sameBox: false });
	whose.choose(rick);
	whose.setDate(day);
	return whose;
}

test('client and day are offered to the next page of the same client', () => {
	const whose = begun();
	whose.offer(silent, inBox);
	expect(whose).toMatchObject({ client: rick, serviceDate: day, dateFrom: 'kept' });
});

test('a kept day goes when another client is chosen, and does not come back with that client’s next page', () => {
	const whose = begun();
	whose.offer(silent, inBox);
	whose.choose(dwayne);
	expect(whose.serviceDate).toBeUndefined();
	whose.offer(silent, inBox);
	expect(whose).toMatchObject({ client: dwayne, serviceDate: undefined });
});

test('a day that somebody typed or the page says stays when the client is chosen after it', () => {
	const whose = begun();
	whose.offer(silent, inBox);
	const typed = parseDate('2010-01-02');
	whose.setDate(typed);
	whose.choose(dwayne);
	expect(whose.serviceDate).toBe(typed);
	whose.offer(silent, inBox);
	expect(whose).toMatchObject({ client: dwayne, serviceDate: typed });
});
