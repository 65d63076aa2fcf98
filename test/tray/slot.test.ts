import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readEvent } from '#lib/ledger/event.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { isScanIn, type ScanIn } from '#lib/tray/scan-in.ts';
import { TraySlot } from '#lib/tray/slot.ts';
import { emptyTray, foldTray } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { openFolder } from '#lib/vault/folder.ts';
import type { FolderKey } from '#lib/vault/folder-key.ts';
import { open } from '#lib/vault/open.ts';
import { newId } from '#lib/vault/random.ts';
import { somebody } from '../ledger/practice.ts';
import type { StoredEvent } from '#lib/shelf/shelf.ts';
import { Crash, Luck } from '../support/crashing-shelf.ts';
import { setUpFrontDesk } from '../support/front-desk.ts';

const client = newId<ClientId>();
const text = (words: string) => new TextEncoder().encode(words);

async function openBox(slot: TraySlot): Promise<BoxId> {
	const box = newId<BoxId>();
	await slot.act({ is: 'box-opened', box, provenance: 'interfiled', files: 1, label: 'Shelf 3' });
	return box;
}

async function scan(slot: TraySlot, box: BoxId, words: string): Promise<PageId> {
	const page = newId<PageId>();
	const picture = await slot.seal(text(words));
	const thumbnail = await slot.seal(text(`small ${words}`));
	const facts = { filePage: 1, filePages: 1, sha256: 'plain', width: 8, height: 11, dpi: 200 };
	const side = { page, box, order: 0, mediaType: 'image/png' as const, ...facts };
	const put = [picture.blob, thumbnail.blob];
	const taken = { side, picture: picture.ref, thumbnail: thumbnail.ref };
	const acted = await slot.act({ is: 'side-taken', taken }, { put });
	if (!acted.ok) throw new Error(acted.why);
	return page;
}

async function words(tray: Tray, page: PageId): Promise<string | undefined> {
	const held = tray.state.pages.get(page);
	return held && new TextDecoder().decode(await tray.open(held.picture));
}

describe('the slot of a tray', () => {
	it('has no way to read: two acts, and nothing of its keys or ledger to reach', async () => {
		const { ana } = await setUpFrontDesk();
		const acts = Object.getOwnPropertyNames(TraySlot.prototype);
		expect(acts.sort()).toEqual(['act', 'constructor', 'seal']);
		expect(Reflect.ownKeys(ana.slot)).toEqual([]);
		// @ts-expect-error a slot is no open tray
		const tray: Pick<Tray, 'open' | 'state' | 'key'> = ana.slot;
		expect('open' in tray || 'state' in tray || 'key' in tray).toBe(false);
	});

	it('takes from the front desk what no key of the front desk, nor another clinician’s, opens again', async () => {
		const { ben, ana, ida } = await setUpFrontDesk();
		const box = await openBox(ana.slot);
		await scan(ana.slot, box, 'what she dreamt');
		const events: StoredEvent[] = [];
		for await (const event of ana.shelf.events()) events.push(event);
		const pieces = await Promise.all((await ana.shelf.blobIds()).map((id) => ana.shelf.blob(id)));
		const sealed = [
			...pieces,
			...events.map(({ bytes }) => {
				const read = readEvent(bytes);
				return read.ok ? read.event.ct : undefined;
			})
		];
		expect(sealed).toHaveLength(4);
		const forged = { slot: ana.folder.slot, identity: ben.identity } as FolderKey<'tray'>;
		for (const bytes of sealed) {
			if (!bytes) throw new Error('a piece is gone');
			for (const key of [forged, ida.folder.key])
				expect(await open(key, bytes)).toEqual({ ok: false, why: 'not-for-this-key' });
			const raw = new TextDecoder('latin1').decode(bytes);
			expect(raw).not.toMatch(/dreamt|Shelf|side-taken|plain/);
		}
		const { keyFile, slot } = ana.folder;
		expect(await openFolder(ben, keyFile, slot)).toEqual({ ok: false, why: 'not-yours' });
		// The clinician reads every word of it.
		expect((await ana.open()).state.pages.size).toBe(1);
	});

	it('carries boxes for two clinicians at once, each to its own', async () => {
		const { ana, ida, ben } = await setUpFrontDesk();
		const boxes = { ana: await openBox(ana.slot), ida: await openBox(ida.slot) };
		const fed = await Promise.all(
			Array.from({ length: 12 }, async (_, i) => {
				const who = i % 2 === 0 ? 'ana' : 'ida';
				const tray = who === 'ana' ? ana : ida;
				return { who, page: await scan(tray.slot, boxes[who], `${who} ${i}`), i };
			})
		);
		for (const [who, their] of Object.entries({ ana, ida })) {
			const tray = await their.open();
			const own = fed.filter((each) => each.who === who);
			expect([...tray.state.pages.keys()].sort()).toEqual(own.map(({ page }) => page).sort());
			for (const { page, i } of own) expect(await words(tray, page)).toBe(`${who} ${i}`);
			expect([...tray.state.boxes.values()][0]?.fedBy).toBe(ben.person.id);
		}
	});

	it('goes on when the clinician, or another tab of the front desk, writes in between', async () => {
		const { ben, ana } = await setUpFrontDesk();
		const tray = await ana.open();
		const box = await openBox(ana.slot);
		const other = ana.slotFor(ben);
		const first = await scan(ana.slot, box, 'one');
		await tray.catchUp();
		expect((await tray.act({ is: 'page-unread', page: first, sentence: 'Dark.' })).ok).toBe(true);
		const second = await scan(other, box, 'two');
		const third = await scan(ana.slot, box, 'three');
		await ana.slot.act({ is: 'box-indexed', box, client });
		await tray.catchUp();
		expect(tray.state.boxes.get(box)?.pages).toEqual([first, second, third]);
		expect(tray.state.boxes.get(box)?.client).toBe(client);
	});

	it.each([false, true])(
		'loses no acknowledged side when the machine dies (after the disk has it: %s)',
		async (stored) => {
			for (let nth = 1; nth <= 4; nth++) {
				const luck = new Luck();
				const { ana } = await setUpFrontDesk(luck);
				const acknowledged: PageId[] = [];
				luck.strike(nth, { is: 'dies', stored });
				const feeding = async (): Promise<void> => {
					const box = await openBox(ana.slot);
					for (let i = 0; i < 4; i++) acknowledged.push(await scan(ana.slot, box, `side ${i}`));
				};
				await expect(feeding()).rejects.toThrow(Crash);
				luck.restart();
				const tray = await ana.open();
				const held = [...tray.state.pages.keys()];
				expect(held.slice(0, acknowledged.length)).toEqual(acknowledged);
				expect(held.length - acknowledged.length).toBe(stored && nth > 1 ? 1 : 0);
				for (const [i, page] of held.entries()) expect(await words(tray, page)).toBe(`side ${i}`);
				expect(await ana.shelf.blobIds()).toHaveLength(held.length * 2);
			}
		}
	);

	it('refuses any act that is not scanning in', async () => {
		const { ana } = await setUpFrontDesk();
		const decided = { is: 'page-decided', page: newId(), decision: { fate: 'blank' } };
		await expect(ana.slot.act(decided as unknown as ScanIn)).rejects.toThrow('only scanning in');
		expect((await ana.shelf.head()).n).toBe(0);
	});
});

describe('what others may do in a tray', () => {
	const acts: TrayAction['is'][] = [
		...(['box-collated', 'box-put-away', 'page-read', 'page-unread', 'page-turned'] as const),
		...(['twin-denied', 'page-decided', 'page-filed', 'page-undone', 'page-returned'] as const),
		'copies-removed'
	];
	it.each(acts)('is never %s', (is) => {
		expect(isScanIn({ is, box: newId(), page: newId(), pages: [] })).toBe(false);
	});

	it('is nothing misshapen, whatever it is', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				expect(isScanIn(value)).toBe(false);
				expect(isScanIn({ is: 'side-taken', taken: value })).toBe(false);
				expect(isScanIn({ is: 'box-opened', box: newId(), provenance: value, files: 1 })).toBe(
					false
				);
			})
		);
	});

	it('changes nothing of what the clinician or another has there, and never stops the tray from opening', async () => {
		const { ben, ana } = await setUpFrontDesk();
		const cara = await somebody('staff');
		const box = newId<BoxId>();
		const page = newId<PageId>();
		const ref = { sha256: 'a', size: 1 };
		const facts = { filePage: 1, filePages: 1, sha256: '', width: 1, height: 1, dpi: 100 };
		const side = { page, box, order: 0, mediaType: 'image/png' as const, ...facts };
		const take: TrayAction = { is: 'side-taken', taken: { side, picture: ref, thumbnail: ref } };
		const other = { ...take, taken: { ...take.taken, picture: { sha256: 'b', size: 1 } } };
		const opened: TrayAction = { is: 'box-opened', box, provenance: 'unknown', files: 1 };
		const by = (who: typeof ben, action: unknown) => ({ who, action: action as TrayAction });
		const events = [
			by(ben, opened),
			by(ben, take),
			by(ben, other),
			by(cara, { is: 'box-opened', box, provenance: 'sealed-envelope', files: 9 }),
			by(cara, { is: 'box-fed', box }),
			by(ben, { is: 'page-decided', page, decision: { fate: 'blank' } }),
			by(ben, { is: 'copies-removed', pages: [page] }),
			by(ben, { is: 'side-taken' }),
			by(ben, { is: 'box-fed', box: newId<BoxId>() }),
			by(ana.clinician, { is: 'box-explained', box, note: 'Mine.' })
		].map(({ who, action }, i) => ({ n: i + 1, at: '', person: who.person.id, action }));
		const state = foldTray(emptyTray, events, ana.clinician.person.id);
		expect(state.turnedAway.map(({ n }) => n)).toEqual([3, 4, 5, 6, 7, 8, 9]);
		expect(state.pages.get(page)).toMatchObject({ picture: ref });
		expect(state.pages.get(page)?.decision).toBeUndefined();
		expect(state.boxes.get(box)).toMatchObject({ fed: false, provenance: 'unknown' });
		expect(state.boxes.get(box)?.notes).toHaveLength(1);
	});
});
