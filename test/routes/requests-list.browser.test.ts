/** The list of requests: it offers of each what the law gives it. */
import type { ComponentProps } from 'svelte';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { ensureDate } from '#lib/page/date.ts';
import type { ListedRequest } from '#lib/page/records-request.ts';
import { whyNotExtended } from '#lib/release/clock.ts';
import Requests from '../../src/routes/release/Requests.svelte';

async function list(basis: string): Promise<void> {
	const dates = { receivedOn: ensureDate('2026-03-01'), dueOn: ensureDate('2026-03-31') };
	const request = { id: basis, ...dates, form: { basis }, packets: [] } as unknown as ListedRequest;
	const urgency = { tone: 'plain', words: 'due in 29 days' };
	// Only what this screen looks at.
	const desks = {
		requests: {
			rows: [{ request, client: 'Ana Ortiz', requester: 'Superior Court', urgency }],
			whyNotExtended: (one: ListedRequest) =>
				whyNotExtended(one, { days: 30, extension: 30 }, ensureDate('2026-03-02'))
		},
		release: {},
		papers: {}
	} as unknown as ComponentProps<typeof Requests>;
	await render(Requests, desks);
	await expect.element(page.getByText('for Superior Court')).toBeVisible();
}

test('more time is offered for a client’s own access, where the law gives it', async () => {
	await list('access');
	await expect.element(page.getByRole('button', { name: 'Extend…' })).toBeVisible();
});

test.each(['court-order', 'authorization'])(
	'and is not where it would be refused: %s',
	async (on) => {
		await list(on);
		expect(page.getByRole('button', { name: 'Extend…' }).elements()).toEqual([]);
	}
);
