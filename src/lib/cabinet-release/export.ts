/** A cabinet's own pages as files, for its clinician and nobody else: planned, set and proved like a packet. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import { safeName, uniqueName } from '#lib/ehr-export/safe-name.ts';
import { lyingThere, writtenFor, type ExportPlace, type Written } from '#lib/ehr-export/run.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import { formatProof, proofFileFrom } from '#lib/packet/proof-file.ts';
import { proveDraft } from '#lib/packet/prove.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { takenOver } from '#lib/packet/take-over.ts';
import type { Client } from '#lib/page/client.ts';
import { draftNotesFile } from './front.ts';
import type { NotesPress } from './press.ts';
import { cabinetWitness } from './proven.ts';

/** The private pages of one client and one date. */
export interface NotesFile {
	readonly path: string;
	readonly client: Pick<Client, 'id' | 'name' | 'recordNumber'>;
	readonly pages: readonly HeldPage[];
}

/** Pages come in the cabinet's order; each is in exactly one file. */
export function planNotesExport(
	clients: readonly { readonly client: NotesFile['client']; readonly pages: readonly HeldPage[] }[]
): readonly NotesFile[] {
	const folders = new Set<string>(['proofs']);
	return clients.flatMap(({ client, pages }) => {
		const folder = uniqueName(safeName(`${client.name} ${client.recordNumber ?? ''}`), folders);
		const byDate = Map.groupBy(pages, ({ serviceDate }) => serviceDate ?? 'undated');
		return [...byDate].map(([date, some]): NotesFile => ({
			path: `${folder}/${date} private notes.pdf`,
			client,
			pages: some
		}));
	});
}

export interface NotesExportTools {
	readonly cabinet: Pick<OpenCabinet, 'key' | 'sealed' | 'open' | 'state'>;
	readonly codec: Codec;
	readonly press: NotesPress;
	readonly read: PacketReader;
	readonly imprint: Imprint;
	readonly now: () => Date;
	readonly place: ExportPlace;
	readonly signal?: AbortSignal | undefined;
}

export interface NotesStep {
	readonly file: NotesFile;
	readonly sha256: string;
	/** None: it lies there already, proved and of the same pages. */
	readonly write: readonly Written[];
}

/** A page was taken out or changed since, or a file did not pass its proof: nothing of it is handed out. */
export class NotExported extends Error {
	override name = 'NotExported';
}

/** Throws {@link NotExported}, `DamagedBlob`, a codec's errors, or the signal's reason. */
export async function* exportNotes(
	files: readonly NotesFile[],
	tools: NotesExportTools
): AsyncGenerator<NotesStep, void> {
	const { cabinet, codec, press, read, imprint, now, place, signal } = tools;
	for (const file of files) {
		signal?.throwIfAborted();
		if (!file.pages.every((page) => cabinet.state.pages.get(page.page) === page))
			throw new NotExported('the cabinet has changed');
		const source = await sourceOf(file);
		const there = await lyingThere(file.path, source, place);
		if (there) {
			yield { file, sha256: there.sha256, write: [] };
			continue;
		}
		await press.begin({ file, imprint, key: cabinet.key });
		for (const { page, picture, reading } of file.pages) {
			const words = reading && (await cabinet.sealed(reading));
			await press.add({ page, picture: await cabinet.sealed(picture), reading: words });
		}
		const built = await press.finish();
		const bytes = takenOver(built.bytes);
		const proof = await proveDraft({
			...{ draft: draftNotesFile(file, imprint), built: { bytes, made: built.made }, read },
			...{ madeAt: now().toISOString(), ...cabinetWitness(cabinet, codec) },
			...(signal ? { signal } : {})
		});
		if (!proof.ok || !proof.packet) throw new NotExported('a file did not pass its proof');
		const told = formatProof(proofFileFrom({ ...proof, packet: proof.packet }, undefined));
		const proven = { bytes, proof: new TextEncoder().encode(told) };
		yield { file, sha256: proof.sha256, write: writtenFor(file.path, source, proven) };
	}
}

function sourceOf({ client, pages }: NotesFile): Promise<string> {
	const parts = pages.map(({ page, picture, reading, turn = 0 }) => [
		...[page, picture.sha256, reading?.sha256 ?? '', String(turn)]
	]);
	const told = ['1', client.name, client.recordNumber ?? '', ...parts.flat()];
	return sha256Hex(new TextEncoder().encode(JSON.stringify(told)));
}
