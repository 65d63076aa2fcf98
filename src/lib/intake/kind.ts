/** What a file is by its first bytes, with one kind more than we take: HEIC gets its own advice. */
import { fileType, type FileType } from '#lib/imaging/dimensions.ts';

export type FileKind = FileType | 'image/heic';

/** The brands that iPhones and Android cameras write (ISO/IEC 23008-12, annex B). */
const heicBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

/** `undefined` when the bytes begin like nothing that is known here. The file's name is never asked. */
export function kindOf(bytes: Uint8Array): FileKind | undefined {
	const head = String.fromCharCode(...bytes.subarray(4, 12));
	if (head.startsWith('ftyp') && heicBrands.has(head.slice(4))) return 'image/heic';
	return fileType(bytes);
}
