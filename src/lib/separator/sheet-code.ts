/** The code on a separator sheet, as squares to be drawn. */
import { separatorCode, type Separator } from '#lib/page/separator.ts';
import { encodeQR } from 'qr';

/**
 * Rows of squares, `true` for black, with the light margin of four squares that has to be around it
 * (ISO/IEC 18004). The highest correction level: three squares in ten may be lost to a fold, a stain or a hole.
 */
export function sheetCode(separator: Separator): readonly (readonly boolean[])[] {
	return encodeQR(separatorCode(separator), 'raw', { ecc: 'high', border: 4 });
}
