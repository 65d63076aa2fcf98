/** Writes an entry of every kind into the folders of a practice, as a year of work would: what is frozen must hold them all. */
import sharp from 'sharp';
import type { RedactedVersion } from '#lib/chart/reader.ts';
import { resealOlder } from '#lib/chart/reseal.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import { ensureDate } from '#lib/page/date.ts';
import type {
	BoxId,
	ClientId,
	EntryId,
	IncidentId,
	NoteId,
	PacketId,
	PageId,
	PaperId,
	PersonId,
	RequestId
} from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { ListedRequest } from '#lib/page/records-request.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { SealedBlob } from '#lib/shelf/shelf.ts';
import { newId } from '#lib/vault/random.ts';
import { layPage, openBox } from '../support/practice.ts';

const width = 34;
const height = 44;
const at = '2026-01-05T10:00:00.000Z';
const day = ensureDate('2026-01-05');
const sha256 = 'ab'.repeat(32);
const by = 'Ida Morrow, LCSW';
const because = 'An example.';

/** A sheet of one colour, a few hundred bytes. */
async function smallSheet(grey: number): Promise<Uint8Array<ArrayBuffer>> {
	const background = { r: grey, g: grey, b: grey };
	const sheet = sharp({ create: { width, height, channels: 3, background } });
	return new Uint8Array(await sheet.png().toBuffer());
}

const smallReading: Reading = {
	text: 'Sleep improved.',
	lines: [
		{
			text: 'Sleep improved.',
			rect: { x: 2, y: 2, width: 30, height: 6 },
			confidence: 0.9,
			words: [
				{ text: 'Sleep', rect: { x: 2, y: 2, width: 12, height: 6 }, confidence: 0.9 },
				{ text: 'improved.', rect: { x: 16, y: 2, width: 16, height: 6 }, confidence: 0.9 }
			]
		}
	],
	...{ confidence: 0.9, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0, width, height }
};

/** As every act answers. */
async function done(act: Promise<{ readonly ok: boolean; readonly why?: string }>): Promise<void> {
	const { ok, why } = await act;
	if (!ok) throw new Error(`not written: ${String(why)}`);
}

interface Sealing {
	seal(plain: Uint8Array): Promise<{ readonly ref: BlobRef; readonly blob: SealedBlob }>;
}

const wordsIn = (folder: Sealing) =>
	folder.seal(new TextEncoder().encode(JSON.stringify(smallReading)));

/** Whose tray it is feeds a box of seven sides, with everything that can go right and wrong in one. */
export async function fillTray(practice: Practice, client: ClientId): Promise<void> {
	const { tray, filing } = practice;
	const box = await openBox(practice);
	const pages: PageId[] = [];
	for (let n = 0; n < 7; n++)
		pages.push(await layPage(practice, box, await smallSheet(200 + n), smallReading));
	const [charted, locked, split, undone, rescan, better, unread] = pages as [
		...[PageId, PageId, PageId, PageId, PageId, PageId, PageId]
	];
	const sentence = 'It could not be read.';
	await done(tray.act({ is: 'file-refused', box, file: 2, name: 'notes.doc', sentence }));
	await done(tray.act({ is: 'file-taken', box, file: 1, sides: 7 }));
	await done(tray.act({ is: 'box-fed', box }));
	await done(tray.act({ is: 'box-indexed', box, client }));
	await done(tray.act({ is: 'box-collated', box, pages: pages.toReversed() }));
	await done(tray.act({ is: 'box-explained', box, note: 'One file was a text.' }));
	await done(tray.act({ is: 'page-turned', page: unread, turn: 90 }));
	await done(tray.act({ is: 'page-unread', page: unread, sentence }));
	await done(tray.act({ is: 'twin-denied', page: rescan, twin: better }));
	await done(filing.keptElsewhere({ page: charted, provenance: 'sealed-envelope', because }));
	await done(filing.decide(charted, { fate: 'chart', client, serviceDate: day }));
	await done(filing.decide(locked, { fate: 'cabinet', client, because }));
	const half = { x: 0, y: 0, width, height: height / 2 };
	await done(filing.decide(split, { fate: 'split', client, privateRegions: [half] }));
	await done(filing.decide(undone, { fate: 'chart', client }));
	await done(filing.undo(undone));
	await done(filing.decide(rescan, { fate: 'rescan' }));
	await done(tray.act({ is: 'side-replaced', page: rescan, by: better }));
	await done(filing.sweep());
	const empty = newId<BoxId>();
	await done(tray.act({ is: 'box-opened', box: empty, provenance: 'unknown', files: 0 }));
	await done(tray.act({ is: 'box-put-away', box: empty, away: true }));
}

/** One page that waits, and one in the cabinet. */
export async function fillOne(practice: Practice, client: ClientId): Promise<void> {
	const box = await openBox(practice);
	await layPage(practice, box, await smallSheet(230), smallReading);
	const locked = await layPage(practice, box, await smallSheet(231), smallReading);
	await done(practice.filing.decide(locked, { fate: 'cabinet', client }));
	await done(practice.filing.sweep());
}

/** Everything that can happen to a page in the charts, and then to a request, in all its ways to end. */
export async function fillChart(practice: Practice, client: ClientId): Promise<void> {
	const { chart } = practice;
	await done(chart.act({ is: 'client-changed', client: { id: client, name: 'Ana B. Vector' } }));
	const pages = [...chart.state.pages.values()].filter((one) => one.client === client);
	const [first, second] = pages;
	if (!first || !second) throw new Error('too few pages');
	const { page } = first;
	await done(chart.act({ is: 'page-turned', page, turn: 180 }));
	const words = [await wordsIn(chart), await wordsIn(chart), await wordsIn(chart)] as const;
	const read = { is: 'page-read', page, reading: words[0].ref, turn: 0 } as const;
	await done(chart.act(read, { put: [words[0].blob] }));
	const corrected = { is: 'words-corrected', page, reading: words[1].ref } as const;
	await done(chart.act(corrected, { put: [words[1].blob] }));
	const note = { id: newId<NoteId>(), text: 'Ask for the second sheet.' };
	await done(chart.act({ is: 'page-noted', page, note }));
	await done(chart.act({ is: 'page-noted', page, note: { ...note, id: newId<NoteId>() } }));
	await done(chart.act({ is: 'note-struck', page, note: note.id }));
	await done(chart.act({ is: 'page-kept', page, provenance: 'separate-folder', because }));
	const marks = { session: 'couple', others: [{ name: 'B.', role: 'spouse' }] } as const;
	await done(chart.act({ is: 'page-marked', page, marks }));
	await done(chart.act({ is: 'page-vouched', page, because }));
	await done(chart.act({ is: 'page-vouched', page: second.page, because }));
	await done(chart.act({ is: 'vouch-withdrawn', page: second.page }));
	const copy = await chart.seal(await smallSheet(40));
	const rect = { x: 2, y: 2, width: 12, height: 6 };
	const redacted: RedactedVersion = {
		...{ picture: copy.ref, thumbnail: copy.ref, reading: words[2].ref },
		...{ covered: [rect], madeOn: at, madeBy: by },
		mediaType: 'image/png',
		stoodAt: 0,
		marks: [{ rect, reason: 'third-party' }]
	};
	await done(
		chart.act({ is: 'page-redacted', page, redacted }, { put: [copy.blob, words[2].blob] })
	);
	const another = await chart.seal(await smallSheet(41));
	await done(
		chart.act(
			{
				is: 'page-redacted',
				page: second.page,
				redacted: { ...redacted, picture: another.ref, thumbnail: another.ref, reading: undefined }
			},
			{ put: [another.blob] }
		)
	);
	await done(chart.act({ is: 'redaction-removed', page: second.page }));
	const exported = { clients: [client], files: 1, pages: 2, kept: 0, to: 'zip' } as const;
	await done(
		chart.act({ is: 'charts-exported', exported: { ...exported, manifestSha256: sha256, by } })
	);
	await fillRequests(practice, client, page);
	await fillAfter(practice, client, second.page);
}

async function fillRequests({ chart, me }: Practice, client: ClientId, page: PageId) {
	const form = { requesterName: 'Ana B. Vector', purpose: 'access' };
	const list = async (): Promise<ListedRequest['id']> => {
		const id = newId<RequestId>();
		const request = { id, client, receivedOn: day, dueOn: ensureDate('2026-02-04'), form };
		await done(chart.act({ is: 'request-listed', request }));
		return id;
	};
	await done(
		chart.act({
			is: 'release-settings-set',
			settings: {
				access: { days: 15, extension: 30, note: 'Our state gives 15 days.' },
				letterhead: { address: '1 Harbor Lane', phone: '555 0100', contact: 'Ida Morrow' },
				...{ statement: 'short', part2: 'none', review: { is: 'second-look', hours: 4 } },
				...{ jurisdiction: { state: 'Texas', knowsException: true }, fees: { sheet: 10 } }
			}
		})
	);
	const [request, closed] = [await list(), await list()];
	await done(chart.act({ is: 'request-closed', request: closed, client, because }));
	const extension = { dueOn: ensureDate('2026-03-06'), because, on: day };
	await done(chart.act({ is: 'request-extended', request, client, extension }));
	const scan = await chart.seal(await smallSheet(42));
	const side = { picture: scan.ref, mediaType: 'image/png', width, height, dpi: 100 } as const;
	const papers = [newId<PaperId>(), newId<PaperId>()];
	for (const paper of papers) {
		const attached = { kind: 'authorization', sides: [side], attachedAt: at, attachedBy: by };
		await done(
			chart.act(
				{
					is: 'paper-attached',
					...{ request, client, paper: { paper, ...attached, kind: 'authorization' } }
				},
				{ put: [scan.blob] }
			)
		);
	}
	await done(chart.act({ is: 'paper-removed', request, client, paper: papers[1] as PaperId }));
	const fees = { lines: [], total: 0, nothing: 'Nothing is asked.', on: day, by, form: {} };
	await done(chart.act({ is: 'fees-worked-out', request, client, fees }));
	const plan = { request, client, plan: sha256 };
	await done(chart.act({ is: 'packet-planned', ...plan, since: at, by }));
	const second = { is: 'member', person: me.person.id, signature: 'c2ln' } as const;
	await done(chart.act({ is: 'packet-seen-again', ...plan, seen: { at, by, second } }));
	const whole = chart.state.pages.get(page);
	await done(
		chart.act({
			is: 'packet-released',
			disclosure: {
				...{ packet: newId<PacketId>(), client, request, releasedAt: at, releasedBy: by },
				...{ recipient: { name: 'Ana B. Vector' }, description: 'One page.', purpose: 'Access' },
				...{ basis: 'The client’s own right of access (45 CFR 164.524)', pages: 1, sha256 },
				...{ identity: 'Known in person', holds: [page], redacted: [page] },
				...{ gateWords: [{ about: 'another name', word: because }] },
				accounting: { counts: false, because: '45 CFR 164.528(a)(1)(ii)' }
			},
			pieces: whole ? [whole.picture] : []
		})
	);
	await done(
		chart.act({ is: 'authority-revoked', request, client, revoked: { on: day, how: 'a letter' } })
	);
}

async function fillAfter({ chart }: Practice, client: ClientId, withdrawn: PageId): Promise<void> {
	const entered = {
		...{ entry: newId<EntryId>(), client, enteredAt: at, enteredBy: by, madeOn: day },
		channel: 'fax',
		...{ recipient: { name: 'The school' }, description: 'A letter' },
		...{ purpose: 'Attendance', basis: 'Authorization (45 CFR 164.508)' },
		accounting: { counts: false, because: '45 CFR 164.528(a)(1)(iv)' }
	} as const;
	await done(chart.act({ is: 'disclosure-entered', entered }));
	const line = entered.entry;
	await done(chart.act({ is: 'disclosure-struck', line, client, because, by }));
	const asked = { client, receivedOn: day, dueOn: ensureDate('2026-03-06'), from: day, to: day };
	const [accounting, closed] = [newId<RequestId>(), newId<RequestId>()];
	for (const id of [accounting, closed])
		await done(chart.act({ is: 'accounting-asked', accounting: { id, ...asked } }));
	const extension = { dueOn: ensureDate('2026-04-05'), because, on: day };
	await done(chart.act({ is: 'accounting-extended', accounting, client, extension }));
	const file = await chart.seal(new TextEncoder().encode('an accounting'));
	const given = { on: day, by, rows: 0, sha256, copy: file.ref };
	await done(
		chart.act({ is: 'accounting-given', accounting, client, given }, { put: [file.blob] })
	);
	await done(chart.act({ is: 'accounting-closed', accounting: closed, client, because }));
	const incident = newId<IncidentId>();
	const form = { what: 'The fax went to another number.' };
	const { entry } = entered;
	const opened = { id: incident, client, openedBy: by, packets: [], entry, form: {} };
	await done(chart.act({ is: 'incident-opened', incident: opened }));
	await done(chart.act({ is: 'incident-written', incident, client, form }));
	const outcome = 'low';
	await done(chart.act({ is: 'incident-closed', incident, client, outcome, because, by }));
	await done(chart.act({ is: 'incident-reopened', incident, client, because, by }));
	await done(chart.act({ is: 'page-withdrawn', page: withdrawn, client, because }));
}

/** After somebody has left: everything older goes under the charts' newest key. */
export async function sealAnew(practice: Practice): Promise<void> {
	const turns = resealOlder(practice.chart, (act) => practice.filing.undisturbed(act));
	for await (const { why, damaged } of turns)
		if (why ?? damaged) throw new Error(`not sealed anew: ${String(why)}`);
}

/** The lender's cabinet, and through a loan the colleague's. */
export async function fillCabinets(
	[practice, cabinet]: readonly [Practice, OpenCabinet],
	[colleague, theirs]: readonly [Practice, OpenCabinet],
	client: ClientId
): Promise<void> {
	const box = await openBox(practice);
	const back = await layPage(practice, box, await smallSheet(220), smallReading);
	await done(practice.filing.decide(back, { fate: 'cabinet', client }));
	await cabinet.catchUp();
	await done(practice.filing.undo(back, cabinet));
	await cabinet.catchUp();
	const [held] = cabinet.state.pages.values();
	if (!held) throw new Error('an empty cabinet');
	const { page } = held;
	await done(cabinet.act({ is: 'page-turned', page, turn: 180 }));
	const words = await wordsIn(cabinet);
	const read = { is: 'page-read', page, reading: words.ref, turn: 0 } as const;
	await done(cabinet.act(read, { put: [words.blob] }));
	await done(cabinet.act({ is: 'page-kept', page, provenance: 'sealed-envelope', because }));
	await done(cabinet.act({ is: 'notes-exported', pages: [page], files: 1 }));
	const copy = await cabinet.seal(new TextEncoder().encode('an order'));
	const release = {
		...{ packet: newId<PacketId>(), client, releasedAt: at, recipient: { name: 'The coroner' } },
		...{ purpose: 'Identification', basis: '45 CFR 164.512(g)(1)', pages: [page], sha256 },
		document: { words: 'A letter', copy: copy.ref, mediaType: 'text/plain' },
		...{ preparedOn: day, originatorSaid: 'I wrote these notes.' },
		second: { is: 'outside', name: 'R. Counsel', part: 'counsel' },
		accounting: { counts: true, because: '45 CFR 164.528' }
	} as const;
	await done(cabinet.act({ is: 'pages-released', release }, { put: [copy.blob] }));
	await done(cabinet.act({ is: 'strays-removed', count: 1 }));
	await lend(practice, cabinet, colleague.me.person.id, client);
	const kept = await lend(practice, cabinet, colleague.me.person.id, client);
	await theirs.catchUp();
	const borrowed = theirs.state.loans.borrowed.get(kept);
	if (!borrowed) throw new Error('nothing was lent');
	await colleague.supervision.tellOpened(borrowed);
	await cabinet.catchUp();
	const [ended] = [...cabinet.state.loans.lent.values()].filter(({ id }) => id !== kept);
	if (ended) await done(practice.supervision.takeBack(cabinet, ended, because));
}

async function lend(practice: Practice, cabinet: OpenCabinet, to: PersonId, client: ClientId) {
	const pages = [...cabinet.state.pages.values()].slice(0, 1);
	const until = ensureDate('2026-03-31');
	const wish = { to, client, pages, programme: 'Our internship', until, today: day };
	const lent = await practice.supervision.lend(cabinet, wish);
	if (!lent.ok) throw new Error(lent.why);
	return lent.loan;
}
