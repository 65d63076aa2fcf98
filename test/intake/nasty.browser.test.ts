/** The files of `nasty.test.ts` through the real worker of a real browser, and files that change on a real disk. */
import { afterAll, describe, expect, test } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { Intake } from '#lib/intake/intake.ts';
import type { Taken } from '#lib/intake/taken.ts';
import { otherSize, twoFrames } from './made-nasty.ts';
import { nasty } from './nasty.ts';

const intake = new Intake();
afterAll(() => {
	intake.stop();
});

function taken(file: Blob): Promise<Taken[]> {
	return Array.fromAsync(intake.takeIn(file));
}

async function jpeg(): Promise<Uint8Array<ArrayBuffer>> {
	const data = new Uint8ClampedArray(120 * 160 * 4).fill(230);
	return canvasCodec.encodeJpeg({ width: 120, height: 160, data });
}

const pictures: readonly (readonly [string, () => Promise<Uint8Array<ArrayBuffer>>])[] = [
	['a JPEG with a second, larger frame', async () => twoFrames(await jpeg(), 60_000)],
	['a JPEG with a second, smaller frame', async () => twoFrames(await jpeg(), 8)],
	['a JPEG that says it is larger than it is', async () => otherSize(await jpeg(), 7000, 8000)],
	['a JPEG that says it is smaller than it is', async () => otherSize(await jpeg(), 16, 16)]
];

// One that never came to an end would run into the test's own limit.
describe('a file that was made to hurt', () => {
	test.each([...nasty, ...pictures])('%s', async (_name, make) => {
		const bytes = await make();
		const found = await taken(new Blob([bytes]));
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) {
			if (one.is === 'refused') expect(one.refusal.sentence).toMatch(/^[A-Z].* .*\.$/u);
		}
		expect(await taken(new Blob([await jpeg()]))).toMatchObject([{ is: 'side' }]);
	});
});

describe('a file on the disk', () => {
	async function onDisk(name: string): Promise<FileSystemFileHandle> {
		const root = await navigator.storage.getDirectory();
		const handle = await root.getFileHandle(name, { create: true });
		const into = await handle.createWritable();
		await into.write(await jpeg());
		await into.close();
		return handle;
	}

	test('that is deleted after it was chosen is said to be gone', async () => {
		const file = await (await onDisk('gone.jpg')).getFile();
		await (await navigator.storage.getDirectory()).removeEntry('gone.jpg');
		const [one] = await taken(file);
		expect(one?.is === 'refused' && one.refusal.sentence).toContain('changed, moved or deleted');
	});

	test('that grows after it was chosen comes in as it was chosen', async () => {
		const handle = await onDisk('grows.jpg');
		const file = await handle.getFile();
		const into = await handle.createWritable({ keepExistingData: true });
		await into.seek(file.size);
		await into.write(new Uint8Array(1000));
		await into.close();
		const [one] = await taken(file);
		expect(one?.is === 'side' && one.side.bytes).toEqual(await jpeg());
	});
});
