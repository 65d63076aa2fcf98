/**
 * Takes a station's boxes into the tray. A side is taken when it opens with the tray's key to the very original that the
 * station hashed, and it is on disk here; only then is it acknowledged. What is in the tray already is not taken twice.
 */
import type { BlobRef } from '#lib/page/blob.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import type { Provenance } from '#lib/page/fate.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { withoutWords } from '#lib/page/suggestion.ts';
import { acknowledgementText, type SideFate, type SideFault } from '#lib/spool/acknowledgement.ts';
import { parseBoxFacts, parseSideFacts, type BoxFacts } from '#lib/spool/facts.ts';
import { layout } from '#lib/spool/layout.ts';
import { readManifest, type BoxManifest, type SpooledSide } from '#lib/spool/manifest.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { parseReading } from '#lib/spool/reading.ts';
import { sketchOf } from '#lib/tray/sketch.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';
import { NoAnswer, type SpoolSource, type Unanswered } from './spool-source.ts';

export interface TakeInParts {
	readonly tray: Pick<Tray, 'act' | 'openFrom' | 'state'>;
	readonly sort: Engines['sort'];
	readonly pairing: Pairing;
	readonly source: SpoolSource;
	readonly now: () => Date;
	readonly signal: AbortSignal;
	readonly onSide: () => void;
}

export type BoxOutcome =
	| {
			readonly is: 'reconciled';
			readonly box: BoxId;
			/** When it was sealed: the same box may come again, sealed anew. */
			readonly spooledAt: string;
			/** Sides of the manifest, and what became of each. */
			readonly sides: readonly SideFate[];
			/** Of those taken: sides that were in the tray already. */
			readonly known: number;
			/** What it is called, and its files in the order of its sides: sealed to this clinician like the sides. */
			readonly label: string;
			readonly files: BoxFacts['files'];
			/** The station was told. */
			readonly told: boolean;
	  }
	/** Nothing of it was taken: the manifest is not as this station wrote it, or what it names for the box is damaged. */
	| { readonly is: 'refused'; readonly box: BoxId; readonly why: BoxFault }
	/** Storage, a lock or a spool that fell silent came in between; what is in stays in, and the rest is taken next time. */
	| { readonly is: 'halted'; readonly box: BoxId; readonly why: HaltedWhy | Unanswered };

export type BoxFault = 'tampered' | 'newer' | 'another-station' | 'missing';
type HaltedWhy = Extract<Awaited<ReturnType<Tray['act']>>, { ok: false }>['why'] | 'stopped';

class Halted extends Error {
	override name = 'Halted';
	readonly why: HaltedWhy;

	constructor(why: HaltedWhy) {
		// @wc-ignore
		super('taking in was halted');
		this.why = why;
	}
}

/** What lies in a box, or why it is not to be believed. Throws {@link NoAnswer}. */
export async function manifestOf(
	{ source, pairing }: Pick<TakeInParts, 'source' | 'pairing'>,
	box: BoxId
): Promise<BoxManifest | BoxFault> {
	const bytes = await source.read(layout.manifest(box));
	if (!bytes) return 'missing';
	const read = await readManifest(pairing, new TextDecoder().decode(bytes));
	if (!read.ok) return read.why;
	return read.manifest.box === box ? read.manifest : 'tampered';
}

export async function takeBox(
	box: BoxId,
	provenance: Provenance,
	parts: TakeInParts
): Promise<BoxOutcome> {
	try {
		const manifest = await manifestOf(parts, box);
		if (typeof manifest === 'string') return { is: 'refused', box, why: manifest };
		return await takeManifest(manifest, provenance, parts);
	} catch (error) {
		if (!(error instanceof Halted || error instanceof NoAnswer)) throw error;
		return { is: 'halted', box, why: error.why };
	}
}

async function takeManifest(
	manifest: BoxManifest,
	provenance: Provenance,
	parts: TakeInParts
): Promise<BoxOutcome> {
	const { tray, pairing, source, now, signal, onSide } = parts;
	const { box } = manifest;
	const opened = await pieceOf(manifest.facts, box, parts);
	const facts = 'bytes' in opened ? parseBoxFacts(opened.plain) : undefined;
	if (!facts) return { is: 'refused', box, why: 'tampered' };
	if (!tray.state.boxes.has(box)) {
		await act(tray, {
			...{ is: 'box-opened', box, provenance, label: facts.label },
			...{ files: facts.files.length, listed: manifest.sides.length }
		});
	}
	const sides: SideFate[] = [];
	let known = 0;
	for (const side of manifest.sides) {
		if (signal.aborted) throw new Halted('stopped');
		const isKnown = tray.state.pages.has(side.page);
		if (isKnown) known++;
		const fate = isKnown ? 'taken' : await takeSide(side, box, parts);
		sides.push({ page: side.page, fate });
		onSide();
	}
	if (sides.every(({ fate }) => fate === 'taken')) await finish(box, facts, tray);
	const at = now().toISOString();
	const text = await acknowledgementText(pairing, {
		v: 1,
		station: pairing.station,
		box,
		at,
		sides
	});
	const { spooledAt } = manifest;
	return {
		is: 'reconciled',
		box,
		spooledAt,
		sides,
		known,
		label: facts.label,
		files: facts.files,
		told: await source.acknowledge(box, text)
	};
}

async function takeSide(
	{ page, ...refs }: SpooledSide,
	box: BoxId,
	parts: TakeInParts
): Promise<'taken' | SideFault> {
	const { tray } = parts;
	const [facts, picture, thumbnail, reading] = await Promise.all([
		pieceOf(refs.facts, box, parts),
		pieceOf(refs.picture, box, parts),
		pieceOf(refs.thumbnail, box, parts),
		refs.reading && pieceOf(refs.reading, box, parts)
	]);
	for (const piece of [facts, picture, thumbnail, reading])
		if (piece && 'fault' in piece) return piece.fault;
	if ('fault' in facts || 'fault' in picture || 'fault' in thumbnail) return 'does-not-open';
	const said = parseSideFacts(facts.plain);
	if (!said || (await sha256Hex(picture.plain)) !== said.side.sha256) return 'does-not-open';
	const order = tray.state.boxes.get(box)?.pages.length ?? 0;
	await act(
		tray,
		{
			is: 'side-taken',
			taken: {
				side: { ...said.side, page, box, order },
				picture: refs.picture,
				thumbnail: refs.thumbnail,
				...(said.separator ? { separator: said.separator } : {})
			}
		},
		[
			{ id: refs.picture.sha256, bytes: picture.bytes },
			{ id: refs.thumbnail.sha256, bytes: thumbnail.bytes }
		]
	);
	if (said.separator) return 'taken';
	const isWaiting = (): boolean => {
		const now = tray.state.pages.get(page);
		return now !== undefined && !now.reading && !now.decision && !now.gone && now.turn === 0;
	};
	const words = reading && 'plain' in reading ? parseReading(reading.plain) : undefined;
	if (words && refs.reading && reading && 'bytes' in reading) {
		// Sorted here, by this version: a suggestion is not believed from outside.
		const { suggestion, hints } = await parts.sort(words, parts.signal);
		const sketch = sketchOf(words);
		if (isWaiting())
			await act(
				tray,
				{
					...{ is: 'page-read', page, reading: refs.reading, hints, turn: words.turn },
					suggestion: withoutWords(suggestion),
					...(sketch === undefined ? {} : { sketch })
				},
				[{ id: refs.reading.sha256, bytes: reading.bytes }]
			);
	} else if (said.unread !== undefined && isWaiting())
		await act(tray, { is: 'page-unread', page, sentence: said.unread });
	return 'taken';
}

/** What of its files was refused, and that all of it is in; once, however often the box is looked at. */
async function finish(box: BoxId, { files }: BoxFacts, tray: TakeInParts['tray']): Promise<void> {
	for (const [i, { name, sides, refused }] of files.entries()) {
		const file = i + 1;
		const now = tray.state.boxes.get(box);
		if (!now || now.fed) return;
		for (const { filePage, sentence } of refused) {
			const isSaid = now.refused.some((old) => old.file === file && old.filePage === filePage);
			const broken = filePage === undefined && sides > 0 ? { sides } : {};
			if (!isSaid)
				await act(tray, {
					...{ is: 'file-refused', box, file, name, sentence, ...broken },
					...(filePage === undefined ? {} : { filePage })
				});
		}
		const isWhole = refused.every(({ filePage }) => filePage !== undefined);
		// After a halt here, files that were counted are not counted again.
		if (isWhole && sides > 0 && now.filesTaken < wholeBefore(files, file))
			await act(tray, { is: 'file-taken', box, file, sides });
	}
	if (tray.state.boxes.get(box)?.fed === false) await act(tray, { is: 'box-fed', box });
}

/** How many of the files up to this one went in whole. */
function wholeBefore(files: BoxFacts['files'], upTo: number): number {
	return files
		.slice(0, upTo)
		.filter(
			({ sides, refused }) => sides > 0 && refused.every(({ filePage }) => filePage !== undefined)
		).length;
}

type Piece =
	| { readonly bytes: Uint8Array<ArrayBuffer>; readonly plain: Uint8Array<ArrayBuffer> }
	| { readonly fault: SideFault };

async function pieceOf(
	ref: BlobRef,
	box: BoxId,
	{ source, tray }: Pick<TakeInParts, 'source' | 'tray'>
): Promise<Piece> {
	const bytes = await source.read(layout.piece(box, ref.sha256));
	if (!bytes) return { fault: 'missing' };
	if (bytes.length !== ref.size || (await sha256Hex(bytes)) !== ref.sha256)
		return { fault: 'tampered' };
	const plain = await tray.openFrom(ref, bytes);
	return plain ? { bytes, plain } : { fault: 'does-not-open' };
}

/** How often another tab may write in between. */
const tries = 8;

async function act(
	tray: TakeInParts['tray'],
	action: TrayAction,
	put: readonly { readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = []
): Promise<void> {
	for (let i = 1; ; i++) {
		const acted = await tray.act(action, { put });
		if (acted.ok) return;
		if (acted.why !== 'behind' || i === tries) throw new Halted(acted.why);
		// The other tab may have taken this very side.
		if (action.is === 'side-taken' && tray.state.pages.has(action.taken.side.page)) return;
	}
}
