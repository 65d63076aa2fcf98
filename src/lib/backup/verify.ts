/** Reads a backup back: it counts as one only when every file is there, whole, signed, and can be opened. */
import { walkChain, type VerifierOf } from '#lib/ledger/chain.ts';
import { readEvent, hashOf } from '#lib/ledger/event.ts';
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { ReadableFiles } from '#lib/practice/members/chain.ts';
import { readRoster, verifierIn, type Roster } from '#lib/practice/roster.ts';
import type { StoredEvent } from '#lib/shelf/shelf.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { verify } from '#lib/vault/signing.ts';
import { eventPath, manifestPath, signaturePath, signingDomain, type Manifest } from './entry.ts';

export type BackupFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export type BackupFault =
	| 'not-a-backup'
	| 'newer'
	| 'bad-signature'
	| 'missing-file'
	| 'altered-file'
	| 'stray-file'
	| 'broken-ledger'
	| 'broken-members';

export type Verified =
	| {
			readonly ok: true;
			readonly manifest: Manifest;
			/** Who belongs to the practice, as the backup's own chain of members says. */
			readonly roster: Roster;
	  }
	| { readonly ok: false; readonly why: BackupFault };

/**
 * People are believed by the signed chain of members alone, never by a file that names them. `know`: the practice where
 * it stands open; a backup whose chain is not the beginning of that one, or its continuation, is refused.
 */
export async function verifyBackup(files: BackupFiles, know?: Roster): Promise<Verified> {
	const manifest = parse(files.get(manifestPath)) as Manifest | undefined;
	const listed = files.get(manifestPath);
	const signature = files.get(signaturePath);
	if (!manifest || !listed || !signature || !Array.isArray(manifest.files)) {
		return fault('not-a-backup');
	}
	if (manifest.format !== 'format 1') return fault('newer');
	const read = await readRoster(readable(files));
	if (!read.ok) return fault(read.why === 'newer' ? 'newer' : 'broken-members');
	const { roster } = read;
	const verifierOf = verifierIn(roster);
	const verifier = verifierOf(manifest.person as PersonId);
	const isSigned = verifier && (await verify(verifier, signingDomain, listed, signature));
	if (!isSigned || (know && !isSamePractice(roster, know))) return fault('bad-signature');
	const whole = await checkFiles(files, manifest);
	if (whole) return fault(whole);
	for (const { folder, n, hash } of manifest.folders) {
		const head = await walk(files, folder as FolderId, n, verifierOf);
		if (head !== hash) return fault('broken-ledger');
	}
	return { ok: true, manifest, roster };
}

/** Whether one list of people is the other's beginning: the same practice, at two times. */
export function isSamePractice(one: Roster, other: Roster): boolean {
	if (one.hashes.length === 0 || other.hashes.length === 0) {
		// From before the member chain: one person, whose keys must be the same.
		const keys = ({ people }: Roster): string =>
			people.map(({ id, verifier }) => `${id} ${verifier}`).join();
		return one.hashes.length === other.hashes.length && keys(one) === keys(other);
	}
	const common = Math.min(one.hashes.length, other.hashes.length);
	return one.hashes.slice(0, common).every((hash, i) => hash === other.hashes[i]);
}

function readable(files: BackupFiles): ReadableFiles {
	return {
		read: (path) => Promise.resolve(files.get(path)),
		list: (prefix = '') => Promise.resolve([...files.keys()].filter((p) => p.startsWith(prefix)))
	};
}

/** The stored events of one folder, in order. */
export async function eventsIn(
	files: BackupFiles,
	folder: string,
	n: number
): Promise<readonly StoredEvent[]> {
	const events: StoredEvent[] = [];
	for (let i = 1; i <= n; i++) {
		const bytes = files.get(eventPath(folder, i));
		const read = bytes && readEvent(bytes);
		if (!bytes || !read?.ok) break;
		events.push({ n: read.event.n, prev: read.event.prev, hash: await hashOf(read.event), bytes });
	}
	return events;
}

async function checkFiles(
	files: BackupFiles,
	manifest: Manifest
): Promise<BackupFault | undefined> {
	const listed = new Set([manifestPath, signaturePath]);
	for (const { path, size, sha256 } of manifest.files) {
		listed.add(path);
		const bytes = files.get(path);
		if (!bytes) return 'missing-file';
		if (bytes.length !== size || (await sha256Hex(bytes)) !== sha256) return 'altered-file';
	}
	return [...files.keys()].some((path) => !listed.has(path)) ? 'stray-file' : undefined;
}

async function walk(
	files: BackupFiles,
	folder: FolderId,
	n: number,
	verifierOf: VerifierOf
): Promise<string | undefined> {
	const events = await eventsIn(files, folder, n);
	let hash = '';
	for await (const link of walkChain(events, folder, verifierOf)) {
		if (!link.ok) return undefined;
		hash = link.hash;
	}
	return events.length === n ? hash : undefined;
}

function fault(why: BackupFault): Verified {
	return { ok: false, why };
}

function parse(bytes: Uint8Array | undefined): unknown {
	if (!bytes) return undefined;
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return undefined;
	}
}
