import { beforeAll, describe, expect, it } from 'vitest';
import { resealOlder, type Resealing } from '#lib/chart/reseal.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { crack, openBy } from '../support/crack.ts';
import { Crash, Luck } from '../support/crashing-shelf.ts';
import { markedPage, type MarkedPage } from '../support/marked-paper.ts';
import {
	addClient,
	invite,
	layPage,
	openBox,
	setUpPractice,
	type Standing
} from '../support/practice.ts';

const leaver = 'copper mitten sparrow';
/** More than two batches. */
const many = 18;

let paper: MarkedPage;
beforeAll(async () => {
	paper = await markedPage('c'.repeat(32), 'd'.repeat(32));
});

interface House extends Standing {
	readonly luck: Luck;
	/** What Lee took along: every small file from before leaving. */
	readonly kept: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** A practice with pages in the chart, whose chart got a new key because Lee left. */
async function built(pages = many): Promise<House> {
	const luck = new Luck();
	const standing = await setUpPractice(luck);
	const { practice } = standing;
	const client = await addClient(practice, 'Ana');
	const box = await openBox(practice);
	for (let i = 0; i < pages; i++) {
		const page = await layPage(practice, box, paper.picture, paper.reading);
		await practice.filing.decide(page, { fate: 'chart', client });
	}
	await practice.filing.sweep();
	const about = { role: 'staff', name: 'Lee', credential: '', passphrase: leaver } as const;
	const invited = await practice.people.prepare(about);
	await practice.people.join(invited);
	const kept = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const path of await standing.storage.files.list())
		kept.set(path, (await standing.storage.files.read(path)) ?? new Uint8Array());
	const left = await practice.people.leave(invited.person.id);
	if (!left.ok) throw new Error(left.why);
	return { ...standing, luck, kept };
}

async function reseal(practice: Practice): Promise<Resealing | undefined> {
	let last: Resealing | undefined;
	for await (const step of resealOlder(practice.chart, (act) => practice.filing.undisturbed(act)))
		last = step;
	return last;
}

/** How many of the chart's pieces open with what Lee kept. */
async function openToLee({ storage, kept }: House, { chart }: Practice): Promise<number> {
	const { identities } = await crack(kept, { passphrases: [leaver] });
	const shelf = storage.shelfOf(chart.key.slot.folder);
	let opened = 0;
	for (const id of await shelf.blobIds()) {
		const bytes = await shelf.blob(id);
		if (bytes && (await openBy(bytes, identities))) opened++;
	}
	return opened;
}

/** Every page opens to the same picture, words and all, and nothing lies about that no page names. */
async function expectWhole(house: House, practice: Practice, pages = many): Promise<void> {
	const { chart } = practice;
	expect(chart.state.pages.size).toBe(pages);
	const named = new Set<string>();
	for (const { picture, thumbnail, reading } of chart.state.pages.values()) {
		if (!reading) throw new Error('the words are gone');
		expect(await chart.open(picture)).toEqual(paper.picture);
		expect(JSON.parse(new TextDecoder().decode(await chart.open(reading)))).toEqual(paper.reading);
		await chart.open(thumbnail);
		for (const { sha256 } of [picture, thumbnail, reading]) named.add(sha256);
	}
	const stored = await house.storage.shelfOf(chart.key.slot.folder).blobIds();
	expect(new Set(stored)).toEqual(named);
}

describe('sealing older pages anew', () => {
	it('leaves nothing of them under a key that somebody who left may have kept', async () => {
		const house = await built();
		const practice = await house.again();
		expect(await openToLee(house, practice)).toBe(3 * many);
		expect(await reseal(practice)).toEqual({ done: many, of: many, resealed: many, damaged: 0 });
		await expectWhole(house, practice);
		expect(await openToLee(house, practice)).toBe(0);
		const later = await house.again();
		await expectWhole(house, later);
		expect((await later.verify()).every(({ ok }) => ok)).toBe(true);
	});

	it('has nothing to do the second time, and writes nothing', async () => {
		const house = await built(3);
		const practice = await house.again();
		await reseal(practice);
		const shelf = house.storage.shelfOf(practice.chart.key.slot.folder);
		const { n } = await shelf.head();
		expect(await reseal(practice)).toMatchObject({ done: 3, resealed: 0 });
		expect((await shelf.head()).n).toBe(n);
	});

	it('goes on where it was stopped', async () => {
		const house = await built();
		const practice = await house.again();
		for await (const { resealed } of resealOlder(practice.chart, (act) => act())) {
			expect(resealed).toBeGreaterThan(0);
			break;
		}
		const before = await openToLee(house, practice);
		expect(before).toBeGreaterThan(0);
		expect(before).toBeLessThan(3 * many);
		const later = await house.again();
		expect(await reseal(later)).toMatchObject({ done: many, resealed: before / 3 });
		expect(await openToLee(house, later)).toBe(0);
	});

	it.each([1, 2, 3].flatMap((nth) => [true, false].map((stored) => [nth, stored] as const)))(
		'loses nothing when the machine dies at write %i, stored: %s',
		async (nth, stored) => {
			const house = await built();
			const practice = await house.again();
			house.luck.strike(nth, { is: 'dies', stored });
			await expect(reseal(practice)).rejects.toThrow(Crash);
			house.luck.restart();
			const later = await house.again();
			await expectWhole(house, later);
			await reseal(later);
			await expectWhole(house, later);
			expect(await openToLee(house, later)).toBe(0);
		}
	);

	it('ends with a word when the disk is full, and no page is the worse', async () => {
		const house = await built();
		const practice = await house.again();
		house.luck.strike(2, { is: 'refuses', why: 'full' });
		expect(await reseal(practice)).toMatchObject({ resealed: 8, why: 'full' });
		await expectWhole(house, practice);
	});

	it('leaves a damaged page as it is, and says how many there are', async () => {
		const house = await built(4);
		const practice = await house.again();
		const [page] = practice.chart.state.pages.values();
		if (!page) throw new Error('no page');
		const shelf = house.storage.shelfOf(practice.chart.key.slot.folder);
		const gone = page.picture.sha256;
		const plain = shelf.blob.bind(shelf);
		shelf.blob = (id) => (id === gone ? Promise.resolve(undefined) : plain(id));
		expect(await reseal(practice)).toEqual({ done: 4, of: 4, resealed: 3, damaged: 1 });
		expect(practice.chart.state.pages.get(page.page)).toEqual(page);
	});

	it('lets a page that was filed before be taken back, whole', async () => {
		const house = await built(2);
		const practice = await house.again();
		await reseal(practice);
		const [id] = practice.chart.state.pages.keys();
		const undone = await practice.filing.undo(id as PageId);
		expect(undone.ok).toBe(true);
		expect(practice.chart.state.pages.size).toBe(1);
		const page = practice.tray.state.pages.get(id as PageId);
		if (!page) throw new Error('it is nowhere');
		expect(await practice.tray.open(page.picture)).toEqual(paper.picture);
		await expectWhole(house, practice, 1);
	});

	it('is open to whoever joined after the key was new, and to the practice kit', async () => {
		const house = await built(2);
		const practice = await house.again();
		await reseal(practice);
		await invite({ ...house, practice }, 'staff', 'New');
		const { identities } = await crack(
			new Map(
				await Promise.all(
					(await house.storage.files.list()).map(
						async (path) =>
							[path, (await house.storage.files.read(path)) ?? new Uint8Array()] as const
					)
				)
			),
			{ kits: [house.practiceKit] }
		);
		for (const { picture } of practice.chart.state.pages.values()) {
			expect(await openBy(await practice.chart.sealed(picture), identities)).toEqual(paper.picture);
		}
	});
});
