/** Who can do what with raw access to storage, whatever a screen would say. The two tables are the rule. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readEvent } from '#lib/ledger/event.ts';
import { Ledger } from '#lib/ledger/ledger.ts';
import type { CabinetAction } from '#lib/cabinet/actions.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import { asClinician, type AnyPractice, type Practice } from '#lib/practice/practice.ts';
import { folderOf, paths } from '#lib/practice/roster.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import type { FolderKind } from '#lib/vault/folder-key.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { unlockPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { crack, openBy, type Secrets } from '../support/crack.ts';
import { markedPage, type MarkedPage } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	layPage,
	openBox,
	passphrase,
	setUpPractice,
	type Standing
} from '../support/practice.ts';

const bea = { passphrase: 'gravel tulip ninety', cabinetPassphrase: 'ermine sluice bobbin' };
const sam = 'walnut harbor fennel';
const lee = 'copper mitten sparrow';

/** Ida founded it and owns it; Bea is a second clinician, Sam is staff, Lee was staff and has left. */
interface House {
	readonly standing: Standing;
	readonly people: Readonly<Record<'ida' | 'bea' | 'sam' | 'lee', PersonId>>;
	readonly beasKit: string;
	/** Every small file as it lay before Lee left. */
	readonly before: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

let paper: MarkedPage;
let house: House;

async function build(): Promise<House> {
	const standing = await setUpPractice();
	const { people } = standing.practice;
	let beasKit = '';
	const join = async (...of: Parameters<typeof people.prepare>): Promise<PersonId> => {
		const invited = await people.prepare(...of);
		if (invited.kit) {
			beasKit = invited.kit.typed.reveal();
			await people.tryKit(invited, beasKit);
		}
		const joined = await people.join(invited);
		if (!joined.ok) throw new Error(joined.why);
		return invited.person.id;
	};
	const ids = {
		ida: standing.practice.me.person.id,
		bea: await join({ role: 'clinician', name: 'Bea', credential: 'PsyD', ...bea }),
		sam: await join({ role: 'staff', name: 'Sam', credential: '', passphrase: sam }),
		lee: await join({ role: 'staff', name: 'Lee', credential: '', passphrase: lee })
	};
	const client = await addClient(standing.practice, 'Ana');
	const ida = await standing.again();
	for (const who of [ida, asClinician(await unlocked({ standing }, ids.bea, bea.passphrase))]) {
		const box = await openBox(who);
		const [charted, locked] = [await lay(who, box), await lay(who, box)];
		await lay(who, box);
		await who.filing.decide(charted, { fate: 'chart', client });
		await who.filing.decide(locked, { fate: 'cabinet', client });
		await who.filing.sweep();
	}
	const before = await filesOf(standing);
	const left = await ida.people.leave(ids.lee);
	if (!left.ok) throw new Error(left.why);
	// Something under the chart's new key as well.
	await addClient(await standing.again(), 'Bo');
	return { standing, people: ids, beasKit, before };
}

function lay(practice: Practice, box: Awaited<ReturnType<typeof openBox>>): Promise<PageId> {
	return layPage(practice, box, paper.picture, paper.reading);
}

async function unlocked(
	{ standing }: Pick<House, 'standing'>,
	id: PersonId,
	typed: string
): Promise<AnyPractice> {
	const found = await standing.door.look();
	if (found.is !== 'locked') throw new Error(found.is);
	const opened = await standing.door.unlock(found.roster, id, typed);
	if (!opened.ok) throw new Error(opened.why);
	return opened.practice;
}

async function filesOf({ storage }: Standing): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
	const all = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const path of await storage.files.list()) {
		const bytes = await storage.files.read(path);
		if (bytes) all.set(path, bytes);
	}
	return all;
}

beforeAll(async () => {
	paper = await markedPage('e'.repeat(32), 'f'.repeat(32));
	house = await build();
});

const folders = [
	'chart',
	'tray of Ida',
	'cabinet of Ida',
	'tray of Bea',
	'cabinet of Bea'
] as const;
type FolderName = (typeof folders)[number];

function slotOf({ standing, people }: House, name: FolderName) {
	const [kind, owner] = name.split(' of ') as [FolderKind, 'Ida' | 'Bea' | undefined];
	const id = owner && people[owner === 'Ida' ? 'ida' : 'bea'];
	const slot = folderOf(standing.practice.roster, kind, id) ?? folderOf(rosterNow, kind, id);
	if (!slot) throw new Error(`no ${name}`);
	return slot;
}

let rosterNow: AnyPractice['roster'];
beforeAll(async () => {
	rosterNow = (await house.standing.again()).roster;
});

/** Of every event and every piece of a folder: how many there are, and how many open. */
async function openIn(
	name: FolderName,
	identities: ReadonlySet<string>,
	at = house
): Promise<{ readonly of: number; readonly opened: number }> {
	const shelf = at.standing.storage.shelfOf(slotOf(at, name).folder);
	const sealed: Uint8Array[] = [];
	for await (const { bytes } of shelf.events()) {
		const read = readEvent(bytes);
		if (read.ok) sealed.push(read.event.ct);
	}
	for (const id of await shelf.blobIds()) sealed.push((await shelf.blob(id)) ?? new Uint8Array());
	let opened = 0;
	for (const bytes of sealed) if (await openBy(bytes, identities)) opened++;
	return { of: sealed.length, opened };
}

type Row = [
	who: string,
	secrets: () => Secrets,
	reads: readonly FolderName[],
	/** Whose signing key comes to light. */
	is: keyof House['people'] | undefined
];

const reading: readonly Row[] = [
	['nobody', () => ({}), [], undefined],
	[
		'a stranger with passphrases of their own',
		() => ({ passphrases: ['open sesame'] }),
		[],
		undefined
	],
	['staff', () => ({ passphrases: [sam] }), ['chart'], 'sam'],
	['staff who left', () => ({ passphrases: [lee] }), [], 'lee'],
	['a clinician', () => ({ passphrases: [bea.passphrase] }), ['chart', 'tray of Bea'], 'bea'],
	[
		'a clinician at the open cabinet',
		() => ({ passphrases: [bea.passphrase, bea.cabinetPassphrase] }),
		['chart', 'tray of Bea', 'cabinet of Bea'],
		'bea'
	],
	[
		'the cabinet’s passphrase alone',
		() => ({ passphrases: [bea.cabinetPassphrase] }),
		[],
		undefined
	],
	[
		'staff who learned a cabinet’s passphrase',
		() => ({ passphrases: [sam, bea.cabinetPassphrase] }),
		['chart'],
		'sam'
	],
	[
		'the owner, with every secret of theirs',
		() => ({
			passphrases: [passphrase, cabinetPassphrase],
			kits: [house.standing.kit, house.standing.practiceKit]
		}),
		['chart', 'tray of Ida', 'cabinet of Ida'],
		'ida'
	],
	['the practice kit', () => ({ kits: [house.standing.practiceKit] }), ['chart'], undefined],
	[
		'a clinician’s own kit',
		() => ({ kits: [house.beasKit] }),
		['chart', 'tray of Bea', 'cabinet of Bea'],
		'bea'
	]
];

describe('with every file of the practice in hand', () => {
	it.each(reading)('%s reads only what is theirs', async (_who, secrets, reads, is) => {
		const { identities, opened: files } = await crack(await filesOf(house.standing), secrets());
		for (const name of folders) {
			const { of, opened } = await openIn(name, identities);
			expect(of, `${name} is empty`).toBeGreaterThan(3);
			expect(opened, name).toBe(reads.includes(name) ? of : 0);
		}
		const keysOf = Object.entries(house.people).filter(
			([, id]) => files.has(paths.personKey(id)) || files.has(paths.personKit(id))
		);
		expect(keysOf.map(([name]) => name)).toEqual(is ? [is] : []);
	});

	it('staff who kept the files from before they left read the charts of then, and nothing newer', async () => {
		const { identities } = await crack(house.before, { passphrases: [lee] });
		const { of, opened } = await openIn('chart', identities);
		expect(opened).toBe(of - 1);
		for (const name of folders.slice(1)) expect((await openIn(name, identities)).opened).toBe(0);
	});
});

describe('once Ida has named Bea her successor', () => {
	let willed: House;
	beforeAll(async () => {
		willed = await build();
		const ida = await willed.standing.again();
		const named = await ida.wills.name(ida.roster, willed.people.bea, cabinetPassphrase);
		if (!named.ok) throw new Error(named.why);
	});

	const rows: readonly (readonly [string, () => Secrets, reads: boolean])[] = [
		['Bea at her desk', () => ({ passphrases: [bea.passphrase] }), false],
		[
			'Bea at her own open cabinet',
			() => ({ passphrases: [bea.passphrase, bea.cabinetPassphrase] }),
			true
		],
		['Bea’s own kit', () => ({ kits: [willed.beasKit] }), true],
		['staff', () => ({ passphrases: [sam] }), false],
		['staff with her word', () => ({ passphrases: [sam, bea.cabinetPassphrase] }), false],
		['the practice kit', () => ({ kits: [willed.standing.practiceKit] }), false]
	];
	it.each(rows)(
		'%s reads Ida’s cabinet or not, and never her tray',
		async (_who, secrets, reads) => {
			const { identities } = await crack(await filesOf(willed.standing), secrets());
			const { of, opened } = await openIn('cabinet of Ida', identities, willed);
			expect(opened).toBe(reads ? of : 0);
			expect((await openIn('tray of Ida', identities, willed)).opened).toBe(0);
		}
	);

	it('and taken it back, Bea reads it only with files that she kept from before', async () => {
		const kept = await filesOf(willed.standing);
		await (await willed.standing.again()).wills.remove();
		const now = await filesOf(willed.standing);
		const secrets = { passphrases: [bea.passphrase, bea.cabinetPassphrase] };
		const opens = async (files: typeof kept): Promise<number> =>
			(await openIn('cabinet of Ida', (await crack(files, secrets)).identities, willed)).opened;
		expect(await opens(now)).toBe(0);
		expect(await opens(kept)).toBeGreaterThan(3);
	});
});

/** An act on Ida's folders, and whether what it wants has come to pass for her. */
interface Act {
	readonly in: FolderName;
	readonly action: (ida: Practice) => Promise<ChartAction | TrayAction | CabinetAction>;
	readonly hasCome: (ida: Practice) => Promise<boolean>;
}

const newClient = newId<ClientId>();
const newBox = newId<BoxId>();

async function lockedPage(ida: Practice): Promise<PageId | undefined> {
	const opened = await ida.openCabinet(cabinetPassphrase);
	return opened.ok ? [...opened.cabinet.state.pages.keys()][0] : undefined;
}

const undecided = (ida: Practice): PageId =>
	[...ida.tray.state.pages.values()].find(({ decision }) => !decision)?.side.page ?? newId();

const writes = {
	'index a client in the chart': {
		in: 'chart',
		action: () => Promise.resolve({ is: 'client-added', client: { id: newClient, name: 'Cy' } }),
		hasCome: ({ chart }) => Promise.resolve(chart.state.clients.has(newClient))
	},
	'put a box into Ida’s tray': {
		in: 'tray of Ida',
		action: () =>
			Promise.resolve({ is: 'box-opened', box: newBox, provenance: 'unknown', files: 1 }),
		hasCome: ({ tray }) => Promise.resolve(tray.state.boxes.has(newBox))
	},
	'turn a page in Ida’s tray': {
		in: 'tray of Ida',
		action: (ida) => Promise.resolve({ is: 'page-turned', page: undecided(ida), turn: 90 }),
		hasCome: ({ tray }) =>
			Promise.resolve([...tray.state.pages.values()].some(({ turn }) => turn === 90))
	},
	'take a page out of Ida’s cabinet': {
		in: 'cabinet of Ida',
		action: async (ida) => ({
			...{ is: 'page-withdrawn', page: (await lockedPage(ida)) ?? newId(), because: 'no' }
		}),
		hasCome: async (ida) => {
			const opened = await ida.openCabinet(cabinetPassphrase);
			return opened.ok && opened.cabinet.state.pages.size === 0;
		}
	}
} as const satisfies Record<string, Act>;
type ActName = keyof typeof writes;

const acts: readonly (readonly [who: 'ida' | 'bea' | 'sam' | 'lee', may: readonly ActName[]])[] = [
	[
		'ida',
		[
			'index a client in the chart',
			'put a box into Ida’s tray',
			'turn a page in Ida’s tray',
			'take a page out of Ida’s cabinet'
		]
	],
	['bea', ['index a client in the chart', 'put a box into Ida’s tray']],
	['sam', ['index a client in the chart', 'put a box into Ida’s tray']],
	['lee', []]
];

const passphrases = { ida: passphrase, bea: bea.passphrase, sam, lee };

/** Writes an event as a program would that asks nobody, and says whether Ida's own program then takes it. */
async function forge(
	who: keyof House['people'],
	act: ActName,
	as: keyof House['people'] = who
): Promise<boolean> {
	const at = await build();
	const { standing, people, before } = at;
	// Lee kept the keys of then: they are lost in storage, but not to somebody who copied them.
	const key = paths.personKey(people[who]);
	const kept = before.get(key);
	if (kept) await standing.storage.files.write([{ path: key, bytes: kept }]);
	const me =
		who === 'lee'
			? await signerOf(at, 'lee')
			: (await unlocked(at, people[who], passphrases[who])).me;
	const { in: name, action, hasCome }: Act = writes[act];
	const ida = await standing.again();
	const { roster } = ida;
	const [kind] = name.split(' of ') as [FolderKind];
	const slot = folderOf(roster, kind, people.ida);
	if (!slot) throw new Error('no slot');
	const { device, anchors } = standing.storage;
	const shelf = standing.storage.shelfOf(slot.folder);
	const author = { ...me, person: { ...me.person, id: people[as] } };
	const ledger = new Ledger({ slot, shelf, device, anchors, author, clock: () => new Date() });
	await ledger.append(await action(ida));
	try {
		return await hasCome(await standing.again());
	} catch {
		return false;
	}
}

async function signerOf({ standing, people }: House, who: 'lee') {
	const person = rosterNow.people.find(({ id }) => id === people[who]) ?? (await leaver(standing));
	const keyFile = await standing.storage.files.read(paths.personKey(people[who]));
	if (!keyFile) throw new Error('no key file');
	const opened = await unlockPerson(person, keyFile, passphrases[who], hardenHere({ logN: 4 }));
	if (!opened.ok) throw new Error(opened.why);
	return opened.unlocked;
}

async function leaver(standing: Standing) {
	const person = (await standing.again()).roster.people.find(({ left }) => left);
	if (!person) throw new Error('nobody has left');
	return person;
}

describe('an event that was written past every screen', () => {
	const all = Object.keys(writes) as ActName[];
	it.each(acts.flatMap(([who, may]) => all.map((act) => [who, act, may.includes(act)] as const)))(
		'%s: %s, taken: %s',
		async (who, act, taken) => {
			expect(await forge(who, act)).toBe(taken);
		}
	);

	it.each(['bea', 'sam', 'lee'] as const)('%s cannot sign as Ida', async (who) => {
		expect(await forge(who, 'turn a page in Ida’s tray', 'ida')).toBe(false);
		expect(await forge(who, 'index a client in the chart', 'ida')).toBe(false);
	});
});
