import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, formatDate } from '#lib/page/date.ts';
import { parseProof, type ProofFile } from '#lib/packet/proof-file.ts';
import { isHere } from '../../src/build/outside-tools.ts';
import { openApp, type App } from '../support/app.ts';
import {
	clientName,
	decideByKey,
	feed,
	goTo,
	newClient,
	placeOnDesk,
	release,
	setUp,
	until
} from '../support/desk-steps.ts';

interface Paper {
	readonly file: string;
	readonly text: string;
}
const papers = JSON.parse(readFileSync('test/paper/pages.json', 'utf8')) as readonly Paper[];
const textOf = (file: string): string => papers.find((paper) => paper.file === file)?.text ?? '';

/** In the order of feeding: a session note, the clinician's own analysis, a paper of the office. */
const box = [
	{ file: 'dev-001.jpg', key: 'c' },
	{ file: 'dev-010.jpg', key: 'p' },
	{ file: 'dev-099.jpg', key: 'c' }
];
const charted = box.filter(({ key }) => key === 'c');

/** The papers as a scanner gives them that keeps every grain: two of them are more than a megabyte. */
async function grainy(file: string, folder: string): Promise<string> {
	const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
	const grain = { width: 1700, height: 2200, channels: 3, background: '#808080', noise } as const;
	const input = await sharp({ create: grain }).png().toBuffer();
	const path = join(folder, file);
	const paper = sharp(join('test/paper', file)).linear(0.9);
	await paper
		.composite([{ input, blend: 'soft-light' }])
		.jpeg({ quality: 95 })
		.toFile(path);
	return path;
}

/** Long words that stand on the private page alone. */
function privateWords(): readonly string[] {
	const long = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]{7,}/gu) ?? [];
	const others = new Set(charted.flatMap(({ file }) => long(textOf(file))));
	return [...new Set(long(textOf('dev-010.jpg')))].filter((word) => !others.has(word));
}

const bare = (text: string): string => text.replace(/\s+/gu, '');

/** What the app has read on each page of the chart. */
async function wordsInChart(page: Page): Promise<readonly string[]> {
	const words: string[] = [];
	for (const at of charted.keys()) {
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).first().click();
		await page.getByRole('button', { name: new RegExp(`^Page ${at + 1}\\b`) }).click();
		words.push(await page.getByRole('region', { name: 'Words of the page' }).innerText());
	}
	return words;
}

async function savedBy(page: Page, button: string): Promise<{ name: string; path: string }> {
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: button, exact: true }).click();
	const download = await saving;
	return { name: download.suggestedFilename(), path: await download.path() };
}

const run = (program: string, ...args: readonly string[]): string =>
	execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const toolless = !isHere('qpdf') || !isHere('pdftotext');

describe('a packet that has left, on a machine without the app', () => {
	const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
	const at = (name: string): string => join(folder, name);
	const [packet, proofFile, certificate] = [
		at('packet.pdf'),
		at('proof.json'),
		at('certificate.pdf')
	];
	let app: App;
	let words: readonly string[];
	let proof: ProofFile;
	let names: { readonly proof: string; readonly certificate: string };
	/** The sheets that show a page of the record, from 1. */
	let shown: readonly number[];

	beforeAll(async () => {
		app = await openApp();
		const { page } = app;
		await page.goto(app.address);
		await setUp(page);
		const fed: string[] = [];
		for (const { file } of box) fed.push(await grainy(file, folder));
		await feed(page, fed, box.length);
		await goTo(page, 'Decide');
		await newClient(page);
		for (const [i, { key }] of box.entries()) {
			await until(page, `page ${i + 1}`, async () => (await placeOnDesk(page)) === i + 1);
			await decideByKey(page, key, i + 1);
		}
		await until(page, 'the end of the box', async () => (await placeOnDesk(page)) === 0);
		words = await wordsInChart(page);
		writeFileSync(packet, await release(page));
		await page.getByRole('link', { name: 'Certificate and proof' }).first().click();
		const saved = {
			certificate: await savedBy(page, 'Save as PDF'),
			proof: await savedBy(page, 'Save the proof file')
		};
		writeFileSync(certificate, readFileSync(saved.certificate.path));
		writeFileSync(proofFile, readFileSync(saved.proof.path));
		names = { proof: saved.proof.name, certificate: saved.certificate.name };
		const parsed = parseProof(readFileSync(proofFile, 'utf8'));
		if (!parsed.ok) throw new Error(parsed.why);
		({ proof } = parsed);
		shown = proof.packet.sheets.flatMap(({ is }, i) => (is === 'page' ? [i + 1] : []));
	});

	afterAll(async () => {
		await app.close();
		rmSync(folder, { recursive: true });
	});

	/** The very command that the certificate prints. */
	function station(
		file: string,
		its = proofFile
	): { readonly status: number | null; readonly text: string } {
		const args = ['run', '--silent', 'station', '--', 'prove', file, its];
		const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8' });
		return { status, text: stdout };
	}

	it('comes with a proof and a certificate that name nobody', () => {
		expect(shown).toHaveLength(charted.length);
		expect(readFileSync(proofFile, 'utf8')).not.toMatch(/ana.?journey|Ana|Journey/);
		expect(`${names.proof} ${names.certificate}`).not.toMatch(/ana.?journey|Ana|Journey/);
	});

	it.skipIf(toolless)('is a sound PDF to another program, and so is its certificate', () => {
		for (const file of [packet, certificate]) {
			expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
		}
		const text = bare(run('pdftotext', certificate, '-'));
		expect(text).toContain(createHash('sha256').update(readFileSync(packet)).digest('hex'));
		expect(text).not.toMatch(/ana ?journey/i);
	});

	it.skipIf(toolless)('has on each sheet the words of its page and the stamp, and no more', () => {
		const left = words.map(bare);
		for (const sheet of shown) {
			const text = bare(run('pdftotext', '-raw', '-f', `${sheet}`, '-l', `${sheet}`, packet, '-'));
			const mine = left.findIndex((page) => text.includes(page));
			expect(mine).toBeGreaterThanOrEqual(0);
			const rest = text.replace(left.splice(mine, 1)[0] ?? '', '');
			const day = formatDate(dayOf(new Date(proof.madeAt)));
			const place = `page ${sheet} of ${proof.packet.sheets.length}`;
			expect(rest).toBe(bare(`${clientName} ${place} Released to ${clientName} on ${day}`));
		}
		expect(left).toEqual([]);
	});

	it.skipIf(toolless)('has no private word on any sheet', () => {
		const whole = run('pdftotext', packet, '-').toLowerCase();
		expect(whole).toContain(clientName.toLowerCase());
		const secret = privateWords();
		expect(secret.length).toBeGreaterThan(15);
		expect(secret.filter((word) => whole.includes(word))).toEqual([]);
	});

	it.skipIf(toolless)('has one picture for each page of the plan, and no other', () => {
		const rows = run('pdfimages', '-list', packet).trim().split('\n').slice(2);
		expect(rows.map((row) => Number(row.trim().split(/\s+/)[0]))).toEqual(shown);
	});

	it('is proved again by the station', () => {
		const { status, text } = station(packet);
		expect(text).toContain(`The packet is as it was proved on ${proof.madeAt}.`);
		expect(status).toBe(0);
	});

	it('is told from one with a single byte turned', () => {
		const bytes = readFileSync(packet);
		const middle = Math.floor(bytes.length / 2);
		bytes[middle] = (bytes[middle] ?? 0) ^ 1;
		writeFileSync(at('byte.pdf'), bytes);
		const { status, text } = station(at('byte.pdf'));
		expect(text).toMatch(/ NO {2}|cannot be read/);
		expect(status).toBe(1);
	});

	it.skipIf(toolless)('is told from one to which a page was added', () => {
		run('qpdf', packet, '--pages', packet, '1-z', packet, '1', '--', at('longer.pdf'));
		const { status, text } = station(at('longer.pdf'));
		expect(text).toContain('The packet is not as it was proved.');
		expect(status).toBe(1);
	});

	it('can leave in volumes: each is a sound PDF with its own pages, and is proved by itself', async () => {
		await goTo(app.page, 'Release');
		await app.page.getByRole('button', { name: 'Next request' }).click();
		const files = unzipSync(await release(app.page, '1'));
		const pdfs = Object.keys(files).filter((name) => name.endsWith('.pdf'));
		expect(pdfs.map((name) => name.replace(/^records-.*(?=-\d-of)/u, ''))).toEqual([
			'-1-of-2.pdf',
			'-2-of-2.pdf'
		]);
		const left = words.map(bare);
		for (const name of pdfs) {
			const proofName = name.replace('.pdf', '-proof.json');
			for (const one of [name, proofName]) writeFileSync(at(one), files[one] ?? new Uint8Array());
			expect(files[name]?.length).toBeLessThanOrEqual(1_000_000);
			// The hash on the screen is the one that whoever gets the file works out.
			const shown = await app.page.locator('main').innerText();
			const bytes = files[name] ?? new Uint8Array();
			expect(shown).toContain(createHash('sha256').update(bytes).digest('hex'));
			const { status, text } = station(at(name), at(proofName));
			expect(text).toContain('The packet is as it was proved');
			expect(status).toBe(0);
			if (toolless) continue;
			expect(run('qpdf', '--check', at(name))).toContain('No syntax or stream encoding errors');
			const inside = bare(run('pdftotext', '-raw', at(name), '-'));
			const held = left.filter((page) => inside.includes(page));
			expect(held).toHaveLength(1);
			left.splice(left.indexOf(held[0] ?? ''), 1);
			const secret = privateWords().filter((word) => inside.toLowerCase().includes(word));
			expect(secret).toEqual([]);
		}
		expect(toolless ? [] : left).toEqual([]);
		// A proof is of one file.
		const [one = '', two = ''] = pdfs;
		expect(station(at(two), at(one.replace('.pdf', '-proof.json'))).status).toBe(1);
		expect(app.sink.arrived).toEqual([]);
		expect(app.complaints).toEqual([]);
	});
});
