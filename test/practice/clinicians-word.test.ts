import { expect, it } from 'vitest';
import { chartOnePage, invite, setUpPractice, unlockAs } from '../support/practice.ts';

it('only a clinician can say that a page belongs in the record, or take it back, and staff read it', async () => {
	const standing = await setUpPractice();
	const jo = await invite(standing, 'staff', 'Jo Hale');
	const bea = await invite(standing, 'clinician', 'Bea Second');
	const practice = await standing.again();
	const page = await chartOnePage(practice);

	const word = { is: 'page-vouched', page, because: 'It is the treatment plan.' } as const;
	const staff = await unlockAs(standing, jo);
	await expect(staff.chart.act(word)).rejects.toThrow();
	expect(staff.chart.state.pages.get(page)).not.toHaveProperty('vouched');
	const withdrawn = { is: 'vouch-withdrawn', page } as const;

	expect(await practice.chart.act(word)).toMatchObject({ ok: true });
	const read = await unlockAs(standing, jo);
	expect(read.chart.state.pages.get(page)?.vouched).toMatchObject({
		because: 'It is the treatment plan.',
		by: practice.roster.people.find(({ role }) => role === 'clinician')?.id
	});

	await expect(read.chart.act(withdrawn)).rejects.toThrow();
	expect(read.chart.state.pages.get(page)).toHaveProperty('vouched');
	const colleague = await unlockAs(standing, bea);
	expect(await colleague.chart.act(withdrawn)).toMatchObject({ ok: true });
	await read.chart.catchUp();
	expect(read.chart.state.pages.get(page)).not.toHaveProperty('vouched');
});
