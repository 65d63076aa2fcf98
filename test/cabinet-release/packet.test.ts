import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import { buildNotes } from '#lib/cabinet-release/build.ts';
import { notesCertificate } from '#lib/cabinet-release/certificate.ts';
import { planNotes, type NotesPlan } from '#lib/cabinet-release/plan.ts';
import { notesPressWith, type NotesJob } from '#lib/cabinet-release/press.ts';
import { cabinetWitness, ProvenNotes } from '#lib/cabinet-release/proven.ts';
import type { NotesRequest } from '#lib/cabinet-release/request.ts';
import type { ChartKey } from '#lib/chart/open.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { proofOf } from '#lib/desk/notes-proof.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { parseProof } from '#lib/packet/proof-file.ts';
import type { Built } from '#lib/packet/setter.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PacketId, PageId } from '#lib/page/ids.ts';
import type { Proven } from '#lib/release/proof/proven.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { newId } from '#lib/vault/random.ts';
import { provePacket } from '../../src/station/prove-packets.ts';
import { drawPage } from '../release/chart-on-paper.ts';
import { nodeReader } from '../release/packets.ts';
import { imprint } from '../release/requests.ts';
import { addClient, setUpPractice, type Standing } from '../support/practice.ts';
import { openedCabinet } from '../tray/one-place.ts';

declare const chartKey: ChartKey;
declare const chartPage: ChartPage;
declare const built: Built;

/** Never run: the compiler is what is tested, each expected error a promise. */
export function promises(): readonly unknown[] {
	return [
		// @ts-expect-error -- a chart's key draws no notes packet
		chartKey satisfies NotesJob['key'],
		// @ts-expect-error -- no page of a chart can be planned into one
		[chartPage] satisfies NotesPlan['pages'],
		// @ts-expect-error -- what is only built has no file to save
		built satisfies Pick<ProvenNotes, 'file'>,
		// @ts-expect-error -- a proven packet of a chart is none of a cabinet
		'same' satisfies Proven extends ProvenNotes ? 'same' : never,
		// @ts-expect-error -- nobody makes a proven packet but its proof
		ProvenNotes satisfies new (...parts: never[]) => unknown
	];
}

let standing: Standing;
let cabinet: OpenCabinet;
let client: ClientId;
let stranger: ClientId;

async function drop(of: ClientId, seed: number, serviceDate?: string): Promise<PageId> {
	const { picture, reading } = drawPage(seed);
	const png = await sharpCodec.encodePng(picture);
	const page = newId<PageId>();
	const dropped = await standing.practice.slot.drop({
		facts: {
			...{ page, client: of, mediaType: 'image/png', dpi: 100, provenance: 'separate-folder' },
			...{ width: picture.width, height: picture.height, sha256: await sha256Hex(png) },
			...(serviceDate ? { serviceDate: ensureDate(serviceDate) } : {})
		},
		...{ picture: png, thumbnail: png },
		reading: new TextEncoder().encode(JSON.stringify(reading))
	});
	if (!dropped.ok) throw new Error(dropped.why);
	return page;
}

beforeAll(async () => {
	standing = await setUpPractice();
	client = await addClient(standing.practice, 'Ana Nguyễn-O’Brien');
	stranger = await addClient(standing.practice, 'Somebody Else');
	await drop(client, 1, '2020-05-04');
	await drop(client, 2);
	await drop(client, 3, '2019-02-11');
	await drop(stranger, 4, '2020-05-04');
	cabinet = await openedCabinet(standing.practice);
}, 60_000);

function requestOf(): NotesRequest {
	return {
		packet: newId<PacketId>(),
		client,
		recipient: { name: 'Office of the Medical Examiner', address: '12 Quay Street' },
		purpose: 'inquiry into a death',
		door: { is: 'coroner' },
		paper: 'Letter of March 1, 2026'
	};
}

function planOf(seeds = 3): NotesPlan {
	const own = [...cabinet.state.pages.values()].filter((page) => page.client === client);
	return planNotes(requestOf(), { id: client, name: 'Ana Nguyễn-O’Brien' }, own.slice(0, seeds));
}

function build(plan: NotesPlan): Promise<Built> {
	return buildNotes({ plan, imprint, cabinet, press: notesPressWith(sharpCodec) });
}

function prove(plan: NotesPlan, of: Built): ReturnType<typeof ProvenNotes.from> {
	return ProvenNotes.from({
		...{ plan, imprint, built: of, read: nodeReader, madeAt: '2026-03-02T15:00:00.000Z' },
		...cabinetWitness(cabinet, sharpCodec)
	});
}

describe('a packet of private notes', () => {
	it('holds the chosen pages by date, says what it is, and proves itself', async () => {
		const plan = planOf();
		expect(plan.pages.map(({ serviceDate }) => serviceDate)).toEqual([
			'2019-02-11',
			'2020-05-04',
			undefined
		]);
		const proven = await prove(plan, await build(plan));
		expect(proven.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
		if (!proven.ok) throw new Error('not proven');
		expect(proven.proof.pages).toBe(3);
		const words: string[] = [];
		for await (const found of nodeReader(proven.packet.file())) {
			if (found.is === 'document') {
				expect(found.document.info['Title']).toBe('Copy of psychotherapy notes');
			}
			if (found.is === 'page') words.push(found.page.words.join(' '));
		}
		expect(words[0]).toContain('164.512(g)(1)');
		expect(words[0]).toContain('Office of the Medical Examiner');
		for (const page of words) expect(page).toContain('Psychotherapy notes');
	}, 60_000);

	it('holds only what was chosen, and fails its proof when a page was swapped', async () => {
		const plan = planOf(2);
		const made = await build(plan);
		expect(made.made).toHaveLength(2);
		const other = planNotes(plan.request, plan.client, planOf(3).pages.slice(0, 2));
		const proven = await prove(other, made);
		expect(proven.ok).toBe(false);
	}, 60_000);

	it('leaves a proof that anybody can repeat, and a certificate that speaks of no chart', async () => {
		const plan = planOf(2);
		const proven = await prove(plan, await build(plan));
		if (!proven.ok) throw new Error('not proven');
		const text = new TextDecoder().decode(proofOf(proven.packet));
		for (const name of ['Ana', 'Examiner', imprint.practice.name]) expect(text).not.toContain(name);
		const place = await mkdtemp(join(tmpdir(), 'notes-proof-'));
		const [packet, proof] = [join(place, 'notes.pdf'), join(place, 'notes-proof.json')];
		const order = {
			packet,
			proof,
			password: undefined,
			json: true,
			write: () => Promise.resolve()
		};
		try {
			await writeFile(proof, text);
			await writeFile(packet, proven.packet.file());
			expect(await provePacket(order)).toBe('good');
			await writeFile(packet, Buffer.concat([proven.packet.file(), Buffer.from('%')]));
			expect(await provePacket(order)).toBe('bad');
		} finally {
			await rm(place, { recursive: true });
		}
		const parsed = parseProof(text);
		if (!parsed.ok) throw new Error(parsed.why);
		const told = JSON.stringify(notesCertificate(parsed.proof, 'notes.pdf', 'today'));
		expect(told).toContain('2 that each show one page of the clinician’s locked cabinet');
		expect(told).not.toMatch(/client’s chart|in the chart|key of any clinician/);
	}, 60_000);

	it('cannot be planned with a stranger’s page or a page twice', () => {
		const all = [...cabinet.state.pages.values()];
		const theirs = all.filter((page) => page.client === stranger);
		const { request, client: whose, pages } = planOf();
		expect(() => planNotes(request, whose, theirs)).toThrow('another client');
		expect(() => planNotes(request, whose, [...pages, ...pages.slice(0, 1)])).toThrow('twice');
		expect(() => planNotes(request, { ...whose, id: stranger }, pages)).toThrow('another client');
	});

	it('is not built without pages, on a defective ground, or from a cabinet that has changed', async () => {
		const plan = planOf();
		await expect(build({ ...plan, pages: [] })).rejects.toMatchObject({ why: 'no-pages' });
		const nameless = { ...plan.request, paper: ' ' };
		await expect(build({ ...plan, request: nameless })).rejects.toMatchObject({ why: 'defects' });
		const turned = plan.pages.map((page) => ({ ...page, turn: 90 as const }));
		await expect(build({ ...plan, pages: turned })).rejects.toMatchObject({ why: 'changed' });
	});
});
