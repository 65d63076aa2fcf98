/** What a folder is told of a page that is filed there. Pure, but for one hash. */
import type { Dropped } from '#lib/cabinet/slot.ts';
import type { ChartKind, ChartPage } from '#lib/chart/reader.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { Fate, Provenance } from '#lib/page/fate.ts';
import { idFromBytes, type ClientId, type PageId } from '#lib/page/ids.ts';
import { turnedSize } from '#lib/page/upright.ts';
import type { NotCommitted, SealedBlob } from '#lib/shelf/shelf.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { Decision, Receipt } from './actions.ts';
import { homeOf, keptOf } from './kept.ts';
import type { NotReached } from './colleague.ts';
import type { TrayPage, TrayState } from './state.ts';

/** What the chart's history is told, whoever works here: it is signed, so it stays in one language. */
export const takenOut = {
	why: 'A clinician took it out.',
	andBack: 'That it was taken out was taken back.'
} as const;

/** What became of laying a page into a folder. */
export type Filed =
	| { readonly ok: true; readonly receipt: Receipt }
	| { readonly ok: false; readonly why: NotCommitted | NotReached | 'needs-client' };

/** A filed page's pieces, sealed to the tray again. */
export interface Copies {
	readonly refs: {
		readonly taken: Pick<TrayPage, 'picture' | 'thumbnail'>;
		readonly reading?: BlobRef;
	};
	readonly blobs: readonly SealedBlob[];
}

/** The same part gets the same id however often its filing is begun: folders then take it once. */
export async function partIdOf(page: PageId): Promise<PageId> {
	const hash = await sha256Hex(new TextEncoder().encode(`chart part of ${page}`));
	const bytes = Uint8Array.from({ length: 16 }, (_, i) =>
		parseInt(hash.slice(2 * i, 2 * i + 2), 16)
	);
	return idFromBytes<PageId>(bytes);
}

/** The sealed pieces of a chart page: its redacted copy's too, and what was read before words were put right. */
export function blobsOf({ redacted, ...own }: ChartPage): readonly BlobRef[] {
	const pieces = (redacted ? [own, redacted] : [own]).flatMap(({ picture, thumbnail, reading }) => [
		...[picture, thumbnail],
		...(reading ? [reading] : [])
	]);
	return own.readAs ? [...pieces, own.readAs] : pieces;
}

/** A suggestion that is less sure than this does not name a page (the screen says "can't tell" then). */
const sureFrom = 0.6;

/** The page's own words name its kind; where they do not, nobody else does. */
export function kindOf({ suggestion }: TrayPage, { fate }: Decision): ChartKind {
	if (fate === 'split') return 'mixed-part';
	if (!suggestion || suggestion.confidence < sureFrom) return 'other';
	const { kind } = suggestion;
	return kind === 'progress' || kind === 'administrative' ? kind : 'other';
}

/** A whole page's turn, and the size it has when it stands upright. */
export function standing({ side, turn }: TrayPage): Pick<ChartPage, 'turn' | 'width' | 'height'> {
	return { ...turnedSize(side, turn), ...(turn === 0 ? {} : { turn }) };
}

export function provenanceOf(
	state: Pick<TrayState, 'boxes' | 'pages'>,
	page: TrayPage
): Provenance {
	return keptOf(page, homeOf(state, page));
}

/** What the cabinet is told of a page that is dropped into it. */
export function cabinetFacts(
	state: Pick<TrayState, 'boxes' | 'pages'>,
	page: TrayPage,
	{ fate, serviceDate, because, attested }: Decision,
	client: ClientId
): Dropped['facts'] {
	const { page: id, mediaType, dpi, sha256 } = page.side;
	return {
		...{ page: id, client, mediaType, dpi, sha256 },
		...standing(page),
		provenance: provenanceOf(state, page),
		...(serviceDate ? { serviceDate } : {}),
		...(fate === 'split' ? { splitFrom: true } : {}),
		...(because ? { because } : {}),
		...(attested ? { attested } : {})
	};
}

/** Paper that lay in the chart is locked away only with the clinician's word on why (45 CFR 164.501: kept apart). */
export function needsAttestation(
	state: Pick<TrayState, 'boxes' | 'pages'>,
	page: TrayPage | undefined,
	fate: Fate
): boolean {
	if (!page || (fate !== 'cabinet' && fate !== 'split')) return false;
	return provenanceOf(state, page) === 'interfiled';
}
