/** Takes a page out of the chart and locks it away, for a clinician who sees that it was never the record's. */
import type { CabinetSlot } from '#lib/cabinet/slot.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { marksOf } from '#lib/page/marks.ts';
import type { Decision } from '#lib/tray/actions.ts';
import { blobsOf, kindOf, takenOut } from '#lib/tray/filed-page.ts';
import type { Filing } from '#lib/tray/filing.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import { outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

export interface LockAwayParts {
	readonly tray: Tray;
	readonly chart: Chart;
	readonly slot: Pick<CabinetSlot, 'drop' | 'attest'>;
	readonly filing: Pick<Filing, 'undo' | 'decide' | 'undisturbed'>;
}

export type LockedAway = Outcome & {
	/** Puts it back into the chart; absent where the chart would not have it again as it was. */
	readonly back?: () => Promise<Outcome>;
};

export class LockAway {
	readonly #parts: LockAwayParts;

	constructor(parts: LockAwayParts) {
		this.#parts = parts;
	}

	/** Paper that lay among the record's pages is private only with a word on why (45 CFR 164.501). */
	needsWords({ provenance }: ChartPage): boolean {
		return provenance === 'interfiled';
	}

	/** The whole of a mixed page is locked away already; its cut is changed in Decide. */
	isPossible({ kind }: ChartPage): boolean {
		return kind !== 'mixed-part';
	}

	/** `because` and `words` are the cabinet's own: the chart learns that a page was taken out, and no more. */
	async lockAway(page: ChartPage, because: string, words: string): Promise<LockedAway> {
		if (this.needsWords(page) && !words.trim())
			return { ok: false, sentence: sentenceFor('needs-attestation') };
		const { tray, filing } = this.#parts;
		const own = tray.state.pages.get(page.page);
		const isWhole = own?.decision !== undefined && this.#isAsFiled(page, own, own.decision);
		if (own?.decision?.fate !== 'chart') return this.#another(page, because, words);
		// First back to the tray, which learns where its paper was kept as the chart has it now.
		const undone = await filing.undo(page.page);
		if (!undone.ok) return outcomeOf(undone);
		const { client, serviceDate } = page;
		const decided = await filing.decide(
			page.page,
			{ fate: 'cabinet', client, because, ...(serviceDate ? { serviceDate } : {}) },
			words
		);
		if (!decided.ok || !isWhole) return outcomeOf(decided);
		return { ok: true, back: () => this.#back(page) };
	}

	/** Whether nothing was made of it in the chart that went with it: a copy, other words, a word for it, a note, another kind. */
	#isAsFiled(page: ChartPage, own: TrayPage, decision: Decision): boolean {
		const { notes } = this.#parts.chart.state;
		return (
			!page.redacted &&
			!page.readAs &&
			!page.vouched &&
			(notes.get(page.page) ?? []).length === 0 &&
			kindOf(own, decision) === page.kind
		);
	}

	/** Like the line of its leaving, its own says nothing of where it was. */
	async #back(page: ChartPage): Promise<Outcome> {
		const { filing } = this.#parts;
		const undone = await filing.undo(page.page);
		if (!undone.ok) return outcomeOf(undone);
		const { client, serviceDate } = page;
		const decided = await filing.decide(page.page, {
			...{ fate: 'chart', client, marks: marksOf(page) },
			...(serviceDate ? { serviceDate } : {}),
			because: takenOut.andBack
		});
		return outcomeOf(decided);
	}

	/** One that somebody else has filed. The cabinet has it before the chart lets go of it. */
	#another(page: ChartPage, because: string, words: string): Promise<Outcome> {
		const { chart, slot, filing } = this.#parts;
		return filing.undisturbed(async () => {
			await chart.catchUp();
			const now = chart.state.pages.get(page.page);
			if (!now) return { ok: true };
			const { page: id, client, mediaType, dpi, sha256, width, height, provenance } = now;
			const attested = this.needsWords(now) ? await slot.attest(words.trim()) : undefined;
			const dropped = await slot.drop({
				facts: {
					...{ page: id, client, mediaType, dpi, sha256, width, height, provenance, because },
					...(now.turn === undefined ? {} : { turn: now.turn }),
					...(now.serviceDate ? { serviceDate: now.serviceDate } : {}),
					...(attested ? { attested } : {})
				},
				picture: await chart.open(now.picture),
				thumbnail: await chart.open(now.thumbnail),
				reading: now.reading && (await chart.open(now.reading))
			});
			if (!dropped.ok) return outcomeOf(dropped);
			const remove = blobsOf(now).map(({ sha256: name }) => name);
			return outcomeOf(
				await chart.act(
					{ is: 'page-withdrawn', page: id, client, because: takenOut.why },
					{ remove }
				)
			);
		});
	}
}
