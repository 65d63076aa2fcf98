/** The real workers in a real browser: pdf.js without a document, canvases that are never shown. */
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { differenceOf, signatureOf } from '#lib/imaging/signature.ts';
import { Intake } from '#lib/intake/intake.ts';
import type { Found } from '#lib/intake/packet-reader.ts';
import { PacketReading } from '#lib/intake/packet-reading.ts';
import type { NewSide, Taken } from '#lib/intake/taken.ts';
import type { ToWorker } from '#lib/thread/messages.ts';
import type { WorkerLike } from '#lib/thread/thread.ts';
import { sizeTags, tiffOf } from './made-tiff.ts';

const intake = new Intake();
afterEach(() => {
	intake.stop();
});

function taken(bytes: Uint8Array<ArrayBuffer>): Promise<Taken[]> {
	return Array.fromAsync(intake.takeIn(new Blob([bytes])));
}

async function sideOf(bytes: Uint8Array<ArrayBuffer>): Promise<NewSide> {
	const [one] = await taken(bytes);
	if (one?.is !== 'side') throw new Error(one?.refusal.why ?? 'nothing');
	return one.side;
}

/** White with a black band across the top. */
function banded(width: number, height: number): Picture {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let at = 0; at < data.length / 4; at += 4) data.fill(0, at, at + 3);
	return { width, height, data };
}

async function packet(): Promise<Uint8Array<ArrayBuffer>> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const image = await pdf.embedJpg(await canvasCodec.encodeJpeg(banded(80, 100)));
	const page = pdf.addPage([200, 300]);
	page.drawText('Sheet of paper', { x: 20, y: 250, size: 24, font });
	page.drawImage(image, { x: 20, y: 20, width: 80, height: 100 });
	pdf.setTitle('Packet');
	return Uint8Array.from(await pdf.save());
}

async function paper(name: string): Promise<Uint8Array<ArrayBuffer>> {
	const answer = await fetch(new URL(`../paper/${name}`, import.meta.url));
	return new Uint8Array(await answer.arrayBuffer());
}

async function darkShare({ bytes, mediaType }: NewSide): Promise<number> {
	const { data } = await canvasCodec.decode(bytes, mediaType);
	return data.filter((value, n) => n % 4 === 0 && value < 128).length / (data.length / 4);
}

describe('files become sides', () => {
	test('a PDF with words and a picture', async () => {
		const side = await sideOf(await packet());
		expect(side).toMatchObject({ filePage: 1, filePages: 1, width: 833, height: 1250, dpi: 300 });
		expect(await darkShare(side)).toBeGreaterThan(0.02);
		expect(side.thumbnail.length).toBeGreaterThan(200);
	});

	test('a JPEG, byte for byte', async () => {
		const jpeg = await canvasCodec.encodeJpeg(banded(80, 100));
		expect((await sideOf(jpeg)).bytes).toEqual(jpeg);
	});

	test('a TIFF', async () => {
		const strip = Uint8Array.of(0, 100, 200, 255, 50, 150);
		expect(await sideOf(tiffOf(strip, [sizeTags(3, 2, 8, 1)]))).toMatchObject({
			width: 3,
			height: 2
		});
	});

	test('a fax TIFF, lossless', async () => {
		expect(await sideOf(await paper('fax-g4.tif'))).toMatchObject({
			mediaType: 'image/png',
			dpi: 300
		});
	});
});

describe('scanners’ own codecs do not come out white', () => {
	test('JPEG 2000, as large as it was scanned', async () => {
		const side = await sideOf(await paper('scan-jpx.pdf'));
		expect(side).toMatchObject({ width: 1700, height: 2200 });
		expect(await darkShare(side)).toBeGreaterThan(0.002);
	});

	test('CCITT group 4', async () => {
		const side = await sideOf(await paper('scan-ccitt.pdf'));
		expect(side).toMatchObject({ width: 1700, height: 2200, mediaType: 'image/png' });
		expect(await darkShare(side)).toBeGreaterThan(0.01);
	});
});

describe('one bad file does not hold up the others', () => {
	test('files given together come out one after another, refused or taken', async () => {
		const good = await canvasCodec.encodeJpeg(banded(80, 100));
		const files = [good.slice(0, 300), new Uint8Array(), new TextEncoder().encode('%PDF-'), good];
		const found = await Promise.all(files.map((file) => taken(file)));
		const words = found.map(([one]) => (one?.is === 'side' ? 'side' : one?.refusal.why));
		expect(words).toEqual(['damaged', 'empty', 'damaged', 'side']);
	});

	test('a page that never comes is given up, and the next file gets a new worker', async () => {
		let started = 0;
		const slow = new Intake({ start: () => silentWorker(() => (started += 1)), stallMs: 50 });
		for (let n = 1; n <= 2; n += 1) {
			const [one, ...more] = await Array.fromAsync(slow.takeIn(new Blob(['x'])));
			expect(one).toMatchObject({ is: 'refused', refusal: { why: 'damaged' } });
			expect(more).toEqual([]);
			expect(started).toBe(n);
		}
	});

	test('a worker that falls over costs the file, in words, and no other', async () => {
		const fragile = new Intake({ start: () => silentWorker(() => undefined, 'falls') });
		for (let n = 1; n <= 2; n += 1) {
			const found = await Array.fromAsync(fragile.takeIn(new Blob(['x'])));
			expect(found).toMatchObject([{ is: 'refused', refusal: { why: 'damaged' } }]);
		}
	});

	test('an aborted signal stops a file, not the worker', async () => {
		const stop = new AbortController();
		const file = intake.takeIn(new Blob([await packet()]), { signal: stop.signal });
		stop.abort(new Error('enough'));
		await expect(file.next()).rejects.toThrow('enough');
		expect(await taken(await packet())).toHaveLength(1);
	});
});

/** Says that it is ready and then nothing more, or falls over at the first file. */
function silentWorker(onStart: () => void, then: 'waits' | 'falls' = 'waits'): WorkerLike {
	const target = new EventTarget();
	onStart();
	return {
		addEventListener: target.addEventListener.bind(target) as WorkerLike['addEventListener'],
		terminate: () => undefined,
		postMessage(message) {
			const asked = message as ToWorker;
			if (asked.is === 'ask' && asked.name === 'takeIn' && then === 'falls') {
				queueMicrotask(() => target.dispatchEvent(new ErrorEvent('error')));
			}
			if (asked.is !== 'ask' || asked.name !== 'ready') return;
			const data = { is: 'done', id: asked.id, value: true };
			queueMicrotask(() => target.dispatchEvent(new MessageEvent('message', { data })));
		}
	};
}

test('the packet reader finds in its own worker what was put in', async () => {
	const reading = new PacketReading();
	const bytes = await packet();
	const found: Found[] = await Array.fromAsync(reading.read(bytes));
	reading.stop();
	expect(found[0]).toMatchObject({
		is: 'document',
		document: { pages: 1, info: { Title: 'Packet' } }
	});
	expect(found[1]).toMatchObject({ is: 'page', page: { words: ['Sheet', 'of', 'paper'] } });
	const signature =
		found[1]?.is === 'page' ? found[1].page.pictures[0]?.shown?.signature : undefined;
	const planned = signatureOf(banded(80, 100));
	expect(differenceOf(signature ?? new Uint8Array(1024), planned)).toBeLessThan(0.01);
	expect(bytes.length).toBeGreaterThan(0);
});
