/** The code on a recovery kit, as squares to be drawn: the key's text and nothing else. */
import { encodeQR } from 'qr';

/** Rows of squares, `true` for black, with the light margin of four around it (ISO/IEC 18004). */
export function kitCode(secret: string): readonly (readonly boolean[])[] {
	return encodeQR(secret, 'raw', { ecc: 'quartile', border: 4 });
}
