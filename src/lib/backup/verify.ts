/** Reads a backup back: it counts as one only when every file is there, whole, signed, and can be opened. */
import { walkChain, type VerifierOf } from '#lib/ledger/chain.ts';
import { readEvent, hashOf } from '#lib/ledger/event.ts';
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import { readRoster, verifierIn, type Roster } from '#lib/practice/roster.ts';
import type { StoredEvent } from '#lib/shelf/shelf.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { verify } from '#lib/vault/signing.ts';
import { eventPath, manifestPath, signaturePath, signingDomain, type Manifest } from './entry.ts';
import type { BackupFiles } from './files.ts';

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

/** Bytes that were read and held against the signed list, of all that it names. */
export type OnProgress = (done: number, of: number) => void;

/** A list of a million files is shorter. */
const mostManifest = 512 * 1024 ** 2;

/**
 * People are believed by the signed chain of members alone, never by a file that names them. `know`: the practice where
 * it stands open; a backup whose chain is not the beginning of that one, or its continuation, is refused.
 */
export async function verifyBackup(
	files: BackupFiles,
	know?: Roster,
	onProgress?: OnProgress
): Promise<Verified> {
	if ((files.size(manifestPath) ?? 0) > mostManifest) return fault('not-a-backup');
	const listed = await files.read(manifestPath);
	const signature = await files.read(signaturePath);
	const manifest = parse(listed) as Manifest | undefined;
	if (!manifest || !listed || !signature || !Array.isArray(manifest.files)) {
		return fault('not-a-backup');
	}
	if (manifest.format !== 'format 1') return fault('newer');
	const read = await readRoster(files);
	if (!read.ok) return fault(read.why === 'newer' ? 'newer' : 'broken-members');
	const { roster } = read;
	const verifierOf = verifierIn(roster);
	const verifier = verifierOf(manifest.person as PersonId);
	const isSigned = verifier && (await verify(verifier, signingDomain, listed, signature));
	if (!isSigned || (know && !isSamePractice(roster, know))) return fault('bad-signature');
	const whole = await checkFiles(files, manifest, onProgress);
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

/** The stored events of one folder, in order, as far as they can be read. */
export async function* eventsIn(
	files: BackupFiles,
	folder: string,
	n: number
): AsyncGenerator<StoredEvent, void> {
	for (let i = 1; i <= n; i++) {
		const bytes = await files.read(eventPath(folder, i));
		const read = bytes && readEvent(bytes);
		if (!bytes || !read?.ok) return;
		yield { n: read.event.n, prev: read.event.prev, hash: await hashOf(read.event), bytes };
	}
}

async function checkFiles(
	files: BackupFiles,
	manifest: Manifest,
	onProgress?: OnProgress
): Promise<BackupFault | undefined> {
	const listed = new Set([manifestPath, signaturePath]);
	const of = manifest.files.reduce((sum, { size }) => sum + size, 0);
	let [done, told] = [0, 0];
	for (const { path, size, sha256 } of manifest.files) {
		listed.add(path);
		const there = files.size(path);
		if (there === undefined) return 'missing-file';
		// Looked at before it is read: what is not as long as it was signed need not fit into memory.
		const bytes = there === size ? await files.read(path) : undefined;
		if (bytes?.length !== size || (await sha256Hex(bytes)) !== sha256) return 'altered-file';
		done += size;
		if (done - told < of / 200 && done < of) continue;
		told = done;
		onProgress?.(done, of);
	}
	return (await files.list()).some((path) => !listed.has(path)) ? 'stray-file' : undefined;
}

async function walk(
	files: BackupFiles,
	folder: FolderId,
	n: number,
	verifierOf: VerifierOf
): Promise<string | undefined> {
	let [count, hash] = [0, ''];
	for await (const link of walkChain(eventsIn(files, folder, n), folder, verifierOf)) {
		if (!link.ok) return undefined;
		({ hash } = link);
		count++;
	}
	return count === n ? hash : undefined;
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
