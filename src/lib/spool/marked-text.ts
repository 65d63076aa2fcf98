/** A text with proof of who wrote it: the first line is its HMAC under the pairing's secret, the rest the text itself. */
import { hexOf } from '#lib/page/bytes.ts';
import { isMacOf, macOf } from '#lib/vault/mac.ts';
import { parseObject, type Fields } from '#lib/page/shape.ts';

export type Purpose = 'manifest' | 'acknowledgement';

export type MarkedRead =
	| { readonly ok: true; readonly found: Fields }
	/** Changed since, or written by somebody else. */
	| { readonly ok: false; readonly why: 'tampered' };

export async function markedText(secret: string, purpose: Purpose, value: object): Promise<string> {
	const text = JSON.stringify(value);
	const mac = await macOf(secret, purpose, [text]);
	return `${hexOf(mac)}\n${text}\n`;
}

export async function readMarked(
	secret: string,
	purpose: Purpose,
	marked: string
): Promise<MarkedRead> {
	const [mac = '', text = '', ...more] = marked.split('\n');
	const bytes = Uint8Array.from(mac.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
	const isOurs =
		/^[0-9a-f]{64}$/.test(mac) &&
		more.join('') === '' &&
		(await isMacOf(bytes, secret, purpose, [text]));
	const found = isOurs ? parseObject(text) : undefined;
	return found ? { ok: true, found } : { ok: false, why: 'tampered' };
}
