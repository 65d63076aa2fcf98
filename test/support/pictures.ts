/** The signatures of test paper: what its pages look like, from the files themselves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { signatureOf } from '#lib/imaging/signature.ts';

export interface PaperFile {
	readonly id: string;
	readonly file: string;
	readonly filePage?: number;
}

/** A bound page's own scan lies beside the PDF that it was bound into. */
export async function signaturesOf(papers: readonly PaperFile[]): Promise<Uint8Array[]> {
	return Promise.all(
		papers.map(async ({ id, file, filePage }) => {
			const path = filePage === undefined ? file : `box/${id}.jpg`;
			const bytes = await readFile(join('test/paper', path));
			return signatureOf(await sharpCodec.decode(bytes, 'image/jpeg', { maxEdge: 1024 }));
		})
	);
}
