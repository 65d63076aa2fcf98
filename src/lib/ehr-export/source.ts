/** What a file was made from, as one hash: a file that stands for the same source need not be written again. */
import { sha256Hex } from '#lib/packet/sha256.ts';
import type { ExportFile } from './export-plan.ts';

/** Raised when files come out another way: what earlier versions wrote is then written anew. */
const made = 1;

/** The day on which it was made is no part of it: a file that stands goes on standing. */
export function sourceOf({ client, pages, kind }: ExportFile): Promise<string> {
	const parts = pages.map(({ page, picture, reading, turn = 0, serviceDate = '' }) => [
		...[page, picture.sha256, reading?.sha256 ?? '', String(turn), serviceDate]
	]);
	const told = [String(made), client.name, client.recordNumber ?? '', kind, ...parts.flat()];
	return sha256Hex(new TextEncoder().encode(JSON.stringify(told)));
}
