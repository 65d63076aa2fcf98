/** A member who may write a snapshot can seal something else into it than the signed lines say: Checks holds them side by side. */
import { expect, it } from 'vitest';
import { chartShape } from '#lib/chart/chart.ts';
import { VerifyDesk } from '#lib/desk/verify.svelte.ts';
import { packState } from '#lib/ledger/pack.ts';
import { keepSnapshot } from '#lib/ledger/snapshot.ts';
import { LayeredMap } from '#lib/ledger/layered-map.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { AnyPractice } from '#lib/practice/practice.ts';
import {
	chartOnePage,
	invite,
	setUpPractice,
	unlockAs,
	type Standing
} from '../support/practice.ts';

async function house(): Promise<{ readonly standing: Standing; readonly page: PageId }> {
	const standing = await setUpPractice();
	return { standing, page: await chartOnePage(standing.practice) };
}

const verifierOf = ({ chains, me, chart }: AnyPractice): VerifyDesk =>
	new VerifyDesk(
		{ chains, me, chart },
		() => '',
		() => new Date()
	);

it('the charts of a sound practice are what their lines say, also when they came from a snapshot', async () => {
	const { standing, page } = await house();
	const { chart } = await standing.again();
	await chart.act({ is: 'page-vouched', page, because: 'The treatment plan.' });
	await chart.act({ is: 'page-marked', page, marks: { session: 'couple' } });
	await chart.keepSnapshot();
	const again = await standing.again();
	await again.chart.act({ is: 'page-turned', page, turn: 90 });
	const verify = verifierOf(again);
	await verify.walk();
	expect(verify.last?.charts).toBe('same');
	expect(verify.last?.unwalked).toEqual([]);
});

it('a word that nobody signed, sealed into a snapshot by front desk, is found and taken out', async () => {
	const { standing, page } = await house();
	const sam = await unlockAs(standing, await invite(standing, 'staff', 'Sam Front'));
	const { state, key } = sam.chart;
	const kept = state.pages.get(page);
	const shelf = sam.holdings.find(({ kind }) => kind === 'chart')?.shelf;
	if (!kept || !shelf) throw new Error('no chart');
	const vouched = { because: 'forged', at: '', by: standing.practice.me.person.id };
	const pages = new LayeredMap(state.pages).set(page, { ...kept, vouched });
	await keepSnapshot(shelf, key.slot, sam.me, {
		...{ state: packState({ ...state, pages }), head: await shelf.head(), shape: chartShape }
	});

	const ida = await standing.again();
	expect(ida.chart.state.pages.get(page)?.vouched?.because).toBe('forged');
	let told = 0;
	ida.chart.onChange(() => told++);
	const verify = verifierOf(ida);
	await verify.walk();
	expect(verify.last?.results.every(({ ok }) => ok)).toBe(true);
	expect(verify.last?.charts).toBe('made-anew');
	expect(ida.chart.state.pages.get(page)).not.toHaveProperty('vouched');
	expect(told).toBeGreaterThan(0);
	// Whoever opens it next has what the lines say.
	const next = await standing.again();
	expect(next.chart.state.pages.get(page)).not.toHaveProperty('vouched');
	await verify.walk();
	expect(verify.last?.charts).toBe('same');
});

it('what is written while the lines are read is in both', async () => {
	const { standing, page } = await house();
	const { chart } = await standing.again();
	const walked = chart.refold();
	await walked.next();
	await chart.act({ is: 'page-turned', page, turn: 180 });
	let step = await walked.next();
	while (!step.done) step = await walked.next();
	expect(step.value).toBe('same');
	expect(chart.state.pages.get(page)?.turn).toBe(180);
});
