/** The proof of a packet from the cabinet: kept in its own history, and handed out with its certificate by its clinician. */
import { notesCertificate } from '#lib/cabinet-release/certificate.ts';
import { notesName, type ProvenNotes } from '#lib/cabinet-release/proven.ts';
import { formatProof, parseProof, proofFileFrom } from '#lib/packet/proof-file.ts';
import type { NotesRelease } from '#lib/page/notes-release.ts';
import { proofNameOf } from '#lib/release/proof/certificate.ts';
import { momentWords } from '#lib/ui/moments.ts';

export interface NamedFile {
	readonly name: string;
	readonly file: Blob;
}

/** As it is kept. The program's test of itself is of packets from a chart: none is told of here. */
export function proofOf({ proof }: ProvenNotes): Uint8Array<ArrayBuffer> {
	const { packet } = proof;
	if (!packet) throw new Error('a proven packet without an account');
	return new TextEncoder().encode(formatProof(proofFileFrom({ ...proof, packet }, undefined)));
}

/** `bytes`: the proof file, opened. Throws when it is none. */
export function proofFileOf(release: NotesRelease, bytes: Uint8Array<ArrayBuffer>): NamedFile {
	if (!parseProof(new TextDecoder().decode(bytes)).ok) throw new Error('a kept proof is none');
	const file = new Blob([bytes], { type: 'application/json' });
	return { name: proofNameOf(notesName(release)), file };
}

export async function certificateFileOf(
	release: NotesRelease,
	bytes: Uint8Array<ArrayBuffer>,
	practice: string
): Promise<NamedFile> {
	const parsed = parseProof(new TextDecoder().decode(bytes));
	if (!parsed.ok) throw new Error(`a kept proof is ${parsed.why}`);
	const { proof } = parsed;
	const name = notesName(release);
	const told = notesCertificate(proof, name, momentWords(proof.madeAt));
	// It sets type with the packet's own library, which no other screen needs.
	const { setCertificate } = await import('#lib/release/proof/certificate-pdf.ts');
	const set = await setCertificate(told, practice, release.preparedOn);
	return {
		name: name.replace(/\.pdf$/u, '-certificate.pdf'),
		file: new Blob([set], { type: 'application/pdf' })
	};
}
