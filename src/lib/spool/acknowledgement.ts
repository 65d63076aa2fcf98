/** What the app says back of a box: a fate for every side of its manifest. Originals are dealt with on its word alone. */
import type { BoxId, PageId } from '#lib/page/ids.ts';
import type { BoxManifest } from './manifest.ts';
import { markedText, readMarked } from './marked-text.ts';
import type { Pairing } from './pairing.ts';
import { isIdText, isListOf, isMoment, isRecord } from '#lib/page/shape.ts';

export interface SideFate {
	readonly page: PageId;
	/** `taken`: it lies in the tray, now or since an earlier time. */
	readonly fate: 'taken' | SideFault;
}

/** Why a side was not taken: a piece of it is missing, was changed, or does not open to what the station hashed. */
export type SideFault = 'missing' | 'tampered' | 'does-not-open';

export interface Acknowledgement {
	readonly v: 1;
	readonly station: string;
	readonly box: BoxId;
	readonly at: string;
	readonly sides: readonly SideFate[];
}

const fates = ['taken', 'missing', 'tampered', 'does-not-open'];

export function acknowledgementText({ secret }: Pairing, said: Acknowledgement): Promise<string> {
	return markedText(secret, 'acknowledgement', said);
}

/** `undefined` for what this station's app has not written. */
export async function readAcknowledgement(
	pairing: Pairing,
	text: string
): Promise<Acknowledgement | undefined> {
	const read = await readMarked(pairing.secret, 'acknowledgement', text);
	if (!read.ok) return undefined;
	const { found } = read;
	const isOne =
		found['v'] === 1 &&
		found['station'] === pairing.station &&
		isIdText(found['box']) &&
		isMoment(found['at']) &&
		isListOf(
			found['sides'],
			(side) =>
				isRecord(side) && isIdText(side['page']) && fates.some((fate) => fate === side['fate'])
		);
	return isOne ? (found as unknown as Acknowledgement) : undefined;
}

/** Every side of the manifest, and no other, is in the tray. */
export function isWholeBox(
	{ box, sides }: Pick<BoxManifest, 'box' | 'sides'>,
	said: Acknowledgement
): boolean {
	const taken = new Set(said.sides.filter(({ fate }) => fate === 'taken').map(({ page }) => page));
	return (
		said.box === box &&
		said.sides.length === sides.length &&
		sides.every(({ page }) => taken.has(page))
	);
}
