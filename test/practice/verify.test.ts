/** "Verify the history": each chain on its own, the people's too; what is cut off is seen by what was noted outside. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Practice } from '#lib/practice/practice.ts';
import { membersAnchor } from '#lib/practice/members/chain.ts';
import { folderChain, peopleChain, walkWhole } from '#lib/practice/verify.ts';
import { verifierIn } from '#lib/practice/roster.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { addClient, invite, openBox, setUpPractice, type Standing } from '../support/practice.ts';

let standing: Standing;
let practice: Practice;

beforeEach(async () => {
	standing = await setUpPractice();
	await invite(standing, 'clinician', 'Bea Colleague');
	practice = await standing.again();
	await addClient(practice, 'Ana');
	await addClient(practice, 'Bo');
	await openBox(practice);
});

const kinds = (): string[] => practice.chains.map(({ kind }) => kind).sort();

describe('the chains', () => {
	it('are the people, the charts, one’s own folders and the colleague’s, each with its own answer', async () => {
		expect(kinds()).toEqual(['cabinet', 'cabinet', 'chart', 'people', 'tray', 'tray']);
		for (const chain of practice.chains) {
			const found = await walkWhole(chain);
			expect(found).toMatchObject({ ok: true, head: { n: await chain.length() } });
		}
	});

	it('give their entries one by one, and stop where nobody asks for more', async () => {
		const walked = practice.chains.find(({ kind }) => kind === 'chart')?.walk();
		expect(await walked?.next()).toEqual({ done: false, value: 1 });
		expect(await walked?.next()).toEqual({ done: false, value: 2 });
		expect(await walked?.next()).toMatchObject({ done: true, value: { ok: true } });
	});
});

describe('damage', () => {
	async function chartCopy(upTo: number): Promise<MemoryShelf> {
		const held = practice.holdings.find(({ kind }) => kind === 'chart');
		if (!held) throw new Error('no chart');
		const copy = new MemoryShelf(held.shelf.folder);
		for await (const event of held.shelf.events())
			if (event.n <= upTo) await copy.commit({ event, put: [], remove: [] });
		return copy;
	}

	const walkChart = (shelf: MemoryShelf) => {
		const { anchors } = standing.storage;
		return walkWhole(
			folderChain('chart', undefined, { shelf, anchors, verifierOf: verifierIn(practice.roster) })
		);
	};

	it('is found where the newest entries are cut off, for the note outside has them', async () => {
		expect(await walkChart(await chartCopy(2))).toMatchObject({ ok: true });
		expect(await walkChart(await chartCopy(1))).toEqual({ ok: false, n: 2, why: 'not-as-noted' });
	});

	it('is found in the list of people when it is shorter than was noted, or altered', async () => {
		const { files, anchors } = standing.storage;
		const chain = peopleChain(files, anchors);
		expect(await walkWhole(chain)).toMatchObject({ ok: true, head: { n: 2 } });
		const noted = anchors.read(membersAnchor);
		anchors.replace(membersAnchor, { n: 3, hash: 'a'.repeat(64) });
		expect(await walkWhole(chain)).toEqual({ ok: false, n: 3, why: 'not-as-noted' });
		anchors.replace(membersAnchor, noted);
		const [, second] = await files.list('members/');
		const bytes = second && (await files.read(second));
		if (!second || !bytes) throw new Error('no second entry');
		bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
		await files.write([{ path: second, bytes }]);
		expect(await walkWhole(chain)).toMatchObject({ ok: false });
	});
});
