/** What an opened page shows and says, as a proof compares it with the packet. */
import type { Codec } from '#lib/imaging/codec.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { detailOf } from '#lib/imaging/detail.ts';
import { grayOf, type Gray } from '#lib/imaging/picture.ts';
import { signatureOf, signatureOfGray } from '#lib/imaging/signature.ts';
import { grayOfTwoTone } from '#lib/imaging/two-tone.ts';
import { readingAt } from '#lib/page/upright.ts';
import { letGo } from '#lib/thread/let-go.ts';
import { hasColour, throughOf, twoToneFor, uprightOf, type Packing } from './drawing.ts';
import { hiddenWordsOf } from './fold.ts';
import { usualOptions, type PacketOptions } from './options.ts';
import type { Look } from './packet-reader.ts';
import type { Box } from './paper.ts';
import { placedIn, sha256OfPlaces } from './placed-words.ts';
import { sha256Hex } from './sha256.ts';
import type { StoredPicture } from './sheets.ts';
import { parseReading } from './stored-reading.ts';

/** What a proof has found in the file in a page's place, and asks the store about. */
export interface Asked {
	readonly packing: Packing;
	readonly sha256: string;
	readonly options?: PacketOptions;
	/** A picture with the stored scan needs no look; a proof asks for one all the same now and then. */
	readonly look: boolean;
}

/** The store's own picture beside the one in the file. */
export interface OwnPicture {
	/** The file holds the stored scan, bit for bit. */
	readonly isExact: boolean;
	/** What it shows, in the way in which it lies in the file. Absent only for an exact one that nobody asked to see. */
	readonly look?: Look;
}

/** A look has at most 128 cells a side: this many pixels give each of them its true mean. */
const maxEdge = 1024;

/** What a picture as it is stored shows: upright, unless the file has its very scan. */
export async function shownIn(
	stored: StoredPicture,
	picture: Uint8Array<ArrayBuffer>,
	codec: Codec,
	asked?: Asked
): Promise<OwnPicture> {
	const { mediaType, turn = 0 } = stored;
	if (asked && (await isThrough(stored, picture, asked))) {
		if (!asked.look) return { isExact: true };
		const shown = await codec.decode(picture, mediaType, { maxEdge });
		return { isExact: true, look: lookOf(grayOf(shown)) };
	}
	if (asked?.packing === 'two-tone') {
		const options = asked.options ?? usualOptions;
		const upright = await uprightOf(stored, picture, codec, options);
		const ink = hasColour(upright) ? undefined : twoToneFor(grayOf(upright), options);
		if (ink) return { isExact: false, look: lookOf(grayOfTwoTone(ink)) };
	}
	const upright = turnedPicture(await codec.decode(picture, mediaType, { maxEdge }), turn);
	return {
		isExact: false,
		look: { signature: signatureOf(upright), detail: detailOf(grayOf(upright)) }
	};
}

async function isThrough(
	stored: StoredPicture,
	picture: Uint8Array<ArrayBuffer>,
	{ packing, sha256 }: Asked
): Promise<boolean> {
	// The walk has followed the file's own bytes: what has their hash was followed, too.
	const how = { isFollowed: true };
	const through = packing === 'jpeg' ? throughOf(stored, picture, how) : undefined;
	if (!through) return false;
	const isSame = (await sha256Hex(through.bytes)) === sha256;
	letGo(through.bytes);
	return isSame;
}

function lookOf(gray: Gray): Look {
	return { signature: signatureOfGray(gray), detail: detailOf(gray) };
}

/** What a page's own reading has a packet write behind its picture. */
export interface OwnWords {
	/** Run together. */
	readonly words: string;
	/** See `sha256OfPlaces`; absent when there are none. */
	readonly placedSha256?: string | undefined;
}

/** Of a stored reading (JSON), for a page whose picture fills the box. Throws when it is not one. */
export async function writtenIn(
	reading: Uint8Array,
	{ turn = 0 }: Pick<StoredPicture, 'turn'>,
	box: Box
): Promise<OwnWords> {
	const upright = readingAt(parseReading(reading), turn);
	const words = hiddenWordsOf(upright);
	return {
		words: words.map(({ text }) => text).join(''),
		placedSha256: await sha256OfPlaces(placedIn(box, upright, words))
	};
}
