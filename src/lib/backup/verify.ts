/** Reads a backup back: it counts as one only when every file is there, whole, signed, and can be opened. */
import { walkChain } from '#lib/ledger/chain.ts';
import { readEvent, hashOf } from '#lib/ledger/event.ts';
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { StoredEvent } from '#lib/shelf/shelf.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { Person } from '#lib/vault/person.ts';
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
	| 'broken-ledger';

export type Verified =
	| { readonly ok: true; readonly manifest: Manifest; readonly people: readonly Person[] }
	| { readonly ok: false; readonly why: BackupFault };

/** `know`: the practice's people where it stands open; a backup signed by a stranger is refused then. */
export async function verifyBackup(
	files: BackupFiles,
	know?: readonly Person[]
): Promise<Verified> {
	const manifest = parse(files.get(manifestPath)) as Manifest | undefined;
	const signature = files.get(signaturePath);
	if (!manifest || !signature || !Array.isArray(manifest.files)) return fault('not-a-backup');
	if (manifest.format !== 'format 1') return fault('newer');
	const people = [...files]
		.filter(([path]) => /^people\/[^/]+\.json$/.test(path))
		.flatMap(([, bytes]) => (parse(bytes) as Person | undefined) ?? []);
	const verifiers = new Map((know ?? people).map(({ id, verifier }) => [id, verifier]));
	const verifierOf = (id: PersonId): string | undefined => verifiers.get(id);
	const verifier = verifierOf(manifest.person as PersonId);
	const listed = files.get(manifestPath);
	if (!verifier || !listed || !(await verify(verifier, signingDomain, listed, signature))) {
		return fault('bad-signature');
	}
	const whole = await checkFiles(files, manifest);
	if (whole) return fault(whole);
	for (const { folder, n, hash } of manifest.folders) {
		const head = await walk(files, folder as FolderId, n, verifierOf);
		if (head !== hash) return fault('broken-ledger');
	}
	return { ok: true, manifest, people };
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
	verifierOf: (id: PersonId) => string | undefined
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
