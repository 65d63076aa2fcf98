/**
 * The proof of a packet as a file that goes along with it or is kept.
 *
 * [Note: What a proof file says]
 * It holds hashes, sizes and the sentences of the checks: no word of the packet, no name, no id of the practice's. Whoever
 * has the packet can hold it against the proof anywhere. Whoever has only the proof learns how many pages a packet has,
 * and could try a guess at the words of a page: it is to be kept as the packet is. It is not signed; that it is the
 * practice's own is known from the signed history, which names it by its hash.
 */
import { isMoment } from '#lib/page/shape.ts';
import type { FileAccount, PictureAccount, SheetAccount } from './account.ts';

/** A sheet of words alone, a page of the record, or a copy that goes along with them. */
export const sheetKinds = ['front', 'page', 'copy'] as const;
export type SheetKind = (typeof sheetKinds)[number];

export interface ProvenSheet extends SheetAccount {
	readonly is: SheetKind;
}
export interface ProvenAccount extends FileAccount {
	readonly sheets: readonly ProvenSheet[];
}

/** The test that the program made of itself before the packet was built. */
export interface SelfTested {
	/** ISO 8601 time. */
	readonly at: string;
	/** Packets that were spoilt on purpose, each caught by the proof. */
	readonly caught: number;
	/** Marks planted in private pages, none of them found in the packet. */
	readonly marks: number;
}

export interface ProofFile {
	readonly format: typeof format;
	readonly version: 1;
	/** ISO 8601 time of the proof. */
	readonly madeAt: string;
	readonly packet: ProvenAccount;
	readonly checks: readonly { readonly name: string; readonly sentence: string }[];
	readonly selfTest?: SelfTested;
}

const format = 'chart-and-cabinet packet proof';

export function proofFileFrom(
	proof: Pick<ProofFile, 'madeAt' | 'packet' | 'checks'>,
	selfTest: SelfTested | undefined
): ProofFile {
	const { madeAt, packet } = proof;
	const checks = proof.checks.map(({ name, sentence }) => ({ name, sentence }));
	return { format, version: 1, madeAt, packet, checks, ...(selfTest ? { selfTest } : {}) };
}

/** The one way to write it: keys in the order of the alphabet, tabs, a line end at the end. */
export function formatProof(proof: ProofFile): string {
	return `${JSON.stringify(proof, inOrder, '\t')}\n`;
}

function inOrder(_key: string, value: unknown): unknown {
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export type ParsedProof =
	| { readonly ok: true; readonly proof: ProofFile }
	| { readonly ok: false; readonly why: 'not-a-proof' | 'newer' };

/** `newer`: a later version of this program has written it. */
export function parseProof(text: string): ParsedProof {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { ok: false, why: 'not-a-proof' };
	}
	if (!isRecord(value) || value['format'] !== format) return { ok: false, why: 'not-a-proof' };
	const { version } = value;
	if (typeof version === 'number' && version > 1) return { ok: false, why: 'newer' };
	return isProof(value) ? { ok: true, proof: value } : { ok: false, why: 'not-a-proof' };
}

function isProof(
	value: Readonly<Record<string, unknown>>
): value is Record<string, unknown> & ProofFile {
	const { version, madeAt, packet, checks, selfTest } = value;
	return (
		version === 1 &&
		// It is shown to whoever repeats the proof: a time, and nothing that could pass for a sentence.
		isMoment(madeAt) &&
		isAccount(packet) &&
		Array.isArray(checks) &&
		checks.every((check) => isRecord(check) && areTexts(check, ['name', 'sentence'])) &&
		(selfTest === undefined ||
			(isRecord(selfTest) && isMoment(selfTest['at']) && areCounts(selfTest, ['caught', 'marks'])))
	);
}

function isAccount(value: unknown): value is ProvenAccount {
	return (
		isRecord(value) &&
		areHashes(value, ['sha256', 'informationSha256', 'bookmarksSha256']) &&
		areCounts(value, ['bytes', 'objects', 'bookmarks']) &&
		Array.isArray(value['sheets']) &&
		value['sheets'].every(isSheet)
	);
}

function isSheet(value: unknown): value is ProvenSheet {
	return (
		isRecord(value) &&
		sheetKinds.some((kind) => kind === value['is']) &&
		Number.isFinite(value['width']) &&
		Number.isFinite(value['height']) &&
		areCounts(value, ['letters', 'drawings']) &&
		areHashes(value, ['lettersSha256']) &&
		Array.isArray(value['pictures']) &&
		value['pictures'].every(isPicture)
	);
}

function isPicture(value: unknown): value is PictureAccount {
	return (
		isRecord(value) &&
		areCounts(value, ['width', 'height']) &&
		areHashes(value, ['fileSha256']) &&
		(value['pixelsSha256'] === undefined || areHashes(value, ['pixelsSha256']))
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areTexts(value: Record<string, unknown>, names: readonly string[]): boolean {
	return names.every((name) => typeof value[name] === 'string');
}

function areCounts(value: Record<string, unknown>, names: readonly string[]): boolean {
	return names.every((name) => Number.isSafeInteger(value[name]) && Number(value[name]) >= 0);
}

function areHashes(value: Record<string, unknown>, names: readonly string[]): boolean {
	return names.every((name) => /^[0-9a-f]{64}$/.test(String(value[name])));
}
