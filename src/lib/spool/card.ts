/** The spool's own card: which station it belongs to, the code to compare, and how a bearer is recognised. */
import { sha256Hex } from '#lib/vault/hash.ts';
import { bearerOf, codeOf, type Pairing } from './pairing.ts';
import { isHash, isIdText, isText, parseObject } from '#lib/page/shape.ts';

export interface SpoolCard {
	readonly v: 1;
	readonly is: 'scan-station-spool';
	readonly station: string;
	readonly code: string;
	/** SHA-256 of what a bearer shows: whoever reads the spool's folder cannot ask for it over the wire. */
	readonly bearer: string;
}

export async function cardOf(pairing: Pairing): Promise<SpoolCard> {
	const [code, shown] = await Promise.all([codeOf(pairing), bearerOf(pairing)]);
	const bearer = await sha256Hex(new TextEncoder().encode(shown));
	return { v: 1, is: 'scan-station-spool', station: pairing.station, code, bearer };
}

/** `undefined` for anything that is no card. */
export function parseCard(text: string): SpoolCard | undefined {
	const found = parseObject(text);
	const isOne =
		found?.['is'] === 'scan-station-spool' &&
		found['v'] === 1 &&
		isIdText(found['station']) &&
		isText(found['code']) &&
		isHash(found['bearer']);
	return isOne ? (found as unknown as SpoolCard) : undefined;
}
