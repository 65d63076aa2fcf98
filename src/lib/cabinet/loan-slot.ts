/** What a colleague may push through a cabinet's slot about loans: copies to keep for a while, and word of them. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { LoanId } from '#lib/page/ids.ts';
import type { Appended, Ledger } from '#lib/ledger/ledger.ts';
import { sealBlob, type Sealed } from '#lib/ledger/sealed.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { CabinetAction } from './actions.ts';
import type { LentPage, LoanReceived } from './loans.ts';
import { appendBlind } from './slot.ts';

/** A page to be lent, opened by its owner. */
export interface Opened {
	readonly page: LentPage;
	readonly picture: Uint8Array;
	readonly thumbnail: Uint8Array;
	readonly reading: Uint8Array | undefined;
}

/** Copies sealed to the colleague's cabinet, not written yet. */
export interface Copies {
	readonly pages: readonly LentPage[];
	readonly sealed: readonly Sealed[];
}

export class LoanSlot {
	readonly #slot: FolderSlot<'cabinet'>;
	readonly #ledger: Ledger<'cabinet', CabinetAction>;

	constructor(slot: FolderSlot<'cabinet'>, ledger: Ledger<'cabinet', CabinetAction>) {
		this.#slot = slot;
		this.#ledger = ledger;
	}

	async copy(opened: readonly Opened[]): Promise<Copies> {
		const sealed: Sealed[] = [];
		const put = async (plain: Uint8Array): Promise<BlobRef> => {
			const piece = await sealBlob(this.#slot, plain);
			sealed.push(piece);
			return piece.ref;
		};
		const pages: LentPage[] = [];
		for (const { page, ...plain } of opened) {
			pages.push({
				...page,
				picture: await put(plain.picture),
				thumbnail: await put(plain.thumbnail),
				reading: plain.reading && (await put(plain.reading))
			});
		}
		return { pages, sealed };
	}

	hand(loan: LoanReceived, { sealed }: Copies): Promise<Appended> {
		const put = sealed.map(({ blob }) => blob);
		return appendBlind(this.#ledger, { is: 'loan-received', loan }, { put });
	}

	/** Tells the lender that their loan was looked at. */
	opened(loan: LoanId): Promise<Appended> {
		return appendBlind(this.#ledger, { is: 'loan-opened', loan }, {});
	}

	/** With the copies, where they lie behind this slot. */
	end(loan: LoanId, because: string, copies: readonly BlobRef[] = []): Promise<Appended> {
		const remove = copies.map(({ sha256 }) => sha256);
		return appendBlind(this.#ledger, { is: 'loan-ended', loan, because }, { remove });
	}
}
