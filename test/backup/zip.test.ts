import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/backup/entry.ts';
import { UnreadableBackup } from '#lib/backup/files.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import { held } from './backups.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- entries come one after another, as from storage
async function* entries(count: number, size: (n: number) => number): AsyncGenerator<Entry, void> {
	for (let n = 0; n < count; n++) {
		yield { path: `blobs/${n}.age`, bytes: new Uint8Array(size(n)).fill(n % 251) };
	}
}

/** A file that counts what is read of it, and cannot be read past a place. */
function watched(
	file: Blob,
	until = file.size
): { readonly file: Blob; readonly read: () => number } {
	let read = 0;
	const slice = (from = 0, to = file.size): Blob => {
		const part = file.slice(from, to);
		return Object.assign(part, {
			arrayBuffer: () => {
				read += part.size;
				const whole = Blob.prototype.arrayBuffer.call(part);
				return to > until ? Promise.reject(new DOMException('', 'NotReadableError')) : whole;
			}
		});
	};
	return { file: Object.assign(file.slice(), { slice }), read: () => read };
}

describe('a backup as one file', () => {
	it.each([0, 1, 7, 300])('of %i entries gives them back byte for byte', async (count) => {
		const size = (n: number): number => (n * 7919) % 40_000;
		const read = await held(await readZip(await zipEntries(entries(count, size))));
		expect(read.size).toBe(count);
		for await (const { path, bytes } of entries(count, size)) {
			expect(Buffer.compare(read.get(path) ?? new Uint8Array(), bytes)).toBe(0);
		}
	});

	it('of more than 65,535 entries is whole too, also for the unpacking program', async () => {
		const zip = await zipEntries(entries(70_000, () => 3));
		const read = await readZip(zip);
		expect(await read?.list()).toHaveLength(70_000);
		expect(await read?.read('blobs/69999.age')).toEqual(new Uint8Array(3).fill(69_999 % 251));
		const place = mkdtempSync(join(tmpdir(), 'zip-'));
		try {
			writeFileSync(join(place, 'a.zip'), new Uint8Array(await zip.arrayBuffer()));
			// Python is on every machine that builds this; it checks every CRC.
			const python =
				'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.testzip())';
			const run = spawnSync('python3', ['-c', python, join(place, 'a.zip')], { encoding: 'utf8' });
			if (!run.error) expect(run.stdout.trim()).toBe('70000 None');
		} finally {
			rmSync(place, { recursive: true });
		}
	});

	it('is not read whole to give one entry of it', async () => {
		const zip = await zipEntries(entries(400, () => 100_000));
		const { file, read } = watched(zip);
		const files = await readZip(file);
		expect(await files?.read('blobs/7.age')).toHaveLength(100_000);
		expect(read()).toBeLessThan(9 * 1024 ** 2);
		const before = read();
		for (let n = 8; n < 40; n++) await files?.read(`blobs/${n}.age`);
		expect(read()).toBe(before);
	});

	it('says so where the disk stops giving it', async () => {
		const zip = await zipEntries(entries(200, () => 100_000));
		await expect(readZip(watched(zip, 0).file)).rejects.toBeInstanceOf(UnreadableBackup);
		const files = await readZip(zip);
		expect(files?.size('blobs/199.age')).toBe(100_000);
	});

	it.each([
		['nothing', (bytes: Uint8Array) => bytes.subarray(0, 0)],
		['its beginning', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
		['its end', (bytes: Uint8Array) => bytes.subarray(1)],
		['something else', () => new Uint8Array(500).fill(80)]
	])('is none when it is %s alone', async (_, cut) => {
		const zip = new Uint8Array(await (await zipEntries(entries(5, () => 50))).arrayBuffer());
		const read = await readZip(new Blob([cut(zip).slice()]));
		const whole = [...((read && (await held(read))) ?? [])].filter(
			([, { length }]) => length === 50
		);
		expect(whole).toEqual([]);
	});
});
