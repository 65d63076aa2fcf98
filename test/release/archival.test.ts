import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream } from 'pdf-lib';
import { expect, it } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { chartOnPaper } from './chart-on-paper.ts';
import { buildFor } from './packets.ts';

/** ISO 19005-2: keys that no object of a PDF/A-2b may have, or that we have no use for. */
const forbidden = [
	'AA',
	'OpenAction',
	'JS',
	'SMask',
	'Encrypt',
	'EF',
	'OPI',
	'TR',
	'F',
	'XFA',
	'PS'
];

it('a packet keeps to the clauses of PDF/A-2b that it relies on', async () => {
	const { bytes } = await buildFor(await chartOnPaper(sharpCodec, 4));
	const document = await PDFDocument.load(bytes, { updateMetadata: false });
	const dicts = document.context.enumerateIndirectObjects().flatMap(([, object]) => {
		if (object instanceof PDFDict) return [object];
		return object instanceof PDFStream ? [object.dict] : [];
	});
	expect(dicts.length).toBeGreaterThan(20);
	// 6.1.2 and 6.1.3: the header, and an identifier.
	expect(Buffer.from(bytes.subarray(0, 15)).toString('latin1')).toMatch(
		/^%PDF-1\.7\n%[\x80-\xff]{4}/
	);
	expect(document.context.trailerInfo.ID).toBeDefined();
	for (const dict of dicts) {
		expect(forbidden.filter((key) => dict.has(PDFName.of(key)))).toEqual([]);
		// 6.1.7.2: no LZW.
		expect(String(dict.get(PDFName.of('Filter')) ?? '')).not.toMatch(/LZW|Crypt/);
		// 6.2.11.4: every font program is in the file.
		if (dict.get(PDFName.of('Type')) === PDFName.of('FontDescriptor')) {
			expect(dict.has(PDFName.of('FontFile2'))).toBe(true);
		}
		if (dict.get(PDFName.of('Subtype')) === PDFName.of('CIDFontType2')) {
			expect(dict.get(PDFName.of('CIDToGIDMap'))).toBe(PDFName.of('Identity'));
		}
	}
	// 6.2.3: an output intent with a profile of the right kind.
	const intents = String(document.catalog.get(PDFName.of('OutputIntents')));
	expect(intents).toMatch(/GTS_PDFA1/);
	expect(intents).toMatch(/DestOutputProfile/);
	// 6.6.2 and 6.6.4: metadata in clear, which says what it is.
	const xmp = document.catalog.context.lookup(document.catalog.get(PDFName.of('Metadata')));
	if (!(xmp instanceof PDFRawStream)) throw new Error('no metadata');
	expect(xmp.dict.has(PDFName.of('Filter'))).toBe(false);
	const said = new TextDecoder().decode(xmp.contents);
	expect(said).toContain('<pdfaid:part>2</pdfaid:part>');
	expect(said).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
});
