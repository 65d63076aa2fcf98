/** An invented chart: pages drawn by code from a seed, sealed to a real chart key, read through a real reader. */
import type { ChartKey } from '#lib/chart/open.ts';
import type { ChartPage, ChartReader } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { turnedBack, type Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Client } from '#lib/page/client.ts';
import { ensureDate } from '#lib/page/date.ts';
import { idFromBytes, type ClientId, type FolderId, type PageId } from '#lib/page/ids.ts';
import type { ReadLine, Reading } from '#lib/page/reading.ts';
import type { PaperSide } from '#lib/page/request-paper.ts';
import { createFolder } from '#lib/vault/folder.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { makeIdentity } from '#lib/vault/identity.ts';
import { seal } from '#lib/vault/seal.ts';

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names the kind of id at the call
export function idOf<T extends ClientId | PageId | FolderId>(n: number): T {
	const bytes = new Uint8Array(16);
	new DataView(bytes.buffer).setUint32(12, n);
	return idFromBytes<T>(bytes);
}

export const ana: Client = {
	id: idOf<ClientId>(1),
	name: 'Ana Nguyễn-O’Brien',
	birthDate: ensureDate('1981-04-09'),
	recordNumber: '20417'
};

/** A seeded generator (mulberry32): the same paper on every machine. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const vocabulary =
	'client reported sleep improved mood anxious plan continue weekly sessions naïve “coping” skills fi‐nal score 14/27 §5 ½ hour café Łódź 李明'.split(
		' '
	);

/** A page whose words are bars of ink, and the reading that says which words they are. */
export function drawPage(seed: number, options: { colour?: boolean; width?: number } = {}): Drawn {
	const random = seeded(seed);
	const width = options.width ?? 850;
	const height = Math.round((width * 11) / 8.5);
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	const lines: ReadLine[] = [];
	const rows = 4 + Math.floor(random() * 14);
	for (let row = 0; row < rows; row++) {
		const y = Math.round(height * (0.08 + row * 0.045 + random() * 0.01));
		const words: ReadLine['words'][number][] = [];
		let x = Math.round(width * 0.1);
		while (x < width * (0.5 + random() * 0.35)) {
			const text = vocabulary[Math.floor(random() * vocabulary.length)] ?? 'word';
			const rect = { x, y, width: text.length * 11, height: 18 };
			words.push({ text, rect, confidence: 0.9 });
			ink(data, width, rect, random() * 90, options.colour ? 120 : 0);
			x += rect.width + 9;
		}
		const last = words.at(-1)?.rect ?? { x, y, width: 1, height: 1 };
		const first = Math.round(width * 0.1);
		const rect = { x: first, y, width: last.x + last.width - first, height: 18 };
		lines.push({ text: words.map(({ text }) => text).join(' '), rect, words, confidence: 0.9 });
	}
	const reading: Reading = {
		text: lines.map(({ text }) => text).join('\n'),
		lines,
		confidence: 0.9,
		blank: 'no',
		rotated: 0,
		turn: 0,
		skewDegrees: 0,
		width,
		height
	};
	return { picture: { width, height, data }, reading };
}

interface Drawn {
	readonly picture: Picture;
	readonly reading: Reading;
}

function ink(
	data: Uint8ClampedArray,
	width: number,
	rect: { x: number; y: number; width: number; height: number },
	shade: number,
	red: number
): void {
	for (let y = rect.y; y < rect.y + rect.height; y++) {
		for (let x = rect.x; x < Math.min(width, rect.x + rect.width); x++) {
			const at = (y * width + x) * 4;
			data[at] = shade + red;
			data[at + 1] = shade;
			data[at + 2] = shade;
		}
	}
}

/** How the pages lie in the chart: PNGs and upright, when nothing else is said. */
export interface StoredAs {
	readonly mediaType: PictureType;
	readonly encode: (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;
	/** They lie so that this turn makes them upright. */
	readonly turn?: Rotation;
}

export interface PaperChart {
	/** Seals the n-th page of a signed form to this chart. It is no page of it. */
	readonly attach: (n: number) => Promise<PaperSide>;
	readonly key: ChartKey;
	readonly pages: readonly ChartPage[];
	readonly reader: ChartReader;
}

/** Where the seeds of signed forms begin. */
export const forms = 9000;

/** A chart of `count` pages: dates a month apart, every fourth page undated, every fifth in colour, the third unread. */
export async function chartOnPaper(
	codec: Codec,
	count: number,
	seed = 1,
	stored: StoredAs = { mediaType: 'image/png', encode: (picture) => codec.encodePng(picture) }
): Promise<PaperChart> {
	const { recipient } = await makeIdentity();
	const { key, slot } = await createFolder('chart', idOf<FolderId>(7), [recipient]);
	const store = new Map<string, Uint8Array<ArrayBuffer>>();
	async function put(plain: Uint8Array): Promise<ChartPage['picture']> {
		const sealed = await seal(slot, plain);
		const sha256 = await sha256Hex(sealed);
		store.set(sha256, sealed);
		return { sha256, size: sealed.length };
	}
	const pages: ChartPage[] = [];
	for (let n = 0; n < count; n++) {
		const drawn = drawPage(seed * 1000 + n, { colour: n % 5 === 1 });
		const turn = stored.turn ?? 0;
		const lying = turnedPicture(drawn.picture, turnedBack(turn));
		const file = await stored.encode(lying);
		const reading = new TextEncoder().encode(JSON.stringify(drawn.reading));
		const day = `20${String(17 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}-11`;
		const picture = await put(file);
		pages.push({
			page: idOf<PageId>(100 + n),
			client: ana.id,
			...(n % 4 === 3 ? {} : { serviceDate: ensureDate(day) }),
			kind: n % 3 === 0 ? 'progress' : 'administrative',
			picture,
			reading: n === 2 ? undefined : await put(reading),
			thumbnail: picture,
			mediaType: stored.mediaType,
			...(turn === 0 ? {} : { turn }),
			width: drawn.picture.width,
			height: drawn.picture.height,
			dpi: 100,
			sha256: await sha256Hex(file),
			filedOn: `2026-01-0${String((n % 9) + 1)}T10:00:00.000Z`,
			filedBy: 'person',
			provenance: 'interfiled'
		});
	}
	const reader: ChartReader = {
		client: (id) => (id === ana.id ? ana : undefined),
		pagesOf: (client) => pages.filter((page) => page.client === client),
		sealed(ref) {
			const sealed = store.get(ref.sha256);
			return sealed ? Promise.resolve(sealed.slice()) : Promise.reject(new Error('no such blob'));
		}
	};
	async function attach(n: number): Promise<PaperSide> {
		const { picture } = drawPage(forms + n);
		const { width, height } = picture;
		const sealed = await put(await codec.encodePng(picture));
		return { picture: sealed, mediaType: 'image/png', width, height, dpi: 100 };
	}
	return { key, pages, reader, attach };
}
