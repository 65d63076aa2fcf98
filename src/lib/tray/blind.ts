/**
 * A clinician's tray as whoever feeds for them has it: what went in during this session is counted, and nothing of
 * it can be opened, nor anything that was there before.
 */
import type { Sealed } from '#lib/ledger/sealed.ts';
import type { Appended } from '#lib/ledger/ledger.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { SealedBlob } from '#lib/shelf/shelf.ts';
import type { TrayAction } from './actions.ts';
import type { FedReceipt, FedReceipts } from './receipts.ts';
import { isScanIn, type ScanIn } from './scan-in.ts';
import type { TraySlot } from './slot.ts';
import { emptyTray, foldTray, type TrayState } from './state.ts';

export interface BlindTrayParts {
	readonly slot: TraySlot;
	readonly receipts: FedReceipts;
	/** Who feeds, and for whom. */
	readonly by: PersonId;
	readonly for: PersonId;
}

export class BlindTray {
	/** Acts that are stored, and of which no receipt could be kept. */
	unreceipted = 0;
	readonly #parts: BlindTrayParts;
	readonly #listeners = new Set<() => void>();
	#state = emptyTray;

	constructor(parts: BlindTrayParts) {
		this.#parts = parts;
	}

	/** What this session fed: ids, sizes and counts. */
	get state(): TrayState {
		return this.#state;
	}

	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	seal(plain: Uint8Array): Promise<Sealed> {
		return this.#parts.slot.seal(plain);
	}

	/** Resolves once it is on disk and counted. Throws for anything but scanning in. */
	async act(
		action: TrayAction,
		blobs: { readonly put?: readonly SealedBlob[] } = {}
	): Promise<Appended> {
		const { slot, receipts, by } = this.#parts;
		if (!isScanIn(action)) throw new Error('who feeds for another scans in, and nothing else');
		const told = { n: 0, at: '', person: by, action };
		// As for an open tray: what cannot be folded is never written.
		foldTray(this.#state, [told]);
		const appended = await slot.act(action, blobs);
		if (!appended.ok) return appended;
		const { n, at } = appended;
		if (!(await receipts.add(this.#receipt(action, appended)))) this.unreceipted++;
		this.#state = foldTray(this.#state, [{ ...told, n, at }]);
		for (const listener of this.#listeners) listener();
		return appended;
	}

	#receipt(action: ScanIn, { n, hash, at }: Extract<Appended, { ok: true }>): FedReceipt {
		const { by, for: whom } = this.#parts;
		const facts = { n, event: hash, at, by, for: whom };
		if (action.is !== 'side-taken') {
			const { box } = action;
			return { id: box, box, ...facts, ...(action.is === 'box-fed' ? { last: true } : {}) };
		}
		const { side, picture } = action.taken;
		return { id: side.page, box: side.box, sealed: picture.sha256, ...facts };
	}
}
