/** The exclusion certificate of a packet from a cabinet: the chart's own, with what is true of such a packet instead. Pure. */
import type { ProofFile } from '#lib/packet/proof-file.ts';
import { certificateOf, type Certificate, type Source } from '#lib/release/proof/certificate.ts';

const cabinet: Source = {
	store: 'the clinician’s locked cabinet, chosen one by one',
	lying: 'in the cabinet',
	keys: 'The program part that builds such packets is handed the key of this one cabinet. It is not handed the key of the charts or of any other cabinet, so no page of these can be in the file.',
	misfiled: 'A page that somebody put into the cabinet by mistake is a page of the cabinet.'
};

/** `file`: the packet's name, which names nobody. `when`: the time of the proof in words. */
export function notesCertificate(proof: ProofFile, file: string, when: string): Certificate {
	return certificateOf(proof, file, when, cabinet);
}
