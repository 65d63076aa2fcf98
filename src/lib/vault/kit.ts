/**
 * The recovery kit: one printed age identity a person, for the day when the passphrase is gone.
 * Typed into a file without its spaces, the `age` command takes it as it is.
 */
import { recipientOf } from './age.ts';
import { openKeyFile, type Holder, type OpenedFolder } from './folder.ts';
import type { FolderKind, FolderSlot } from './folder-key.ts';
import { makeIdentity, parseIdentity } from './identity.ts';
import { Redacted } from './redacted.ts';

const start = 'AGE-SECRET-KEY-1';
/** 32 bytes in five-bit letters, and six letters of checksum. */
const letters = 58;

export interface RecoveryKit {
	/** `AGE-SECRET-KEY-1` and the rest in groups of four, for print. */
	readonly printed: Redacted;
	/** The same without spaces: what goes into `kit.txt` and the QR code. */
	readonly typed: Redacted;
	/** `age1…`: what key files are sealed to. Not a secret. */
	readonly recipient: string;
}

export interface OpenedKit extends Holder {
	readonly recipient: string;
}

export type ParsedKit =
	| { readonly ok: true; readonly kit: OpenedKit }
	| { readonly ok: false; readonly why: 'too-short' | 'too-long' | 'mistyped' };

/** The kit is kept nowhere: it exists until it is printed. */
export async function makeKit(): Promise<RecoveryKit> {
	const { recipient, line } = await makeIdentity();
	// Print needs a string; it is short-lived and cannot be wiped. See [Note: Secrets are bytes].
	const typed = new TextDecoder().decode(line);
	line.fill(0);
	const groups = typed.slice(start.length).match(/.{1,4}/g) ?? [];
	return {
		printed: new Redacted([start, ...groups].join(' ')),
		typed: new Redacted(typed),
		recipient
	};
}

/** Takes what a person types from paper: any case, spaces, dashes and line breaks; the first words may be left out. */
export async function parseKit(typed: string): Promise<ParsedKit> {
	const plain = typed
		.toUpperCase()
		.replace(/[^A-Z0-9]/g, '')
		.replace(/^AGESECRETKEY[1IL]/, '')
		// Letters that the alphabet leaves out because they look like these.
		.replace(/[1I]/g, 'L')
		.replaceAll('O', '0')
		.replaceAll('B', '8');
	if (plain.length < letters) return { ok: false, why: 'too-short' };
	if (plain.length > letters) return { ok: false, why: 'too-long' };
	const line = new TextEncoder().encode(start + plain);
	try {
		const identity = await parseIdentity(line);
		if (!identity) return { ok: false, why: 'mistyped' };
		return { ok: true, kit: { identity, recipient: await recipientOf(identity) } };
	} finally {
		line.fill(0);
	}
}

/** Opens a key file that was sealed to the kit: any of the owner's folders, the cabinet by its kit file. */
export function openWithKit<K extends FolderKind>(
	kit: OpenedKit,
	keyFile: Uint8Array,
	slot: FolderSlot<K>
): Promise<OpenedFolder<K>> {
	return openKeyFile(kit, keyFile, slot);
}
