/**
 * A clinician's word on a page that lay among the record's paper and is locked away all the same. It is sealed to
 * the cabinet at once: what carries it on its way there, the tray's ledger too, cannot read it.
 */
import { paddedJson, parsePadded } from '#lib/ledger/padded.ts';
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import { open } from '#lib/vault/open.ts';
import { seal } from '#lib/vault/seal.ts';
import type { OpenCabinet } from './open.ts';

/** Base64 of an age file that only the cabinet opens; its length tells little of how much was written. */
export async function sealAttestation(slot: FolderSlot<'cabinet'>, words: string): Promise<string> {
	return toBase64(await seal(slot, paddedJson({ words })));
}

/** The words; `undefined` when they are damaged or were sealed to another cabinet. */
export async function readAttestation(
	{ key }: Pick<OpenCabinet, 'key'>,
	sealed: string
): Promise<string | undefined> {
	const bytes = fromBase64(sealed);
	const opened = bytes && (await open(key, bytes));
	const content = opened?.ok ? parsePadded(opened.bytes)?.value : undefined;
	const { words } = (content ?? {}) as { readonly words?: unknown };
	return typeof words === 'string' ? words : undefined;
}
