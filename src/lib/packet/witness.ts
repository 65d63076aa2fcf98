/** What an opened page shows and says, as a proof compares it with the packet. */
import type { Codec } from '#lib/imaging/codec.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { detailOf } from '#lib/imaging/detail.ts';
import { grayOf } from '#lib/imaging/picture.ts';
import { signatureOf } from '#lib/imaging/signature.ts';
import { hiddenWordsOf } from './fold.ts';
import type { Look } from './packet-reader.ts';
import type { StoredPicture } from './sheets.ts';
import { parseReading } from './stored-reading.ts';

/** A look has at most 128 cells a side: this many pixels give each of them its true mean. */
const maxEdge = 1024;

/** What a picture as it is stored shows, upright. */
export async function shownIn(
	{ mediaType, turn = 0 }: StoredPicture,
	picture: Uint8Array<ArrayBuffer>,
	codec: Codec
): Promise<Look> {
	const upright = turnedPicture(await codec.decode(picture, mediaType, { maxEdge }), turn);
	return { signature: signatureOf(upright), detail: detailOf(grayOf(upright)) };
}

/** The words that a packet has to carry for a stored reading (JSON). Throws when it is not one. */
export function writtenIn(reading: Uint8Array): readonly string[] {
	return hiddenWordsOf(parseReading(reading)).map(({ text }) => text);
}
