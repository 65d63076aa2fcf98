/** A desk over a real practice in memory, with engines that give canned answers: for the logic of queues alone. */
import type { Engines } from '#lib/desk/engines.ts';
import { DecideDesk, type DecideParts } from '#lib/desk/decide.svelte.ts';
import { FeedDesk } from '#lib/desk/feed.svelte.ts';
import { LearnedDesk } from '#lib/desk/learned.svelte.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { ReadQueue } from '#lib/desk/read-queue.svelte.ts';
import { refuse, type Taken } from '#lib/intake/taken.ts';
import { MemoryAnchors } from '#lib/ledger/anchor.ts';
import type { PageHints } from '#lib/page/client.ts';
import type { DeviceId } from '#lib/page/ids.ts';
import type { Reading, Rotation } from '#lib/page/reading.ts';
import type { LineElement, Suggestion } from '#lib/page/suggestion.ts';
import { Door } from '#lib/practice/door.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { MemoryPracticeFiles } from '#lib/shelf/memory-practice-files.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { newId } from '#lib/vault/random.ts';
import { steppingClock } from '../support/clock.ts';

export const cabinetPassphrase = 'a cabinet of one’s own';

export async function openMemoryPractice(): Promise<Practice> {
	const door = new Door({
		storage: {
			files: new MemoryPracticeFiles(),
			shelfOf: (folder) => new MemoryShelf(folder),
			anchors: new MemoryAnchors(),
			device: newId<DeviceId>()
		},
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: (picture, mediaType) =>
			Promise.resolve({ picture: picture.slice(), mediaType, thumbnail: new Uint8Array(3) })
	});
	const prepared = await door.prepare({
		practice: 'Test',
		name: 'Maren Ellsworth',
		credential: 'PhD',
		passphrase: 'a desk of one’s own',
		cabinetPassphrase
	});
	await door.establish(prepared);
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('no practice');
	const opened = await door.unlock(found.roster, prepared.person.id, 'a desk of one’s own');
	if (!opened.ok) throw new Error(opened.why);
	return asClinician(opened.practice);
}

/** A file of so many sides; `damaged` is refused, `locked:secret` wants its password, `cut` breaks off behind them. */
export function scan(name: string, sides: number, kind = 'sound'): File {
	return new File([JSON.stringify({ name, sides, kind })], name);
}

const reading: Reading = {
	text: 'Seen at two.',
	lines: [],
	confidence: 0.9,
	blank: 'no',
	rotated: 0,
	turn: 0,
	skewDegrees: 0,
	width: 850,
	height: 1100
};
const suggestion: Suggestion = {
	kind: 'progress',
	confidence: 0.9,
	evidence: [],
	lines: [],
	summary: 'Record content.'
};

export class CannedEngines implements Engines {
	readonly readers = 2;
	hints: PageHints = {};
	suggestion = suggestion;
	/** What every side shows, as a PNG; without it, bytes that nobody can decode. */
	picture: Uint8Array<ArrayBuffer> | undefined;
	/** The turns that reading was asked to go by, in the order of asking. */
	readonly turnsGiven: (Rotation | undefined)[] = [];
	/** Readings wait here when it is set. */
	gate: Promise<void> | undefined;
	/** Sides are handed out only up to here, then it waits for ever or for the stop. */
	stopAfter = Infinity;
	under = 0;
	mostUnder = 0;

	async *takeIn(
		file: Blob,
		{ password, signal }: { password?: string; signal?: AbortSignal }
	): AsyncGenerator<Taken> {
		const { name, sides, kind } = JSON.parse(await file.text()) as Record<string, never> & {
			name: string;
			sides: number;
			kind: string;
		};
		if (kind === 'damaged') {
			yield refuse('damaged');
			return;
		}
		const [, secret] = kind.split(':');
		if (secret && password === undefined) {
			yield refuse('locked');
			return;
		}
		if (secret && password !== secret) {
			yield refuse('wrong-password');
			return;
		}
		for (let filePage = 1; filePage <= sides; filePage++) {
			if (this.stopAfter-- <= 0) {
				if (signal?.aborted) return;
				await new Promise((resolve) => signal?.addEventListener('abort', resolve));
				return;
			}
			const bytes = this.picture ?? new TextEncoder().encode(`${name} ${filePage}`);
			const mediaType = this.picture ? 'image/png' : 'image/jpeg';
			const facts = { mediaType, width: 850, height: 1100, dpi: 100 } as const;
			const sha256 = await sha256Hex(bytes);
			const thumbnail = new Uint8Array([1]);
			yield {
				is: 'side',
				side: { filePage, filePages: sides, bytes, sha256, thumbnail, ...facts }
			};
		}
		if (kind === 'cut') yield refuse('damaged', 'The rest of the file was left.');
	}

	async read({ turn }: { turn?: Rotation }, signal?: AbortSignal): Promise<Reading> {
		this.turnsGiven.push(turn);
		this.mostUnder = Math.max(this.mostUnder, ++this.under);
		try {
			await Promise.race([
				this.gate ?? new Promise((resolve) => setTimeout(resolve, 2)),
				new Promise((_resolve, reject) =>
					signal?.addEventListener('abort', () => reject(new Error('stopped')))
				)
			]);
			return { ...reading, turn: turn ?? 0 };
		} finally {
			this.under--;
		}
	}

	sort(): Promise<{ suggestion: Suggestion; hints: PageHints }> {
		return Promise.resolve({ suggestion: this.suggestion, hints: this.hints });
	}

	recycled = 0;

	recycle(): void {
		this.recycled++;
	}

	stop(): void {
		this.gate = undefined;
	}
}

export interface TestDesk {
	readonly practice: Practice;
	readonly engines: CannedEngines;
	readonly queue: ReadQueue;
	readonly feed: FeedDesk;
	readonly decide: DecideDesk;
	readonly learned: LearnedDesk;
}

export async function setupDesk(): Promise<TestDesk> {
	const practice = await openMemoryPractice();
	const { tray, chart, filing } = practice;
	const engines = new CannedEngines();
	const queue = new ReadQueue(tray, engines, { undisturbed: (act) => filing.undisturbed(act) });
	const feed = new FeedDesk({ tray, engines, queue, newBox: newId, newPage: newId });
	const learned = new LearnedDesk(practice.learned);
	const decide = new DecideDesk({
		tray,
		chart,
		filing,
		queue,
		learned,
		pictures: new Pictures(),
		cabinet: () => undefined,
		newClient: newId,
		newRun: newId
	});
	return { practice, engines, queue, feed, decide, learned };
}

/** The desk as it is after a reload: it knows what the ledgers tell, and nothing else. */
export function deskAgain(
	{ practice, queue }: TestDesk,
	more: Pick<DecideParts, 'notes'> = {}
): DecideDesk {
	const { tray, chart, filing } = practice;
	const parts = { tray, chart, filing, queue, pictures: new Pictures() };
	return new DecideDesk({
		...parts,
		...more,
		...{ cabinet: () => undefined, newClient: newId, newRun: newId }
	});
}

/** A suggestion that is sure of itself: with three of them in a box, they may be decided together. */
export function sure(
	kind: Suggestion['kind'],
	element: LineElement['element'] = 'medication'
): Suggestion {
	const lines = [{ line: 0, element, probability: 1, private: 0 }];
	return { ...{ kind, confidence: 0.95, evidence: [], lines }, summary: 'Sure.' };
}
