/** The same pages bound by others: img2pdf (pictures alone), and OCRmyPDF's own sandwich of picture and hOCR words. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reading } from '#lib/page/reading.ts';
import type { PaperPage } from './large-practice.ts';
import { runToEnd } from './processes.ts';

/** Python of the system, for which Debian packages OCRmyPDF. */
const python = '/usr/bin/python3';

/** One Python program: sheets by OCRmyPDF's transform, bound by pikepdf, as OCRmyPDF binds them. */
const program = `
import sys
from pathlib import Path
import pikepdf
from ocrmypdf.hocrtransform import HocrTransform
folder, count = Path(sys.argv[1]), int(sys.argv[2])
with pikepdf.new() as whole:
    for n in range(count):
        sheet = folder / f'{n:05}.pdf'
        hocr = HocrTransform(hocr_filename=folder / f'{n:05}.hocr', dpi=200)
        hocr.to_pdf(out_filename=sheet, image_filename=folder / f'{n:05}.jpg', invisible_text=True, interword_spaces=True)
        with pikepdf.open(sheet) as one:
            whole.pages.extend(one.pages)
    whole.save(folder / 'sandwich.pdf')
`;

/** Lays the pages out as files, which is not counted. */
export async function layOut(folder: string, pages: readonly PaperPage[]): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const [n, { picture, reading }] of pages.entries()) {
		const name = join(folder, String(n).padStart(5, '0'));
		await writeFile(`${name}.jpg`, picture);
		if (reading) await writeFile(`${name}.hocr`, hocrOf(reading));
	}
}

/** Seconds. Throws when it fails. */
export async function runImg2pdf(folder: string, count: number): Promise<number> {
	const files = Array.from({ length: count }, (_, n) =>
		join(folder, `${String(n).padStart(5, '0')}.jpg`)
	);
	return timed('img2pdf', ['--output', join(folder, 'bound.pdf'), ...files]);
}

/** `undefined` where OCRmyPDF's Python package is not installed. */
export async function runSandwich(folder: string, count: number): Promise<number | undefined> {
	const probe = await runToEnd(python, ['-c', 'import ocrmypdf.hocrtransform, pikepdf']).catch(
		() => undefined
	);
	if (probe?.status !== 0) return undefined;
	return timed(python, ['-c', program, folder, String(count)]);
}

async function timed(command: string, args: readonly string[]): Promise<number> {
	const begun = performance.now();
	const { status } = await runToEnd(command, args);
	if (status !== 0) throw new Error(`${command} failed`);
	return (performance.now() - begun) / 1000;
}

function hocrOf({ lines, width, height }: Reading): string {
	const box = ({ x, y, width: w, height: h }: Reading['lines'][number]['rect']): string =>
		`bbox ${x} ${y} ${x + w} ${y + h}`;
	const spans = lines.map(({ rect, words }) => {
		const inside = words.map(
			(word) => `<span class="ocrx_word" title="${box(word.rect)}">${word.text}</span>`
		);
		return `<span class="ocr_line" title="${box(rect)}">${inside.join(' ')}</span>`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html;charset=utf-8"/></head><body>
<div class="ocr_page" title="bbox 0 0 ${width} ${height}"><p class="ocr_par">${spans.join('\n')}</p></div></body></html>`;
}
