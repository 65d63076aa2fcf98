import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { pictureOf } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { lockedFile, locks } from '../intake/locked-pdfs.ts';
import { DrawnPage } from '../support/drawn.ts';

const station = fileURLToPath(new URL('../../src/station/station.ts', import.meta.url));
const typed = fileURLToPath(new URL('../paper/reading/typed.jpg', import.meta.url));

interface Run {
	readonly status: number | null;
	readonly rows: Record<string, unknown>[];
	readonly stderr: string;
}

function run(args: readonly string[], input = ''): Promise<Run> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [station, ...args]);
		let [stdout, stderr] = ['', ''];
		child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		child.on('error', reject);
		child.on('close', (status) => {
			const lines = stdout.split('\n').filter(Boolean);
			const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
			resolve({ status, rows, stderr });
		});
		child.stdin.end(input);
	});
}

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'station-'));
	const box = join(folder, 'box');
	await mkdir(join(box, 'more'), { recursive: true });
	await copyFile(typed, join(box, 'page-2.jpg'));
	await writeFile(join(box, 'page-10.jpg'), (await readFile(typed)).subarray(0, 9000));
	await writeFile(join(box, 'list.txt'), 'no scan');
	const white = pictureOf(new DrawnPage({ width: 5, height: 5 }).gray);
	await writeFile(join(box, 'more', 'back.png'), await sharpCodec.encodePng(white));
});

describe('station read', () => {
	it('reads a folder, tells the damaged page, passes over what is no scan, and writes nothing', async () => {
		const before = await readdir(folder, { recursive: true });
		const { status, rows, stderr } = await run(['read', '--jobs', '1', join(folder, 'box')]);
		expect(status).toBe(1);
		expect(stderr).toContain('list.txt');
		const byFile = new Map(rows.map((row) => [row['file'], row]));
		expect([...byFile.keys()].map((file) => String(file).split('/').pop())).toEqual([
			'back.png',
			'page-2.jpg',
			'page-10.jpg'
		]);
		expect(byFile.get(join(folder, 'box/page-2.jpg'))).toMatchObject({
			page: 1,
			pages: 1,
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			width: 1700,
			height: 2200,
			dpi: 200,
			rotated: 0,
			skewDegrees: expect.any(Number) as number,
			blank: 'no',
			text: expect.stringContaining('SKILLS: PLEASE') as string,
			suggestion: { kind: expect.any(String) as string, confidence: expect.any(Number) as number },
			seconds: expect.any(Number) as number
		});
		expect(byFile.get(join(folder, 'box/page-10.jpg'))).toEqual({
			file: join(folder, 'box/page-10.jpg'),
			error: expect.stringMatching(/damaged.*\.$/) as string
		});
		expect(byFile.get(join(folder, 'box/more/back.png'))).toMatchObject({
			blank: 'yes',
			text: '',
			suggestion: { kind: 'blank' }
		});
		expect(await readdir(folder, { recursive: true })).toEqual(before);
	});

	it('gives every line a box of four numbers and a confidence from 0 to 1', async () => {
		const { status, rows } = await run(['read', typed]);
		expect(status).toBe(0);
		const lines = rows[0]?.['lines'] as { box: number[]; confidence: number; text: string }[];
		expect(lines.length).toBeGreaterThan(8);
		for (const { box, confidence } of lines) {
			expect(box).toHaveLength(4);
			expect(box.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
			expect(confidence >= 0 && confidence <= 1).toBe(true);
		}
		expect(rows[0]?.['text']).toBe(lines.map((line) => line.text).join('\n'));
	});

	it('tells what is not there, and reads the rest', async () => {
		const { status, rows } = await run(['read', '/no/such/file.pdf', join(folder, 'box/more')]);
		expect(status).toBe(1);
		expect(rows).toMatchObject([
			{ file: '/no/such/file.pdf', error: 'There is no such file or folder.' },
			{ blank: 'yes' }
		]);
	});
});

describe('locked PDFs and HEIC photos', () => {
	const heic = fileURLToPath(new URL('../paper/words.heic', import.meta.url));

	beforeAll(async () => {
		const locked = join(folder, 'locked');
		await mkdir(locked, { recursive: true });
		for (const [n, lock] of locks.entries()) {
			await writeFile(join(locked, `${String(n)}.pdf`), lockedFile(lock));
		}
		await writeFile(join(folder, 'password'), 'secret\n');
		await copyFile(heic, join(locked, 'photo.HEIF'));
	});

	it('says how a password is given', async () => {
		const { status, rows } = await run(['read', join(folder, 'locked', '0.pdf')]);
		expect(status).toBe(1);
		expect(rows).toMatchObject([{ error: expect.stringContaining('--password-file') as string }]);
	});

	it('opens every locked file with the one password, and reads the photo beside them', async () => {
		const { status, rows } = await run([
			...['read', '--jobs', '1', '--password', 'secret'],
			join(folder, 'locked')
		]);
		expect(rows).toHaveLength(locks.length + 1);
		expect(rows.filter((row) => 'error' in row)).toEqual([]);
		expect(status).toBe(0);
		expect(rows.at(-1)).toMatchObject({ text: expect.stringContaining('sertraline') as string });
	});

	it('takes the password from a file, and tells a wrong one', async () => {
		const file = join(folder, 'locked', '3.pdf');
		const right = await run(['read', '--password-file', join(folder, 'password'), file]);
		expect(right.status).toBe(0);
		const wrong = await run(['read', '--password', 'guess', file]);
		expect(wrong.rows).toMatchObject([
			{ error: 'The password that was given does not open this PDF.' }
		]);
		const missing = await run(['read', '--password-file', join(folder, 'nowhere'), file]);
		expect(missing).toMatchObject({ status: 1, rows: [] });
	});
});

describe('station sort', () => {
	const rows = [
		{
			id: 'a',
			text: 'DOS 10/07/2008 10:00-10:50\nSertraline 100 mg daily. Dx 300.21. BAI = 19 today.'
		},
		{ id: 'b', text: '' }
	];

	it('sorts rows from standard input', async () => {
		const input = rows.map((row) => JSON.stringify(row)).join('\n');
		const { status, rows: sorted } = await run(['sort'], input);
		expect(status).toBe(0);
		expect(sorted.map((row) => row['id'])).toEqual(['a', 'b']);
		expect(sorted[0]).toMatchObject({
			suggestion: { kind: 'progress', evidence: expect.any(Array) as unknown[] }
		});
	});

	it('sorts rows from a file, and tells the line that is none', async () => {
		const file = join(folder, 'rows.jsonl');
		await writeFile(file, `${JSON.stringify(rows[0])}\n{"id": 3}\n\n`);
		const { status, rows: sorted } = await run(['sort', file]);
		expect(status).toBe(1);
		expect(sorted).toMatchObject([{ id: 'a' }, { line: 2, error: expect.any(String) as string }]);
	});
});

describe('wrong usage', () => {
	it.each([
		[[]],
		[['reed']],
		[['read']],
		[['read', '--jobs', '0', 'x']],
		[['read', '--jobs', 'many', 'x']],
		[['read', '--fast', 'x']],
		[['read', '--password', 'a', '--password-file', 'b', 'x']],
		[['sort', '--password', 'a']],
		[['sort', 'a', 'b']]
	])('%j ends with status 2 and the usage', async (args) => {
		const { status, rows, stderr } = await run(args);
		expect(status).toBe(2);
		expect(rows).toEqual([]);
		expect(stderr).toContain('usage:');
	});
});
