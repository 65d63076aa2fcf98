import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Decision } from '#lib/tray/actions.ts';
import { Crash, Luck, type Fault } from '../support/crashing-shelf.ts';
import { lowerHalf, markedPage, type MarkedPage } from '../support/marked-paper.ts';
import { addClient, layPage, openBox, setUpPractice, type Standing } from '../support/practice.ts';
import { expectOnePlace, openedCabinet } from './one-place.ts';

type Desk = Standing & { readonly page: PageId; readonly client: ClientId; readonly luck: Luck };
type Act = (practice: Practice, desk: Desk) => Promise<unknown>;

let paper: MarkedPage;
beforeAll(async () => {
	paper = await markedPage('1'.repeat(32), '2'.repeat(32));
});

async function layDesk(): Promise<Desk> {
	const luck = new Luck();
	const standing = await setUpPractice(luck);
	const { practice } = standing;
	const client = await addClient(practice, 'Ana Marked');
	const page = await layPage(practice, await openBox(practice), paper.picture, paper.reading);
	return { ...standing, page, client, luck };
}

function decision(fate: Decision['fate'], client: ClientId): Decision {
	return { fate, client, ...(fate === 'split' ? { privateRegions: [lowerHalf] } : {}) };
}

const decide =
	(fate: Decision['fate']): Act =>
	({ filing }, { page, client }) =>
		filing.decide(page, decision(fate, client));
const undo: Act = async (practice, { page }) =>
	practice.filing.undo(page, await openedCabinet(practice));
const sweep: Act = ({ filing }) => filing.sweep();

const stories: Readonly<Record<string, { before: readonly Act[]; act: Act; commits: number }>> = {
	'filing to the chart': { before: [], act: decide('chart'), commits: 3 },
	'filing to the cabinet': { before: [], act: decide('cabinet'), commits: 3 },
	splitting: { before: [], act: decide('split'), commits: 4 },
	'calling it blank': { before: [], act: decide('blank'), commits: 1 },
	'moving from chart to cabinet': { before: [decide('chart')], act: decide('cabinet'), commits: 6 },
	'moving from split to chart': { before: [decide('split')], act: decide('chart'), commits: 7 },
	'undoing out of the chart': { before: [decide('chart')], act: undo, commits: 3 },
	'undoing a split': { before: [decide('split')], act: undo, commits: 4 },
	sweeping: { before: [decide('split')], act: sweep, commits: 1 },
	'undoing out of the chart after the sweep': {
		before: [decide('chart'), sweep],
		act: undo,
		commits: 3
	},
	'undoing a split after the sweep': { before: [decide('split'), sweep], act: undo, commits: 4 }
};

const faults: readonly Fault[] = [
	{ is: 'dies', stored: false },
	{ is: 'dies', stored: true },
	{ is: 'refuses', why: 'full' }
];

/** What is done next, at once, without waiting for what was begun to be finished. */
const next: Readonly<Record<string, Act>> = {
	nothing: () => Promise.resolve(),
	'an undo': undo,
	'another decision': decide('cabinet')
};

describe.each(Object.entries(stories))('%s', (_, { before, act, commits }) => {
	it(`takes ${commits} commits`, async () => {
		const desk = await layDesk();
		for (const step of before) await step(desk.practice, desk);
		desk.luck.strike(Infinity, { is: 'refuses', why: 'full' });
		await act(desk.practice, desk);
		expect(desk.luck.commits).toBe(commits);
		await expectOnePlace(desk.practice, desk.page, paper.picture);
	});

	const cases = Array.from({ length: commits }, (_, i) => i + 1).flatMap((nth) =>
		faults.flatMap((fault) => Object.keys(next).map((then) => ({ nth, fault, then })))
	);

	it('cut short at any commit, ends with the page in one place, whatever is done next', async () => {
		for (const { nth, fault, then } of cases) {
			const story = `commit ${nth} ${JSON.stringify(fault)}, then ${then}`;
			const desk = await layDesk();
			for (const step of before) await step(desk.practice, desk);
			desk.luck.strike(nth, fault);
			await act(desk.practice, desk).catch((error: unknown) => {
				if (!(error instanceof Crash)) throw new Error(story, { cause: error });
			});
			const { dead } = desk.luck;
			desk.luck.restart();
			const practice = dead ? await desk.again() : desk.practice;
			try {
				await next[then]?.(practice, desk);
				await practice.filing.resume();
				await expectOnePlace(practice, desk.page, paper.picture);
				// And it reads the same when it is opened anew.
				if (!dead) await expectOnePlace(await desk.again(), desk.page, paper.picture);
			} catch (error) {
				throw new Error(story, { cause: error });
			}
		}
		expect(cases.length).toBe(commits * 9);
	}, 300_000);
});
