/** The tray's slot: takes scanned sides in for a clinician, and cannot read one back. Who feeds for another holds no more. */
import { sealBlob, type Sealed } from '#lib/ledger/sealed.ts';
import type { Appended, Ledger } from '#lib/ledger/ledger.ts';
import type { SealedBlob } from '#lib/shelf/shelf.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { TrayAction } from './actions.ts';
import { isScanIn, type ScanIn } from './scan-in.ts';

/** How often somebody else may write in between before the act is given up as `behind`. */
const tries = 8;

export class TraySlot {
	readonly #slot: FolderSlot<'tray'>;
	readonly #ledger: Ledger<'tray', TrayAction>;

	constructor(slot: FolderSlot<'tray'>, ledger: Ledger<'tray', TrayAction>) {
		this.#slot = slot;
		this.#ledger = ledger;
	}

	/** Seals bytes to the clinician alone: from here on nobody in this session can open them. */
	seal(plain: Uint8Array): Promise<Sealed> {
		return sealBlob(this.#slot, plain);
	}

	/**
	 * Writes one act with its sealed pieces in one strict transaction, signed by whoever feeds. The slot cannot read on
	 * when the clinician or another feed wrote first; what is scanned in makes sense behind any event.
	 * Throws when the act is none that scanning in may do.
	 */
	async act(action: ScanIn, { put = [] }: { put?: readonly SealedBlob[] } = {}): Promise<Appended> {
		if (!isScanIn(action)) throw new Error('only scanning in goes through the slot of a tray');
		let appended = await this.#ledger.append(action, { put });
		for (let i = 1; i < tries && !appended.ok && appended.why === 'behind'; i++) {
			await this.#ledger.refresh();
			appended = await this.#ledger.append(action, { put });
		}
		return appended;
	}
}
