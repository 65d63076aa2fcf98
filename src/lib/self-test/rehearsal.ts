/** An invented practice in memory with its real parts, and marked pages filed in it as a clinician would. */
import { readerOf } from '#lib/chart/chart.ts';
import type { ChartKey } from '#lib/chart/open.ts';
import type { ChartReader } from '#lib/chart/reader.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { hexOf } from '#lib/page/bytes.ts';
import { dayOf, type CalendarDate } from '#lib/page/date.ts';
import type { BoxId, ClientId, PacketId, PageId } from '#lib/page/ids.ts';
import { turnedBack, type Rotation } from '#lib/page/reading.ts';
import { turnedSize } from '#lib/page/upright.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { planRelease, type Plan } from '#lib/release/plan.ts';
import type { Request } from '#lib/release/request.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { newId } from '#lib/vault/random.ts';
import { lowerHalf, markedPage, type MarkedPage, type Token } from './marked-page.ts';
import { withRemark } from './remark.ts';

export interface Rehearsal {
	readonly plan: Plan;
	readonly reader: ChartReader;
	readonly key: ChartKey;
	readonly today: CalendarDate;
	/** Marks of what was filed to the client's chart: they must be in the packet. */
	readonly wanted: readonly Token[];
	/** Marks of everything else: they must not. */
	readonly forbidden: readonly Token[];
	/** The page that was locked away whole. */
	readonly private: MarkedPage;
	close(): Promise<void>;
}

const client = { name: 'Invented Client', recordNumber: '1' };
/** Its passphrases guard nothing: they live as long as the test. */
const passphrase = 'self-test';

export async function rehearse(codec: Codec, now: () => Date): Promise<Rehearsal> {
	const practice = await setUp(codec, now);
	const { chart, tray, filing } = practice;
	const [own, other] = [newId<ClientId>(), newId<ClientId>()];
	for (const id of [own, other]) await chart.act({ is: 'client-added', client: { ...client, id } });
	const box = newId<BoxId>();
	await tray.act({ is: 'box-opened', box, provenance: 'separate-folder', files: 1 });
	const lay = async (turn: Rotation = 0): Promise<Laid> => {
		const page = await markedPage(codec, newToken(), newToken(), turn);
		const remark = newToken();
		return { ...page, remark, id: await layPage(practice, box, page, remark) };
	};
	const [kept, turned, locked, mixed, strange, waiting] = [
		await lay(),
		await lay(90),
		await lay(),
		await lay(),
		await lay(),
		await lay()
	];
	await filing.decide(kept.id, { fate: 'chart', client: own });
	await filing.decide(turned.id, { fate: 'chart', client: own });
	await filing.decide(locked.id, { fate: 'cabinet', client: own });
	await filing.decide(mixed.id, { fate: 'split', client: own, privateRegions: [lowerHalf] });
	await filing.decide(strange.id, { fate: 'chart', client: other });
	const today = dayOf(now());
	const request: Request = {
		id: newId<PacketId>(),
		client: own,
		requester: { kind: 'client', name: client.name },
		purpose: 'at the request of the individual',
		receivedOn: today,
		includeUndated: true,
		identity: { check: 'known' },
		basis: { is: 'access' }
	};
	const plan = planRelease(request, { ...client, id: own }, pagesOfClient(chart.state, own));
	return {
		...{ plan, private: locked, today },
		...{ reader: readerOf(chart), key: chart.key },
		wanted: [kept.upper, kept.lower, turned.upper, turned.lower, mixed.upper],
		forbidden: [
			...[locked.upper, locked.lower, mixed.lower, strange.upper, strange.lower],
			...[waiting.upper, waiting.lower],
			// What stands in a picture file beside its pixels goes nowhere, whosever it is.
			...[kept, turned, locked, mixed, strange, waiting].map(({ remark }) => remark)
		],
		close: () => practice.close()
	};
}

interface Laid extends MarkedPage {
	readonly id: PageId;
	/** A mark in the picture file's own comment. */
	readonly remark: Token;
}

async function setUp(codec: Codec, clock: () => Date): Promise<Practice> {
	const storage = memoryStorage();
	const door = new Door({
		...{ storage, clock },
		hardener: hardenHere({ logN: 2 }),
		makePart: partMakerWith(codec)
	});
	const prepared = await door.prepare({
		...{ practice: 'Self-test', name: 'Self-test', credential: '' },
		...{ passphrase, cabinetPassphrase: passphrase }
	});
	await door.establish(prepared);
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('the invented practice is not there');
	const unlocked = await door.unlock(found.roster, prepared.person.id, passphrase);
	if (!unlocked.ok) throw new Error('the invented practice does not open');
	return asClinician(unlocked.practice);
}

/** Into the tray, as feeding and reading it would. */
async function layPage(
	{ tray }: Practice,
	box: BoxId,
	{ picture: plain, reading }: MarkedPage,
	remark: Token
): Promise<PageId> {
	const page = newId<PageId>();
	const picture = withRemark(plain, remark);
	const sealed = await tray.seal(picture);
	const thumbnail = await tray.seal(picture);
	const words = await tray.seal(new TextEncoder().encode(JSON.stringify(reading)));
	const { width, height } = turnedSize(reading, turnedBack(reading.turn));
	const order = tray.state.boxes.get(box)?.pages.length ?? 0;
	const side = {
		...{ page, box, order, width, height },
		...{ filePage: 1, filePages: 1 },
		sha256: await sha256Hex(picture),
		mediaType: 'image/png' as const,
		dpi: Math.round(reading.width / 8.5)
	};
	const taken = { side, picture: sealed.ref, thumbnail: thumbnail.ref };
	await tray.act({ is: 'side-taken', taken }, { put: [sealed.blob, thumbnail.blob] });
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

function newToken(): Token {
	return hexOf(crypto.getRandomValues(new Uint8Array(16)));
}
