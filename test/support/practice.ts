/** A whole practice in memory with its real parts: keys, ledgers, folders, filing. Only storage and scrypt's work are lighter. */
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import { turnedBack, type Reading } from '#lib/page/reading.ts';
import { turnedSize } from '#lib/page/upright.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import {
	asClinician,
	type AnyPractice,
	type Practice,
	type Surroundings
} from '#lib/practice/practice.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { oneByOne } from '#lib/tray/alone.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { newId } from '#lib/vault/random.ts';
import { steppingClock } from './clock.ts';
import { CrashingShelf, type Luck } from './crashing-shelf.ts';
import { markedPage } from './marked-paper.ts';

export const passphrase = 'sorrel lantern quay thimble oat';
export const cabinetPassphrase = 'vellum harrow inkling dusk pear';

export const makePart = partMakerWith(sharpCodec);

export interface Standing {
	readonly door: Door;
	readonly practice: Practice;
	readonly storage: ReturnType<typeof memoryStorage>;
	/** The clinician's own kit's secret, as printed. */
	readonly kit: string;
	/** The practice kit's. */
	readonly practiceKit: string;
	readonly around: Surroundings;
	/** How many key files were put back from their copies so far. */
	readonly putBack: () => number;
	/** Unlocks the same practice again, as after a reload. */
	readonly again: () => Promise<Practice>;
}

/** Sets a practice up and unlocks it as its one clinician. Its shelves meet their `luck` where one is given. */
export async function setUpPractice(luck?: Luck, onNewer?: () => void): Promise<Standing> {
	const storage = memoryStorage();
	const met = (shelf: Shelf): Shelf => (luck ? new CrashingShelf(shelf, luck) : shelf);
	let putBack = 0;
	const around: Surroundings = {
		storage: { ...storage, shelfOf: (folder) => met(storage.shelfOf(folder)), alone: oneByOne() },
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart,
		onPutBack: () => putBack++,
		...(onNewer ? { onNewer } : {})
	};
	const door = new Door(around);
	const prepared = await door.prepare({
		practice: 'Test Practice',
		name: 'Ida Morrow',
		credential: 'LCSW',
		passphrase,
		cabinetPassphrase
	});
	await door.establish(prepared);
	const again = async (): Promise<Practice> => {
		const found = await door.look();
		if (found.is !== 'locked') throw new Error(`the practice is ${found.is}`);
		const unlocked = await door.unlock(found.roster, prepared.person.id, passphrase);
		if (!unlocked.ok) throw new Error(unlocked.why);
		return asClinician(unlocked.practice);
	};
	const practiceKit = prepared.kits.practice.typed.reveal();
	return {
		door,
		around,
		storage,
		practiceKit,
		practice: await again(),
		kit: prepared.kits.cabinet.typed.reveal(),
		again,
		putBack: () => putBack
	};
}

/** Lets somebody in, with the passphrases that everybody here has. The first person must still be an owner. */
export async function invite(
	standing: Standing,
	role: 'clinician' | 'staff',
	name: string
): Promise<PersonId> {
	const { people } = standing.practice;
	const invited = await people.prepare(
		role === 'staff'
			? { role, name, credential: '', passphrase }
			: { role, name, credential: 'PsyD', passphrase, cabinetPassphrase }
	);
	if (invited.kit) await people.tryKit(invited, invited.kit.typed.reveal());
	const joined = await people.join(invited);
	if (!joined.ok) throw new Error(joined.why);
	return invited.person.id;
}

/** Unlocks the practice as one of its people. */
export async function unlockAs(
	{ door }: Pick<Standing, 'door'>,
	id: PersonId
): Promise<AnyPractice> {
	const found = await door.look();
	if (found.is !== 'locked') throw new Error(`the practice is ${found.is}`);
	const unlocked = await door.unlock(found.roster, id, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	return unlocked.practice;
}

/** Opens a box in the tray. */
export async function openBox(practice: Practice): Promise<BoxId> {
	const box = newId<BoxId>();
	await practice.tray.act({ is: 'box-opened', box, provenance: 'separate-folder', files: 1 });
	return box;
}

export async function addClient(practice: Practice, name: string): Promise<ClientId> {
	const id = newId<ClientId>();
	await practice.chart.act({ is: 'client-added', client: { id, name } });
	return id;
}

/** Lays a read page into the tray, as feeding and reading it would; the picture lies as its reading's turn says. */
export async function layPage(
	{ tray }: Practice,
	box: BoxId,
	picture: Uint8Array<ArrayBuffer>,
	reading: Reading
): Promise<PageId> {
	const page = newId<PageId>();
	const sealed = await tray.seal(picture);
	const thumbnail = await tray.seal(picture);
	const words = await tray.seal(new TextEncoder().encode(JSON.stringify(reading)));
	const { width, height } = turnedSize(reading, turnedBack(reading.turn));
	const order = tray.state.boxes.get(box)?.pages.length ?? 0;
	const side = {
		...{ page, box, order, width, height },
		filePage: 1,
		filePages: 1,
		sha256: await sha256Hex(picture),
		mediaType: 'image/png' as const,
		dpi: Math.round(reading.width / 8.5)
	};
	await tray.act(
		{ is: 'side-taken', taken: { side, picture: sealed.ref, thumbnail: thumbnail.ref } },
		{ put: [sealed.blob, thumbnail.blob] }
	);
	const suggestion = {
		kind: 'unsure',
		confidence: 0,
		evidence: [],
		lines: [],
		summary: ''
	} as const;
	await tray.act(
		{ is: 'page-read', page, reading: words.ref, suggestion, hints: {}, turn: reading.turn },
		{ put: [words.blob] }
	);
	return page;
}

/** A read page in the chart of a client of its own. */
export async function chartOnePage(practice: Practice): Promise<PageId> {
	const client = await addClient(practice, 'Ana Marked');
	const { picture, reading } = await markedPage('e'.repeat(32), 'f'.repeat(32));
	const page = await layPage(practice, await openBox(practice), picture, reading);
	await practice.filing.decide(page, { fate: 'chart', client });
	return page;
}
