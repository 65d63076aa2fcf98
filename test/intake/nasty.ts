/** Files that somebody has made to hurt: loops, lies and bombs, each a few kilobytes to some megabytes. */
import { joined, latin1, pdfOf } from './made-pdf.ts';
import { piecedTiff, sizeTags, tiffOf } from './made-tiff.ts';
import {
	gigabyte,
	zeros,
	catalog,
	box,
	flate,
	gray,
	pages,
	leaf,
	oneImage,
	tableLoop,
	jbig2,
	jpx,
	chunk,
	pngSize,
	pngMark,
	packedText,
	moving,
	compressed,
	png
} from './made-nasty.ts';

type Make = () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

const byte = Uint8Array.of(0);

/** By name. Some hold pages that can well be read. */
export const nasty: readonly (readonly [string, Make])[] = [
	['a PDF whose page tree is its own child', () => pages('/Count 3 /Kids [ 2 0 R 2 0 R 2 0 R ]')],
	[
		'a PDF whose page tree goes round',
		() =>
			pages('/Count 2 /Kids [ 3 0 R ]', {
				text: '<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [ 2 0 R ] >>'
			})
	],
	[
		'a PDF that says a million pages and has one',
		() => pages('/Count 1000000 /Kids [ 3 0 R ]', leaf)
	],
	['a PDF that says 1,500 pages and has one', () => pages('/Count 1500 /Kids [ 3 0 R ]', leaf)],
	['a PDF that says minus five pages', () => pages('/Count -5 /Kids [ 3 0 R ]', leaf)],
	['a PDF that says no pages', () => pages('/Count 0 /Kids [ 3 0 R ]', leaf)],
	[
		'a PDF that names one page 40 times',
		() => pages(`/Count 40 /Kids [ ${'3 0 R '.repeat(40)}]`, leaf)
	],
	[
		'a PDF of 100,000 empty pages',
		() =>
			pdfOf([
				catalog,
				{
					text: `<< /Type /Pages /Count 100000 /Kids [ ${Array.from({ length: 100_000 }, (_, n) => `${String(n + 3)} 0 R`).join(' ')} ] >>`
				},
				...Array.from({ length: 100_000 }, () => leaf)
			])
	],
	['a PDF whose table of objects goes round', tableLoop],
	[
		'a PDF whose objects unpack to a gigabyte',
		() =>
			pages('/Count 1 /Kids [ 3 0 R ]', leaf, {
				text: `/Type /ObjStm /N 100 /First 800 ${flate}`,
				data: zeros(gigabyte)
			})
	],
	[
		'a PDF whose words unpack to a gigabyte',
		() =>
			pages(
				'/Count 1 /Kids [ 3 0 R ]',
				{ text: `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R >>` },
				{ text: flate, data: zeros(gigabyte) }
			)
	],
	[
		'a PDF whose words are packed twice and unpack to a gigabyte',
		async () =>
			pages(
				'/Count 1 /Kids [ 3 0 R ]',
				{ text: `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R >>` },
				{
					text: '/Filter [ /FlateDecode /FlateDecode ]',
					data: await compressed(zeros(gigabyte))
				}
			)
	],
	[
		'a PDF whose small picture unpacks to a gigabyte',
		() => oneImage(50, 50, `${gray} ${flate}`, zeros(gigabyte))
	],
	[
		'a PDF whose picture is a billion dots wide',
		() => oneImage(1e9, 1, `${gray} ${flate}`, zeros(1e6))
	],
	[
		'a PDF whose picture is a billion dots high and wide',
		() => oneImage(1e9, 1e9, `${gray} ${flate}`, zeros(1e6))
	],
	[
		'a PDF whose page is a billion points wide',
		() =>
			pages('/Count 1 /Kids [ 3 0 R ]', {
				text: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 1000000000 1 ] /Resources << >> >>'
			})
	],
	[
		'a PDF whose page has no height',
		() =>
			pages('/Count 1 /Kids [ 3 0 R ]', {
				text: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 0 ] /Resources << >> >>'
			})
	],
	[
		'a PDF whose form draws itself',
		() =>
			pages(
				'/Count 1 /Kids [ 3 0 R ]',
				{
					text: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 300 ] /Contents 5 0 R /Resources << /XObject << /F 4 0 R >> >> >>'
				},
				{
					text: '/Type /XObject /Subtype /Form /BBox [ 0 0 200 300 ] /Resources << /XObject << /F 4 0 R >> >>',
					data: latin1('/F Do /F Do /F Do')
				},
				{ text: '', data: latin1('/F Do') }
			)
	],
	[
		'a JBIG2 picture with a region of 3,600 megapixels',
		() =>
			oneImage(
				60,
				60,
				`/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode`,
				jbig2(60_000, 60_000)
			)
	],
	[
		'a JBIG2 picture with a region as large as numbers go',
		() =>
			oneImage(
				60,
				60,
				`/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode`,
				jbig2(0xffffffff, 0xffffffff)
			)
	],
	[
		'a JPEG 2000 picture of 3,600 megapixels',
		() => oneImage(60, 60, '/Filter /JPXDecode', jpx(60_000, 60_000))
	],
	['a TIFF whose pages go round', () => tiffOf(byte, [sizeTags(8, 1, 1, 1)], { loop: true })],
	[
		'a TIFF of 65,000 by 900 dots with one byte for them',
		() => tiffOf(byte, [sizeTags(65_000, 900, 1, 1)])
	],
	[
		'a TIFF that is 59 million dots wide',
		() => tiffOf(new Uint8Array(7_375_000), [sizeTags(59_000_000, 1, 1, 1)])
	],
	[
		'a TIFF that is 59 million dots high',
		() => tiffOf(zeros(59_000_000), [[...sizeTags(1, 59_000_000, 8, 8)]])
	],
	[
		'a TIFF whose strip unpacks to a gigabyte',
		() => tiffOf(zeros(gigabyte), [sizeTags(40, 40, 8, 8)])
	],
	[
		'a TIFF whose one strip holds 480 MB of numbers',
		() =>
			piecedTiff([zeros(gigabyte)], {
				...{ 256: 7700, 257: 7700, 258: 16, 259: 8, 262: 2, 277: 4, 278: 7700 }
			})
	],
	[
		'a TIFF of four thousand million strips',
		() => {
			const bytes = piecedTiff([byte, byte], { 256: 8, 257: 2, 258: 1, 259: 1, 262: 0, 278: 1 });
			const view = new DataView(bytes.buffer);
			const first = view.getUint32(4, true);
			for (let n = 0; n < view.getUint16(first, true); n += 1) {
				const entry = first + 2 + n * 12;
				if ([273, 279].includes(view.getUint16(entry, true)))
					view.setUint32(entry + 4, 0xffffffff, true);
			}
			return bytes;
		}
	],
	[
		'a TIFF of 30,000 strips that are all the same one',
		() => {
			const strip = zeros(900);
			const many = Array.from({ length: 30_000 }, () => 8);
			const bytes = piecedTiff([strip], {
				...{ 256: 900, 257: 30_000, 258: 8, 259: 8, 262: 1, 278: 1, 700: many }
			});
			// The offsets and lengths are those of tag 700: 30,000 values that are all 8.
			const view = new DataView(bytes.buffer);
			const first = view.getUint32(4, true);
			const entries = Array.from(
				{ length: view.getUint16(first, true) },
				(_, n) => first + 2 + n * 12
			);
			const source = entries.find((entry) => view.getUint16(entry, true) === 700) ?? 0;
			for (const entry of entries) {
				if (![273, 279].includes(view.getUint16(entry, true))) continue;
				view.setUint32(entry + 4, 30_000, true);
				view.setUint32(entry + 8, view.getUint32(source + 8, true), true);
			}
			return bytes;
		}
	],
	[
		'a BigTIFF whose first page lies beyond the file',
		() => {
			const bytes = piecedTiff(
				[byte],
				{ 256: 8, 257: 1, 258: 1, 259: 1, 262: 0, 278: 1 },
				{ big: true }
			);
			new DataView(bytes.buffer).setBigUint64(8, 2n ** 63n, true);
			return bytes;
		}
	],
	[
		'a BigTIFF with more entries than a file can hold',
		() => {
			const bytes = piecedTiff(
				[byte],
				{ 256: 8, 257: 1, 258: 1, 259: 1, 262: 0, 278: 1 },
				{ big: true }
			);
			const view = new DataView(bytes.buffer);
			view.setBigUint64(Number(view.getBigUint64(8, true)), 2n ** 62n, true);
			return bytes;
		}
	],
	[
		'a BigTIFF whose strip lies beyond the file',
		() => {
			const bytes = piecedTiff(
				[byte],
				{ 256: 8, 257: 1, 258: 1, 259: 1, 262: 0, 278: 1 },
				{ big: true }
			);
			const view = new DataView(bytes.buffer);
			const first = Number(view.getBigUint64(8, true));
			for (let n = 0; n < 8; n += 1) {
				const entry = first + 8 + n * 20;
				if (view.getUint16(entry, true) === 273) view.setUint32(entry + 12, 0x7fffffff, true);
			}
			return bytes;
		}
	],
	['a PNG whose words unpack to a gigabyte', () => png([packedText('zTXt', 'Comment')])],
	['a PNG whose colours unpack to a gigabyte', () => png([packedText('iCCP', 'sRGB')])],
	[
		'a PNG whose pixels unpack to a gigabyte',
		() =>
			joined([
				pngMark,
				pngSize(40, 40),
				chunk('IDAT', zeros(gigabyte)),
				chunk('IEND', new Uint8Array())
			])
	],
	['a PNG that says its size twice', () => png([pngSize(30_000, 30_000)])],
	['a PNG that moves', moving]
];
