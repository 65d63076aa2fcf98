/** Makes the files of an export one after the other, each proved before it is handed out; what lies there already is left. */
import { parseProof } from '#lib/packet/proof-file.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import type { ExportFile } from './export-plan.ts';
import { proofPath, type MadeFile } from './manifest.ts';
import { makeFile, type ExportTools, type ProvenFile } from './proven-file.ts';
import { sourceOf } from './source.ts';

/** What lies in the place already; nothing, for a file that is made at one go. */
export interface ExportPlace {
	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export interface Written {
	readonly path: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ExportStep {
	readonly made: MadeFile;
	/** To be written, in this order: the file, its proof, and of what it was made. None: it lies there already. */
	readonly write: readonly Written[];
}

/** Throws as {@link makeFile}. A page that left the chart after the plan was made throws `NotInChart`. */
export async function* exportFiles(
	files: readonly ExportFile[],
	tools: ExportTools,
	place?: ExportPlace
): AsyncGenerator<ExportStep, void> {
	for (const file of files) {
		tools.signal?.throwIfAborted();
		ensureInChart(file, tools);
		const source = await sourceOf(file);
		const there = place && (await lyingThere(file.path, source, place));
		if (there) yield { made: madeOf(file, source, there), write: [] };
		else {
			const proven = await makeFile(file, tools);
			const found = { sha256: proven.sha256, bytes: proven.bytes.length };
			yield { made: madeOf(file, source, found), write: writtenFor(file.path, source, proven) };
		}
	}
}

/** A page was taken out, moved or changed since the export was planned: it must not go out as it was. */
export class NotInChart extends Error {
	override name = 'NotInChart';
}

function ensureInChart({ client, pages }: ExportFile, { reader }: ExportTools): void {
	const live = new Map(reader.pagesOf(client.id).map((page) => [page.page, page]));
	for (const { page, picture, reading, vouched, part2 } of pages) {
		const now = live.get(page);
		const isSame =
			now?.picture.sha256 === picture.sha256 && now.reading?.sha256 === reading?.sha256;
		// It goes out by a clinician's word, or because nobody had said that Part 2 protects it.
		const isTold = (!vouched || now?.vouched !== undefined) && now?.part2 === part2;
		if (!isSame || !isTold) throw new NotInChart();
	}
}

/** What is known of a file that lies there, or is about to. */
export interface Lying {
	readonly sha256: string;
	readonly bytes: number;
}

function madeOf(file: ExportFile, source: string, { sha256, bytes }: Lying): MadeFile {
	const { path, pages } = file;
	const proof = proofPath(path);
	return { file, exported: { path, sha256, bytes, pages: pages.length, source, proof } };
}

/** The file, its proof, and of what it was made. */
export function writtenFor(
	path: string,
	source: string,
	{ bytes, proof }: Pick<ProvenFile, 'bytes' | 'proof'>
): readonly Written[] {
	return [
		{ path, bytes },
		{ path: proofPath(path), bytes: proof },
		// Last: whoever finds it finds a file that was proved and written whole.
		{ path: sourcePath(path), bytes: new TextEncoder().encode(source) }
	];
}

function sourcePath(path: string): string {
	return `proofs/${path.replace(/\.pdf$/u, '.source')}`;
}

/** The file of this very source, still the bytes that were proved; `undefined` when it has to be made. */
export async function lyingThere(
	path: string,
	source: string,
	place: ExportPlace
): Promise<Lying | undefined> {
	const noted = await place.read(sourcePath(path));
	if (!noted || new TextDecoder().decode(noted) !== source) return undefined;
	const [bytes, proof] = [await place.read(path), await place.read(proofPath(path))];
	const parsed = proof && parseProof(new TextDecoder().decode(proof));
	if (!bytes || !parsed?.ok) return undefined;
	const sha256 = await sha256Hex(bytes);
	return parsed.proof.packet.sha256 === sha256 ? { sha256, bytes: bytes.length } : undefined;
}
