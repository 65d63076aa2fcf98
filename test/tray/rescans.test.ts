/** Sides that want a better scan: whoever fed the box learns their places, and nothing else; nobody else learns even that. */
import { beforeEach, describe, expect, it } from 'vitest';
import { RescanTeller } from '#lib/desk/rescan-teller.ts';
import type { BoxId, PageId, PersonId } from '#lib/page/ids.ts';
import type { AnyPractice, Practice } from '#lib/practice/practice.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { BlindTray } from '#lib/tray/blind.ts';
import { FedReceipts } from '#lib/tray/receipts.ts';
import { RescanSlips } from '#lib/tray/rescans.ts';
import { TraySlot } from '#lib/tray/slot.ts';
import { newId } from '#lib/vault/random.ts';
import { invite, setUpPractice, unlockAs, type Standing } from '../support/practice.ts';

let standing: Standing;
let ida: Practice;
let sam: AnyPractice;
let bea: AnyPractice;
let box: BoxId;
let pages: readonly PageId[];
let teller: RescanTeller;

/** Three sides for Ida, fed by this person. */
async function feedBy(
	practice: AnyPractice,
	whom: PersonId,
	/** What is said of the first side then. */
	then: readonly ((page: PageId) => TrayAction)[] = []
): Promise<readonly PageId[]> {
	const tray = practice.traySlots.get(whom);
	if (!tray) throw new Error('no tray to feed');
	const blind = new BlindTray({
		...{ slot: new TraySlot(tray.slot, tray.ledger), by: practice.me.person.id, for: whom },
		receipts: new FedReceipts(practice.files, practice.me)
	});
	await blind.act({ is: 'box-opened', box, provenance: 'unknown', label: 'Ana', files: 1 });
	const fed: PageId[] = [];
	for (let order = 0; order < 3; order++) {
		const page = newId<PageId>();
		const sealed = await blind.seal(new Uint8Array([1, 2, order]));
		const side = { page, box, order, filePage: 1, filePages: 1, width: 10, height: 10, dpi: 100 };
		const facts = { sha256: `${order}`.repeat(64), mediaType: 'image/png' } as const;
		const taken = { side: { ...side, ...facts }, picture: sealed.ref, thumbnail: sealed.ref };
		await blind.act({ is: 'side-taken', taken }, { put: [sealed.blob] });
		fed.push(page);
	}
	await blind.act({ is: 'box-fed', box });
	for (const say of then) if (fed[0]) await blind.act(say(fed[0]));
	return fed;
}

beforeEach(async () => {
	standing = await setUpPractice();
	const samId = await invite(standing, 'staff', 'Sam Front');
	const beaId = await invite(standing, 'clinician', 'Bea Colleague');
	sam = await unlockAs(standing, samId);
	bea = await unlockAs(standing, beaId);
	ida = await standing.again();
	box = newId<BoxId>();
	pages = await feedBy(sam, ida.me.person.id);
	await ida.tray.catchUp();
	teller = new RescanTeller(ida);
});

const slipsOf = ({ files, me }: AnyPractice) => new RescanSlips(files, me).mine();
const rescan = async (n: number): Promise<void> => {
	const page = pages[n];
	if (page) await ida.filing.decide(page, { fate: 'rescan', because: 'Ana’s blurred confession' });
	await teller.tell();
};

describe('a side that is marked for a better scan', () => {
	it('is named to whoever fed it, by its place in the box and by nothing of what it shows', async () => {
		expect(await slipsOf(sam)).toEqual([]);
		await rescan(2);
		await rescan(0);
		const [slip] = await slipsOf(sam);
		expect(slip).toMatchObject({ box, for: ida.me.person.id, sides: 3 });
		expect(slip?.wanted.map(({ place }) => place)).toEqual([1, 3]);
		expect(Object.keys(slip?.wanted[0] ?? {}).sort()).toEqual(['at', 'place']);
		expect(JSON.stringify(slip)).not.toMatch(/confession|Ana/);
		for (const page of pages) expect(JSON.stringify(slip)).not.toContain(page);
	});

	it('is off the list when the clinician takes that back, and the slip with it', async () => {
		await rescan(1);
		const [page] = pages.slice(1);
		if (page) await ida.filing.undo(page);
		await teller.stop();
		expect(await slipsOf(sam)).toEqual([]);
		expect((await ida.files.list('people/')).filter((path) => path.includes('rescan'))).toEqual([]);
	});

	it('is nobody else’s to read, and a slip that was made up stops nobody', async () => {
		await rescan(1);
		const [path] = (await ida.files.list('people/')).filter((each) => each.includes('rescan'));
		const file = path && (await ida.files.read(path));
		if (!file) throw new Error('no slip');
		const copy = `people/${bea.me.person.id}.rescan.${box}.age`;
		const junk = `people/${sam.me.person.id}.rescan.${newId<BoxId>()}.age`;
		await ida.files.write([
			{ path: copy, bytes: file },
			{ path: junk, bytes: new Uint8Array([1, 2, 3]) }
		]);
		expect(await slipsOf(bea)).toEqual([]);
		expect(await slipsOf(sam)).toHaveLength(1);
	});

	it('of one’s own box, or of a box whose feeder has left, writes no slip', async () => {
		const own = newId<BoxId>();
		await ida.tray.act({ is: 'box-opened', box: own, provenance: 'unknown', files: 1 });
		await teller.tell();
		await ida.people.leave(sam.me.person.id);
		const after = await standing.again();
		const [page] = pages;
		if (page) await after.filing.decide(page, { fate: 'rescan' });
		await new RescanTeller(after).tell();
		const slips = (await after.files.list('people/')).filter((path) => path.includes('rescan'));
		expect(slips).toEqual([]);
	});
});

describe('a better scan that its feeder names', () => {
	const placed = (page: PageId) => ida.tray.state.pages.get(page);
	/** Sam scans one sheet again, and says what it is. */
	const again = async (place: number, of = box): Promise<PageId> => {
		const first = box;
		box = newId<BoxId>();
		const [better] = await feedBy(sam, ida.me.person.id, [
			(page) => ({ is: 'box-indexed', box, rescans: [{ page, of: { box: of, place } }] })
		]);
		box = first;
		await ida.tray.catchUp();
		if (!better) throw new Error('nothing was fed');
		return better;
	};

	it('takes the place of the side, and is off the list', async () => {
		await rescan(1);
		const better = await again(2);
		expect(placed(better)).toMatchObject({ replaces: pages[1], rescanOf: { box, place: 2 } });
		expect(pages[1] && placed(pages[1])?.replacedBy).toBe(better);
		expect(ida.tray.state.turnedAway).toEqual([]);
		await teller.tell();
		expect(await slipsOf(sam)).toEqual([]);
	});

	it('is another page after all when the clinician says so', async () => {
		await rescan(1);
		const better = await again(2);
		if (pages[1]) await ida.tray.act({ is: 'side-replaced', page: pages[1] });
		expect(placed(better)?.replaces).toBeUndefined();
		expect(placed(better)?.rescanOf).toBeUndefined();
	});

	it.each([
		['that nobody wants again', 1],
		['that is not there', 9]
	] as const)('of a side %s changes nothing', async (_, place) => {
		await rescan(1);
		const better = await again(place);
		expect(placed(better)?.replaces).toBeUndefined();
		for (const page of pages) expect(placed(page)?.replacedBy).toBeUndefined();
	});

	it('takes no place in a box that somebody else fed', async () => {
		await rescan(1);
		const mine = box;
		box = newId<BoxId>();
		const [theirs] = await feedBy(bea, ida.me.person.id, [
			(page) => ({ is: 'box-indexed', box, rescans: [{ page, of: { box: mine, place: 2 } }] })
		]);
		await ida.tray.catchUp();
		expect(theirs && placed(theirs)?.replaces).toBeUndefined();
	});

	it('is refused where its words are malformed', async () => {
		const tray = sam.traySlots.get(ida.me.person.id);
		if (!tray) throw new Error('no tray');
		const bad = { is: 'box-indexed', box, rescans: [{ page: pages[0], of: null }] } as never;
		await expect(new TraySlot(tray.slot, tray.ledger).act(bad)).rejects.toThrow();
		await expect(tray.ledger.append(bad)).rejects.toThrow('without the right');
	});
});

describe('a clinician who feeds for a colleague', () => {
	it('seals the sides to the colleague, cannot open one, and learns which want a better scan', async () => {
		box = newId<BoxId>();
		pages = await feedBy(bea, ida.me.person.id);
		await ida.tray.catchUp();
		expect(ida.tray.state.boxes.get(box)?.fedBy).toBe(bea.me.person.id);
		expect(ida.tray.state.turnedAway).toEqual([]);
		const [first] = pages;
		const held = first && ida.tray.state.pages.get(first);
		if (!held || bea.role !== 'clinician') throw new Error('the side is not there');
		expect(bea.tray.state.pages.size).toBe(0);
		await expect(bea.tray.open(held.picture)).rejects.toThrow();
		await rescan(1);
		expect((await slipsOf(bea))[0]?.wanted.map(({ place }) => place)).toEqual([2]);
		expect((await slipsOf(sam)).filter((slip) => slip.box === box)).toEqual([]);
	});
});
