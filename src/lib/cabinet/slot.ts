/** The cabinet's slot: takes pages in, and cannot read one back. Staff hold no more than this. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { PageId } from '#lib/page/ids.ts';
import { sealBlob } from '#lib/ledger/sealed.ts';
import type { Appended, Ledger } from '#lib/ledger/ledger.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import type { CabinetAction, CabinetPage } from './actions.ts';
import { sealAttestation } from './attestation.ts';

/** What goes through the slot, unsealed: it is sealed here before anything is written. */
export interface Dropped {
	readonly facts: Omit<CabinetPage, 'picture' | 'thumbnail' | 'reading'>;
	readonly picture: Uint8Array;
	readonly thumbnail: Uint8Array;
	readonly reading: Uint8Array | undefined;
}

export type DroppedIn =
	| { readonly ok: true; readonly event: string; readonly blobs: readonly BlobRef[] }
	| { readonly ok: false; readonly why: NotCommitted };

export class CabinetSlot {
	readonly #slot: FolderSlot<'cabinet'>;
	readonly #ledger: Ledger<'cabinet', CabinetAction>;

	constructor(slot: FolderSlot<'cabinet'>, ledger: Ledger<'cabinet', CabinetAction>) {
		this.#slot = slot;
		this.#ledger = ledger;
	}

	/** Words that only the cabinet's clinician reads, to go with a page that is dropped. */
	attest(words: string): Promise<string> {
		return sealAttestation(this.#slot, words);
	}

	/** The receipt names ciphertexts only: enough to take the page back, nothing to read it with. */
	async drop({ facts, ...plain }: Dropped): Promise<DroppedIn> {
		const picture = await sealBlob(this.#slot, plain.picture);
		const thumbnail = await sealBlob(this.#slot, plain.thumbnail);
		const reading = plain.reading && (await sealBlob(this.#slot, plain.reading));
		const sealed = [picture, thumbnail, ...(reading ? [reading] : [])];
		const page: CabinetPage = {
			...facts,
			picture: picture.ref,
			thumbnail: thumbnail.ref,
			reading: reading?.ref
		};
		const appended = await this.#append(
			{ is: 'page-dropped', page },
			{ put: sealed.map(({ blob }) => blob) }
		);
		if (!appended.ok) return appended;
		return { ok: true, event: appended.hash, blobs: sealed.map(({ ref }) => ref) };
	}

	/** Takes a page back out by its receipt, with a line of its own in the ledger. */
	async withdraw(
		page: PageId,
		blobs: readonly BlobRef[],
		because: string
	): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: NotCommitted }> {
		return this.#append(
			{ is: 'page-withdrawn', page, because },
			{ remove: blobs.map(({ sha256 }) => sha256) }
		);
	}

	#append(
		action: CabinetAction,
		blobs: Parameters<Ledger<'cabinet', CabinetAction>['append']>[1]
	): Promise<Appended> {
		return appendBlind(this.#ledger, action, blobs);
	}
}

/** A slot cannot read on when another tab wrote first; what goes through one makes sense behind any event. */
export async function appendBlind(
	ledger: Ledger<'cabinet', CabinetAction>,
	action: CabinetAction,
	blobs: Parameters<Ledger<'cabinet', CabinetAction>['append']>[1]
): Promise<Appended> {
	const appended = await ledger.append(action, blobs);
	if (appended.ok || appended.why !== 'behind') return appended;
	await ledger.refresh();
	return ledger.append(action, blobs);
}
