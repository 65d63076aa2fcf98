/** What the storage bench times in a tab: the app's own parts on real IndexedDB, and plain Dexie beside them. */
import { Dexie, type Table } from 'dexie';
import type { ChartAction } from '#lib/chart/actions.ts';
import { chartShape } from '#lib/chart/chart.ts';
import { foldChart } from '#lib/chart/state.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import { packState } from '#lib/ledger/pack.ts';
import { keepSnapshot } from '#lib/ledger/snapshot.ts';
import type { Told } from '#lib/ledger/told.ts';
import type { FolderKey, FolderKind } from '#lib/vault/folder-key.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { foldTray } from '#lib/tray/state.ts';
import { trayShape } from '#lib/tray/tray.ts';
import { newId } from '#lib/vault/random.ts';
import { BulkShelf } from './bulk-shelf.ts';
import {
	boxIn,
	clientIn,
	doorTo,
	inPageStorage,
	layIn,
	setUpIn,
	unlockIn
} from './practice-in-page.ts';

const storage = inPageStorage();
/** The least work for a passphrase: then an unlock's time is the opening's. */
const quick = 4;

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at += 65_536) {
		crypto.getRandomValues(bytes.subarray(at, Math.min(length, at + 65_536)));
	}
	return bytes;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await act();
	return performance.now() - begun;
}

async function timedEach(times: number, act: () => Promise<unknown>): Promise<number[]> {
	const took: number[] = [];
	for (let i = 0; i < times; i++) took.push(await timed(act));
	return took;
}

/** Milliseconds of each unlock at the app's own work for a passphrase. */
export async function unlocks(times: number): Promise<number[]> {
	const door = doorTo(storage);
	await setUpIn(door);
	return timedEach(times, async () => (await unlockIn(storage, door)).close());
}

export interface PageTimes {
	/** Taking a side in: picture and thumbnail sealed to the tray, one strict transaction. */
	readonly taken: readonly number[];
	/** The decision, until the page lies in the chart: opened, sealed to the chart, three strict transactions. */
	readonly filed: readonly number[];
	/** Taking a side in again, plainly: the same bytes and a row by Dexie, one strict transaction. */
	readonly plain: readonly number[];
	/** Filing again, plainly: the bytes and a row, and two rows more, three strict transactions. */
	readonly plainFiled: readonly number[];
}

/** Ours and plain Dexie by turns, so that both meet the same machine. */
export async function pages(times: number, logN = 17): Promise<PageTimes> {
	const practice = await unlockIn(storage, doorTo(storage, logN));
	const client = await clientIn(practice, 'Marrowbone Quillfeather');
	const box = await boxIn(practice);
	const plain = new Plain();
	const [taken, filed, once, thrice]: number[][] = [[], [], [], []];
	for (let i = 0; i < times; i++) {
		const picture = randomBytes(400_000);
		let page: PageId | undefined;
		taken?.push(await timed(async () => (page = await layIn(practice, box, picture))));
		filed?.push(
			await timed(async () => {
				const done = page && (await practice.filing.decide(page, { fate: 'chart', client }));
				if (!done?.ok) throw new Error(done?.why ?? 'nothing was laid');
			})
		);
		once?.push(await timed(() => plain.put(2 * i, picture)));
		thrice?.push(await timed(() => plain.file(2 * i + 1, picture)));
	}
	await practice.close();
	await plain.delete();
	return {
		taken: taken ?? [],
		filed: filed ?? [],
		plain: once ?? [],
		plainFiled: thrice ?? []
	};
}

class Plain extends Dexie {
	declare readonly rows: Table<{ readonly n: number; readonly facts: string }, number>;
	declare readonly blobs: Table<{ readonly n: number; readonly bytes: Uint8Array }, number>;

	constructor() {
		super('plain', { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ rows: 'n', blobs: 'n' });
	}

	async put(n: number, bytes: Uint8Array): Promise<void> {
		await this.transaction('rw', this.rows, this.blobs, async () => {
			await this.blobs.put({ n, bytes });
			await this.rows.put({ n, facts: 'x'.repeat(700) });
		});
	}

	async file(n: number, bytes: Uint8Array): Promise<void> {
		await this.row(-1 - 2 * n);
		await this.put(n, bytes);
		await this.row(-2 - 2 * n);
	}

	async row(n: number): Promise<void> {
		await this.transaction('rw', this.rows, () =>
			this.rows.put({ n, facts: 'x'.repeat(700) }).then(() => undefined)
		);
	}
}

/** A ledger that writes in bulk, without folding. */
function bulk<K extends FolderKind, Action>(
	{ me }: Practice,
	key: FolderKey<K>
): { readonly shelf: BulkShelf; readonly ledger: Ledger<K, Action> } {
	const shelf = new BulkShelf(key.slot.folder);
	const { device, anchors } = storage;
	const clock = (): Date => new Date();
	const ledger = new Ledger<K, Action>({
		...{ slot: key.slot, shelf, device, author: me, clock, anchors }
	});
	return { shelf, ledger };
}

const sha256 = (): string =>
	[...randomBytes(32)].map((b) => b.toString(16).padStart(2, '0')).join('');
const ref = (size: number): { sha256: string; size: number } => ({ sha256: sha256(), size });

/** As much as the sorter says of a typed page, in words of the usual length. */
function suggestion(): Extract<TrayAction, { is: 'page-read' }>['suggestion'] {
	const reason =
		'Start and stop times belong in the record, whatever the heading says. 45 CFR 164.501';
	const text = 'Session began 2:05 pm and ended 2:55 pm, in person.';
	return {
		kind: 'progress',
		confidence: 0.93,
		evidence: Array.from({ length: 5 }, (_, line) => ({
			...{ line, text, reason, element: 'session-times', probability: 0.97 }
		})),
		lines: Array.from({ length: 35 }, (_, line) => ({
			...{ line, element: 'symptoms', probability: 0.9137, private: 0.0212 }
		})),
		summary: 'It tells of symptoms, plan and times, and of nothing that was said in confidence.'
	};
}

type Step =
	| { readonly to: 'tray'; readonly action: TrayAction }
	| { readonly to: 'chart'; readonly action: ChartAction };

/** So many pages, each scanned, read, decided and filed to the chart, thirty at a time; a box has a hundred. */
function* history(count: number, client: ClientId, filedOn: string): Generator<Step, void> {
	const size = { width: 1700, height: 2200, dpi: 200 } as const;
	const filed = { client, kind: 'progress', filedOn, filedBy: 'Ida Morrow, LCSW' } as const;
	let box = newId<BoxId>();
	let swept: PageId[] = [];
	const tray = (action: TrayAction): Step => ({ to: 'tray', action });
	for (let i = 0; i < count; i++) {
		const order = i % 100;
		if (order === 0) {
			box = newId<BoxId>();
			yield tray({ is: 'box-opened', box, provenance: 'separate-folder', files: 1 });
		}
		const page = newId<PageId>();
		const facts = { sha256: sha256(), mediaType: 'image/jpeg', ...size } as const;
		const side = { page, box, order, filePage: 1, filePages: 1, ...facts };
		const signature = btoa(String.fromCharCode(...randomBytes(1024)));
		const pictures = { picture: ref(400_296), thumbnail: ref(9_216) };
		const reading = ref(24_832);
		const read = { page, reading, suggestion: suggestion(), hints: {}, turn: 0 } as const;
		const blobs = [...Object.values(pictures), reading];
		yield tray({ is: 'side-taken', taken: { side: { ...side, signature }, ...pictures } });
		yield tray({ is: 'page-read', ...read });
		yield tray({ is: 'page-decided', page, decision: { fate: 'chart', client } });
		yield {
			to: 'chart',
			action: {
				is: 'page-filed',
				page: { page, ...pictures, reading, ...facts, ...filed, provenance: 'separate-folder' }
			}
		};
		const receipts = [{ to: 'chart', page, event: sha256(), blobs }] as const;
		yield tray({ is: 'page-filed', page, receipts });
		swept.push(page);
		if (i % 30 === 29) {
			// As a sweep does, here without the pieces that it would remove.
			yield tray({ is: 'copies-removed', pages: swept });
			swept = [];
		}
	}
}

/**
 * A practice of so many pages. Its states are as their histories leave them, kept as snapshots; the histories
 * themselves are written only when `entries` says so, for that takes many minutes.
 */
export async function grow(count: number, entries: boolean): Promise<{ readonly steps: number }> {
	const door = doorTo(storage, quick);
	await setUpIn(door);
	const practice = await unlockIn(storage, door);
	const client = await clientIn(practice, 'Marrowbone Quillfeather');
	await boxIn(practice);
	const filedOn = new Date().toISOString();
	const steps = history(count, client, filedOn);
	const grown = entries ? await written(practice, steps) : await kept(practice, steps, filedOn);
	for (const { shelf } of practice.holdings) shelf.close();
	await storage.anchors.settled();
	return { steps: grown };
}

async function written(practice: Practice, steps: Iterable<Step>): Promise<number> {
	const chart = bulk<'chart', ChartAction>(practice, practice.chart.key);
	const tray = bulk<'tray', TrayAction>(practice, practice.tray.key);
	let count = 0;
	for (const { to, action } of steps) {
		const appended =
			to === 'tray' ? await tray.ledger.append(action) : await chart.ledger.append(action);
		if (!appended.ok) throw new Error(appended.why);
		count++;
	}
	for (const { shelf } of [chart, tray]) {
		await shelf.flush();
		shelf.close();
	}
	return count;
}

async function kept(practice: Practice, steps: Iterable<Step>, at: string): Promise<number> {
	const { chart, tray, me, holdings } = practice;
	const person = me.person.id;
	const toTray: Told<TrayAction>[] = [];
	const toChart: Told<ChartAction>[] = [];
	for (const { to, action } of steps) {
		if (to === 'tray') toTray.push({ n: 0, at, person, action });
		else toChart.push({ n: 0, at, person, action });
	}
	for (const [folder, state, shape] of [
		[tray.key.slot, foldTray(tray.state, toTray), trayShape],
		[chart.key.slot, foldChart(chart.state, toChart), chartShape]
	] as const) {
		const shelf = holdings.find((held) => held.shelf.folder === folder.folder)?.shelf;
		const head = await shelf?.head();
		if (!shelf || !head) throw new Error('no such folder');
		const snapshot = await keepSnapshot(shelf, folder, me, {
			state: packState(state),
			head,
			shape
		});
		if (!snapshot.ok) throw new Error(snapshot.why);
	}
	return toTray.length + toChart.length;
}

/** Milliseconds to open it so many times; the first time reads whatever no snapshot holds yet. */
export async function opens(times: number): Promise<{
	readonly first: number;
	readonly closing: number;
	readonly later: readonly number[];
}> {
	const door = doorTo(storage, quick);
	let practice: Practice | undefined;
	const first = await timed(async () => (practice = await unlockIn(storage, door)));
	const closing = await timed(async () => practice?.close());
	const later: number[] = [];
	for (let i = 0; i < times; i++) {
		later.push(await timed(async () => (practice = await unlockIn(storage, door))));
		await practice?.close();
	}
	return { first, closing, later };
}

/** How many pages stand in the chart. */
export async function count(): Promise<number> {
	const practice = await unlockIn(storage, doorTo(storage, quick));
	const { size } = practice.chart.state.pages;
	await practice.close();
	return size;
}
