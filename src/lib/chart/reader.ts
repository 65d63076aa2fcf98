/** What others may read of a chart: the one door through which `release/` sees a client's record. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { Client } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import { turned, turnedBack, type Rect, type Rotation } from '#lib/page/reading.ts';
import type { RedactionMark } from '#lib/page/redaction.ts';
import type { PictureType } from '#lib/page/side.ts';
import { turnedRect, turnedSize } from '#lib/page/upright.ts';

export type { BlobRef };

/**
 * `mixed-part` is the chart's part of a page whose private remainder lies elsewhere; `other` is a page
 * that a person filed and the program cannot name.
 */
export const chartKinds = ['progress', 'administrative', 'mixed-part', 'other'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** One page of a client's record, as the chart's ledger has it now. */
export interface ChartPage extends PageMarks {
	readonly page: PageId;
	readonly client: ClientId;
	readonly serviceDate?: DateOfService;
	readonly kind: ChartKind;
	/** The picture, sealed to the chart. */
	readonly picture: BlobRef;
	/** The recognised words as JSON (a `Reading`), sealed to the chart. */
	readonly reading: BlobRef | undefined;
	/** What the machine had read, where a person has put words of it right since. */
	readonly readAs?: BlobRef;
	readonly thumbnail: BlobRef;
	readonly mediaType: PictureType;
	/** Degrees clockwise that turn the picture upright; absent means that it stands as it is. */
	readonly turn?: Rotation;
	/** Pixels of the upright picture. */
	readonly width: number;
	readonly height: number;
	readonly dpi: number;
	/** SHA-256 of the original picture, hex. */
	readonly sha256: string;
	/** ISO 8601 time. */
	readonly filedOn: string;
	readonly filedBy: string;
	readonly provenance: Provenance;
	/** A copy with parts of it covered for good; absent when nobody made one. The page itself is never changed. */
	readonly redacted?: RedactedVersion;
	/** Absent as well once its words are others than those that were vouched for, or a clinician took the word back. */
	readonly vouched?: Vouched;
}

/** A clinician's signed word that a page belongs in the record, although it reads like private analysis. */
export interface Vouched {
	readonly because: string;
	/** ISO 8601 time. */
	readonly at: string;
	readonly by: PersonId;
}

/** The copy of a page that others may get: a picture and words of its own, in which what is covered does not exist. */
export interface RedactedVersion {
	readonly picture: BlobRef;
	readonly thumbnail: BlobRef;
	/** `undefined` when the page had no words when it was made. */
	readonly reading: BlobRef | undefined;
	readonly mediaType: PictureType;
	/** The page's own turn when it was made: the copy stands upright as the page stood then. */
	readonly stoodAt: Rotation;
	/** What a person asked for, on the picture as it stood then: where a change starts from. */
	readonly marks: readonly RedactionMark[];
	/** What is black in the picture: the marks, grown over the words that they touch. */
	readonly covered: readonly Rect[];
	/** ISO 8601 time. */
	readonly madeOn: string;
	readonly madeBy: string;
}

/** A page as it goes out redacted. It names none of the page's own pieces. */
export interface CoveredPage extends Omit<ChartPage, 'redacted' | 'readAs'> {
	/** What has to be black, in pixels of the upright picture. */
	readonly covered: readonly Rect[];
}

/** `undefined` when there is no redacted version. */
export function redactedPage({ redacted, readAs: _, ...page }: ChartPage): CoveredPage | undefined {
	if (!redacted) return undefined;
	const { picture, thumbnail, reading, mediaType, stoodAt } = redacted;
	const turn = turned(page.turn ?? 0, turnedBack(stoodAt));
	const then = turnedSize(page, turn);
	const covered = redacted.covered.map((rect) => turnedRect(rect, turn, then));
	return { ...page, picture, thumbnail, reading, mediaType, turn, covered };
}

export interface ChartReader {
	client(id: ClientId): Client | undefined;
	/** Every page that is in the client's chart now, in no promised order. */
	pagesOf(client: ClientId): readonly ChartPage[];
	/** Ciphertext only: opening it takes the chart's key (`chart/open.ts`). A copy: whoever asks may give it away. */
	sealed(ref: BlobRef): Promise<Uint8Array<ArrayBuffer>>;
}
