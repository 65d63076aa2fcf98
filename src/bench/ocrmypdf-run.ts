/** OCRmyPDF over the same pages, bound into one PDF as an office scanner would have. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { BenchPage } from './pages.ts';
import { runToEnd } from './processes.ts';
import type { Run } from './run.ts';

const usualDpi = 200;

/** Hands the pages, bound into one PDF, and OCRmyPDF's arguments for them to a measurement. */
export async function withBound<T>(
	pages: readonly BenchPage[],
	measure: (args: readonly string[], sidecar: string) => Promise<T>
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-reading-'));
	try {
		const [input, output, sidecar] = ['in.pdf', 'out.pdf', 'out.txt'].map((name) =>
			join(folder, name)
		) as [string, string, string];
		await writeFile(input, await bound(pages));
		const options = ['--rotate-pages', '--deskew', '--jobs', '2', '--sidecar', sidecar, '--quiet'];
		return await measure([...options, input, output], sidecar);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Binding is ours and is not counted. */
export function runOcrmypdf(pages: readonly BenchPage[]): Promise<Run> {
	return withBound(pages, async (args, sidecar) => {
		const start = performance.now();
		const { status } = await runToEnd('ocrmypdf', args);
		const seconds = (performance.now() - start) / 1000;
		if (status !== 0) throw new Error('ocrmypdf failed');
		// One form feed after each page.
		const texts = (await readFile(sidecar, 'utf8')).split('\f');
		return {
			seconds,
			warmRate: undefined,
			texts: new Map(pages.map(({ id }, at) => [id, texts[at] ?? '']))
		};
	});
}

async function bound(pages: readonly BenchPage[]): Promise<Uint8Array> {
	const pdf = await PDFDocument.create({ updateMetadata: false });
	for (const { file } of pages) {
		const bytes = await readFile(file);
		const { density, format } = await sharp(bytes).metadata();
		const isJpeg = format === 'jpeg';
		const picture = isJpeg
			? await pdf.embedJpg(bytes)
			: await pdf.embedPng(await sharp(bytes).png().toBuffer());
		// Below this a density is a default of some program and not the paper's.
		const dpi = density !== undefined && density >= 100 ? density : usualDpi;
		const [width, height] = [(picture.width / dpi) * 72, (picture.height / dpi) * 72];
		pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
	}
	return pdf.save();
}
