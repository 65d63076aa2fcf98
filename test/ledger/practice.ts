/** A small practice for ledger tests: people, a folder, a shelf in memory. */
import { Ledger, type LedgerParts } from '#lib/ledger/ledger.ts';
import type { VerifierOf } from '#lib/ledger/chain.ts';
import type { DeviceId, FolderId, PersonId } from '#lib/page/ids.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import type { StoredEvent } from '#lib/shelf/shelf.ts';
import { createFolder, type CreatedFolder } from '#lib/vault/folder.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit } from '#lib/vault/kit.ts';
import { createPerson, type Role, type UnlockedPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { steppingClock } from '../support/clock.ts';

export type Note = { readonly is: 'noted'; readonly text: string };

export async function somebody(role: Role = 'clinician'): Promise<UnlockedPerson> {
	const { recipient: kit } = await makeKit();
	const { unlocked } = await createPerson(
		{ name: 'Ana Example', credential: 'LCSW', role, passphrase: 'a b c', kit },
		hardenHere({ logN: 4 })
	);
	return unlocked;
}

/** What the practice knows of its people. */
export function known(...people: readonly UnlockedPerson[]): VerifierOf {
	const verifiers = new Map<PersonId, string>(
		people.map(({ person }) => [person.id, person.verifier])
	);
	return (person) => verifiers.get(person);
}

export interface Setting {
	readonly ana: UnlockedPerson;
	readonly folder: CreatedFolder<'chart'>;
	readonly shelf: MemoryShelf;
	readonly ledger: Ledger<'chart', Note>;
	readonly parts: LedgerParts<'chart'>;
}

export async function setupLedger(extra: Partial<LedgerParts<'chart'>> = {}): Promise<Setting> {
	const ana = await somebody();
	const folder = await createFolder('chart', newId<FolderId>(), [ana.person.recipient]);
	const shelf = new MemoryShelf(folder.slot.folder);
	const parts: LedgerParts<'chart'> = {
		slot: folder.slot,
		shelf,
		device: newId<DeviceId>(),
		author: ana,
		clock: steppingClock(),
		...extra
	};
	return { ana, folder, shelf, parts, ledger: new Ledger<'chart', Note>(parts) };
}

export function noted(text: string): Note {
	return { is: 'noted', text };
}

export async function storedEvents(shelf: MemoryShelf): Promise<StoredEvent[]> {
	const found: StoredEvent[] = [];
	for await (const event of shelf.events()) found.push(event);
	return found;
}

/** A shelf that answers with these rows, whatever they say: storage that was tampered with. */
export class TamperedShelf extends MemoryShelf {
	readonly #rows: readonly StoredEvent[];

	constructor(folder: FolderId, rows: readonly StoredEvent[]) {
		super(folder);
		this.#rows = rows;
	}

	// eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
	override async *events(after = 0): AsyncGenerator<StoredEvent, void> {
		for (const row of this.#rows) if (row.n > after) yield row;
	}

	override event(n: number): Promise<StoredEvent | undefined> {
		return Promise.resolve(this.#rows.find((row) => row.n === n));
	}
}
