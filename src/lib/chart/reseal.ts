/**
 * After somebody left, pages that lie under an earlier key of the chart are sealed anew under the newest one.
 *
 * [Note: What is sealed anew]
 * A few pages at a time: sealed, opened again and compared, then one commit that puts the new pieces, drops the old
 * and names the change. So a program that is killed in between has lost nothing, and the next run goes on where
 * pages are still under an earlier key. The ledger's own entries stay as they are: they were signed so. Pieces that a
 * released packet is made of and that no page of the chart names any more come last.
 */
import type { BlobRef } from '#lib/page/blob.ts';
import { isSameBytes } from '#lib/page/bytes.ts';
import type { PageId } from '#lib/page/ids.ts';
import { DamagedBlob, type Sealed } from '#lib/ledger/sealed.ts';
import type { NotCommitted, SealedBlob } from '#lib/shelf/shelf.ts';
import { open } from '#lib/vault/open.ts';
import type { ResealedPage } from './actions.ts';
import type { Chart } from './chart.ts';
import type { ChartPage, RedactedVersion } from './reader.ts';
import { keptPieces, type ChartState } from './state.ts';

export interface Resealing {
	/** Pages looked at, of all. */
	readonly done: number;
	readonly of: number;
	/** Pages that lay under an earlier key until now. */
	readonly resealed: number;
	/** Pages that could not be opened: left as they are, for a backup to put right. */
	readonly damaged: number;
	/** Why it ends here; absent while it goes on. */
	readonly why?: NotCommitted;
}

/** Pages a commit: a few megabytes, and an entry of the ledger for each. */
const batch = 8;

/**
 * Tells how far it is after every few pages; stop asking and it stops there. `undisturbed` runs an act while nobody
 * else files.
 */
export async function* resealOlder(
	chart: Chart,
	undisturbed: <T>(act: () => Promise<T>) => Promise<T>
): AsyncGenerator<Resealing, void> {
	const ids = [...chart.state.pages.keys()];
	let [resealed, damaged] = [0, 0];
	for (let at = 0; at < ids.length; at += batch) {
		const some = ids.slice(at, at + batch);
		const turn = await undisturbed(() => resealSome(chart, some));
		damaged += turn.damaged;
		if (turn.ok) resealed += turn.resealed;
		const done = at + some.length;
		yield {
			...{ done, of: ids.length, resealed, damaged },
			...(turn.ok ? {} : { why: turn.why })
		};
		if (!turn.ok) return;
	}
	const left = leftPieces(chart.state);
	for (let at = 0; at < left.length; at += batch * 3) {
		const some = left.slice(at, at + batch * 3);
		const turn = await undisturbed(() => resealLeft(chart, some));
		damaged += turn.damaged;
		const done = ids.length;
		yield { ...{ done, of: done, resealed, damaged }, ...(turn.ok ? {} : { why: turn.why }) };
		if (!turn.ok) return;
	}
}

/** Pieces that only the recipes of released packets name: neither a page of the chart nor a request's papers do. */
function leftPieces({ kept, pages, requests }: ChartState): readonly BlobRef[] {
	const refs = [...pages.values()].flatMap(({ redacted, ...own }) => [
		own.readAs,
		...[own, redacted].flatMap((of) => (of ? [of.picture, of.thumbnail, of.reading] : []))
	]);
	const papers = [...requests.values()].flatMap(({ papers: some = [] }) =>
		some.flatMap(({ sides }) => sides.map(({ picture }) => picture))
	);
	const named = new Set([...refs, ...papers].map((ref) => ref?.sha256));
	const left = [...kept.values()].filter(({ sha256 }) => !named.has(sha256));
	return [...new Map(left.map((ref) => [ref.sha256, ref])).values()];
}

async function resealLeft(chart: Chart, some: readonly BlobRef[]): Promise<Turn> {
	await chart.catchUp();
	const isLeft = new Set(leftPieces(chart.state).map(({ sha256 }) => sha256));
	const kept: { was: string; now: BlobRef }[] = [];
	const put: SealedBlob[] = [];
	let damaged = 0;
	for (const ref of some.filter(({ sha256 }) => isLeft.has(sha256))) {
		try {
			const anew = await resealPiece(chart, ref);
			if (!anew) continue;
			kept.push({ was: ref.sha256, now: anew.ref });
			put.push(anew.blob);
		} catch (error) {
			if (!(error instanceof DamagedBlob)) throw error;
			damaged++;
		}
	}
	if (kept.length === 0) return { ok: true, resealed: 0, damaged };
	const remove = kept.map(({ was }) => was);
	const acted = await chart.act({ is: 'pages-resealed', pages: [], kept }, { put, remove });
	return acted.ok ? { ok: true, resealed: 0, damaged } : { ok: false, why: acted.why, damaged };
}

type Turn =
	| { readonly ok: true; readonly resealed: number; readonly damaged: number }
	| { readonly ok: false; readonly why: NotCommitted; readonly damaged: number };

async function resealSome(chart: Chart, ids: readonly PageId[]): Promise<Turn> {
	await chart.catchUp();
	const pages: ResealedPage[] = [];
	const put: SealedBlob[] = [];
	const remove: string[] = [];
	const kept: { was: string; now: BlobRef }[] = [];
	const needed = keptPieces(chart.state);
	let damaged = 0;
	for (const id of ids) {
		const page = chart.state.pages.get(id);
		// Taken out meanwhile.
		if (!page) continue;
		try {
			const anew = await resealPage(chart, page);
			if (!anew) continue;
			pages.push(anew.page);
			put.push(...anew.put);
			for (const { was, now } of anew.moved) {
				remove.push(was);
				if (needed.has(was)) kept.push({ was, now });
			}
		} catch (error) {
			if (!(error instanceof DamagedBlob)) throw error;
			damaged++;
		}
	}
	if (pages.length === 0) return { ok: true, resealed: 0, damaged };
	const acted = await chart.act(
		{ is: 'pages-resealed', pages, ...(kept.length > 0 ? { kept } : {}) },
		{ put, remove }
	);
	return acted.ok
		? { ok: true, resealed: pages.length, damaged }
		: { ok: false, why: acted.why, damaged };
}

interface Anew {
	readonly page: ResealedPage;
	readonly put: readonly SealedBlob[];
	readonly moved: readonly { readonly was: string; readonly now: BlobRef }[];
}

/** `undefined` when every piece lies under the newest key. Throws {@link DamagedBlob}. */
async function resealPage(
	chart: Chart,
	{ page, picture, thumbnail, reading, readAs, redacted }: ChartPage
): Promise<Anew | undefined> {
	const put: SealedBlob[] = [];
	const moved: { was: string; now: BlobRef }[] = [];
	const renew = async (ref: BlobRef): Promise<BlobRef> => {
		const anew = await resealPiece(chart, ref);
		if (!anew) return ref;
		put.push(anew.blob);
		moved.push({ was: ref.sha256, now: anew.ref });
		return anew.ref;
	};
	const renewed = {
		page,
		picture: await renew(picture),
		thumbnail: await renew(thumbnail),
		...(reading ? { reading: await renew(reading) } : {}),
		...(readAs ? { readAs: await renew(readAs) } : {}),
		...(redacted ? { redacted: await renewRedacted(redacted, renew) } : {})
	};
	return put.length > 0 ? { page: renewed, put, moved } : undefined;
}

async function renewRedacted(
	{ picture, thumbnail, reading }: RedactedVersion,
	renew: (ref: BlobRef) => Promise<BlobRef>
): Promise<NonNullable<ResealedPage['redacted']>> {
	return {
		picture: await renew(picture),
		thumbnail: await renew(thumbnail),
		reading: reading && (await renew(reading))
	};
}

async function resealPiece(chart: Chart, ref: BlobRef): Promise<Sealed | undefined> {
	const newest = { ...chart.key, older: [] };
	const now = await open(newest, await chart.sealed(ref));
	if (now.ok) return undefined;
	const plain = await chart.open(ref);
	const anew = await chart.seal(plain);
	const back = await open(newest, anew.blob.bytes);
	const isSame = back.ok && isSameBytes(back.bytes, plain);
	if (!isSame) throw new Error('a piece that was sealed anew does not open to the same');
	return anew;
}
