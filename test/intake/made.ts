/** Files that the intake tests make for themselves: small, invented, and broken on purpose. */
import { readFileSync } from 'node:fs';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { nodePdf } from '#lib/intake/pdf-node.ts';
import { takeIn, type TakeInOptions } from '#lib/intake/take-in.ts';
import type { NewSide, Refusal, Taken } from '#lib/intake/taken.ts';

export async function taken(bytes: Uint8Array, options?: TakeInOptions): Promise<Taken[]> {
	return Array.fromAsync(takeIn(bytes, { codec: sharpCodec, pdf: nodePdf }, options));
}

export async function sidesOf(bytes: Uint8Array, options?: TakeInOptions): Promise<NewSide[]> {
	return (await taken(bytes, options)).map((one) => {
		if (one.is !== 'side') throw new Error(`refused: ${one.refusal.why}`);
		return one.side;
	});
}

export async function refusalsOf(bytes: Uint8Array, options?: TakeInOptions): Promise<Refusal[]> {
	return (await taken(bytes, options)).flatMap((one) => (one.is === 'refused' ? one.refusal : []));
}

export function paper(name: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(readFileSync(new URL(`../paper/${name}`, import.meta.url)));
}

/** A page with a dark band across its top and a black mark at the left: any turn or flip of it shows. */
export function drawing(width: number, height: number): Sharp {
	const pixels = new Uint8Array(width * height * 3).fill(250);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const at = (y * width + x) * 3;
			if (y < height / 8) pixels.set([40, 60, 120], at);
			else if (x < width / 8 && y < height / 2) pixels.set([5, 5, 5], at);
		}
	}
	return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export async function jpegOf(width = 120, height = 160): Promise<Uint8Array<ArrayBuffer>> {
	return Uint8Array.from(await drawing(width, height).jpeg().toBuffer());
}

/** A PDF with a line of text a page; 200 by 300 points. */
export async function textPdf(
	pages: number,
	change: (pdf: PDFDocument) => void | Promise<void> = () => undefined
): Promise<Uint8Array<ArrayBuffer>> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (let n = 1; n <= pages; n += 1) {
		const page = pdf.addPage([200, 300]);
		page.drawText(`Sheet ${String(n)} of paper`, { x: 20, y: 250, size: 14, font });
	}
	await change(pdf);
	return Uint8Array.from(await pdf.save({ useObjectStreams: false }));
}

/** A PDF whose pages are each one JPEG, as scanners make them: 120 by 160 dots at 100 dpi. */
export async function scanPdf(pages: number, rotate = 0): Promise<Uint8Array<ArrayBuffer>> {
	const { degrees } = await import('pdf-lib');
	const pdf = await PDFDocument.create();
	const image = await pdf.embedJpg(await jpegOf());
	for (let n = 0; n < pages; n += 1) {
		const page = pdf.addPage([86.4, 115.2]);
		page.drawImage(image, { x: 0, y: 0, width: 86.4, height: 115.2 });
		page.setRotation(degrees(rotate));
	}
	return Uint8Array.from(await pdf.save());
}

/** A PNG's head that claims a size, and nothing behind it. */
export function pngHead(width: number, height: number): Uint8Array<ArrayBuffer> {
	const bytes = Uint8Array.of(
		...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
		...[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
	);
	new DataView(bytes.buffer).setUint32(16, width);
	new DataView(bytes.buffer).setUint32(20, height);
	return bytes;
}
