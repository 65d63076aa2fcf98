/** A practice in memory with real keys at little work, real folders and drawn pages: what a desk works on. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { CabinetPackets } from '#lib/desk/cabinet.svelte.ts';
import type { Engines } from '#lib/desk/engines.ts';
import { thumbnailOf } from '#lib/imaging/thumbnail.ts';
import type { Client, PageHints } from '#lib/page/client.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { Fate } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PacketId, PageId } from '#lib/page/ids.ts';
import type { Reading, Rect } from '#lib/page/reading.ts';
import { readingAt } from '#lib/page/upright.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { asClinician, type Practice, type Storage } from '#lib/practice/practice.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import type { Passkeys } from '#lib/vault/passkey.ts';
import { newId } from '#lib/vault/random.ts';
import { drawPage } from '../release/chart-on-paper.ts';
import { steppingClock } from '../support/clock.ts';

export const cabinetPassphrase = 'the second drawer sticks';

export const ana: Client = {
	id: newId<ClientId>(),
	name: 'Ana Marlow-Ünal',
	birthDate: ensureDate('1984-03-09'),
	recordNumber: 'R-1180'
};

/** A reader that finds seed 5's words on every page, and that it lies on its head unless somebody turned it. */
export const read: Engines['read'] = ({ turn }) =>
	Promise.resolve(readingAt({ ...drawPage(5).reading, confidence: 0.9 }, turn ?? 180));

/** What a cabinet's desk is made with where nothing is released from it. */
export const noPackets: CabinetPackets = {
	make: () => Promise.reject(new Error('nothing is released here')),
	newPacket: newId<PacketId>,
	now: () => new Date()
};

export const nameOf = (): string => 'Maren Ellsworth';

/** A practice with one client and an empty box; what lies in `storage` already is opened as it is. */
export async function openPractice(
	passkeys?: Passkeys,
	storage: Storage = memoryStorage()
): Promise<Practice> {
	const door = new Door({
		passkeys,
		storage,
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: partMakerWith(canvasCodec)
	});
	if ((await door.look()).is === 'fresh') {
		const prepared = await door.prepare({
			practice: 'Harbor Lane Counseling',
			name: 'Maren Ellsworth',
			credential: 'PhD',
			passphrase: 'open sesame',
			cabinetPassphrase
		});
		await door.establish(prepared);
	}
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('the practice was not written');
	const id = found.roster.people.find(({ role }) => role === 'clinician')?.id;
	const unlocked = id && (await door.unlock(found.roster, id, 'open sesame'));
	if (!unlocked?.ok) throw new Error('the practice did not open');
	const practice = asClinician(unlocked.practice);
	if (!practice.chart.state.clients.has(ana.id))
		await practice.chart.act({ is: 'client-added', client: ana });
	return practice;
}

/** Puts a drawn page into the tray, read, with what it says of its client. */
export async function takePage(
	{ tray }: Practice,
	seed: number,
	hints: PageHints = {},
	/** A word that stands on this page and on no other. */
	planted?: string
): Promise<PageId> {
	const { picture, reading: drawn } = drawPage(seed);
	const reading = planted ? withPlanted(drawn, planted) : drawn;
	const bytes = await canvasCodec.encodeJpeg(picture, 0.8);
	const small = await canvasCodec.encodeJpeg(thumbnailOf(picture), 0.7);
	const [sealed, thumbnail] = [await tray.seal(bytes), await tray.seal(small)];
	const words = await tray.seal(new TextEncoder().encode(JSON.stringify(reading)));
	const [page, box] = [newId<PageId>(), newId<BoxId>()];
	const { width, height } = picture;
	const sha256 = await sha256Hex(bytes);
	await tray.act({ is: 'box-opened', box, provenance: 'separate-folder', files: 1 });
	const facts = { page, box, order: 0, filePage: 1, filePages: 1, sha256, width, height, dpi: 100 };
	await tray.act(
		{
			is: 'side-taken',
			taken: {
				side: { ...facts, mediaType: 'image/jpeg' },
				picture: sealed.ref,
				thumbnail: thumbnail.ref
			}
		},
		{ put: [sealed.blob, thumbnail.blob] }
	);
	const suggestion = { kind: 'progress', confidence: 0.9, evidence: [], lines: [], summary: '' };
	await tray.act(
		{
			is: 'page-read',
			page,
			reading: words.ref,
			suggestion: { ...suggestion, kind: 'progress' },
			hints,
			turn: 0
		},
		{ put: [words.blob] }
	);
	return page;
}

function withPlanted(reading: Reading, planted: string): Reading {
	const [line, ...lines] = reading.lines;
	const [word, ...words] = line?.words ?? [];
	if (!line || !word) throw new Error('a page without words');
	const text = `${planted} ${words.map((other) => other.text).join(' ')}`;
	return {
		...reading,
		lines: [{ ...line, text, words: [{ ...word, text: planted }, ...words] }, ...lines]
	};
}

/** Takes a page in and files it for Ana. */
export async function filePage(
	practice: Practice,
	seed: number,
	fate: Fate,
	details: {
		readonly day?: string;
		readonly because?: string;
		readonly regions?: readonly Rect[];
		readonly planted?: string;
	} = {}
): Promise<PageId> {
	const page = await takePage(practice, seed, {}, details.planted);
	const { day, because, regions } = details;
	const decided = await practice.filing.decide(page, {
		fate,
		client: ana.id,
		...(day ? { serviceDate: ensureDate(day) } : {}),
		...(because ? { because } : {}),
		...(regions ? { privateRegions: regions } : {})
	});
	if (!decided.ok) throw new Error(`not filed: ${decided.why}`);
	return page;
}
