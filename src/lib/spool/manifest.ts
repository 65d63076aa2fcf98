/** A box in the spool: which sealed pieces belong to it, in their order, and nothing of what they say. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { markedText, readMarked } from './marked-text.ts';
import type { Pairing } from './pairing.ts';
import { isCount, isIdText, isListOf, isMoment, isRecord, isRef } from '#lib/page/shape.ts';

export interface SpooledSide {
	readonly page: PageId;
	/** Size, hash and place of the original: see {@link SideFacts}. */
	readonly facts: BlobRef;
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	/** Its words; absent when the station could not read it. */
	readonly reading?: BlobRef;
}

export interface BoxManifest {
	readonly v: 1;
	readonly station: string;
	readonly box: BoxId;
	readonly spooledAt: string;
	/** What its files are called and what of them was refused: see {@link BoxFacts}. */
	readonly facts: BlobRef;
	readonly files: number;
	readonly sides: readonly SpooledSide[];
}

export type ManifestRead =
	| { readonly ok: true; readonly manifest: BoxManifest }
	| { readonly ok: false; readonly why: 'tampered' | 'newer' | 'another-station' };

export function manifestText({ secret }: Pairing, manifest: BoxManifest): Promise<string> {
	return markedText(secret, 'manifest', manifest);
}

export async function readManifest(pairing: Pairing, text: string): Promise<ManifestRead> {
	const read = await readMarked(pairing.secret, 'manifest', text);
	if (!read.ok) return read;
	const { found } = read;
	if (isCount(found['v']) && found['v'] > 1) return { ok: false, why: 'newer' };
	if (found['station'] !== pairing.station) return { ok: false, why: 'another-station' };
	const isOne =
		found['v'] === 1 &&
		isIdText(found['box']) &&
		isMoment(found['spooledAt']) &&
		isRef(found['facts']) &&
		isCount(found['files']) &&
		isListOf(found['sides'], isSpooledSide);
	if (!isOne) return { ok: false, why: 'tampered' };
	return { ok: true, manifest: found as unknown as BoxManifest };
}

export function isSpooledSide(value: unknown): value is SpooledSide {
	return (
		isRecord(value) &&
		isIdText(value['page']) &&
		['facts', 'picture', 'thumbnail'].every((name) => isRef(value[name])) &&
		(value['reading'] === undefined || isRef(value['reading']))
	);
}

/** Every piece of a box that must lie in the spool. */
export function piecesOf({
	facts,
	sides
}: Pick<BoxManifest, 'facts' | 'sides'>): readonly BlobRef[] {
	return [facts, ...sides.flatMap(piecesOfSide)];
}

export function piecesOfSide(side: SpooledSide): readonly BlobRef[] {
	const { facts, picture, thumbnail, reading } = side;
	return [facts, picture, thumbnail, ...(reading ? [reading] : [])];
}
