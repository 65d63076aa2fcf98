/** A picture of a file: that it is what its dictionary says, and that nothing hides in its data. */
import { unpackCcitt } from '#lib/imaging/ccitt.ts';
import { packG4 } from '#lib/imaging/g4.ts';
import { cleanJpeg } from '#lib/imaging/jpeg-clean.ts';
import { isSameBytes } from '#lib/page/bytes.ts';
import { letGo } from '#lib/thread/let-go.ts';
import type { WalkedPicture } from './bytes.ts';
import { checkJpeg } from './jpeg-walk.ts';
import type { ObjectsOnce } from './objects-once.ts';
import { Unexplained, type Dict, type Value } from './pdf-objects.ts';
import { sha256Hex } from './sha256.ts';
import { dictOf, named, numberOf, only } from './walk-values.ts';

const keys = ['Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Filter'];

export async function walkPicture(
	objects: ObjectsOnce,
	reference: Value | undefined
): Promise<Omit<WalkedPicture, 'place'>> {
	const { value, stream } = await objects.visit(reference, 'picture');
	if (!stream) throw new Unexplained('a picture is missing');
	const dict = dictOf(value);
	const filter = dict.get('Filter');
	const isFax = filter?.is === 'name' && filter.name === 'CCITTFaxDecode';
	only(dict, [...keys, 'Length', ...(isFax ? ['DecodeParms'] : [])]);
	named(dict, { Type: 'XObject', Subtype: 'Image' });
	const dots = { width: numberOf(dict.get('Width')), height: numberOf(dict.get('Height')) };
	if (isFax) checkFax(dict, stream, dots);
	else checkPicture(dict, stream, dots);
	return { packing: isFax ? 'two-tone' : 'jpeg', sha256: await sha256Hex(stream), dots };
}

interface Dots {
	readonly width: number;
	readonly height: number;
}

/** Two ways of looking: mark by mark, and by putting the file together anew around its scan. */
function checkPicture(dict: Dict, stream: Uint8Array<ArrayBuffer>, { width, height }: Dots): void {
	const facts = checkJpeg(stream);
	const space = facts.components === 1 ? 'DeviceGray' : 'DeviceRGB';
	named(dict, { Filter: 'DCTDecode', ColorSpace: space });
	if (numberOf(dict.get('BitsPerComponent')) !== 8) throw new Unexplained('a picture’s depth');
	if (width !== facts.width || height !== facts.height) {
		throw new Unexplained('a picture has another size than it says');
	}
	const again = cleanJpeg(stream)?.bytes;
	const isSame = again !== undefined && isSameBytes(again, stream);
	letGo(again);
	if (!isSame) {
		throw new Unexplained('a picture holds more than its frame shows');
	}
}

/** Every row is there, and packing the rows again gives the same bytes: none is left for anything else. */
function checkFax(dict: Dict, stream: Uint8Array<ArrayBuffer>, { width, height }: Dots): void {
	named(dict, { ColorSpace: 'DeviceGray' });
	const parms = dictOf(dict.get('DecodeParms'));
	only(parms, ['K', 'Columns', 'Rows']);
	const said = ['K', 'Columns', 'Rows'].map((key) => numberOf(parms.get(key)));
	if (said.join() !== [-1, width, height].join() || numberOf(dict.get('BitsPerComponent')) !== 1) {
		throw new Unexplained('a picture has another size than it says');
	}
	if (width * height > 100_000_000) throw new Unexplained('a picture is too large');
	const { data, goodRows } = unpackCcitt(stream, width, height, {
		...{ kind: 'group4', twoDimensional: true, lowBitFirst: false }
	});
	if (goodRows !== height || !isSameBytes(packG4({ width, height, data }), stream)) {
		throw new Unexplained('a picture holds more than its rows');
	}
}
