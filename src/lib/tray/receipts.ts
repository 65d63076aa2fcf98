/**
 * Receipts of what somebody fed for a clinician: ids, hashes and times, never a name or a word of a page. They are
 * sealed to whoever fed, one small file a box, so that they are there after a reload.
 */
import { readEvent } from '#lib/ledger/event.ts';
import type { BoxId, PageId, PersonId } from '#lib/page/ids.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { openWith, sealTo } from '#lib/vault/age.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';

export interface FedReceipt {
	/** The side's id; of an act about the whole box, the box's. */
	readonly id: PageId | BoxId;
	readonly box: BoxId;
	/** SHA-256 of the sealed picture as it was stored, hex; absent for an act about the whole box. */
	readonly sealed?: string;
	/** The event's place in the tray's chain, and its hash. */
	readonly n: number;
	readonly event: string;
	readonly at: string;
	readonly by: PersonId;
	readonly for: PersonId;
	/** The last act of the box. */
	readonly last?: true;
}

/** Who writes and reads their own: nobody else's key opens them. */
export type ReceiptHolder = Pick<UnlockedPerson, 'identity'> & {
	readonly person: Pick<UnlockedPerson['person'], 'id' | 'recipient'>;
};

export class FedReceipts {
	readonly #files: PracticeFiles;
	readonly #me: ReceiptHolder;
	#last: Promise<unknown> = Promise.resolve();

	constructor(files: PracticeFiles, me: ReceiptHolder) {
		this.#files = files;
		this.#me = me;
	}

	/** `false`: it could not be kept. What it is about is stored all the same, see {@link withoutReceipt}. */
	add(receipt: FedReceipt): Promise<boolean> {
		const turn = this.#last.then(() => this.#add(receipt));
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	/** Every receipt, by its time. A file that does not open is left out: the tray's chain still tells of its acts. */
	async all(): Promise<readonly FedReceipt[]> {
		const paths = await this.#files.list(this.#prefix);
		const kept = await Promise.all(paths.map((path) => this.#read(path)));
		return kept.flat().sort((a, b) => a.at.localeCompare(b.at));
	}

	get #prefix(): string {
		return `people/${this.#me.person.id}.fed.`;
	}

	async #add(receipt: FedReceipt): Promise<boolean> {
		const path = `${this.#prefix}${receipt.box}.age`;
		const kept = [...(await this.#read(path)), receipt];
		const text = new TextEncoder().encode(JSON.stringify({ v: 1, kept }));
		const bytes = await sealTo([this.#me.person.recipient], text);
		return (await this.#files.write([{ path, bytes }])).ok;
	}

	async #read(path: string): Promise<readonly FedReceipt[]> {
		const file = await this.#files.read(path);
		const opened = file && (await openWith(this.#me.identity, file));
		if (!opened?.ok) return [];
		return (JSON.parse(new TextDecoder().decode(opened.bytes)) as { kept: FedReceipt[] }).kept;
	}
}

/** What one person fed into one box, from their receipts alone. */
export interface FedBoxCount {
	readonly box: BoxId;
	readonly for: PersonId;
	readonly from: string;
	readonly until: string;
	/** Sides that are sealed in. */
	readonly sides: number;
	/** All of it went in; otherwise the feeding was cut short. */
	readonly isWhole: boolean;
}

/** The latest first. */
export function countByBox(receipts: readonly FedReceipt[]): readonly FedBoxCount[] {
	const boxes = new Map<BoxId, FedBoxCount>();
	for (const { box, for: whom, at, sealed, last } of receipts) {
		const before = boxes.get(box);
		boxes.set(box, {
			box,
			for: whom,
			from: before?.from ?? at,
			until: at,
			sides: (before?.sides ?? 0) + (sealed === undefined ? 0 : 1),
			isWhole: (before?.isWhole ?? false) || last === true
		});
	}
	return [...boxes.values()].sort((a, b) => b.until.localeCompare(a.until));
}

/**
 * Acts that this person has signed in a tray and has no receipt of, because the machine stopped in between: they are
 * stored all the same. The chain says so in the clear; no key is needed.
 */
export async function withoutReceipt(
	shelf: Pick<Shelf, 'events'>,
	person: PersonId,
	receipts: readonly FedReceipt[]
): Promise<number> {
	const known = new Set(receipts.map(({ event }) => event));
	let missing = 0;
	for await (const { hash, bytes } of shelf.events()) {
		const read = readEvent(bytes);
		if (read.ok && read.event.person === person && !known.has(hash)) missing++;
	}
	return missing;
}
