/** An exported file that has passed its proof: the only thing that an export hands out. */
import type { ChartKey } from '#lib/chart/open.ts';
import type { ChartReader } from '#lib/chart/reader.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import type { PacketReader } from '#lib/packet/packet-reader.ts';
import { formatProof, proofFileFrom, type SelfTested } from '#lib/packet/proof-file.ts';
import { proveDraft } from '#lib/packet/prove.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import { takenOver } from '#lib/packet/take-over.ts';
import { chartWitness } from '#lib/release/proof/witness.ts';
import type { ExportFile } from './export-plan.ts';
import { draftExport } from './front.ts';
import type { ExportPress } from './press.ts';

export interface ExportTools {
	readonly reader: ChartReader;
	readonly key: ChartKey;
	readonly codec: Codec;
	readonly press: ExportPress;
	readonly read: PacketReader;
	readonly imprint: Imprint;
	readonly now: () => Date;
	/** The test of the program itself before the export. */
	readonly tested?: SelfTested | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** The file did not pass its proof, and was not handed out. */
export class NotProven extends Error {
	override name = 'NotProven';
	readonly path: string;

	constructor(path: string) {
		super('an exported file did not pass its proof');
		this.path = path;
	}
}

export interface ProvenFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly sha256: string;
	readonly proof: Uint8Array<ArrayBuffer>;
}

/** Throws {@link NotProven}, `DamagedBlob`, a codec's errors, or the signal's reason. */
export async function makeFile(file: ExportFile, tools: ExportTools): Promise<ProvenFile> {
	const { reader, key, codec, press, read, imprint, now, tested, signal } = tools;
	await press.begin({ file, imprint, key });
	for (const { page, picture, reading } of file.pages) {
		signal?.throwIfAborted();
		await press.add({
			page,
			picture: await reader.sealed(picture),
			reading: reading && (await reader.sealed(reading))
		});
	}
	const built = await press.finish();
	const bytes = takenOver(built.bytes);
	const proof = await proveDraft({
		...{ draft: draftExport(file, imprint), built: { bytes, made: built.made } },
		...{ read, madeAt: now().toISOString(), ...chartWitness(reader, key, codec) },
		...(signal ? { signal } : {})
	});
	if (!proof.ok || !proof.packet) throw new NotProven(file.path);
	const told = proofFileFrom({ ...proof, packet: proof.packet }, tested);
	return { bytes, sha256: proof.sha256, proof: new TextEncoder().encode(formatProof(told)) };
}
