import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildNotesInWorker } from '#lib/cabinet-release/notes-thread.ts';
import { cabinetWitness, ProvenNotes } from '#lib/cabinet-release/proven.ts';
import { CabinetDesk } from '#lib/desk/cabinet.svelte.ts';
import type { NotesMaker, NotesReleaseDesk, Signing } from '#lib/desk/notes-release.svelte.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import type { PacketId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { ana, cabinetPassphrase, filePage, nameOf, openPractice, read } from './open-practice.ts';

/** The real worker, reader and proof. */
const make: NotesMaker = async ({ plan, imprint, cabinet, madeAt, signal, onProgress }) => {
	const built = await buildNotesInWorker({
		...{ plan, imprint, cabinet, signal },
		onProgress: ({ done, of }) => onProgress('build', done, of)
	});
	const reading = new PacketReading();
	try {
		return await ProvenNotes.from({
			...{ plan, imprint, built, madeAt, signal },
			read: (bytes, stop) => reading.read(bytes, stop),
			...cabinetWitness(cabinet, canvasCodec)
		});
	} finally {
		reading.stop();
	}
};

let practice: Practice;
let desk: CabinetDesk;
const saved: { file: Blob; name: string }[] = [];
const save = (file: Blob, name: string): void => void saved.push({ file, name });

beforeEach(async () => {
	saved.length = 0;
	practice = await openPractice();
	await filePage(practice, 1, 'cabinet', { day: '2021-05-04' });
	await filePage(practice, 2, 'cabinet', { day: '2021-06-01' });
	await filePage(practice, 3, 'chart', { day: '2021-06-01' });
	desk = newDesk();
	await desk.open(cabinetPassphrase);
});

afterEach(() => desk.lock());

function newDesk(): CabinetDesk {
	const packets = { make, newPacket: newId<PacketId>, now: () => new Date(2026, 2, 2, 10) };
	return new CabinetDesk(practice, nameOf, read, packets);
}

function paper(type = 'application/pdf', size = 1200): File {
	return new File([new Uint8Array(size).fill(7)], 'letter.pdf', { type });
}

const coroner = {
	...{ door: 'coroner', recipientName: 'Office of the Medical Examiner' },
	...{ purpose: 'inquiry into a death', paper: 'Letter of March 1, 2026' }
};

const outside: Signing = {
	passphrase: cabinetPassphrase,
	second: { is: 'outside', name: 'P. Adeyemi', part: 'counsel' }
};

function begin(): NotesReleaseDesk {
	desk.beginRelease(ana);
	if (!desk.releasing) throw new Error('no release was begun');
	return desk.releasing;
}

async function proven(): Promise<NotesReleaseDesk> {
	const release = begin();
	for (const [field, text] of Object.entries(coroner)) release.write(field, text);
	expect(await release.attach(paper())).toEqual({ ok: true });
	const [first] = release.pages;
	if (first) release.choose(first.page, true);
	await release.make();
	expect(release.failed).toBeUndefined();
	expect(release.proof?.checks.filter(({ ok }) => !ok)).toEqual([]);
	return release;
}

describe('a release from the cabinet', () => {
	it('begins with no page chosen, and says everything that is missing', async () => {
		const release = begin();
		expect(release.pages).toHaveLength(2);
		expect(release.chosen.size).toBe(0);
		await release.make();
		expect(release.wrong.map(({ field }) => field)).toEqual([
			'door',
			'recipientName',
			'purpose',
			'paper'
		]);
		expect(release.defects.join(' ')).toContain('one by one');
		expect(release.defects.join(' ')).toContain('Attach a copy');
		expect(release.proof).toBeUndefined();
	});

	it.each([
		['nothing', 'application/pdf', 0, 'empty'],
		['a program', 'text/html', 10, 'PDF or a picture'],
		['far too much', 'application/pdf', 25_000_001, 'over 25 MB']
	])('takes no paper that is %s', async (_what, type, size, says) => {
		const release = begin();
		const outcome = await release.attach(paper(type, size));
		expect(outcome).toMatchObject({ ok: false });
		expect(outcome.ok ? '' : outcome.sentence).toContain(says);
		expect(release.attached).toBeUndefined();
	});

	it('is written down with its paper before the file is handed out, and stays at every opening', async () => {
		const release = await proven();
		expect(desk.releases).toEqual([]);
		expect(await release.signAndSave(outside, save)).toEqual({ ok: true });
		expect(saved).toHaveLength(1);
		expect(saved[0]?.name).toMatch(/^notes-2026-03-02-\w{6}\.pdf$/);
		desk.lock();
		expect(desk.releases).toEqual([]);
		desk = newDesk();
		await desk.open(cabinetPassphrase);
		const [kept] = desk.releases;
		if (!kept) throw new Error('the release is gone');
		expect(kept).toMatchObject({
			recipient: { name: 'Office of the Medical Examiner' },
			second: { is: 'outside', name: 'P. Adeyemi', part: 'counsel' },
			accounting: { counts: true }
		});
		expect(kept.pages).toEqual([release.pages[0]?.page]);
		expect((await desk.paper(kept)).size).toBe(1200);
		const proof = await desk.proof(kept, 'file');
		expect(proof.name).toMatch(/^notes-2026-03-02-\w{6}-proof\.json$/);
		expect(JSON.parse(await proof.file.text())).toMatchObject({ packet: { sha256: kept.sha256 } });
		const certificate = await desk.proof(kept, 'certificate');
		expect(certificate.name).toMatch(/-certificate\.pdf$/);
		expect(await certificate.file.slice(0, 5).text()).toBe('%PDF-');
		const lines = await desk.history(kept.pages[0] ?? newId());
		expect(lines.map(({ what }) => what).join(' ')).toContain('to Office of the Medical Examiner');
	});

	it('leaves the chart as it is: its ledger and its log say nothing', async () => {
		const before = await practice.chart.told();
		const release = await proven();
		await release.signAndSave(outside, save);
		expect(await practice.chart.told()).toEqual(before);
		expect(practice.chart.state.disclosures).toEqual([]);
	});

	it.each([
		['the wrong passphrase', { ...outside, passphrase: 'open sesame' }, 'does not open'],
		[
			'nobody as a second person',
			{ ...outside, second: { is: 'outside', name: ' ', part: 'counsel' } },
			'second person'
		]
	] as const)('saves nothing with %s', async (_what, signing, says) => {
		const release = await proven();
		const outcome = await release.signAndSave(signing, save);
		expect(outcome.ok ? '' : outcome.sentence).toContain(says);
		expect(saved).toEqual([]);
		expect(desk.releases).toEqual([]);
	});

	it('saves nothing when a page was turned after the proof', async () => {
		const release = await proven();
		const [page] = release.pages;
		if (page) await desk.turn(page, 90);
		const outcome = await release.signAndSave(outside, save);
		expect(outcome.ok ? '' : outcome.sentence).toContain('changed');
		expect(saved).toEqual([]);
	});

	it('is dropped at the lock, with all that was chosen and built', async () => {
		const release = await proven();
		desk.lock();
		expect(desk.releasing).toBeUndefined();
		expect(release.proven).toBeUndefined();
		expect(await release.signAndSave(outside, save)).toMatchObject({ ok: false });
		expect(saved).toEqual([]);
	});
});
