/**
 * Binds six of the test scans into test/paper/box.pdf, as an office scanner's feeder would have done.
 * Usage: `node src/build/bootstrap.js src/build/test-paper.ts`. The same scans give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { root } from './run.ts';

interface LabelledPage {
	readonly id: string;
	readonly file: string;
	readonly filePage?: number;
}

const paper = join(root, 'test/paper');
const dpi = 200;
/** PDF measures in points, 72 to the inch. */
const points = (pixels: number): number => (pixels / dpi) * 72;

const labelled = JSON.parse(readFileSync(join(paper, 'pages.json'), 'utf8')) as LabelledPage[];
const bound = labelled
	.filter((page) => page.file === 'box.pdf')
	.sort((one, other) => (one.filePage ?? 0) - (other.filePage ?? 0));

const pdf = await PDFDocument.create({ updateMetadata: false });
for (const { id } of bound) {
	// The JPEG's own bytes go in unchanged, which is how scanners write PDFs.
	const scan = await pdf.embedJpg(readFileSync(join(paper, 'box', `${id}.jpg`)));
	const [width, height] = [points(scan.width), points(scan.height)];
	pdf.addPage([width, height]).drawImage(scan, { x: 0, y: 0, width, height });
}
pdf.setProducer('Office scanner');
pdf.setCreationDate(new Date('2019-03-04T09:00:00Z'));
const bytes = await pdf.save();
writeFileSync(join(paper, 'box.pdf'), bytes);
console.log(`box.pdf: ${bound.length} pages, ${Math.round(bytes.length / 1000)} kB`);
