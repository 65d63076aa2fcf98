import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readerOf } from '#lib/chart/chart.ts';
import { resealOlder } from '#lib/chart/reseal.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { usualOptions } from '#lib/packet/options.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { ensureDate } from '#lib/page/date.ts';
import { IncidentsDesk } from '#lib/desk/incidents.svelte.ts';
import { LogDesk } from '#lib/desk/log.svelte.ts';
import type { ClientId, EntryId, IncidentId, PageId } from '#lib/page/ids.ts';
import { newId } from '#lib/vault/random.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { discloseOf } from '#lib/release/disclosure.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import { pagesIn, planRelease, type Plan } from '#lib/release/plan.ts';
import { Proven } from '#lib/release/proof/proven.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import {
	asItLies,
	comparedWith,
	layout,
	piecesOf,
	readRecipe,
	recipeReader,
	writeRecipe,
	type Recipe
} from '#lib/release/recipe.ts';
import { markedPage } from '../support/marked-paper.ts';
import { addClient, layPage, openBox, setUpPractice } from '../support/practice.ts';
import { chartOnPaper } from './chart-on-paper.ts';
import { buildFor, nodeReader, planFor } from './packets.ts';
import { imprint, ownRequest } from './requests.ts';

const marked: ReleaseImprint = {
	...imprint,
	papers: {
		letterhead: {},
		letter: { text: 'Dear {recipient},', added: 'As we said on the telephone.' }
	}
};

/** Builds and proves with the real parts; `again` is what was kept of a packet. */
async function makePacket(practice: Practice, recipe: Recipe, again: boolean): Promise<Proven> {
	const { chart } = practice;
	const { plan, imprint: printed } = recipe;
	const reader = again ? recipeReader(plan, readerOf(chart)) : readerOf(chart);
	const { key } = chart;
	const press = pressWith(sharpCodec);
	const built = await buildPacket({ plan, imprint: printed, reader, key, press, again });
	const made = await Proven.from({
		...{ plan, imprint: printed, built, read: nodeReader, madeAt: '2026-03-02T15:00:00.000Z' },
		...chartWitness(reader, key, sharpCodec)
	});
	if (!made.ok) throw new Error('the packet failed its proof');
	return made.packet;
}

interface House {
	readonly practice: Practice;
	readonly client: ClientId;
	readonly pages: readonly PageId[];
	readonly plan: Plan;
	readonly again: () => Promise<Practice>;
}

/** A practice that has released two of Ana's three pages. */
async function released(): Promise<House & { readonly file: Uint8Array }> {
	const standing = await setUpPractice();
	const { practice } = standing;
	const { chart } = practice;
	const client = await addClient(practice, 'Ana Marlow');
	const box = await openBox(practice);
	const pages: PageId[] = [];
	for (const n of [1, 2, 3]) {
		const paper = await markedPage(String(n).repeat(32), 'd'.repeat(32));
		const page = await layPage(practice, box, paper.picture, paper.reading);
		const serviceDate = ensureDate(`2020-02-0${String(n)}`);
		await practice.filing.decide(page, { fate: 'chart', client, serviceDate });
		pages.push(page);
	}
	const facts = chart.state.clients.get(client);
	if (!facts) throw new Error('no client');
	const request = { ...ownRequest, client, to: ensureDate('2020-02-02') };
	const plan = planRelease(request, facts, pagesOfClient(chart.state, client));
	const proven = await makePacket(
		practice,
		{ v: 1, layout, plan, imprint: marked, made: [], madeWith: '' },
		false
	);
	const recipe: Recipe = {
		...{ v: 1, layout, plan, imprint: marked, made: proven.made, madeWith: 'Node' }
	};
	const sealed = await chart.seal(writeRecipe(recipe));
	const disclosure = {
		...discloseOf(proven, { releasedAt: '2026-03-02T15:00:00.000Z', releasedBy: 'Ida' }),
		recipe: sealed.ref
	};
	await chart.act(
		{ is: 'packet-released', disclosure, pieces: piecesOf(recipe) },
		{ put: [sealed.blob] }
	);
	return { ...{ practice, client, pages, plan }, file: proven.file(), again: standing.again };
}

async function rebuilt(
	practice: Practice
): Promise<{ proven: Proven; recipe: Recipe; sha256: string }> {
	const { state } = practice.chart;
	const [line] = state.disclosures;
	const lies = line?.recipe && state.kept.get(line.recipe.sha256);
	if (!lies) throw new Error('no recipe');
	const recipe = asItLies(readRecipe(await practice.chart.open(lies)), (hash) =>
		state.kept.get(hash)
	);
	return { proven: await makePacket(practice, recipe, true), recipe, sha256: line.sha256 };
}

describe('a packet that is made again', () => {
	it('is the same to the byte, whatever became of client, pages and keys since', async () => {
		const { practice, client, pages, file, plan, again } = await released();
		const { chart, filing } = practice;
		// A page is turned, another leaves the chart for the cabinet, the client has another name.
		await chart.act({ is: 'client-changed', client: { id: client, name: 'Ana Something-Else' } });
		await chart.act({ is: 'page-turned', page: pages[0] as PageId, turn: 180 });
		await filing.decide(pages[1] as PageId, { fate: 'cabinet', client });
		expect(pagesIn(plan).map(({ page }) => page)).toContain(pages[1]);
		expect(chart.state.pages.has(pages[1] as PageId)).toBe(false);
		await filing.sweep();
		// Somebody leaves, so every piece gets another name under another key.
		const { people } = practice;
		const invited = await people.prepare({
			...{ role: 'staff', name: 'Lee', credential: '', passphrase: 'copper mitten sparrow' }
		});
		await people.join(invited);
		await people.leave(invited.person.id);
		const later = await again();
		for await (const step of resealOlder(later.chart, (act) => act())) expect(step.damaged).toBe(0);
		const moved = [...later.chart.state.kept].filter(([was, now]) => was !== now.sha256);
		expect(moved.length).toBe(later.chart.state.kept.size);
		const last = await again();
		const { proven, recipe, sha256 } = await rebuilt(last);
		expect(Buffer.from(proven.file()).equals(Buffer.from(file))).toBe(true);
		const compared = comparedWith(recipe, sha256, {
			sha256: proven.proof.sha256,
			made: proven.made
		});
		expect(compared).toEqual({ is: 'same' });
	});

	it('tells by which number a page is asked back that left the chart since', async () => {
		const { practice, client, pages, file } = await released();
		const { chart, filing } = practice;
		const today = ensureDate('2026-03-03');
		const desk = new IncidentsDesk({
			...{ chart, practice: 'Maple Street Counseling', signedAs: 'Ida' },
			newIncident: () => newId<IncidentId>(),
			log: new LogDesk({
				...{ chart, signedAs: 'Ida', now: () => new Date(), today: () => today },
				newEntry: () => newId<EntryId>()
			})
		});
		await filing.decide(pages[1] as PageId, { fate: 'cabinet', client });
		const [incident] = desk.all;
		if (!incident) throw new Error('no incident');
		const asked = (await desk.recall(incident)).paragraphs.join('\n');
		const [, stamped = ''] = /destroyed, page (\d+), and/u.exec(asked) ?? [];
		let [at, words] = [0, ''];
		for await (const found of nodeReader(new Uint8Array(file))) {
			if (found.is === 'page' && ++at === Number(stamped)) words = found.page.words.join(' ');
		}
		// The marks of the second sheet that was laid in are on the page with that number.
		expect(words).toContain(`page ${stamped} of`);
		expect(words).toContain('mk2222');
		expect(asked).not.toMatch(/Ana|private|cabinet/u);
	});

	it('keeps what a page drew from when it leaves the chart, and nothing of a page that never went out', async () => {
		const { practice, client, pages } = await released();
		const { chart, filing } = practice;
		const refs = pages.map((page) => chart.state.pages.get(page));
		for (const page of pages) await filing.decide(page, { fate: 'cabinet', client });
		const lies = (ref: BlobRef | undefined): Promise<boolean> =>
			ref ? chart.sealed(ref).then(Boolean, () => false) : Promise.resolve(false);
		const stored = await Promise.all(
			refs.map(async (page) => [
				await lies(page?.picture),
				await lies(page?.reading),
				await lies(page?.thumbnail)
			])
		);
		expect(stored).toEqual([
			[true, true, false],
			[true, true, false],
			[false, false, false]
		]);
	});

	it('says what differs when it is not the same', () => {
		const made = (hashes: readonly string[]): Recipe['made'] =>
			hashes.map((pictureSha256, n) => ({
				...{ page: `p${n}` as PageId, sheet: n + 3, pictureSha256, pictureBytes: 1, words: 0 }
			}));
		const recipe = { made: made(['a', 'b', 'c']), layout, imprint: marked } as unknown as Recipe;
		const now = (hashes: readonly string[]) => ({ sha256: 'other', made: made(hashes) });
		expect(comparedWith(recipe, 'logged', now(['a', 'x', 'y']))).toEqual({
			is: 'pictures',
			differ: 2,
			of: 3
		});
		const { layout: _, ...uncounted } = recipe;
		const locked = { ...marked, options: { ...usualOptions, locked: true } } as const;
		const rest: readonly (readonly [Recipe, string?])[] = [
			[recipe],
			[uncounted, 'layout'],
			[{ ...recipe, layout: layout - 1 }, 'layout'],
			[{ ...uncounted, imprint: locked }, 'lock']
		];
		for (const [one, because] of rest)
			expect(comparedWith(one, 'logged', now(['a', 'b', 'c']))).toEqual({
				is: 'rest',
				...(because ? { because } : {})
			});
		expect(comparedWith(recipe, 'other', now(['x', 'b', 'c']))).toEqual({ is: 'same' });
	});

	/** One packet of scans as they were stored, so that no encoder has a say: the hash of its file, by layout. */
	const files: Readonly<Record<number, string>> = {
		1: 'c117de039b0bf6083510c018ab123f874806b093a90109b86d98ecaf837740df',
		// Only where a place to sign would have begun a sheet.
		2: 'c117de039b0bf6083510c018ab123f874806b093a90109b86d98ecaf837740df'
	};

	it('is written as the layout says: whoever writes other bytes counts it up', async () => {
		const scan = await readFile(new URL('../paper/dev-001.jpg', import.meta.url));
		const stored = {
			mediaType: 'image/jpeg',
			encode: () => Promise.resolve(new Uint8Array(scan))
		} as const;
		const chart = await chartOnPaper(sharpCodec, 4, 1, stored);
		const built = await buildFor(chart, planFor(chart), marked);
		expect(await sha256Hex(built.bytes)).toBe(files[layout]);
	});
});
