/**
 * How many half files (see [Note: Half files]) lie in the watched folder, noted in the spool: `station status` knows the spool alone. A count and a
 * moment; it is believed as it stands, for nothing rests on it.
 */
import { readFile } from 'node:fs/promises';
import { isCount, isMoment, parseObject } from '#lib/page/shape.ts';
import { writeDurably } from './durable.ts';

export interface HalfFiles {
	readonly files: number;
	/** Since when there are so many, ISO time. */
	readonly at: string;
}

export async function noteHalfFiles(path: string, { files, at }: HalfFiles): Promise<void> {
	await writeDurably(path, `${JSON.stringify({ v: 1, files, at })}\n`);
}

/** `undefined` where nothing was noted, or nothing that reads. */
export async function notedHalfFiles(path: string): Promise<HalfFiles | undefined> {
	const found = parseObject(await readFile(path, 'utf8').catch(() => ''));
	if (found?.['v'] !== 1) return undefined;
	const { files, at } = found;
	return isCount(files) && isMoment(at) ? { files, at } : undefined;
}
