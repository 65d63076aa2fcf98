/**
 * The pairing file: all that a scan station needs to seal pages for one clinician, and nothing that opens them.
 *
 * [Note: What the station holds]
 * It holds the tray's recipient, which seals, and a shared secret, which proves that a spool came from this station and
 * that an acknowledgement came from this app. Whoever steals the file can put pages before the clinician and read none.
 */
import { ensureId, type FolderId } from '#lib/page/ids.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { isSecret } from '#lib/vault/mac.ts';
import { isCount, isHash, isIdText, isMoment, isText, parseObject } from '#lib/page/shape.ts';

export interface Pairing {
	readonly v: 1;
	readonly is: 'scan-station-pairing';
	/** Names the station's part of a spool. */
	readonly station: string;
	/** The practice's fingerprint. */
	readonly practice: string;
	/** The clinician's tray, and the key that is in use there. */
	readonly folder: FolderId;
	readonly epoch: number;
	/** `age1…`. */
	readonly recipient: string;
	readonly secret: string;
	readonly madeAt: string;
}

export type PairingRead =
	| { readonly ok: true; readonly pairing: Pairing }
	| { readonly ok: false; readonly why: 'not-a-pairing' | 'newer' };

export function pairingText(pairing: Pairing): string {
	return `${JSON.stringify(pairing, undefined, '\t')}\n`;
}

export function parsePairing(text: string): PairingRead {
	const found = parseObject(text);
	if (found?.['is'] !== 'scan-station-pairing') return { ok: false, why: 'not-a-pairing' };
	if (isCount(found['v']) && found['v'] > 1) return { ok: false, why: 'newer' };
	const { v, station, practice, folder, epoch, recipient, secret, madeAt } = found;
	const isOne =
		v === 1 &&
		isIdText(station) &&
		isHash(practice) &&
		isIdText(folder) &&
		isCount(epoch) &&
		isText(recipient) &&
		/^age1[02-9ac-hj-np-z]{58}$/.test(recipient) &&
		isText(secret) &&
		isSecret(secret) &&
		isMoment(madeAt);
	if (!isOne) return { ok: false, why: 'not-a-pairing' };
	return {
		ok: true,
		pairing: {
			...{ v: 1, is: 'scan-station-pairing' },
			...{ practice, epoch, recipient, secret, madeAt },
			station: station as string,
			folder: ensureId(folder as string)
		}
	};
}

/** No letter or digit that is taken for another. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Eight characters that stand on both screens: equal, nobody has put another recipient in on the way. */
export async function codeOf(pairing: Pairing): Promise<string> {
	const { station, practice, folder, epoch, recipient, secret } = pairing;
	const all = JSON.stringify([station, practice, folder, epoch, recipient, secret]);
	const hash = await sha256Hex(new TextEncoder().encode(all));
	let code = '';
	for (let i = 0; i < 8; i++)
		code += letters.charAt(Number.parseInt(hash.slice(i * 2, i * 2 + 2), 16) & 31);
	return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What whoever asks for the spool shows; the secret itself stays on either side. */
export async function bearerOf({ secret }: Pick<Pairing, 'secret'>): Promise<string> {
	return sha256Hex(new TextEncoder().encode(`spool bearer ${secret}`));
}
