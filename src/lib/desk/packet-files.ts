/** What a proven packet is saved as: one PDF, or one ZIP with its volumes and their proofs. */
import { bundled } from '#lib/packet/bundle.ts';
import { bundleNameOf, fileNamesOf } from '#lib/release/disclosure.ts';
import { proofNameOf } from '#lib/release/proof/certificate.ts';
import type { Proven } from '#lib/release/proof/proven.ts';

export interface SavedPacket {
	readonly file: Blob;
	readonly name: string;
}

/**
 * Browsers ask, or refuse, when one press saves several files: volumes go into one. `proofs` are those of the volumes, in
 * their order; none go with a locked packet, since a proof lets a guess at a page's words be tried.
 */
export function savedAs(packet: Proven, proofs: readonly Uint8Array<ArrayBuffer>[]): SavedPacket {
	const names = fileNamesOf(packet);
	const [first, ...more] = packet.files();
	const [name] = names;
	if (!first || name === undefined) throw new Error('a packet without a file');
	if (more.length === 0) return { file: new Blob([first], { type: 'application/pdf' }), name };
	const files = [first, ...more].flatMap((bytes, at) => {
		const pdf = names[at] ?? name;
		const proof = proofs[at];
		return [{ name: pdf, bytes }, ...(proof ? [{ name: proofNameOf(pdf), bytes: proof }] : [])];
	});
	return {
		file: new Blob([...bundled(files)], { type: 'application/zip' }),
		name: bundleNameOf(packet)
	};
}
