/** The proofs that are kept with the disclosure log, and the certificate that each of them makes. */
import type { Chart } from '#lib/chart/chart.ts';
import { formatProof, parseProof, proofFileFrom } from '#lib/packet/proof-file.ts';
import type { Proof } from '#lib/packet/prove.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import { dayOf } from '#lib/page/date.ts';
import type { PacketId } from '#lib/page/ids.ts';
import { packetName, volumeName } from '#lib/release/disclosure.ts';
import { testedBy, type SelfTestDesk } from './self-test.svelte.ts';
import { momentWords } from '#lib/ui/moments.ts';
import { certificateOf, proofNameOf, type Certificate } from '#lib/release/proof/certificate.ts';

/** The proof files of a proven packet, one for each volume, as they are kept and can be handed over. */
export function proofsKept(
	proof: Proof,
	{ before }: SelfTestDesk
): readonly Uint8Array<ArrayBuffer>[] {
	const tested = before && testedBy(before);
	return (proof.volumes ?? [proof]).map(({ packet, ...volume }) => {
		if (!packet) throw new Error('a proven packet without an account');
		return new TextEncoder().encode(formatProof(proofFileFrom({ ...volume, packet }, tested)));
	});
}

export interface KeptProof {
	readonly certificate: Certificate;
	readonly practice: string;
	/** Beside the packet, under the packet's own name. */
	readonly proof: { readonly name: string; readonly file: Blob };
	readonly pdf: () => Promise<{ readonly name: string; readonly file: Blob }>;
}

export class ProofsDesk {
	readonly #chart: Chart;
	readonly #practice: string;

	constructor(chart: Chart, practice: string) {
		this.#chart = chart;
		this.#practice = practice;
	}

	/**
	 * One for each volume. None: no such packet is in the log, or its line is from before proofs were kept. Rejects when
	 * one is damaged.
	 */
	async of(packet: PacketId): Promise<readonly KeptProof[]> {
		const line = this.#chart.state.disclosures.find((one) => one.packet === packet);
		if (!line?.proof) return [];
		const refs = [line.proof, ...(line.furtherProofs ?? [])];
		return Promise.all(refs.map((ref, at) => this.#read(packet, ref, at, refs.length)));
	}

	async #read(packet: PacketId, ref: BlobRef, at: number, of: number): Promise<KeptProof> {
		const bytes = await this.#chart.open(this.#chart.state.kept.get(ref.sha256) ?? ref);
		const parsed = parseProof(new TextDecoder().decode(bytes));
		if (!parsed.ok) throw new Error(`a kept proof is ${parsed.why}`);
		const { proof } = parsed;
		const day = dayOf(new Date(proof.madeAt));
		const name = volumeName(packetName(packet, day), at, of);
		const certificate = certificateOf(proof, name, momentWords(proof.madeAt));
		return {
			certificate,
			practice: this.#practice,
			proof: {
				name: proofNameOf(name),
				file: new Blob([formatProof(proof)], { type: 'application/json' })
			},
			pdf: async () => {
				// It sets type with the packet's own library, which no other screen needs.
				const { setCertificate } = await import('#lib/release/proof/certificate-pdf.ts');
				const set = await setCertificate(certificate, this.#practice, day);
				return {
					name: name.replace(/\.pdf$/u, '-certificate.pdf'),
					file: new Blob([set], { type: 'application/pdf' })
				};
			}
		};
	}
}
