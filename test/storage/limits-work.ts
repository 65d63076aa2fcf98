/** Filing in a tab that runs into something: a full disk, other tabs, a clock that jumps. */
import { isId, type PageId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import {
	boxIn,
	clientIn,
	doorTo,
	inPageStorage,
	layIn,
	passphrases,
	setUpIn,
	unlockIn
} from '../../src/bench/practice-in-page.ts';
import { pageBytes } from './kill/pages.ts';

const storage = inPageStorage();
const door = doorTo(storage, 4);
let open: Practice | undefined;

async function practice(): Promise<Practice> {
	return (open ??= await unlockIn(storage, door));
}

export async function setUp(): Promise<void> {
	await setUpIn(door);
	await clientIn(await practice(), 'Marrowbone Quillfeather');
	await boxIn(await practice());
}

export interface Filed {
	readonly pages: readonly PageId[];
	/** Why the first thing that was not stored was not; `undefined` where all was. */
	readonly refused: string | undefined;
}

/** Lays and files pages one after another, and stops at the first that is refused. */
export async function file(count: number, from = 0): Promise<Filed> {
	const here = await practice();
	const [client, box] = [await clientIn(here, ''), await boxIn(here)];
	const pages: PageId[] = [];
	for (let n = from; n < from + count; n++) {
		const laid = await untilAhead(() =>
			layIn(here, box, pageBytes(n)).catch((error: unknown) => {
				if (error instanceof Error) return error.message;
				throw error;
			})
		);
		if (!isId(laid)) return { pages, refused: laid };
		const page = laid as PageId;
		pages.push(page);
		const fate = n % 2 === 0 ? 'chart' : 'cabinet';
		const refused = await untilAhead(async () => {
			const filed = await here.filing.decide(page, { fate, client });
			return filed.ok ? undefined : filed.why;
		});
		if (refused) return { pages, refused };
	}
	return { pages, refused: undefined };
}

/** Another tab wrote first, and this one has caught up: it is done again, as the feed and a person do. */
async function untilAhead<T>(act: () => Promise<T>): Promise<T> {
	for (let i = 0; i < 200; i++) {
		const done = await act();
		if (done !== 'behind') return done;
	}
	throw new Error('this tab is always behind');
}

export interface Look {
	/** In how many of the three folders each page lies. */
	readonly places: readonly (readonly [page: PageId, count: number])[];
	readonly verified: boolean;
	/** How far apart the times of the tray's entries go back, in hours. */
	readonly backwards: number;
}

/** Unlocks afresh, finishes what was begun, and looks where each page is. */
export async function look(): Promise<Look> {
	await open?.close();
	open = undefined;
	const here = await practice();
	await here.filing.resume();
	await here.filing.sweep();
	const opened = await here.openCabinet(passphrases.cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	const places = [...here.tray.state.pages.values()].map(({ side: { page }, gone }) => {
		const lies = [!gone, here.chart.state.pages.has(page), opened.cabinet.state.pages.has(page)];
		return [page, lies.filter(Boolean).length] as const;
	});
	const verified = (await here.verify()).every(({ ok }) => ok);
	const times = (await here.tray.told()).map(({ at }) => Date.parse(at));
	const back = times.map((at, i) => Math.max(0, ...times.slice(0, i)) - at);
	return { places, verified, backwards: Math.max(...back) / 3_600_000 };
}

const RealDate = Date;

/** The machine's clock is so many hours off from now on. */
export function setClock(hours: number): void {
	const now = (): number => RealDate.now() + hours * 3_600_000;
	globalThis.Date = class extends RealDate {
		constructor(...args: [] | [string | number]) {
			super(args[0] ?? now());
		}
		static override now(): number {
			return now();
		}
	} as DateConstructor;
}

export async function used(): Promise<number> {
	return (await navigator.storage.estimate()).usage ?? 0;
}
