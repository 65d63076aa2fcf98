/**
 * How the log names something that was not taken up. By its bytes' hash like every other file, where they can be read; by a
 * mark of its place where they cannot: the same at every start, and of no use to whoever tries names out.
 */
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { mostFileBytes } from '#lib/intake/taken.ts';
import { hexOf } from '#lib/page/bytes.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { macOf } from '#lib/vault/mac.ts';
import { hashOf } from './endings.ts';
import { shortOf } from './log.ts';
import type { LeftAlone } from './waiting-files.ts';

export type NameInLog =
	| { readonly file: string }
	/** Of its path in the watched folder, under the pairing's secret. */
	| { readonly pathMark: string };

/** Where a path lies, and whose secret hides it. */
export interface Place {
	/** The watched folder. */
	readonly folder: string;
	readonly pairing: Pick<Pairing, 'secret'>;
}

const readable: ReadonlySet<LeftAlone> = new Set(['no-scan', 'half-file']);

/** Of something that is left where it is. A link's bytes are not ours to read. */
export async function nameOfLeft(path: string, why: LeftAlone, at: Place): Promise<NameInLog> {
	const file = readable.has(why) ? await shortHash(path) : undefined;
	return file === undefined ? pathMark(path, at) : { file };
}

/** Of something whose bytes cannot be read. */
export async function pathMark(path: string, at: Place): Promise<NameInLog> {
	return { pathMark: await markOfPath(path, at) };
}

export async function markOfPath(path: string, { folder, pairing }: Place): Promise<string> {
	const inside = relative(folder, path).split(sep).join('/');
	return shortOf(hexOf(await macOf(pairing.secret, 'path', [inside])));
}

/** `undefined` where it cannot be read, or only in minutes: then it is none of the scans that a hash would help to find. */
async function shortHash(path: string): Promise<string | undefined> {
	try {
		const { size } = await stat(path);
		return size > mostFileBytes ? undefined : shortOf(await hashOf(path));
	} catch {
		return undefined;
	}
}
