import { beforeAll, describe, expect, it } from 'vitest';
import { NoAnswer } from '#lib/desk/spool-source.ts';
import { takeBox, type BoxOutcome } from '#lib/desk/spool-take-in.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { hintsOf } from '#lib/sorting/hints.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { isWholeBox, readAcknowledgement } from '#lib/spool/acknowledgement.ts';
import { layout } from '#lib/spool/layout.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { accountOf } from '#lib/tray/reconcile.ts';
import { readingOf } from '#lib/tray/tray.ts';
import { generateSlot } from '../spool/slot.ts';
import { setUpPractice, type Standing } from '../support/practice.ts';
import { spooledBox, words, type SpooledBox } from './spooled.ts';

let standing: Standing;
beforeAll(async () => {
	standing = await setUpPractice();
});

async function fresh(): Promise<{ practice: Practice; pairing: Pairing }> {
	const { practice } = await setUpPractice();
	const paired = await practice.stations.pair();
	if (!paired.ok) throw new Error(paired.why);
	return { practice, pairing: paired.pairing };
}

function take(
	{ tray }: Practice,
	pairing: Pairing,
	{ manifest, source }: SpooledBox,
	signal = new AbortController().signal,
	onSide: () => void = () => undefined
): Promise<BoxOutcome> {
	return takeBox(manifest.box, 'separate-folder', {
		...{ tray, pairing, source, signal, onSide },
		now: () => new Date('2026-03-01T09:00:00Z'),
		sort: (reading) =>
			Promise.resolve({ suggestion: suggest(wordsOf(reading)), hints: hintsOf(reading.lines) })
	});
}

describe('pairing a station', () => {
	it('keeps each pairing for its clinician, over a reload, until it is forgotten', async () => {
		const { practice, again } = standing;
		const first = await practice.stations.pair();
		const second = await practice.stations.pair();
		const later = await again();
		const pairings = await later.stations.all();
		expect(pairings).toEqual([first, second].map((each) => (each.ok ? each.pairing : undefined)));
		expect(pairings?.[0]?.recipient).toBe(practice.tray.key.slot.recipient);
		expect(await later.stations.forget(pairings?.[0]?.station ?? '')).toEqual({ ok: true });
		expect(await practice.stations.all()).toEqual([pairings?.[1]]);
	});
});

describe('a box from the station', () => {
	it('lands in the tray as if it had been fed: read, sorted, named and adding up', async () => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing);
		const outcome = await take(practice, pairing, spooled);
		expect(outcome).toMatchObject({ is: 'reconciled', known: 0, told: true });
		const { box, sides } = spooled.manifest;
		const { state } = practice.tray;
		expect(state.boxes.get(box)).toMatchObject({
			...{ label: 'Drawer 2', provenance: 'separate-folder', fed: true, filesTaken: 1, listed: 2 },
			pages: sides.map(({ page }) => page)
		});
		expect(accountOf(state, box)).toMatchObject({
			sides: 2,
			read: 2,
			undecided: 2,
			differences: []
		});
		const page = state.pages.get(sides[0]?.page ?? fail());
		expect(page && (await readingOf(practice.tray, page))).toEqual(words);
		expect(page && new TextDecoder().decode(await practice.tray.open(page.picture))).toBe(
			'the picture of side 1'
		);
		const said = await readAcknowledgement(pairing, spooled.said.get(box) ?? '');
		expect(said && isWholeBox(spooled.manifest, said)).toBe(true);
	});

	it('is taken once, however often it is offered, and acknowledged each time', async () => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing);
		await take(practice, pairing, spooled);
		const { state } = practice.tray;
		spooled.said.clear();
		expect(await take(practice, pairing, spooled)).toMatchObject({ known: 2, told: true });
		expect(practice.tray.state).toBe(state);
		expect(spooled.said.size).toBe(1);
		// Sealed anew from the same file, it is the same paper.
		expect(await take(practice, pairing, await spooledBox(pairing))).toMatchObject({ known: 2 });
		expect(practice.tray.state.pages.size).toBe(2);
	});

	it('stopped half way, goes on where it stopped and then adds up', async () => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing, { sides: 3 });
		const stopping = new AbortController();
		const stopped = await take(practice, pairing, spooled, stopping.signal, () => stopping.abort());
		expect(stopped).toMatchObject({ is: 'halted', why: 'stopped' });
		expect(practice.tray.state.pages.size).toBe(1);
		expect(spooled.said.size).toBe(0);
		expect(await take(practice, pairing, spooled)).toMatchObject({ is: 'reconciled', known: 1 });
		const { box } = spooled.manifest;
		expect(accountOf(practice.tray.state, box)).toMatchObject({ sides: 3, differences: [] });
	});

	it('whose spool falls silent half way is not told to be short of what nobody could fetch', async () => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing, { sides: 3 });
		let taken = 0;
		const silent: SpooledBox = {
			...spooled,
			source: {
				...spooled.source,
				read: (path) =>
					taken > 0 ? Promise.reject(new NoAnswer('away')) : spooled.source.read(path)
			}
		};
		const halted = await take(practice, pairing, silent, undefined, () => taken++);
		expect(halted).toMatchObject({ is: 'halted', why: 'away' });
		expect([practice.tray.state.pages.size, spooled.said.size]).toEqual([1, 0]);
		expect(await take(practice, pairing, spooled)).toMatchObject({ is: 'reconciled', known: 1 });
	});

	it('says in its account what the station could not take of its files, once', async () => {
		const { practice, pairing } = await fresh();
		const refused = [{ filePage: 3, sentence: 'This page is damaged.' }];
		const files = [
			{ name: 'a.pdf', sides: 2, refused },
			{ name: 'b.pdf', sides: 0, refused: [{ sentence: 'The file is empty.' }] }
		];
		const spooled = await spooledBox(pairing, { said: { files } });
		await take(practice, pairing, spooled);
		await take(practice, pairing, spooled);
		const { box } = spooled.manifest;
		expect(practice.tray.state.boxes.get(box)).toMatchObject({
			...{ files: 2, filesTaken: 1, fed: true },
			refused: [
				{ file: 1, filePage: 3, name: 'a.pdf' },
				{ file: 2, name: 'b.pdf', sentence: 'The file is empty.' }
			]
		});
	});
});

describe('a spool that was tampered with', () => {
	const flipped = (bytes: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> => {
		const changed = new Uint8Array(bytes ?? fail());
		changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
		return changed;
	};

	it.each<[string, (box: SpooledBox) => void, string]>([
		[
			'a piece that is gone',
			({ files, piece }) => void files.delete(piece(1, 'thumbnail')),
			'missing'
		],
		[
			'a piece that was changed',
			({ files, piece }) =>
				void files.set(piece(1, 'picture'), flipped(files.get(piece(1, 'picture')))),
			'tampered'
		],
		[
			'a piece that was cut short',
			({ files, piece }) =>
				void files.set(
					piece(1, 'reading'),
					(files.get(piece(1, 'reading')) ?? fail()).slice(0, -1)
				),
			'tampered'
		],
		[
			'another side’s piece in its place',
			({ files, piece }) =>
				void files.set(piece(1, 'picture'), files.get(piece(0, 'picture')) ?? fail()),
			'tampered'
		]
	])('names %s, takes the other side, and closes no box', async (_, tamper, fault) => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing);
		tamper(spooled);
		const outcome = await take(practice, pairing, spooled);
		expect(outcome).toMatchObject({
			is: 'reconciled',
			sides: [{ fate: 'taken' }, { fate: fault }]
		});
		const { box } = spooled.manifest;
		expect(accountOf(practice.tray.state, box)?.differences).toEqual([
			'1 of 2 sides came in from the scan station. Missing of its file: page 2.'
		]);
		expect(practice.tray.state.boxes.get(box)).toMatchObject({ fed: false });
		const said = await readAcknowledgement(pairing, spooled.said.get(box) ?? '');
		expect(said && isWholeBox(spooled.manifest, said)).toBe(false);
		// Sealed anew, the rest follows, and nothing comes twice.
		expect(await take(practice, pairing, await spooledBox(pairing))).toMatchObject({ known: 1 });
		expect(accountOf(practice.tray.state, box)).toMatchObject({ sides: 2, differences: [] });
	});

	it('takes nothing twice when an older box of the same paper is put back in its place', async () => {
		const { practice, pairing } = await fresh();
		const [older, newer] = [await spooledBox(pairing), await spooledBox(pairing)];
		const { box } = newer.manifest;
		expect(await take(practice, pairing, newer)).toMatchObject({ known: 0 });
		expect(await take(practice, pairing, older)).toMatchObject({ is: 'reconciled', known: 2 });
		expect(accountOf(practice.tray.state, box)).toMatchObject({ sides: 2, differences: [] });
	});

	it('names the sides of an older list that was put over newer pieces', async () => {
		const { practice, pairing } = await fresh();
		const [older, newer] = [await spooledBox(pairing), await spooledBox(pairing)];
		const path = layout.manifest(newer.manifest.box);
		newer.files.set(path, older.files.get(path) ?? fail());
		expect(await take(practice, pairing, newer)).toMatchObject({ is: 'refused' });
		expect(practice.tray.state.pages.size).toBe(0);
	});

	it('takes nothing of a box whose list was changed, or was written by another station', async () => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing);
		const path = layout.manifest(spooled.manifest.box);
		const text = new TextDecoder().decode(spooled.files.get(path));
		spooled.files.set(path, new TextEncoder().encode(text.replace('"files":1', '"files":2')));
		expect(await take(practice, pairing, spooled)).toMatchObject({
			is: 'refused',
			why: 'tampered'
		});
		const other = await spooledBox(await generateSlot());
		expect(await take(practice, pairing, other)).toMatchObject({ is: 'refused', why: 'tampered' });
		expect(practice.tray.state.boxes.size).toBe(0);
	});

	it('takes nothing that is sealed to another tray', async () => {
		const { practice, pairing } = await fresh();
		const spooled = await spooledBox(pairing, { sealedTo: await generateSlot() });
		expect(await take(practice, pairing, spooled)).toMatchObject({ is: 'refused' });
		expect(practice.tray.state.pages.size).toBe(0);
	});
});

function fail(): never {
	throw new Error('not there');
}
