/** A paper that a release stands on (an authorization, an order, a consent), kept with its request as pictures. */
import type { BlobRef } from './blob.ts';
import type { PaperId } from './ids.ts';
import type { PictureType } from './side.ts';

/** What the paper is, as whoever attached it says. */
export const paperKinds = {
	authorization: 'the signed authorization',
	'part2-consent': 'the consent for substance use records (42 CFR 2.31)',
	order: 'the court’s order, or a subpoena',
	request: 'the letter or form that asks',
	other: 'another paper'
} as const;
export type PaperKind = keyof typeof paperKinds;

/** One side of it, upright. */
export interface PaperSide {
	/** The picture, sealed to the chart. It is no page of anybody's record. */
	readonly picture: BlobRef;
	readonly mediaType: PictureType;
	/** Pixels of the picture as it stands. */
	readonly width: number;
	readonly height: number;
	readonly dpi: number;
}

export interface RequestPaper {
	readonly paper: PaperId;
	readonly kind: PaperKind;
	/** In reading order, at least one. */
	readonly sides: readonly PaperSide[];
	/** ISO 8601 time. */
	readonly attachedAt: string;
	readonly attachedBy: string;
}
