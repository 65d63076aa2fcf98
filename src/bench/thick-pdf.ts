/**
 * A thick PDF as a copier's feeder writes it: hundreds of scans, each a JPEG of its own. Pages are stacked
 * from bands of the shipped ones, so that no two are alike, under grain that makes them as large as real scans.
 */
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { diceOf, type Dice } from '../build/sample/dice.ts';
import type { BenchPage } from './pages.ts';

const width = 1700;
const height = 2200;
const channels = 3;
const dpi = 200;
/** How many bands a page is stacked from. */
const bands = 4;
/** Standard deviation of the grain, in grey levels: what a flatbed's sensor shows. */
const grain = 5;
/** Pages that are tried out to find the JPEG quality, and the lowest that is used. */
const trials = 6;
const worst = 30;

export interface ThickPdf {
	readonly pages: number;
	/** What the file should weigh. */
	readonly bytes: number;
}

/** The same order gives the same pages. */
export async function thickPdf(from: readonly BenchPage[], order: ThickPdf): Promise<Uint8Array> {
	const sheets: Uint8Array[] = [];
	for (const { file } of from) {
		const sheet = sharp(file).resize(width, height, { fit: 'fill' }).toColourspace('srgb');
		sheets.push(new Uint8Array(await sheet.removeAlpha().raw().toBuffer()));
	}
	const dice = diceOf('thick');
	const noise = noiseOf(dice);
	const trial = Array.from({ length: trials }, () => stacked(sheets, noise, dice));
	const quality = await qualityFor(trial, order.bytes / order.pages);
	const pdf = await PDFDocument.create({ updateMetadata: false });
	for (let page = 0; page < order.pages; page++) {
		const scan = await pdf.embedJpg(await jpegOf(stacked(sheets, noise, dice), quality));
		const [across, down] = [(width / dpi) * 72, (height / dpi) * 72];
		pdf.addPage([across, down]).drawImage(scan, { x: 0, y: 0, width: across, height: down });
	}
	return pdf.save({ useObjectStreams: false });
}

/** More than a page's samples, so that each page can begin elsewhere in it. */
function noiseOf(dice: Dice): Int8Array {
	return Int8Array.from({ length: 1 << 20 }, () => Math.round(dice.bell() * grain));
}

function stacked(sheets: readonly Uint8Array[], noise: Int8Array, dice: Dice): Uint8Array {
	const page = new Uint8Array(width * height * channels);
	const band = page.length / bands;
	for (let at = 0; at < page.length; at += band) {
		const sheet = sheets[Math.floor(dice.roll() * sheets.length)];
		if (!sheet) throw new Error('there are no pages to stack');
		page.set(sheet.subarray(at, at + band), at);
	}
	const from = Math.floor(dice.roll() * noise.length);
	const held = new Uint8ClampedArray(page.buffer);
	for (let at = 0; at < held.length; at++)
		held[at] = (held[at] ?? 0) + (noise[(from + at) % noise.length] ?? 0);
	return page;
}

function jpegOf(page: Uint8Array, quality: number): Promise<Buffer> {
	return sharp(page, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer();
}

/** The highest JPEG quality at which these pages do not weigh more than they should, taken together. */
async function qualityFor(pages: readonly Uint8Array[], bytesEach: number): Promise<number> {
	for (let quality = 95; quality > worst; quality--) {
		const jpegs = await Promise.all(pages.map((page) => jpegOf(page, quality)));
		const bytes = jpegs.reduce((sum, { length }) => sum + length, 0);
		if (bytes <= bytesEach * pages.length) return quality;
	}
	return worst;
}
