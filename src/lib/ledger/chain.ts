/** Walks a chain of stored events without any key, and says where it stops holding. */
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import { BrokenShelf, emptyHead, type Head, type StoredEvent } from '#lib/shelf/shelf.ts';
import { hashOf, isSignedBy, readEvent, type SealedEvent } from './event.ts';

/** An event's place: `n` is Infinity for what must be believed now, e.g. a snapshot. */
export interface Place {
	readonly folder: FolderId;
	readonly n: number;
	readonly hash: string;
}

/**
 * A person's public signing key (base64), or `undefined` for somebody the practice does not know. Asked with a
 * place, also for somebody whose events do not count there: they had left.
 */
export type VerifierOf = (person: PersonId, at?: Place) => string | undefined;

/**
 * `unreadable`: storage failed on it; `damaged`: not an event, or not what its row says; `gap`: a number is
 * missing; `broken-chain`: it does not follow the one before; `wrong-folder`: it belongs elsewhere;
 * `unknown-person`: nobody of the practice signed it; `bad-signature`: not signed by whom it names;
 * `newer-version`: a newer program wrote it; `no-right`: it is signed by somebody who may not do this here.
 */
export type ChainFault =
	| 'unreadable'
	| 'damaged'
	| 'gap'
	| 'broken-chain'
	| 'wrong-folder'
	| 'unknown-person'
	| 'bad-signature'
	| 'newer-version'
	| 'no-right';

export type Link =
	| { readonly ok: true; readonly event: SealedEvent; readonly hash: string }
	| { readonly ok: false; readonly n: number; readonly why: ChainFault };

/** What is walked: a shelf, or the events of a backup. */
export type StoredEvents = AsyncIterable<StoredEvent> | Iterable<StoredEvent>;

/**
 * Every event that holds, in order; then, if one does not, that one with the reason, and nothing after it.
 * `from` is the head to follow on from: everything up to it must have been checked before.
 */
export async function* walkChain(
	stored: StoredEvents,
	folder: FolderId,
	verifierOf: VerifierOf,
	from: Head = emptyHead
): AsyncGenerator<Link, void> {
	let head = from;
	try {
		for await (const row of stored) {
			const link = await checkLink(row, head, folder, verifierOf);
			yield link;
			if (!link.ok) return;
			head = { n: link.event.n, hash: link.hash };
		}
	} catch (error) {
		if (!(error instanceof BrokenShelf)) throw error;
		yield { ok: false, n: error.n ?? head.n + 1, why: 'unreadable' };
	}
}

async function checkLink(
	row: StoredEvent,
	head: Head,
	folder: FolderId,
	verifierOf: VerifierOf
): Promise<Link> {
	const n = head.n + 1;
	const fault = (why: ChainFault): Link => ({ ok: false, n, why });
	const found = readEvent(row.bytes);
	if (!found.ok) return fault(found.why);
	const { event } = found;
	const hash = await hashOf(event);
	// The row's own columns are what the shelf orders and appends by: they must not say anything else.
	if (row.n !== event.n || row.prev !== event.prev || row.hash !== hash) return fault('damaged');
	if (event.folder !== folder) return fault('wrong-folder');
	if (event.n !== n) return fault(event.n > n ? 'gap' : 'broken-chain');
	if (event.prev !== head.hash) return fault('broken-chain');
	const verifier = verifierOf(event.person, { folder, n, hash });
	if (verifier === undefined) {
		return fault(verifierOf(event.person) === undefined ? 'unknown-person' : 'no-right');
	}
	if (!(await isSignedBy(event, verifier))) return fault('bad-signature');
	return { ok: true, event, hash };
}

export type Verified =
	| { readonly ok: true; readonly head: Head }
	| {
			readonly ok: false;
			/** The first event that does not hold, and the last head that does. */
			readonly n: number;
			readonly why: ChainFault;
			readonly head: Head;
	  };

/** The whole chain in one answer. */
export async function verifyChain(
	stored: StoredEvents,
	folder: FolderId,
	verifierOf: VerifierOf
): Promise<Verified> {
	let head = emptyHead;
	for await (const link of walkChain(stored, folder, verifierOf)) {
		if (!link.ok) return { ...link, head };
		head = { n: link.event.n, hash: link.hash };
	}
	return { ok: true, head };
}
