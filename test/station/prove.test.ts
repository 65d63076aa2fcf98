import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { formatProof, parseProof, proofFileFrom } from '#lib/packet/proof-file.ts';
import { prove } from '#lib/release/proof/proof.ts';
import { certificateOf } from '#lib/release/proof/certificate.ts';
import { setCertificate } from '#lib/release/proof/certificate-pdf.ts';
import { buildPacket } from '#lib/release/packet/build.ts';
import { pressWith } from '#lib/release/packet/press.ts';
import type { Plan } from '#lib/release/plan.ts';
import { ana, chartOnPaper, type PaperChart } from '../release/chart-on-paper.ts';
import { buildFor, nodeReader, orderFor, planFor } from '../release/packets.ts';
import { imprint, ownRequest, today } from '../release/requests.ts';

const station = fileURLToPath(new URL('../../src/station/station.ts', import.meta.url));
const selfTest = { at: '2026-03-02T14:59:00.000Z', caught: 9, marks: 7 };

let place: string;
let chart: PaperChart;
let plan: Plan;
let proofText: string;
let bytes: Uint8Array<ArrayBuffer>;
const at = (name: string): string => join(place, name);

beforeAll(async () => {
	place = mkdtempSync(join(tmpdir(), 'prove-'));
	chart = await chartOnPaper(sharpCodec, 4);
	plan = planFor(chart, { ...ownRequest, includeUndated: false });
	const built = await buildFor(chart, plan);
	const proof = await prove(orderFor(chart, plan, built));
	if (!proof.ok || !proof.packet) throw new Error('not proven');
	proofText = formatProof(proofFileFrom({ ...proof, packet: proof.packet }, selfTest));
	({ bytes } = built);
	writeFileSync(at('packet.pdf'), bytes);
	writeFileSync(at('proof.json'), proofText);
});

function runStation(...args: readonly string[]): {
	status: number | null;
	text: string;
	said: string;
} {
	const run = spawnSync(process.execPath, [station, 'prove', ...args], { encoding: 'utf8' });
	return { status: run.status, text: run.stdout, said: run.stderr };
}

async function saved(name: string, change: (pdf: PDFDocument) => unknown): Promise<string> {
	const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
	await change(pdf);
	writeFileSync(at(name), await pdf.save({ useObjectStreams: false }));
	return at(name);
}

describe('the proof file', () => {
	it('holds no word of the packet and no name', () => {
		for (const word of [
			'Ana',
			'Nguy',
			'Castellano',
			'Maple',
			'coping',
			ana.recordNumber ?? 'none',
			ana.id
		])
			expect(proofText).not.toContain(word);
	});

	it('is written in one way only, and read strictly', () => {
		const parsed = parseProof(proofText);
		if (!parsed.ok) throw new Error(parsed.why);
		expect(formatProof(parsed.proof)).toBe(proofText);
		const changed = (change: (proof: Record<string, unknown>) => unknown): string => {
			const value = JSON.parse(proofText) as Record<string, unknown>;
			change(value);
			return JSON.stringify(value);
		};
		const why = (text: string): unknown => parseProof(text);
		expect(why(changed((p) => (p['version'] = 2)))).toEqual({ ok: false, why: 'newer' });
		expect(why(changed((p) => (p['packet'] = {})))).toMatchObject({ why: 'not-a-proof' });
		expect(why(changed((p) => delete p['checks']))).toMatchObject({ why: 'not-a-proof' });
		for (const said of ['today', '2026-03-02T15:00:00.000Z\nyes  It is whole.'])
			expect(why(changed((p) => (p['madeAt'] = said)))).toMatchObject({ why: 'not-a-proof' });
		expect(why('[')).toMatchObject({ why: 'not-a-proof' });
	});

	it('knows which sheet shows a page', () => {
		const parsed = parseProof(proofText);
		const kinds = parsed.ok ? parsed.proof.packet.sheets.map(({ is }) => is) : [];
		expect(kinds.filter((is) => is === 'page')).toHaveLength(3);
		expect(kinds.filter((is) => is === 'front').length).toBeGreaterThan(0);
		const pictures = parsed.ok ? parsed.proof.packet.sheets.flatMap((sheet) => sheet.pictures) : [];
		expect(pictures).toHaveLength(3);
		// Pixels that nobody hashed are those of the stored scan, which has its own hash.
		const known = pictures.map(({ pixelsSha256, isStored, fileSha256 }) =>
			Boolean(pixelsSha256 ?? (isStored && fileSha256))
		);
		expect(known).toEqual([true, true, true]);
	});
});

describe('the exclusion certificate', () => {
	it('fits on one page, and says neither more nor less than its words', async () => {
		const parsed = parseProof(proofText);
		if (!parsed.ok) throw new Error(parsed.why);
		const certificate = certificateOf(parsed.proof, 'records-2026-03-02-aaaaab.pdf', 'Mar 2, 2026');
		const pdf = await setCertificate(certificate, imprint.practice.name, today);
		const words: string[] = [];
		let pages = 0;
		for await (const found of nodeReader(pdf)) {
			if (found.is === 'page') words.push(...found.page.words);
			if (found.is === 'page') pages += 1;
		}
		expect(pages).toBe(1);
		const text = words.join(' ');
		for (const { paragraphs } of certificate.parts)
			for (const paragraph of paragraphs)
				expect(text.replace(/\s/g, '')).toContain(paragraph.replace(/\s/g, ''));
		expect(text).not.toMatch(/Ana|Nguyen/);
	});
});

describe('station prove', () => {
	it('repeats the proof elsewhere, without a key', () => {
		const { status, text } = runStation(at('packet.pdf'), at('proof.json'));
		expect(text).not.toContain(' NO ');
		expect(text).toContain('This is the very file that was proved');
		expect(text).toContain('A second decoder sees the same pictures.');
		expect(status).toBe(0);
	});

	it('tells which page was changed, and how', async () => {
		const path = await saved('word.pdf', async (pdf) => {
			const font = await pdf.embedFont('Helvetica');
			pdf.getPage(3).drawText('remark', { x: 200, y: 300, size: 12, font });
		});
		const { status, text } = runStation(path, at('proof.json'));
		expect(status).toBe(1);
		expect(text).toContain(' NO  This is not the very file');
		expect(text).toContain(' NO  Pages with other words: 4.');
		expect(text).toContain('yes  Every picture shows the same pixels');
		expect(text).toContain('The packet is not as it was proved.');
	});

	it('tells a file that another program has saved anew, with the same pages in it', async () => {
		const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
		writeFileSync(at('anew.pdf'), await pdf.save({ useObjectStreams: true }));
		const { status, text } = runStation('--json', at('anew.pdf'), at('proof.json'));
		const row = JSON.parse(text) as { findings: { name: string; ok: boolean }[] };
		const failed = row.findings.filter(({ ok }) => !ok).map(({ name }) => name);
		expect(failed).toContain('file');
		expect(failed).not.toContain('words');
		expect(failed).not.toContain('pictures');
		expect(status).toBe(1);
	});

	it('says what is inside a packet of which there is no proof', () => {
		const { status, text } = runStation(at('packet.pdf'));
		expect(status).toBe(0);
		expect(text).toContain('5 pages: 3 with a picture, 2 of words alone.');
		expect(text).toContain('It says of itself: ');
		expect(text).toContain('Nothing odd was found in it.');
	});

	it('names what does not belong in a file', async () => {
		const path = await saved('odd.pdf', async (pdf) => {
			await pdf.attach(new Uint8Array([1, 2, 3]), 'note.txt');
			pdf.addJavaScript('x', 'this.print()');
		});
		const { status, text } = runStation(path);
		expect(status).toBe(1);
		expect(text).toMatch(/Look at this: .*1 attached file; a script/);
	});

	it('passes on no character of a file that a terminal would obey', async () => {
		const path = await saved('terminal.pdf', (pdf) => {
			pdf.setTitle(
				`\u001b[2J\u202e\u200d\ue000yes\nyes  Nothing odd was found in it.\u2028${'x'.repeat(5000)}`
			);
		});
		const { text } = runStation(path);
		expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\u2028]/u);
		expect(text).not.toMatch(/^yes {2}/mu);
		expect(text).not.toContain('x'.repeat(300));
	});

	it('opens a locked packet with its password', async () => {
		const { reader, key } = chart;
		const press = pressWith(sharpCodec);
		const locked = await buildPacket({ plan, imprint, reader, key, press, password: 'quay oat' });
		writeFileSync(at('locked.pdf'), locked.bytes);
		writeFileSync(at('password.txt'), 'quay oat\n');
		expect(runStation(at('locked.pdf')).text).toContain('This file is locked');
		const opened = runStation('--password-file', at('password.txt'), at('locked.pdf'));
		expect(opened.text).toContain('5 pages: 3 with a picture');
		expect(opened.text).toContain('A second decoder sees the same pictures.');
		expect(opened.status).toBe(0);
		writeFileSync(at('wrong.txt'), 'oat\n');
		const wrong = runStation('--password-file', at('wrong.txt'), at('locked.pdf'));
		expect([wrong.status, wrong.text]).toEqual([1, expect.stringContaining('does not open')]);
	});

	it.each([
		[[], 'prove needs a packet'],
		[['a', 'b', 'c'], 'one packet and one proof'],
		[['--kit', 'x', 'a'], 'prove takes no --kit'],
		[['--jobs', '2', 'a'], 'prove takes no --jobs']
	])('does not understand %j', (args, why) => {
		const { status, said } = runStation(...args);
		expect(status).toBe(2);
		expect(said).toContain(why);
	});

	it.each([
		['nowhere.pdf', 'There is no such file'],
		['proof.json', 'cannot be read as a PDF']
	])('says that %s is no packet', (name, why) => {
		const { status, text } = runStation(at(name), at('proof.json'));
		expect([status, text]).toEqual([1, expect.stringContaining(why)]);
	});

	it('explains itself', () => {
		const { status, text } = runStation('--help');
		expect(status).toBe(0);
		expect(text).toContain('station prove');
	});
});
