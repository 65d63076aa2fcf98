/** The proofs that are kept with the disclosure log, and the certificate that each of them makes. */
import type { Chart } from '#lib/chart/chart.ts';
import { formatProof, parseProof, proofFileFrom } from '#lib/packet/proof-file.ts';
import type { Proof } from '#lib/packet/prove.ts';
import { dayOf } from '#lib/page/date.ts';
import type { PacketId } from '#lib/page/ids.ts';
import { packetName } from '#lib/release/disclosure.ts';
import { testedBy, type SelfTestDesk } from './self-test.svelte.ts';
import { momentWords } from '#lib/ui/moments.ts';
import { certificateOf, proofNameOf, type Certificate } from '#lib/release/proof/certificate.ts';

/** The proof file of a proven packet, as it is kept and can be handed over. */
export function proofKept({ packet, ...proof }: Proof, { before }: SelfTestDesk): Uint8Array {
	if (!packet) throw new Error('a proven packet without an account');
	const tested = before && testedBy(before);
	return new TextEncoder().encode(formatProof(proofFileFrom({ ...proof, packet }, tested)));
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

	/** `undefined`: no such packet is in the log, or its line is from before proofs were kept. Rejects when it is damaged. */
	async of(packet: PacketId): Promise<KeptProof | undefined> {
		const { disclosures, kept } = this.#chart.state;
		const ref = disclosures.find((line) => line.packet === packet)?.proof;
		if (!ref) return undefined;
		const bytes = await this.#chart.open(kept.get(ref.sha256) ?? ref);
		const parsed = parseProof(new TextDecoder().decode(bytes));
		if (!parsed.ok) throw new Error(`a kept proof is ${parsed.why}`);
		const { proof } = parsed;
		const day = dayOf(new Date(proof.madeAt));
		const name = packetName(packet, day);
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
