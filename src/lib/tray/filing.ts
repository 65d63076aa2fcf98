/**
 * Filing: a decided page goes to its folder, and can be taken back.
 *
 * Note: Destination first. The decision is written to the tray, then the page to its folder, then
 * the receipt to the tray. Whatever moment the machine dies at, the page is in at least one place,
 * and `resume` finishes what was begun: folders take the same page twice as once.
 *
 * One act at a time, in every tab: two that interleave could leave a private page in the chart.
 */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { Sealed } from '#lib/ledger/sealed.ts';
import { isFiled, type KeptElsewhere } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import type { Decision, Receipt } from './actions.ts';
import { oneByOne, type Alone } from './alone.ts';
import { chartPartOf, type ChartPart, type PartMaker } from './chart-part.ts';
import {
	isWithColleague,
	slotFor,
	whoseCabinet,
	type NotReached,
	type Slots
} from './colleague.ts';
import {
	blobsOf,
	cabinetFacts,
	kindOf,
	needsAttestation,
	partIdOf,
	provenanceOf,
	type Copies,
	type Filed
} from './filed-page.ts';
import type { TrayPage } from './state.ts';
import type { Tray } from './tray.ts';

export type Done =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly why:
				| NotCommitted
				| 'needs-client'
				| 'needs-regions'
				| 'needs-cabinet'
				| 'needs-attestation'
				| 'not-decided'
				| NotReached;
	  };

export interface FilingFolders extends Slots {
	readonly tray: Tray;
	readonly chart: Chart;
	readonly makePart: PartMaker;
	/** How the clinician signs, e.g. `Maren Ellsworth, PhD`. */
	readonly signedAs: string;
	readonly now: () => Date;
	/** Over every tab that has the practice open; without it, one after another within this one. */
	readonly alone?: Alone;
}

export class Filing {
	readonly #folders: FilingFolders;
	readonly #alone: Alone;

	constructor(folders: FilingFolders) {
		this.#folders = folders;
		this.#alone = folders.alone ?? oneByOne();
	}

	/**
	 * Writes the decision and files the page. The tray's copy stays until `sweep`, so that undo is quick.
	 * `behind`: the page was decided meanwhile, by another act or in another tab. `attested`: why an interfiled page
	 * is private, in the clinician's own words, which its cabinet alone can read.
	 */
	decide(id: PageId, decision: Decision, attested?: string): Promise<Done> {
		return this.#asSeen(id, () => this.#decide(id, decision, attested?.trim()));
	}

	/** Takes a decision back, whatever it was. A private page whose copy is gone needs the open cabinet. */
	undo(id: PageId, cabinet?: OpenCabinet): Promise<Done> {
		return this.#asSeen(id, () => this.#undo(id, cabinet));
	}

	/** Corrects where an undecided page's paper was kept; what filing it asks for follows. */
	keptElsewhere(kept: KeptElsewhere): Promise<Done> {
		return this.#asSeen(kept.page, async () => {
			const page = this.#folders.tray.state.pages.get(kept.page);
			if (!page || page.decision) return { ok: false, why: 'behind' };
			return this.#folders.tray.act({ is: 'page-kept', ...kept });
		});
	}

	/** Runs an act on a folder when no filing is under way, in any tab: what it looked at still stands when it writes. */
	undisturbed<T>(act: () => Promise<T>): Promise<T> {
		return this.#alone(act);
	}

	/** Finishes returns and filings that were cut short. Returns how many there were. */
	resume(): Promise<number> {
		return this.#alone(() => this.#resume());
	}

	/** Removes the tray's sealed copies of filed pages: from then on their folder alone holds them. */
	sweep(): Promise<Done> {
		return this.#alone(() => this.#sweep());
	}

	/** When its turn has come, an act goes on only about the decision that it was meant for. */
	#asSeen(id: PageId, act: () => Promise<Done>): Promise<Done> {
		const { tray } = this.#folders;
		const seen = tray.state.pages.get(id)?.decision;
		return this.#alone(async () => {
			await tray.catchUp();
			if (tray.state.pages.get(id)?.decision !== seen) return { ok: false, why: 'behind' };
			return act();
		});
	}

	async #decide(id: PageId, decision: Decision, words?: string): Promise<Done> {
		const { tray } = this.#folders;
		if (isFiled(decision.fate) && !decision.client) return { ok: false, why: 'needs-client' };
		if (decision.fate === 'split' && !decision.privateRegions?.length) {
			return { ok: false, why: 'needs-regions' };
		}
		const slot = slotFor(this.#folders, decision.colleague);
		if (!slot) return { ok: false, why: 'no-such-cabinet' };
		const before = tray.state.pages.get(id);
		const isAsked = needsAttestation(tray.state, before, decision.fate);
		if (isAsked && !words) return { ok: false, why: 'needs-attestation' };
		const cleared = before?.decision ? await this.#undo(id) : await this.#giveBack(id);
		if (!cleared.ok) return cleared;
		// Regions are for ever on the picture as it stood; a reading that comes later may turn the page.
		const stood = decision.turn ?? tray.state.pages.get(id)?.turn ?? 0;
		const attested = isAsked && words ? { attested: await slot.attest(words) } : {};
		const turn = decision.privateRegions ? { turn: stood } : {};
		const whole = { ...decision, ...turn, ...attested };
		// What the chart gets is sealed while the decision goes to the disk. Nothing of it is stored before that is there.
		const page = tray.state.pages.get(id);
		const ready = page && decision.fate === 'chart' ? this.#sealed(page, whole) : undefined;
		ready?.catch(() => undefined);
		const decided = await tray.act({ is: 'page-decided', page: id, decision: whole });
		if (!decided.ok || !isFiled(decision.fate)) return decided;
		return this.#file(id, ready);
	}

	async #undo(id: PageId, cabinet?: OpenCabinet): Promise<Done> {
		const { tray } = this.#folders;
		const page = tray.state.pages.get(id);
		if (!page?.decision) return { ok: false, why: 'not-decided' };
		if (isWithColleague(page)) return { ok: false, why: 'with-colleague' };
		const held = await this.#heldWhole(page, cabinet);
		const copies = page.gone && held ? await this.#copiesBack(held) : undefined;
		if (page.gone && !copies) return { ok: false, why: 'needs-cabinet' };
		const turn = held?.facts.turn === undefined ? {} : { turn: held.facts.turn };
		const now = held?.facts.provenance;
		const kept = now && now !== provenanceOf(tray.state, page) ? { kept: now } : {};

		const begun = page.receipts ? undefined : await this.#begun(page.side.page, page.decision);

		// The tray has the page again before a folder lets go of it.
		const undone = await tray.act(
			{
				is: 'page-undone',
				page: id,
				...copies?.refs,
				...turn,
				...kept,
				...(begun ? { begun } : {})
			},
			copies ? { put: copies.blobs } : {}
		);
		if (!undone.ok) return undone;
		return this.#giveBack(id);
	}

	async #resume(): Promise<number> {
		await this.#folders.tray.catchUp();
		const pages = [...this.#folders.tray.state.pages.values()];
		const owed = pages.filter((page) => page.owed);
		const begun = pages.filter(
			(page) => page.decision && isFiled(page.decision.fate) && !page.receipts
		);
		for (const page of owed) await this.#giveBack(page.side.page);
		for (const page of begun) await this.#file(page.side.page);
		return owed.length + begun.length;
	}

	async #sweep(): Promise<Done> {
		const { tray } = this.#folders;
		const filed = [...tray.state.pages.values()].filter((page) => page.receipts && !page.gone);
		if (filed.length === 0) return { ok: true };
		const blobs = filed.flatMap((page) => [
			page.picture,
			page.thumbnail,
			...(page.reading ? [page.reading] : [])
		]);
		return tray.act(
			{ is: 'copies-removed', pages: filed.map((page) => page.side.page) },
			{ remove: blobs.map(({ sha256 }) => sha256) }
		);
	}

	/** Takes a page out of the folders that still hold it, each with a line in its own ledger. */
	async #giveBack(id: PageId): Promise<Done> {
		const { tray, chart } = this.#folders;
		const page = tray.state.pages.get(id);
		if (!page?.owed) return { ok: true };
		const because = 'The decision was taken back.';
		for (const { to, of, page: filed, blobs } of page.owed) {
			const slot = slotFor(this.#folders, of);
			if (!slot) return { ok: false, why: 'no-such-cabinet' };
			const client = page.owedBy;
			// What was read since it was filed is in no receipt.
			const now = to === 'chart' ? chart.state.pages.get(filed) : undefined;
			const pieces = [...blobs, ...(now ? blobsOf(now) : [])];
			const remove = [...new Set(pieces.map(({ sha256 }) => sha256))];
			const withdrawn =
				to === 'chart' && client
					? await chart.act({ is: 'page-withdrawn', page: filed, client, because }, { remove })
					: await slot.withdraw(filed, blobs, because);
			if (!withdrawn.ok) return withdrawn;
		}
		return tray.act({ is: 'page-returned', page: id });
	}

	/** Where a filing without receipts may have got to. Taking out of a cabinet what is not in it is harmless. */
	async #begun(id: PageId, decision: Decision): Promise<readonly Receipt[] | undefined> {
		const { fate } = decision;
		if (!isFiled(fate)) return undefined;
		const { chart } = this.#folders;
		const begun: Receipt[] = [];
		if (fate !== 'chart') {
			begun.push({ to: 'cabinet', ...whoseCabinet(decision), page: id, event: '', blobs: [] });
		}
		if (fate !== 'cabinet') {
			await chart.catchUp();
			const page = fate === 'split' ? await partIdOf(id) : id;
			const charted = chart.state.pages.get(page);
			if (charted) begun.push({ to: 'chart', page, event: '', blobs: blobsOf(charted) });
		}
		return begun;
	}

	async #file(id: PageId, ready?: Promise<SealedPart>): Promise<Done> {
		const { tray } = this.#folders;
		const page = tray.state.pages.get(id);
		if (!page?.decision) return { ok: false, why: 'not-decided' };
		const receipts: Receipt[] = [];
		// A split page's private whole goes first: its chart part must never be all that is left.
		if (page.decision.fate !== 'chart') {
			const dropped = await this.#drop(page, page.decision);
			if (!dropped.ok) return dropped;
			receipts.push(dropped.receipt);
		}
		if (page.decision.fate !== 'cabinet') {
			const charted = await this.#chart(page, page.decision, ready);
			if (!charted.ok) return charted;
			receipts.push(charted.receipt);
		}
		return tray.act({ is: 'page-filed', page: id, receipts });
	}

	async #drop(page: TrayPage, decision: Decision): Promise<Filed> {
		const { tray } = this.#folders;
		const slot = slotFor(this.#folders, decision.colleague);
		if (!slot) return { ok: false, why: 'no-such-cabinet' };
		const { side } = page;
		if (!decision.client) return { ok: false, why: 'needs-client' };
		const dropped = await slot.drop({
			facts: cabinetFacts(tray.state, page, decision, decision.client),
			picture: await tray.open(page.picture),
			thumbnail: await tray.open(page.thumbnail),
			reading: page.reading && (await tray.open(page.reading))
		});
		if (!dropped.ok) return dropped;
		const { event, blobs } = dropped;
		return {
			ok: true,
			receipt: { to: 'cabinet', ...whoseCabinet(decision), page: side.page, event, blobs }
		};
	}

	/** The chart's part of a page, sealed to the chart. */
	async #sealed(page: TrayPage, decision: Decision): Promise<SealedPart> {
		const { chart } = this.#folders;
		const part = await chartPartOf(this.#folders, page, decision);
		const [picture, thumbnail, reading] = await Promise.all([
			chart.seal(part.picture),
			chart.seal(part.thumbnail),
			part.reading && chart.seal(part.reading)
		]);
		return { part, picture, thumbnail, reading };
	}

	async #chart(
		page: TrayPage,
		decision: Decision,
		ready = this.#sealed(page, decision)
	): Promise<Filed> {
		const { chart, now, signedAs } = this.#folders;
		const { side } = page;
		const { part, picture, thumbnail, reading } = await ready;
		if (!decision.client) return { ok: false, why: 'needs-client' };
		const sealed = [picture, thumbnail, ...(reading ? [reading] : [])];
		const filed: ChartPage = {
			page: part.id,
			client: decision.client,
			...(decision.serviceDate ? { serviceDate: decision.serviceDate } : {}),
			kind: kindOf(page, decision),
			picture: picture.ref,
			thumbnail: thumbnail.ref,
			reading: reading?.ref,
			mediaType: part.mediaType,
			...part.stands,
			dpi: side.dpi,
			sha256: part.sha256,
			filedOn: now().toISOString(),
			filedBy: signedAs,
			provenance: provenanceOf(this.#folders.tray.state, page),
			...decision.marks
		};
		const because = decision.because ? { because: decision.because } : {};
		// A filing that was cut short left these: one page has one set of pieces.
		const before = chart.state.pages.get(part.id);
		const acted = await chart.act(
			{ is: 'page-filed', page: filed, ...because },
			{
				put: sealed.map(({ blob }) => blob),
				remove: before ? blobsOf(before).map(({ sha256 }) => sha256) : []
			}
		);
		if (!acted.ok) return acted;
		const blobs = sealed.map(({ ref }) => ref);
		return { ok: true, receipt: { to: 'chart', page: part.id, event: acted.hash, blobs } };
	}

	/** The folder that has a filed page whole, as far as it is open. */
	async #heldWhole(page: TrayPage, cabinet: OpenCabinet | undefined): Promise<Held | undefined> {
		const { chart } = this.#folders;
		const { page: id } = page.side;
		if (!page.receipts) return undefined;
		const charted = page.decision?.fate === 'chart' ? chart.state.pages.get(id) : undefined;
		if (charted) return { from: chart, facts: charted };
		// The slot writes behind an open cabinet's back.
		await cabinet?.catchUp();
		const facts = cabinet?.state.pages.get(id);
		return cabinet && facts && { from: cabinet, facts };
	}

	/** A filed page's bytes, sealed to the tray again. */
	async #copiesBack({ from, facts }: Held): Promise<Copies> {
		const { tray } = this.#folders;
		const picture = await tray.seal(await from.open(facts.picture));
		const thumbnail = await tray.seal(await from.open(facts.thumbnail));
		// What the tray has forgotten of a private page is found again by reading it again.
		const known = facts.reading && tray.state.pages.get(facts.page)?.suggestion;
		const reading = known && (await tray.seal(await from.open(facts.reading)));
		return {
			refs: {
				taken: { picture: picture.ref, thumbnail: thumbnail.ref },
				...(reading ? { reading: reading.ref } : {})
			},
			blobs: [picture.blob, thumbnail.blob, ...(reading ? [reading.blob] : [])]
		};
	}
}

interface SealedPart {
	readonly part: ChartPart;
	readonly picture: Sealed;
	readonly thumbnail: Sealed;
	readonly reading: Sealed | undefined;
}

interface Held {
	readonly from: Chart | OpenCabinet;
	readonly facts: Pick<
		ChartPage,
		'page' | 'picture' | 'thumbnail' | 'reading' | 'turn' | 'provenance'
	>;
}
