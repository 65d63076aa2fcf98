/** What others may read of a chart: the one door through which `release/` sees a client's record. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { Client } from '#lib/page/client.ts';
import type { DateOfService } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';

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
}

export interface ChartReader {
	client(id: ClientId): Client | undefined;
	/** Every page that is in the client's chart now, in no promised order. */
	pagesOf(client: ClientId): readonly ChartPage[];
	/** Ciphertext only: opening it takes the chart's key (`chart/open.ts`). */
	sealed(ref: BlobRef): Promise<Uint8Array<ArrayBuffer>>;
}
