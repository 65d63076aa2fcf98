/**
 * A snapshot: a folder's folded state, sealed and signed, so that opening reads it and the few later events
 * instead of the whole chain. It is a cache: when in doubt it is ignored, and the chain is read from the start.
 */
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { Committed, Head, Shelf } from '#lib/shelf/shelf.ts';
import { lengthPrefixed } from '#lib/vault/fields.ts';
import type { FolderKey, FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { open } from '#lib/vault/open.ts';
import { seal } from '#lib/vault/seal.ts';
import { sign, verify } from '#lib/vault/signing.ts';
import type { VerifierOf } from './chain.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { hashOf, readEvent } from './event.ts';
import type { Author } from './ledger.ts';
import { paddedJson, parsePadded } from './padded.ts';

/** Since 2 the sealed state is signed by its hash: Ed25519 itself would read a large one twice. */
const version = 2;
const domain = `chart-and-cabinet snapshot v${version}`;
const place = 'snapshot';

interface SnapshotHead {
	readonly v: typeof version;
	readonly folder: FolderId;
	readonly epoch: number;
	readonly person: PersonId;
	readonly n: number;
	/** Hash of event n. */
	readonly head: string;
	/** Raised by the folder when its state takes another shape: an older snapshot is then ignored. */
	readonly shape: number;
}

/** `state` must be plain JSON. `head` is the last event that is folded into it. */
export async function keepSnapshot(
	shelf: Shelf,
	slot: FolderSlot<FolderKind>,
	author: Author,
	snapshot: { readonly state: unknown; readonly head: Head; readonly shape: number }
): Promise<Committed> {
	const { folder, epoch } = slot;
	const { n, hash } = snapshot.head;
	const person = author.person.id;
	const head: SnapshotHead = {
		v: version,
		...{ folder, epoch, person, n },
		head: hash,
		shape: snapshot.shape
	};
	const ct = await seal(slot, paddedJson(snapshot.state));
	const sig = await sign(author.signer, domain, await fieldsOf(head, ct));
	return shelf.keep(place, writeEnvelope({ head: { ...head }, sig, ct }));
}

/**
 * The newest snapshot, if its event is in this chain and its author is believed; otherwise `undefined`.
 * `verifierOf` must know only those who may write one: for a tray or a cabinet its clinician, since anyone with
 * the slot could seal a false state into it.
 */
export async function readSnapshot<K extends FolderKind>(
	shelf: Shelf,
	key: FolderKey<K>,
	verifierOf: VerifierOf,
	shape: number
): Promise<{ readonly state: unknown; readonly head: Head } | undefined> {
	const bytes = await shelf.kept(place);
	const envelope = bytes && readEnvelope(bytes);
	if (!envelope || !isSnapshotHead(envelope.head)) return undefined;
	const { head, sig, ct } = envelope;
	if (head.folder !== shelf.folder || head.shape !== shape) return undefined;
	// Whoever has left could still write one of an earlier time: only those who are here now are believed.
	const now = { folder: head.folder, n: Infinity, hash: head.head };
	const verifier = verifierOf(head.person, now);
	if (verifier === undefined) return undefined;
	if (!(await verify(verifier, domain, await fieldsOf(head, ct), sig))) return undefined;
	if (!(await isInChain(shelf, head))) return undefined;
	const opened = await open(key, ct);
	const content = opened.ok ? parsePadded(opened.bytes) : undefined;
	return content && { state: content.value, head: { n: head.n, hash: head.head } };
}

async function isInChain(shelf: Shelf, { n, head, folder }: SnapshotHead): Promise<boolean> {
	const stored = await shelf.event(n);
	const found = stored && readEvent(stored.bytes);
	if (!found?.ok || found.event.n !== n || found.event.folder !== folder) return false;
	return (await hashOf(found.event)) === head;
}

async function fieldsOf(
	head: SnapshotHead,
	ct: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	const { v, folder, epoch, person, n, head: hash, shape } = head;
	const counts = [v, epoch, n, shape].map(String);
	return lengthPrefixed([...counts, folder, person, hash, await sha256Hex(ct)]);
}

function isSnapshotHead(head: unknown): head is SnapshotHead {
	const { v, folder, epoch, person, n, head: hash, shape } = head as Record<string, unknown>;
	return (
		v === version &&
		[folder, person, hash].every((text) => typeof text === 'string') &&
		[epoch, n, shape].every((count) => Number.isSafeInteger(count))
	);
}
